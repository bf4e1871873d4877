"""Stories of people who are led: they answer, correct, pause, ask in between, tick their papers."""

import re

import pytest

from actions.checklist import paper_key
from actions.follow_ups import hear
from actions.guide.dialogue import guide
from actions.guide.state import Guiding
from actions.payloads import guiding, parse, ticking
from actions.questions import answer_question, choose_option, fall_back
from actions.reply import Kind
from actions.smalltalk import small_talk
from actions.turn import GUIDE_LASTS, TOPIC_LASTS, Memory
from knowledge.content import Case, Documents, Paper, ProcessingTime, Standing
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.citizen import buttons, words
from tests.auxil.led import CASES, MOVE, PAPERS, TO_MOVE, Person, answer
from tests.auxil.procedures import HIGH, UNKNOWN, facets, procedure, version
from tests.auxil.turns import understood


@pytest.fixture
def person(repository: Repository) -> Person:
    repository.put([TO_MOVE])
    return Person(repository)


def papers(text: str) -> list[str]:
    return re.findall(r"\d\. \*\*(.+?)\*\*", text)


def test_a_parent_is_led_in_words_to_a_list_of_their_own(person: Person) -> None:
    assert "Trường nơi đến là trường gì?" in person.begins()
    assert list(buttons(person.reply)) == ["Công lập", "Tư thục"]
    assert "Có ở nội trú không?" in person.says("dạ công lập ạ")
    assert "Từ đâu đến?" in person.says("không")
    told = person.says("tỉnh khác về")
    assert papers(told) == [
        "Đơn xin chuyển trường",
        "Học bạ (bản chính)",
        "Giấy giới thiệu của Sở",
    ]
    assert "Trường nơi đến là trường gì? **Công lập**: Vì công lập." in told
    assert person.answers == {"truong": "cong", "noi-tru": "khong", "tinh": "ngoai"}
    paths = [message.path for message in person.reply.messages if message.type == "file"]
    query = "?truong=cong&noi-tru=khong&tinh=ngoai"
    assert paths == [f"/api/procedures/61/checklist.{form}{query}" for form in ("pdf", "png")]


def test_a_question_is_asked_only_of_those_whom_it_concerns(person: Person) -> None:
    person.begins()
    assert "Từ đâu đến?" in person.says("tư")
    assert papers(person.says("1")) == ["Đơn xin chuyển trường", "Học bạ (bản chính)"]


def test_whoever_it_is_not_for_is_sent_to_the_right_procedure(person: Person) -> None:
    person.begins()
    person.says("trường tư")
    told = person.says("cháu từ Lào về")
    assert "không dành cho trường hợp của bạn" in told
    assert list(buttons(person.reply).values()) == [guiding(3), guiding(MOVE)]
    assert "Từ đâu đến?" in person.says("câu trước")


class TestDue:
    @pytest.fixture
    def person(self, repository: Repository) -> Person:
        near, far, _ = CASES[2].answers
        term = {"days": 8, "unit": "ngày làm việc"}
        own = CASES[2].model_copy(update={"answers": (near, far.model_copy(update=term))})
        time = ProcessingTime(text="05 ngày.", days=5, unit="ngày làm việc", **HIGH)
        told = version(facets=facets(documents=PAPERS, processing_time=time))
        repository.put([procedure(told, cases=(*CASES[:2], own))])
        return Person(repository)

    def test_the_list_says_when_it_is_due_if_filed_today(self, person: Person) -> None:
        person.begins()
        person.says("trường tư")
        told = person.says("trong tỉnh")
        assert "Nộp hôm nay (thứ Hai 23/11/2026) thì hẹn trả khoảng **thứ Ba 01/12/2026**" in told
        assert _calendar(person) == "/api/procedures/61/due.ics?filed=2026-11-23"
        assert list(buttons(person.reply)) == ["Đã có: Đơn xin chuyển trường", "Đã có: Học bạ"]
        assert [bool(message.buttons) for message in person.reply.messages] == [False] * 3 + [True]

    def test_by_the_term_of_their_own_where_an_answer_gives_one(self, person: Person) -> None:
        person.begins()
        person.says("trường tư")
        told = person.says("tỉnh khác về")
        assert "hẹn trả khoảng **thứ Sáu 04/12/2026**" in told
        assert _calendar(person) == "/api/procedures/61/due.ics?filed=2026-11-23&tinh=ngoai"

    def test_even_where_the_papers_are_not_known(self, person: Person) -> None:
        time = ProcessingTime(text="05 ngày.", days=5, unit="ngày làm việc", **HIGH)
        told = facets(documents=Documents(**UNKNOWN), processing_time=time)
        person.repository.put([procedure(version(facets=told))])
        assert "Nộp hôm nay" in person.begins()
        assert [message.type for message in person.reply.messages] == ["text", "file"]

    def test_nothing_is_reckoned_where_the_rule_has_no_term(self, repository: Repository) -> None:
        repository.put([TO_MOVE])
        person = Person(repository)
        for text in ("", "trường tư", "trong tỉnh"):
            told = person.says(text) if text else person.begins()
        assert "Nộp hôm nay" not in told
        assert _calendar(person) is None


