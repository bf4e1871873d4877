"""Whoever asks how procedures differ, or which to do, is told them side by side."""

from datetime import date

import pytest

from actions.comparison import compare, to_compare, wants_comparison
from actions.decision import Answer, Clarify, NotUnderstood
from actions.follow_ups import hear
from actions.guide.dialogue import guide
from actions.payloads import guiding
from actions.questions import answer_question, choose_option, fall_back
from actions.reply import Kind, TextMessage
from actions.turn import Memory
from knowledge.content import (
    Confidence,
    Documents,
    Fee,
    NearTwin,
    Online,
    Paper,
    ProcessingTime,
    Standing,
)
from knowledge.facets import Facet
from knowledge.names import Mention
from knowledge.repository import Repository
from tests.auxil.citizen import words
from tests.auxil.procedures import HIGH, LAW, UNKNOWN, facets, procedure, version
from tests.auxil.turns import TODAY, only_message, payloads, pressed, turn, understood

SURE = {3: 0.95, 4: 0.95}
BOTH = {"odds": SURE, "several": 0.95}


@pytest.mark.parametrize(
    "text",
    [
        "so sánh thủ tục chuyển trường và xin học lại",
        "chuyen truong khac gi hoc lai",
        "hai cái này khác nhau chỗ nào",
        "cấp phép với xác nhận khác chi nhau rứa",
        "xin mới hay gia hạn, em nên làm cái nào",
        "tui phải chọn thủ tục mô",
        "phân biệt giúp em hai thủ tục",
    ],
)
def test_the_wish_to_compare_is_heard(text: str) -> None:
    assert wants_comparison(text)


@pytest.mark.parametrize(
    "text",
    [
        "chuyển trường cần giấy tờ gì",
        "vừa mất bằng vừa sai tên thì nên làm cái nào trước",
        "con tôi muốn chuyển sang trường khác",
        "không còn giấy tờ nào khác",
    ],
)
def test_other_messages_compare_nothing(text: str) -> None:
    assert not wants_comparison(text)


class TestWhichOnes:
    NAMED = (Mention(4, False, 0.5), Mention(3, False, 0.4))

    def test_those_named(self) -> None:
        assert to_compare("A khác gì B", self.NAMED, (), NotUnderstood(0.1)) == (4, 3)

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("so sánh thủ tục 3 và 4", (3, 4)),
            ("so sánh thủ tục số 14, số 15 và số 19", (14, 15, 19)),
            ("thủ tục số 60 khác gì thủ tục số 61", (60, 61)),
            ("trường cấp 3 khác gì cấp 2", ()),
            ("theo thông tư số 15/2026 khác gì số 99", ()),
            ("số 3 khác gì", ()),
        ],
    )
    def test_those_numbered(self, text: str, numbers: tuple[int, ...]) -> None:
        assert to_compare(text, (), (), NotUnderstood(0.1)) == numbers

    def test_one_named_and_one_numbered(self) -> None:
        assert to_compare("chuyển trường khác gì thủ tục 7", self.NAMED[1:], (), None) == (7, 3)

    def test_those_just_offered(self) -> None:
        asks = "hai cái đó khác nhau sao"
        assert to_compare(asks, (), (24, 25), NotUnderstood(0.1)) == (24, 25)
        assert to_compare("tui nên làm cái nào", (), (14, 15, 19), None) == (14, 15, 19)
        assert to_compare(asks, (), (1, 2, 3, 4), NotUnderstood(0.1)) == ()
        assert to_compare("khác gì", (), (24, 25), NotUnderstood(0.1)) == ()

    def test_those_that_the_model_finds(self) -> None:
        two = Answer((60, 61), (Facet.OVERVIEW,), 0.6)
        assert to_compare("hai giấy khác gì", (), (), two) == (60, 61)
        one = Answer((37,), (Facet.OVERVIEW,), 0.9)
        assert to_compare("đóng cả trường thì khác gì", (), (), one) == ()
        asked_back = Clarify((14, 15), (Facet.OVERVIEW,), 0.3)
        assert to_compare("khác gì", (), (), asked_back) == ()


