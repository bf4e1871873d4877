"""When a question is answered, when it is asked back, and when not knowing is owned up to."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.decision import Answer, Clarify, NotUnderstood, asked_facets, chosen_option, decide
from actions.turn import TOPIC_LASTS, Memory, Understanding, remembered
from knowledge.facets import Facet
from knowledge.names import Mention
from tests.auxil.turns import pressed, understood

DOCUMENTS = {Facet.DOCUMENTS: 0.95}
FAINT = dict.fromkeys(range(1, 16), 0.01)
GROUPS = {3: "hoc-sinh", 4: "hoc-sinh", 24: "noi-tru", 25: "noi-tru", 28: "trung-tam"}
BOARDING = Memory(options=(24, 25, 26, 27), facets=(Facet.WHERE,))


def test_a_question_clearly_about_one_procedure_is_answered() -> None:
    question = understood("chuyển trường cần giấy gì", {3: 0.95, 4: 0.02}, DOCUMENTS)
    assert decide(question, Memory()) == Answer((3,), (Facet.DOCUMENTS,), 0.95)


def test_a_question_between_two_near_procedures_is_asked_back_likelier_first() -> None:
    question = understood("trường nội trú", {24: 0.36, 25: 0.37, 28: 0.01}, {Facet.WHERE: 0.95})
    verdict = decide(question, Memory())
    assert isinstance(verdict, Clarify)
    assert (verdict.candidates, verdict.facets) == ((25, 24), (Facet.WHERE,))


def test_no_more_than_five_options_are_offered() -> None:
    verdict = decide(understood("trường", dict.fromkeys(range(10, 16), 0.166)), Memory())
    assert isinstance(verdict, Clarify)
    assert len(verdict.candidates) == 5


def test_a_question_near_nothing_is_not_understood() -> None:
    verdict = decide(understood("xyz", FAINT), Memory())
    assert verdict == NotUnderstood(0.01)


def test_a_question_that_names_no_procedure_is_asked_for_one() -> None:
    question = understood("hồ sơ gồm gì", FAINT, DOCUMENTS, no_procedure=0.95)
    verdict = decide(question, Memory())
    assert isinstance(verdict, Clarify)
    assert (verdict.candidates, verdict.facets) == ((), (Facet.DOCUMENTS,))


def test_nothing_at_all_understood_raises_nothing() -> None:
    assert isinstance(decide(understood(""), Memory()), Clarify | NotUnderstood)


def test_a_follow_up_without_a_procedure_keeps_the_topic() -> None:
    question = understood("lệ phí bao nhiêu", FAINT, {Facet.FEE: 0.95}, no_procedure=0.95)
    verdict = decide(question, Memory(topic=(3,)), groups=GROUPS)
    assert isinstance(verdict, Answer)
    assert (verdict.procedures, verdict.facets, verdict.carried) == ((3,), (Facet.FEE,), True)


def test_a_follow_up_about_another_procedure_leaves_the_topic() -> None:
    question = understood("còn mở trung tâm tiếng Anh", {28: 0.95, 3: 0.01})
    verdict = decide(question, Memory(topic=(3,)), groups=GROUPS)
    assert verdict == Answer((28,), (Facet.OVERVIEW,), 0.95)


def test_a_topic_of_half_an_hour_ago_is_forgotten() -> None:
    question = understood("lệ phí bao nhiêu", FAINT, {Facet.FEE: 0.95}, no_procedure=0.95)
    fresh = {"topic": [3], "options": [3, 4], "at": time.time() - TOPIC_LASTS + 60}
    stale = {**fresh, "at": time.time() - TOPIC_LASTS - 60}
    assert decide(question, remembered(fresh)).procedures == (3,)
    assert remembered(stale) == Memory()
    assert isinstance(decide(question, remembered(stale)), Clarify)


@pytest.mark.parametrize("slot", [None, {}, {"topic": "ba"}, {"facets": ["gi do"]}, {"at": "x"}])
def test_a_memory_that_cannot_be_read_counts_as_empty(slot: dict | None) -> None:
    assert remembered(slot) == Memory()


def test_an_official_name_in_the_message_lifts_its_procedure_above_all() -> None:
    question = understood("cho phép thành lập trường", {14: 0.6, 24: 0.3, 3: 0.01})
    named = [Mention(3, official=True, share=0.9)]
    verdict = decide(question, Memory(), named)
    assert isinstance(verdict, Answer)
    assert verdict.procedures == (3,)


def test_an_alias_in_the_message_lifts_a_procedure_the_model_does_not_know() -> None:
    question = understood("đổi chỗ học", FAINT, no_procedure=0.9)
    assert isinstance(decide(question, Memory()), Clarify)
    verdict = decide(question, Memory(), [Mention(40, official=False, share=1.0)])
    assert isinstance(verdict, Answer)
    assert verdict.procedures == (40,)


def test_a_button_says_which_procedure_whatever_was_spoken_of() -> None:
    question = pressed('/ask_fee{"procedure":7}', "ask_fee", procedure=7)
    verdict = decide(question, Memory(topic=(3,), options=(4, 5)))
    assert verdict == Answer((7,), (Facet.FEE,), 1.0)


def test_a_question_about_two_procedures_is_answered_about_both() -> None:
    question = understood(
        "chuyển trường và phúc khảo", {3: 0.48, 7: 0.47}, odds={3: 0.95, 7: 0.95}, several=0.95
    )
    verdict = decide(question, Memory())
    assert isinstance(verdict, Answer)
    assert set(verdict.procedures) == {3, 7}


def test_no_more_than_two_procedures_are_answered_at_once() -> None:
    three = dict.fromkeys((3, 5, 7), 0.95)
    question = understood("ba việc", {3: 0.32, 5: 0.33, 7: 0.31}, odds=three, several=0.95)
    assert len(decide(question, Memory()).procedures) == 2


def test_two_facets_asked_for_are_both_told_the_likelier_first() -> None:
    asked = {Facet.FEE: 0.9, Facet.PROCESSING_TIME: 0.95, Facet.STEPS: 0.01}
    question = understood("mất bao lâu, bao nhiêu tiền", {3: 0.95}, asked)
    assert decide(question, Memory()).facets == (Facet.PROCESSING_TIME, Facet.FEE)


def test_a_question_that_asks_for_nothing_in_particular_is_told_the_overview() -> None:
    assert asked_facets(understood("chuyển trường")) == (Facet.OVERVIEW,)
    assert asked_facets(understood("2", intent="choose")) == (Facet.OVERVIEW,)


def test_a_button_asks_for_its_one_facet() -> None:
    assert asked_facets(pressed('/ask_forms{"procedure":3}', "ask_forms")) == (Facet.FORMS,)


def test_words_instead_of_a_number_choose_the_option_they_point_to() -> None:
    reply = understood("cái cho phép hoạt động", {25: 0.45, 24: 0.01, 14: 0.2})
    verdict = decide(reply, BOARDING)
    assert isinstance(verdict, Answer)
    assert (verdict.procedures, verdict.facets) == ((25,), (Facet.WHERE,))


def test_another_facet_asked_for_while_choosing_is_the_one_told() -> None:
    reply = understood("lệ phí cho phép hoạt động", {25: 0.9, 24: 0.01}, {Facet.FEE: 0.95})
    assert decide(reply, BOARDING).facets == (Facet.FEE,)


def test_words_that_point_outside_the_options_are_a_new_question() -> None:
    verdict = decide(understood("thôi, hỏi chuyển trường", {3: 0.95, 25: 0.01}), BOARDING)
    assert verdict.procedures == (3,)


OPTIONS = (24, 25, 26, 27)


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        *(("1", 24), ("2.", 25), ("(3)", 26), ("số 4", 27), ("so 2 nha", 25), ("2 nha", 25)),
        *(("số hai nha", 25), ("cái thứ ba ạ", 26), ("thứ tư", 27), ("em chọn số một", 24)),
        *(("cái cuối", 27), ("cai cuoi cung", 27), ("cái dưới cùng", 27), ("cái trên cùng", 24)),
        *(("cái đầu", 24), ("cái đầu tiên", 24), ("mục 3 nhé", 26), ("dạ 2", 25), ("ừ số 1", 24)),
        *(("HAI", 25), ("phương án 3", 26), ("tui lấy cái số 3", 26), ("1 rứa", 24)),
    ],
)
def test_an_option_is_chosen_by_its_number_or_its_place(said: str, chosen: int) -> None:
    assert chosen_option(said, OPTIONS) == chosen


@pytest.mark.parametrize(
    "said",
    [
        *("5", "số 9", "0", "12", "số mấy", "", "???", "có", "không phải các mục này"),
        *("nộp ở đâu", "ở đâu vậy", "trường cấp 3", "lớp 4", "trường tư", "một phần", "năm nay"),
        *("từ tỉnh khác", "mức độ 4", "làm một bản", "mấy bộ hồ sơ"),
        "cho tôi hỏi về thủ tục số 2 trong danh sách của sở",
    ],
)
def test_a_question_is_not_taken_for_the_number_of_an_option(said: str) -> None:
    assert chosen_option(said, OPTIONS) is None


def test_a_message_known_to_be_a_choice_may_wrap_it_in_words() -> None:
    assert chosen_option("chốt cái số 3 luôn", OPTIONS) is None
    assert chosen_option("chốt cái số 3 luôn", OPTIONS, loosely=True) == 26
    assert chosen_option("ở đâu cũng được", OPTIONS, loosely=True) is None


def test_the_last_of_two_is_the_second() -> None:
    assert chosen_option("cái cuối", (8, 9)) == 9


@given(st.text(max_size=30), st.lists(st.integers(1, 61), max_size=5, unique=True))
def test_any_text_chooses_an_option_that_was_offered_or_none(said: str, options: list[int]) -> None:
    for loosely in (False, True):
        chosen = chosen_option(said, options, loosely)
        assert chosen is None or chosen in options


LIKELY = st.floats(0, 1)
IDS = st.integers(1, 61)
QUESTIONS = st.builds(
    lambda meant, none, several, unclear: understood(
        "x", meant, no_procedure=none, several=several, unclear=unclear
    ),
    *(st.dictionaries(IDS, LIKELY, max_size=15), LIKELY, LIKELY, LIKELY),
)
MEMORIES = st.builds(
    lambda topic, options: Memory(topic=topic, options=options, facets=(Facet.FEE,)),
    st.lists(IDS, max_size=2, unique=True).map(tuple),
    st.lists(IDS, max_size=5, unique=True).map(tuple),
)
NAMED = st.lists(st.builds(Mention, IDS, st.booleans(), st.floats(0.1, 1)), max_size=2)


@given(QUESTIONS, MEMORIES, NAMED)
def test_whatever_is_understood_the_verdict_is_one_that_can_be_acted_on(
    question: Understanding, memory: Memory, named: list[Mention]
) -> None:
    match decide(question, memory, named, GROUPS):
        case Answer() as answer:
            meant = {ranked.procedure for ranked in question.ranking}
            known = {*meant, *memory.topic, *(mention.procedure for mention in named)}
            assert 1 <= len(answer.procedures) <= 2
            assert set(answer.procedures) <= known
            assert answer.facets
            assert 0 <= answer.confidence <= 1
        case Clarify() as clarify:
            assert len(clarify.candidates) == len(set(clarify.candidates)) != 1
            assert len(clarify.candidates) <= 5
        case NotUnderstood() as lost:
            assert 0 <= lost.confidence <= 1