def _calendar(person: Person) -> str | None:
    files = [message for message in person.reply.messages if message.type == "file"]
    return next((file.path for file in files if file.media_type == "text/calendar"), None)


class TestCorrecting:
    def test_no_public_after_all(self, person: Person) -> None:
        person.begins()
        person.says("tư thục")
        assert "Có ở nội trú không?" in person.says("không, công lập")
        assert person.answers == {"truong": "cong"}

    @pytest.mark.parametrize("text", ["à nhầm, trường tư", "không phải, tư thục", "nhầm rồi, số 2"])
    def test_a_slip_is_taken_back(self, person: Person, text: str) -> None:
        person.begins()
        person.says("công lập")
        assert "Từ đâu đến?" in person.says(text)
        assert person.answers == {"truong": "tu"}

    def test_an_answer_far_back_is_corrected_and_the_others_stay(self, person: Person) -> None:
        person.begins()
        for text in ("công lập", "có", "cùng tỉnh"):
            person.says(text)
        told = person.says("ủa nhầm, tư thục")
        assert papers(told) == ["Đơn xin chuyển trường", "Học bạ (bản chính)"]
        assert person.answers == {"truong": "tu", "tinh": "trong"}

    def test_the_question_before(self, person: Person) -> None:
        person.begins()
        person.says("công lập")
        person.says("có")
        assert "Có ở nội trú không?" in person.says("câu trước")
        assert "Trường nơi đến là trường gì?" in person.says("lùi lại")
        assert "Trường nơi đến là trường gì?" in person.says("câu trước")

    def test_an_older_button(self, person: Person) -> None:
        person.begins()
        older = buttons(person.reply)["Tư thục"]
        for text in ("công lập", "có", "trong tỉnh"):
            person.says(text)
        told = person.presses(older)
        assert "Giấy nội trú" not in told
        assert person.answers == {"truong": "tu", "tinh": "trong"}

    def test_from_the_beginning(self, person: Person) -> None:
        person.begins()
        person.says("công lập")
        assert "Trường nơi đến là trường gì?" in person.says("làm lại từ đầu")
        assert person.answers == {}

    def test_thoi_at_the_end_of_an_answer_corrects_none_before(self, person: Person) -> None:
        longer = answer("lau", "Học hết trường công thôi")
        last = CASES[2].model_copy(update={"answers": (*CASES[2].answers, longer)})
        person.repository.put([TO_MOVE.model_copy(update={"cases": (*CASES[:2], last)})])
        person.begins()
        person.says("tư thục")
        person.says("học hết trường công thôi ạ")
        assert person.memory.guide
        assert person.memory.guide.answers == {"truong": "tu", "tinh": "lau"}

    def test_a_no_to_this_question_corrects_none_before(self, person: Person) -> None:
        person.repository.put(
            [
                TO_MOVE.model_copy(
                    update={"cases": (CASES[1].model_copy(update={"only": {}}), *_TWO)}
                )
            ]
        )
        person.begins()
        person.says("có")
        assert person.says("không có")
        assert person.memory.guide
        assert person.memory.guide.answers == {"noi-tru": "co", "hai": "khong"}


_TWO = (
    Case(
        key="hai",
        question="Có đi cùng không?",
        answers=(answer("co", "Có"), answer("khong", "Không")),
    ),
    CASES[0],
    CASES[2],
)


