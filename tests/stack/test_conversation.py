"""Whole conversations: asking back, lists, courtesy, limits, and what is remembered."""

from collections.abc import Iterator

import pytest

from actions.labels import label
from actions.reply import Kind
from knowledge.catalogue_files import CATALOGUE, read_directory
from knowledge.facets import Facet
from knowledge.reference_files import contacts, groups
from tests.auxil.citizen import Citizen, all_words, buttons, only
from tests.auxil.installation import Installation

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

UNCLEAR = "giải thể trường cần giấy tờ gì"
"""Five kinds of school can be dissolved."""
BOARDING_SCHOOL = 27
PROCEDURES = read_directory(CATALOGUE)
LABELS = {procedure.id: label(procedure) for procedure in PROCEDURES}


@pytest.fixture
def neighbour(installation: Installation) -> Iterator[Citizen]:
    """Another citizen at the same time."""
    with Citizen(installation.url) as someone:
        yield someone


class TestAskingBack:
    def test_each_option_is_numbered_and_has_a_button(self, citizen: Citizen) -> None:
        reply = citizen.says(UNCLEAR)
        assert reply.outcome.kind is Kind.CLARIFY
        candidates = reply.outcome.candidates
        assert BOARDING_SCHOOL in candidates
        assert 2 <= len(candidates) <= 5
        titles = list(buttons(reply))
        assert titles[: len(candidates)] == [LABELS[c] for c in candidates]
        text = all_words(reply)
        for number, candidate in enumerate(candidates, start=1):
            assert f"{number}. **{LABELS[candidate]}**" in text

    def test_a_button_chooses(self, citizen: Citizen) -> None:
        citizen.says(UNCLEAR)
        outcome = citizen.presses(LABELS[BOARDING_SCHOOL]).outcome
        assert (outcome.kind, outcome.procedures) == (Kind.ANSWER, (BOARDING_SCHOOL,))
        assert outcome.facets == (Facet.DOCUMENTS,)

    @pytest.mark.parametrize("way", ["{}", "số {}", "{} nhé", "cái thứ {}", "chon {}"])
    def test_a_number_chooses(self, citizen: Citizen, way: str) -> None:
        offered = citizen.says(UNCLEAR).outcome.candidates
        number = offered.index(BOARDING_SCHOOL) + 1
        outcome = citizen.says(way.format(number)).outcome
        assert (outcome.kind, outcome.procedures) == (Kind.ANSWER, (BOARDING_SCHOOL,))
        assert outcome.facets == (Facet.DOCUMENTS,)

    @pytest.mark.parametrize(
        ("question", "name", "procedure", "facet"),
        [
            (UNCLEAR, "trường dân tộc nội trú", BOARDING_SCHOOL, Facet.DOCUMENTS),
            (UNCLEAR, "trường chuyên", 23, Facet.DOCUMENTS),
            ("mở lại trung tâm thì nộp ở đâu", "trung tâm ngoại ngữ, tin học", 30, Facet.WHERE),
        ],
    )
    def test_a_name_chooses(
        self, citizen: Citizen, question: str, name: str, procedure: int, facet: Facet
    ) -> None:
        assert procedure in citizen.says(question).outcome.candidates
        outcome = citizen.says(name).outcome
        assert (outcome.kind, outcome.procedures) == (Kind.ANSWER, (procedure,))
        assert outcome.facets == (facet,)

    def test_another_question_is_heard_instead_of_a_choice(self, citizen: Citizen) -> None:
        citizen.says(UNCLEAR)
        outcome = citizen.says("phúc khảo bài thi nộp ở đâu").outcome
        assert (outcome.kind, outcome.procedures) == (Kind.ANSWER, (7,))

    def test_a_number_that_nobody_offered_is_refused(self, citizen: Citizen) -> None:
        assert citizen.says("số 3").outcome.kind is Kind.FALLBACK