@pytest.fixture
def two(repository: Repository) -> Repository:
    """Two procedures made up: one that asks for more, and its near twin."""
    common = Paper(name="Đơn đề nghị (Mẫu 1)", source="Điều 4")
    more = [Paper(name=f"Giấy {n}", source="Điều 4") for n in "ABCDE"]
    papers = Documents(items=(common, *more), **HIGH)
    time = ProcessingTime(text="20 ngày.", confidence=Confidence.LOW, sources=(LAW,))
    fee = Fee(text="50.000 đồng.", **HIGH)
    first = procedure(
        version(facets=facets(documents=papers, processing_time=time, fee=fee), confirmed=True),
        id=60,
        near_twins=(NearTwin(id=61, how="Số 60 làm trước. Số 61 làm sau."),),
    )
    fewer = Documents(items=(Paper(name="Đơn đề nghị (Mẫu 2)", source="Điều 5"),), **HIGH)
    online = Online(text="Nộp qua mạng một phần.", level=3, **HIGH)
    second = procedure(
        version(facets=facets(documents=fewer, fee=Fee(**UNKNOWN), online=online)),
        level=3,
        institution="bản sao bằng",
        choose_when="Bạn cần bản sao.",
    )
    repository.put([first, second])
    return repository


def test_two_are_told_side_by_side_with_their_sources(two: Repository) -> None:
    told = compare(two, (60, 61), (Facet.OVERVIEW,), TODAY)
    text = words(told.text)
    assert "- **Số 60 – Cấp lại: bằng tốt nghiệp**: Bạn đã mất bằng." in text
    assert "- **Số 61 – Cấp lại: bản sao bằng**: Bạn cần bản sao." in text
    assert "**Hai thủ tục này khác nhau:** Số 60 làm trước. Số 61 làm sau." in text
    assert (
        "- **Số 60:** 6 loại giấy tờ; chỉ thủ tục này cần: "
        "Giấy A; Giấy B; Giấy C; Giấy D và 1 loại khác" in text
    )
    assert "- **Số 61:** 1 loại giấy tờ, không có giấy nào của riêng nó" in text
    assert "- **Số 60:** 20 ngày. - **Số 61:** 10 ngày làm việc." in text
    assert "- **Số 60:** 50.000 đồng. - **Số 61:** Mình chưa có quy định mới." in text
    assert "**Nơi và cách nộp** - Như nhau: Trung tâm Phục vụ hành chính công." in text
    assert "- **Số 60:** Mức độ 4" in text
    assert "- **Số 61:** Mức độ 3" in text
    assert "⚠️ Số 60: Mình chưa chắc về thời hạn giải quyết" in text
    assert "*Nguồn số 60: Nghị định 46/2017/NĐ-CP, Điều 4; áp dụng từ 19/01/2021.*" in text
    assert "*Tra ngày 23/11/2026. Sở GD&ĐT mới xác nhận số 60.*" in text
    assert payloads(told.buttons) == [guiding(60), guiding(61)]
    assert "|" not in told.text


def test_only_what_is_asked_for_is_compared(two: Repository) -> None:
    text = words(compare(two, (61, 60), (Facet.FEE, Facet.OVERVIEW), TODAY).text)
    assert text.index("Mình chưa có quy định mới") < text.index("50.000 đồng")
    for other in ("Bạn đã mất bằng", "loại giấy tờ", "Mức độ", "10 ngày"):
        assert other not in text


@pytest.mark.parametrize("facet", Facet)
def test_each_facet_can_be_compared(repository: Repository, facet: Facet) -> None:
    for one, other in ((3, 4), (14, 19), (60, 61), (5, 7)):
        told = compare(repository, (one, other), (facet,), TODAY)
        assert f"Số {one}" in told.text
        assert "*Nguồn số" in told.text
        assert not any(line.endswith(":") for line in told.text.splitlines())


def test_what_is_abolished_is_said_to_be_and_compared_no_further(two: Repository) -> None:
    gone = version(
        standing=Standing.ABOLISHED, note="Làm số 61.", facets=None, in_force_from=date(2024, 1, 1)
    )
    two.put([procedure(gone, id=60)])
    told = compare(two, (60, 61), (Facet.OVERVIEW,), TODAY)
    text = words(told.text)
    assert "bằng tốt nghiệp** (đã bãi bỏ): Bạn đã mất bằng." in text
    assert "⚠️ Số 60: Thủ tục này đã bãi bỏ từ 01/01/2024" in text
    assert "- **Số 61:** 10 ngày làm việc." in text
    assert payloads(told.buttons) == [guiding(61)]


def test_what_holds_for_both_is_said_once(two: Repository) -> None:
    plain = procedure(version(), id=60)
    two.put([plain, procedure(version())])
    text = words(compare(two, (60, 61), (Facet.OVERVIEW,), TODAY).text)
    assert "**Giấy tờ cần nộp** - Như nhau: 1 loại giấy tờ **" in text
    unsure = Fee(text="Miễn phí.", confidence=Confidence.LOW, sources=(LAW,))
    doubted = version(facets=facets(fee=unsure))
    two.put([procedure(doubted, id=60), procedure(doubted)])
    text = words(compare(two, (60, 61), (Facet.FEE,), TODAY).text)
    assert "⚠️ Số 60, 61: Mình chưa chắc về phí, lệ phí" in text