class TestPausing:
    def test_dung_and_tiep_tuc(self, person: Person) -> None:
        person.begins()
        person.says("tư thục")
        assert "tạm dừng" in person.says("dừng nhé")
        assert person.says("trong tỉnh")
        assert person.kind is Kind.FALLBACK
        assert len(person.reply.messages) == 1
        assert "Từ đâu đến?" in person.says("tiếp tục")
        assert person.answers == {"truong": "tu"}

    def test_on_the_same_day_but_not_the_next(self, person: Person) -> None:
        person.begins()
        person.says("tư thục")
        left = person.memory.model_copy(update={"at": 1000.0})
        later = Person(person.repository, left.fresh(1000.0 + TOPIC_LASTS + 1))
        assert later.memory.topic == ()
        assert "Từ đâu đến?" in later.says("làm tiếp")
        assert left.fresh(1000.0 + GUIDE_LASTS + 1) == Memory()

    @pytest.fixture
    def later(self, person: Person) -> Person:
        """Someone who comes back to an open question after more than half an hour."""
        person.begins()
        person.says("tư thục")
        left = person.memory.model_copy(update={"at": 1000.0})
        return Person(person.repository, left.fresh(1000.0 + TOPIC_LASTS + 1))

    @pytest.mark.parametrize("text", ["trong tỉnh", "dạ con học cùng tỉnh ạ", "Trong tỉnh"])
    def test_an_answer_after_a_long_while_goes_on_by_itself(self, later: Person, text: str) -> None:
        assert "Danh sách của bạn" in later.says(text)
        assert later.kind is Kind.GUIDE
        assert later.memory.guide
        assert later.memory.guide.answers == {"truong": "tu", "tinh": "trong"}
        assert not later.memory.guide.paused

    def test_after_thanks_too(self, later: Person) -> None:
        later.hears(hear(later.turn(understood("cảm ơn", intent="thanks")), small_talk))
        later.says("trong tỉnh")
        assert later.kind is Kind.GUIDE

    def test_not_where_something_else_was_spoken_of_since(self, later: Person) -> None:
        later.asks("phúc khảo mất bao nhiêu tiền", Facet.FEE)
        later.says("trong tỉnh")
        assert later.kind is not Kind.GUIDE
        assert "Từ đâu đến?" in later.says("làm tiếp")

    def test_not_by_a_number_or_in_a_question(self, later: Person) -> None:
        later.says("1")
        assert later.kind is Kind.FALLBACK
        later.asks("trong tỉnh thì phúc khảo ở đâu", Facet.WHERE)
        assert later.kind is Kind.ANSWER

    def test_a_question_that_holds_an_answer_is_answered(self, later: Person) -> None:
        later.asks("phúc khảo trong tỉnh", Facet.OVERVIEW)
        assert later.kind is Kind.ANSWER
        assert later.reply.outcome.procedures == (7,)

    def test_the_bare_answer_is_heard_even_if_taken_for_a_question(self, later: Person) -> None:
        later.asks("dạ trong tỉnh ạ", Facet.OVERVIEW, about=MOVE)
        assert later.kind is Kind.GUIDE

    def test_a_button_goes_on_too(self, person: Person) -> None:
        person.begins()
        first = buttons(person.reply)["Tư thục"]
        person.says("dừng")
        assert "Từ đâu đến?" in person.presses(first)
        assert person.memory.guide
        assert not person.memory.guide.paused

    def test_an_answer_that_sounds_like_a_pause_is_an_answer(self, person: Person) -> None:
        person.begins()
        person.says("tư thục")
        person.says("tạm nghỉ ở tỉnh khác")
        assert person.answers == {"truong": "tu", "tinh": "ngoai"}