class TestLists:
    def test_the_menu_shows_all_groups(self, citizen: Citizen) -> None:
        reply = citizen.says("có những thủ tục nào")
        assert reply.outcome.kind is Kind.LIST
        assert list(buttons(reply)) == [group.name for group in groups()]

    def test_from_the_menu_by_buttons_to_the_answer(self, citizen: Citizen) -> None:
        citizen.says("có những thủ tục nào")
        group = citizen.presses("Trung tâm ngoại ngữ, tin học")
        assert group.outcome.kind is Kind.LIST
        assert list(buttons(group)) == [LABELS[n] for n in (28, 29, 30, 31, 32)]
        overview = citizen.presses(LABELS[28])
        assert overview.outcome.procedures == (28,)
        assert overview.outcome.facets == (Facet.OVERVIEW,)
        assert citizen.presses("Phí, lệ phí").outcome.facets == (Facet.FEE,)

    def test_every_group_lists_its_procedures(self, citizen: Citizen) -> None:
        listed = []
        for group in groups():
            citizen.says("có những thủ tục nào")
            reply = citizen.presses(group.name)
            members = [p.id for p in PROCEDURES if p.group == group.key]
            assert [buttons(reply)[LABELS[n]] for n in members]
            assert all(f"(thủ tục số {n})" in all_words(reply) for n in members)
            listed += members
        assert sorted(listed) == list(range(1, 62))

    @pytest.mark.parametrize(
        ("question", "belongs"),
        [
            ("những thủ tục nào làm trực tuyến mức độ 3", lambda p: p.level == 3),
            ("những thủ tục nào làm trực tuyến mức độ 4", lambda p: p.level == 4),
            ("năm 2020 đưa lên mạng những thủ tục nào", lambda p: p.rollout_year == 2020),
            ("năm 2021 đưa lên mạng những thủ tục nào", lambda p: p.rollout_year == 2021),
        ],
    )
    def test_by_level_or_year_of_the_plan(
        self, citizen: Citizen, question: str, belongs: object
    ) -> None:
        assert callable(belongs)
        reply = citizen.says(question)
        assert reply.outcome.kind is Kind.LIST
        text = all_words(reply)
        members = {p.id for p in PROCEDURES if belongs(p)}
        assert {n for n in LABELS if f"{LABELS[n]} (số {n})" in text} == members
        assert f"{len(members)} thủ tục" in text
        assert "Kế hoạch 120/KH-SGDĐT" in text

    def test_a_group_is_found_by_its_name(self, citizen: Citizen) -> None:
        reply = citizen.says("liệt kê các thủ tục về trung tâm ngoại ngữ, tin học")
        assert list(buttons(reply)) == [LABELS[n] for n in (28, 29, 30, 31, 32)]


class TestCourtesyAndLimits:
    @pytest.mark.parametrize(
        ("said", "answered"),
        [
            ("xin chào", "Mình là **Motcua**"),
            ("cảm ơn bạn nhé", "Không có gì"),
            ("bạn là ai vậy", "không phải cán bộ"),
            ("tạm biệt", "chúc bạn mọi việc thuận lợi"),
        ],
    )
    def test_small_talk(self, citizen: Citizen, said: str, answered: str) -> None:
        reply = citizen.says(said)
        assert reply.outcome.kind is Kind.SMALLTALK
        assert answered in all_words(reply)

    def test_contact_tells_what_is_known_and_owns_up_to_the_rest(self, citizen: Citizen) -> None:
        reply = citizen.says("số điện thoại của Sở là gì")
        assert reply.outcome.kind is Kind.CONTACT
        text = all_words(reply)
        assert all(contact.name in text for contact in contacts())
        assert "chưa có trong kho dữ liệu đã xác nhận" in text

    @pytest.mark.parametrize(
        "said",
        [
            "làm căn cước công dân ở đâu",
            "hôm nay trời có mưa không",
            "how do I transfer school",
            "asdf qwer zxcv",
        ],
    )
    def test_what_is_not_its_business_is_refused_with_a_way_on(
        self, citizen: Citizen, said: str
    ) -> None:
        reply = citizen.says(said)
        assert reply.outcome.kind is Kind.FALLBACK
        assert reply.outcome.procedures == ()
        assert citizen.presses("Gặp người hướng dẫn").outcome.kind is Kind.HANDOFF


class TestMemory:
    def test_a_conversation_survives_between_turns(self, citizen: Citizen) -> None:
        citizen.says("xin bản sao bằng tốt nghiệp cần giấy tờ gì")
        citizen.says("cảm ơn bạn nhé")
        outcome = citizen.says("thế bao lâu thì có").outcome
        assert (outcome.kind, outcome.procedures) == (Kind.ANSWER, (1,))
        assert outcome.facets == (Facet.PROCESSING_TIME,)

    def test_two_conversations_do_not_mix(self, citizen: Citizen, neighbour: Citizen) -> None:
        citizen.says("xin bản sao bằng tốt nghiệp cần giấy tờ gì")
        neighbour.says("phúc khảo bài thi nộp ở đâu")
        assert citizen.conversation_id != neighbour.conversation_id
        assert only(citizen.says("lệ phí bao nhiêu")).procedure == 1
        assert only(neighbour.says("lệ phí bao nhiêu")).procedure == 7

    def test_a_newcomer_inherits_nothing(self, citizen: Citizen, neighbour: Citizen) -> None:
        citizen.says("phúc khảo bài thi nộp ở đâu")
        assert neighbour.says("lệ phí bao nhiêu").outcome.procedures == ()