def test_papers_that_only_some_bring_are_not_counted_as_everyones(two: Repository) -> None:
    some = Paper(name="Giấy ủy quyền", when="Nộp hộ", source="Điều 5")
    papers = Documents(items=(Paper(name="Đơn", source="Điều 4"), some), **HIGH)
    two.put([procedure(version(facets=facets(documents=papers)))])
    told = compare(two, (60, 61), (Facet.DOCUMENTS,), TODAY)
    assert "- **Số 61:** nhiều nhất 2 loại giấy tờ, tùy trường hợp; chỉ" in words(told.text)


def test_every_pair_of_near_twins_is_told_and_fits_a_phone(repository: Repository) -> None:
    for one in repository.procedures():
        for twin in one.near_twins:
            told = compare(repository, (one.id, twin.id), (Facet.OVERVIEW,), TODAY)
            assert words(twin.how) in words(told.text)
            assert len(told.text) < 5000


class TestAsked:
    def test_by_name(self, repository: Repository) -> None:
        asked = understood("so sánh chuyển trường và xin học lại", {3: 0.9}, intent="ask_overview")
        said = answer_question(turn(repository, asked))
        assert isinstance(only_message(said.reply), TextMessage)
        assert said.reply.outcome.kind is Kind.ANSWER
        assert sorted(said.reply.outcome.procedures) == [3, 4]
        assert said.reply.outcome.facets == (Facet.OVERVIEW,)
        assert sorted(said.memory.topic) == [3, 4]

    def test_by_what_the_model_finds_and_just_the_fee(self, repository: Repository) -> None:
        asked = understood("lệ phí khác nhau sao", {3: 0.5, 4: 0.49}, {Facet.FEE: 0.9}, **BOTH)
        said = answer_question(turn(repository, asked))
        assert said.reply.outcome.facets == (Facet.FEE,)
        assert "Phí, lệ phí" in only_message(said.reply).text

    def test_of_those_just_spoken_of(self, repository: Repository) -> None:
        asked = understood("hai cái đó khác nhau chỗ nào", {}, no_procedure=0.95)
        said = answer_question(turn(repository, asked, Memory(topic=(8, 11))))
        assert said.reply.outcome.procedures == (8, 11)
        assert "So sánh 2 thủ tục" in only_message(said.reply).text

    @pytest.mark.parametrize("intent", ["choose", "ask_overview", "out_of_scope_nonsense"])
    def test_of_those_just_offered(self, repository: Repository, intent: str) -> None:
        asked = understood("hai cái khác gì nhau", {}, intent=intent, no_procedure=0.95)
        speak = {"choose": choose_option, "ask_overview": answer_question}.get(intent, fall_back)
        said = speak(turn(repository, asked, Memory(options=(24, 25))))
        assert said.reply.outcome.procedures == (24, 25)

    def test_even_where_the_model_thinks_it_out_of_scope(self, repository: Repository) -> None:
        asked = understood("so sánh thủ tục 60 và 61", {}, intent="out_of_scope_life")
        assert fall_back(turn(repository, asked)).reply.outcome.procedures == (60, 61)
        abuse = understood("so sánh thủ tục 60 và 61", {}, intent="out_of_scope_abuse")
        assert fall_back(turn(repository, abuse)).reply.outcome.kind is Kind.FALLBACK

    def test_instead_of_being_led_through_one(self, repository: Repository) -> None:
        asked = understood(
            "xin cấp phép hay xác nhận, em nên làm cái nào",
            {60: 0.5, 61: 0.49},
            intent="guide",
            odds={60: 0.95, 61: 0.95},
            several=0.95,
        )
        said = guide(turn(repository, asked))
        assert (said.reply.outcome.kind, said.reply.outcome.procedures) == (Kind.ANSWER, (60, 61))

    def test_in_the_middle_of_a_guide(self, repository: Repository) -> None:
        led = guide(turn(repository, pressed(guiding(3), "guide", procedure=3))).memory
        asked = understood("so sánh thủ tục 3 và 4", {}, no_procedure=0.9)
        said = hear(turn(repository, asked, led), answer_question)
        assert said.reply.outcome.procedures == (3, 4)
        assert "vẫn đang hướng dẫn" in said.reply.messages[-1].text
        assert said.memory.guide == led.guide

    def test_two_without_the_wish_are_told_one_after_the_other(
        self, repository: Repository
    ) -> None:
        asked = understood("chuyển trường với học lại nộp ở đâu", SURE, {Facet.WHERE: 0.9}, **BOTH)
        said = answer_question(turn(repository, asked))
        assert "So sánh" not in said.reply.messages[0].text