class TestAskingInBetween:
    def test_it_is_answered_and_the_open_question_stands(self, person: Person) -> None:
        person.begins()
        told = person.asks("phúc khảo mất bao nhiêu tiền", Facet.FEE)
        assert person.kind is Kind.ANSWER
        assert person.reply.outcome.procedures == (7,)
        assert "vẫn đang hướng dẫn" in told
        assert "Trường nơi đến là trường gì?" in words(person.last.text)
        assert [b.title for b in person.last.buttons] == ["Công lập", "Tư thục"]
        person.says("1")
        assert person.answers == {"truong": "cong"}

    def test_a_question_that_holds_an_answer_is_a_question(self, person: Person) -> None:
        person.begins()
        person.asks("trường công thì nộp ở đâu", Facet.WHERE, about=MOVE)
        assert person.kind is Kind.ANSWER
        assert person.answers == {}

    def test_thanks_are_answered_and_the_open_question_stands(self, person: Person) -> None:
        person.begins()
        thanks = understood("cảm ơn nha", intent="thanks")
        told = person.hears(hear(person.turn(thanks), small_talk))
        assert person.kind is Kind.SMALLTALK
        assert "Trường nơi đến là trường gì?" in told

    def test_someone_in_distress_is_not_called_back_to_papers(self, person: Person) -> None:
        person.begins()
        lost = understood("con không muốn sống nữa", intent="out_of_scope_distress")
        told = person.hears(hear(person.turn(lost), fall_back))
        assert "111" in told
        assert len(person.reply.messages) == 1
        assert "Có ở nội trú không?" in person.says("công lập")

    def test_a_number_chooses_what_was_offered_last(self, person: Person) -> None:
        person.begins()
        unclear = understood("giải thể trường", dict.fromkeys((18, 23, 27), 0.3), unclear=0.9)
        person.hears(hear(person.turn(unclear), answer_question))
        assert person.kind is Kind.CLARIFY
        offered = person.reply.outcome.candidates
        person.says("2")
        assert person.kind is Kind.ANSWER
        assert person.reply.outcome.procedures == (offered[1],)
        assert "Trường nơi đến là trường gì?" in words(person.last.text)
        person.says("2")
        assert person.answers == {"truong": "tu"}

    def test_nothing_is_said_of_a_guide_that_is_through(self, person: Person) -> None:
        person.begins()
        person.says("tư thục")
        person.says("trong tỉnh")
        person.asks("phúc khảo mất bao nhiêu tiền", Facet.FEE)
        assert len(person.reply.messages) == 1


class TestTicking:
    @pytest.fixture
    def done(self, person: Person) -> Person:
        person.begins()
        for text in ("công lập", "có", "tỉnh khác về"):
            person.says(text)
        return person

    def test_by_button(self, done: Person) -> None:
        assert len(buttons(done.reply)) == 4
        told = done.presses(buttons(done.reply)["Đã có: Học bạ"])
        assert "đã có 1 trên 4 loại" in told
        assert "Học bạ" not in told
        assert "Đã có: Học bạ" not in buttons(done.reply)
        assert len(buttons(done.reply)) == 4

    @pytest.mark.parametrize("text", ["có 1, 2 rồi", "có đơn với học bạ rồi", "co don, hoc ba roi"])
    def test_in_words(self, done: Person, text: str) -> None:
        told = done.says(text)
        assert done.kind is Kind.GUIDE
        assert "đã có 2 trên 4 loại" in told
        assert "- **3.** Giấy giới thiệu của Sở - **4.** Giấy nội trú" in told

    @pytest.mark.parametrize("text", ["1, 2", "số 1 và 2", "1 2 ạ"])
    def test_by_bare_numbers(self, done: Person, text: str) -> None:
        assert "đã có 2 trên 4 loại" in done.says(text)
        assert "đã có 3 trên 4 loại" in done.says("cái 4")
        assert "đã có đủ 4 loại" in done.says("3")
        assert done.kind is Kind.GUIDE

    def test_a_bare_number_after_another_topic_ticks_nothing(self, done: Person) -> None:
        done.asks("phúc khảo mất bao nhiêu tiền", Facet.FEE)
        done.says("2")
        assert done.kind is Kind.FALLBACK
        assert done.memory.guide
        assert done.memory.guide.at_hand == ()
        assert "đã có 1 trên 4 loại" in done.says("có 2 rồi")

    def test_a_bare_number_chooses_what_was_offered_last(self, done: Person) -> None:
        unclear = understood("giải thể trường", dict.fromkeys((18, 23, 27), 0.3), unclear=0.9)
        done.hears(hear(done.turn(unclear), answer_question))
        done.says("2")
        assert done.kind is Kind.ANSWER

    def test_a_second_press_is_still_the_guide(self, done: Person) -> None:
        button = buttons(done.reply)["Đã có: Học bạ"]
        done.presses(button)
        assert "đã có 1 trên 4 loại" in done.presses(button)
        assert done.kind is Kind.GUIDE

    def test_an_old_button_ticks_the_paper_that_it_names(self, done: Person) -> None:
        older = buttons(done.reply)
        assert "Giấy giới thiệu" not in done.says("à nhầm, cùng tỉnh")
        told = done.presses(older["Đã có: Giấy nội trú"])
        assert "đã có 2 trên 3 loại" not in told
        assert "đã có 1 trên 3 loại" in told
        assert "Giấy nội trú" not in told
        assert "Đơn xin chuyển trường" in told

    def test_an_old_button_of_a_paper_no_longer_needed_says_so(self, done: Person) -> None:
        older = buttons(done.reply)
        done.says("à nhầm, trường tư")
        told = done.presses(older["Đã có: Giấy nội trú"])
        assert done.kind is Kind.GUIDE
        assert "không có *Giấy nội trú* nữa" in told
        assert "Bạn cần **3 loại giấy tờ**" in told
        assert next(iter(buttons(done.reply))) == "Đã có: Đơn xin chuyển trường"

    def test_a_paper_put_before_it_in_the_meantime_moves_no_tick(self, done: Person) -> None:
        older = buttons(done.reply)["Đã có: Học bạ"]
        new = Paper(name="Giấy mới", source="Điều 5")
        more = PAPERS.model_copy(update={"items": (new, *PAPERS.items)})
        rules = version(facets=facets(documents=more))
        done.repository.put([TO_MOVE.model_copy(update={"versions": (rules,)})])
        told = done.presses(older)
        assert "đã có 1 trên 5 loại" in told
        assert "Học bạ" not in told

    def test_an_old_button_after_it_turned_out_not_for_them(self, done: Person) -> None:
        older = buttons(done.reply)["Đã có: Học bạ"]
        done.says("à nhầm, từ Lào về")
        assert "không dành cho trường hợp của bạn" in done.presses(older)

    def test_all_of_them_in_two_goes(self, done: Person) -> None:
        done.says("có 1, 2 rồi")
        assert "đã có đủ 4 loại giấy tờ" in done.says("có giấy giới thiệu với 4 rồi")
        assert list(buttons(done.reply)) == ["Nơi và cách nộp"]

    def test_all_of_them_at_once(self, done: Person) -> None:
        assert "đã có đủ 4 loại giấy tờ" in done.says("đủ hết rồi")

    def test_what_is_still_missing(self, done: Person) -> None:
        assert "Bạn cần **4 loại giấy tờ**" in done.says("còn thiếu gì")
        done.says("xong 3 rồi")
        assert "Giấy giới thiệu của Sở" not in done.says("còn thiếu gì nữa")

    def test_a_question_ticks_nothing(self, done: Person) -> None:
        done.asks("nộp 1 bộ có được không", Facet.DOCUMENTS, about=MOVE)
        assert done.kind is Kind.ANSWER
        assert done.memory.guide
        assert done.memory.guide.at_hand == ()

    def test_a_correction_unticks_as_the_papers_are_others(self, done: Person) -> None:
        done.says("có 4 rồi")
        done.says("nhầm, trường tư")
        assert done.memory.guide
        assert done.memory.guide.at_hand == ()

    def test_a_tick_before_the_questions_are_answered_asks_them(self, person: Person) -> None:
        told = person.presses(ticking(MOVE, paper_key("Học bạ (bản chính)")))
        assert "Trường nơi đến là trường gì?" in told
        assert person.memory.guide == Guiding(procedure=MOVE)

    @pytest.mark.parametrize("paper", [-1, 0, 99, 2**32])
    def test_a_paper_that_there_never_was_is_refused(self, done: Person, paper: int) -> None:
        done.presses(ticking(MOVE, paper))
        assert done.kind is Kind.FALLBACK
        assert done.memory.guide
        assert done.memory.guide.at_hand == ()


class TestBeginning:
    def test_by_name(self, person: Person) -> None:
        wants = understood("hướng dẫn tôi làm từng bước", {3: 0.97}, intent="guide")
        person.hears(hear(person.turn(wants), guide))
        assert (person.kind, person.reply.outcome.procedures) == (Kind.GUIDE, (3,))

    @pytest.mark.parametrize("text", ["2", "số 2 nhé", "cái thứ hai"])
    def test_of_several_the_one_that_is_chosen_by_number(self, person: Person, text: str) -> None:
        unclear = {"unclear": 0.9, "intent": "guide"}
        wants = understood("hướng dẫn giải thể", dict.fromkeys((18, 23, 27), 0.3), **unclear)
        person.hears(hear(person.turn(wants), guide))
        assert person.kind is Kind.CLARIFY
        offered = person.reply.outcome.candidates
        assert list(buttons(person.reply).values())[:3] == [guiding(p) for p in offered]
        chosen = understood(text, intent="choose")
        person.hears(hear(person.turn(chosen), choose_option))
        assert (person.kind, person.reply.outcome.procedures) == (Kind.GUIDE, (offered[1],))

    def test_a_number_after_another_question_is_answered_as_ever(self, person: Person) -> None:
        several = dict.fromkeys((18, 23, 27), 0.3)
        wants = understood("hướng dẫn giải thể", several, unclear=0.9, intent="guide")
        person.hears(hear(person.turn(wants), guide))
        asked = understood("giải thể trường nộp ở đâu", several, {Facet.WHERE: 0.9}, unclear=0.9)
        person.hears(hear(person.turn(asked), answer_question))
        person.says("1")
        assert person.kind is Kind.ANSWER
        assert person.reply.outcome.facets == (Facet.WHERE,)

    def test_a_procedure_without_questions_is_a_list_at_once(self, person: Person) -> None:
        person.repository.put(
            [procedure(version(facets=facets(documents=Documents(items=PAPERS.items[:2], **HIGH))))]
        )
        assert papers(person.begins()) == ["Đơn xin chuyển trường", "Học bạ (bản chính)"]

    def test_an_abolished_procedure_is_told_as_such_and_asks_nothing(self, person: Person) -> None:
        gone = version(standing=Standing.ABOLISHED, note="Hỏi Sở.", facets=None)
        person.repository.put([TO_MOVE.model_copy(update={"versions": (gone,)})])
        told = person.begins()
        assert "bãi bỏ" in told
        assert buttons(person.reply) == {}

    def test_an_abolished_procedure_leads_on_to_the_one_that_replaces_it(
        self, person: Person
    ) -> None:
        gone = version(
            standing=Standing.ABOLISHED, note="Làm số 3.", facets=None, replaced_by_procedure=3
        )
        person.repository.put([TO_MOVE.model_copy(update={"versions": (gone,)})])
        person.begins()
        assert buttons(person.reply) == {"Hướng dẫn: Chuyển trường: trường THPT": guiding(3)}
        person.presses(guiding(3))
        assert (person.kind, person.reply.outcome.procedures) == (Kind.GUIDE, (3,))

    def test_one_that_was_abolished_too_is_not_offered(self, person: Person) -> None:
        gone = version(
            standing=Standing.ABOLISHED, note="Hỏi Sở.", facets=None, replaced_by_procedure=29
        )
        person.repository.put([TO_MOVE.model_copy(update={"versions": (gone,)})])
        person.begins()
        assert buttons(person.reply) == {}

    @pytest.mark.parametrize(("number", "instead"), [(29, 28), (33, 58)])
    def test_the_replaced_ones_of_the_catalogue(
        self, repository: Repository, number: int, instead: int
    ) -> None:
        person = Person(repository)
        person.presses(guiding(number))
        assert list(buttons(person.reply).values()) == [guiding(instead)]

    def test_who_founded_a_school_is_offered_to_operate_it(self, repository: Repository) -> None:
        founder = Person(repository)
        founder.presses(guiding(14))
        for _ in range(10):
            payloads = list(buttons(founder.reply).values())
            if not any("case" in parse(payload).entities for payload in payloads):
                break
            founder.presses(payloads[0])
        last = [parse(payload).entities for payload in buttons(founder.reply).values()][-1]
        assert last == {"procedure": 15}

    @pytest.mark.parametrize(
        "payload",
        [
            *('/guide{"procedure":62}', '/guide{"procedure":61,"case":9,"answer":0}'),
            *('/guide{"procedure":61,"case":0,"answer":9}', '/guide{"procedure":61,"case":0}'),
            '/guide{"procedure":61,"case":-1,"answer":-1}',
        ],
    )
    def test_a_forged_button_is_refused(self, person: Person, payload: str) -> None:
        person.presses(payload)
        assert person.kind is Kind.FALLBACK
        assert person.memory.guide is None


@pytest.mark.parametrize("text", ["", "?", "😀", "/", "x" * 500, "\x00", "không", "nhầm", "1" * 9])
def test_whatever_is_typed_there_is_a_reply_and_the_guide_stands(person: Person, text: str) -> None:
    person.begins()
    for before in ("", "công lập", "có", "trong tỉnh"):
        if before:
            person.says(before)
        memory = person.memory
        assert person.says(text) is not None
        assert person.reply.messages
        assert person.memory.guide
        person.memory = memory


def test_the_guide_remembers_no_words_of_the_citizen(person: Person) -> None:
    person.begins()
    person.says("dạ con tên Nguyễn Bưởi học trường công ạ")
    kept = person.memory.model_dump_json()
    assert "cong" in kept
    assert "Bưởi" not in kept
