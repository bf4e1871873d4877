"""A citizen asks on, switches, corrects himself, comes back: what was said before is heard too."""

import time

import pytest

from actions.context import Kin, corrects, in_context
from actions.decision import Answer, Clarify, Verdict, decide
from actions.turn import TOPIC_LASTS, Memory, Understanding, remembered
from knowledge.facets import Facet
from knowledge.names import Mention
from tests.auxil.turns import understood

KIN = {
    3: Kin("hoc-sinh", "chuyển trường", "hoc-sinh"),
    4: Kin("hoc-sinh", "học lại", "hoc-sinh"),
    7: Kin("thi", "phúc khảo", "thi"),
    19: Kin("truong-chuyen", "thành lập", "truong-chuyen"),
    20: Kin("truong-chuyen", "cho phép hoạt động", "truong-chuyen"),
    22: Kin("truong-chuyen", "sáp nhập", "truong-chuyen"),
    23: Kin("truong-chuyen", "giải thể", "truong-chuyen"),
    24: Kin("noi-tru", "thành lập", "noi-tru"),
    25: Kin("noi-tru", "cho phép hoạt động", "noi-tru"),
    26: Kin("noi-tru", "sáp nhập", "noi-tru"),
    27: Kin("noi-tru", "giải thể", "noi-tru"),
    28: Kin("trung-tam", "thành lập", "trung-tam"),
    32: Kin("trung-tam", "giải thể", "trung-tam"),
}
FEE = {Facet.FEE: 0.95}
HARDLY_ANY = dict.fromkeys(KIN, 0.001)
NO_HALF = {"acts": {"none": 0.95}, "institutions": {"none": 0.95}}
ELLIPSIS = understood("lệ phí bao nhiêu", HARDLY_ANY, FEE, no_procedure=0.95, **NO_HALF)
TRANSFER = Memory(topic=(3,))
TRANSFER_AFTER_REGRADE = Memory(topic=(3,), visited=(7,))


def heard(question: Understanding, memory: Memory) -> Verdict:
    return decide(question, memory, kin=KIN)


def in_this_context(question: Understanding, memory: Memory) -> dict[int, float]:
    ranking, _ = in_context(question.ranking, question, memory, KIN)
    return {ranked.procedure: ranked.share for ranked in ranking}


def told(question: Understanding, memory: Memory) -> tuple[int, ...]:
    """Return the procedures answered about, checking that it is an answer."""
    verdict = heard(question, memory)
    assert isinstance(verdict, Answer), verdict
    return verdict.procedures


def test_a_question_without_a_procedure_keeps_the_topic() -> None:
    verdict = heard(ELLIPSIS, TRANSFER)
    assert isinstance(verdict, Answer)
    assert (verdict.procedures, verdict.facets, verdict.carried) == ((3,), (Facet.FEE,), True)


def test_a_question_without_a_procedure_keeps_both_that_were_told() -> None:
    assert told(ELLIPSIS, Memory(topic=(3, 7))) == (3, 7)


def test_a_question_without_a_procedure_keeps_the_topic_and_not_one_before_it() -> None:
    assert told(ELLIPSIS, Memory(topic=(3,), visited=(7, 24, 28))) == (3,)


def test_a_question_that_names_one_of_two_just_told_is_about_that_one() -> None:
    question = understood("phúc khảo thì mất bao nhiêu", {7: 0.9, 3: 0.001}, FEE)
    assert told(question, Memory(topic=(3, 7))) == (7,)


def test_a_stranger_clearly_named_is_switched_to() -> None:
    question = understood(
        "còn mở trung tâm tiếng Anh",
        {28: 0.97, 3: 0.001},
        acts={"thành lập": 0.9},
        institutions={"trung-tam": 0.95},
        no_procedure=0.01,
    )
    verdict = heard(question, TRANSFER)
    assert isinstance(verdict, Answer)
    assert (verdict.procedures, verdict.carried) == ((28,), False)


def test_a_stranger_hardly_named_is_not_switched_to() -> None:
    question = understood("mấy ngày thì xong", {28: 0.03, 3: 0.02}, no_procedure=0.9)
    assert told(question, TRANSFER) == (3,)


@pytest.mark.parametrize(("topic", "step"), [(24, 27), (19, 23), (28, 32)])
def test_a_message_that_leaves_the_school_open_is_about_a_step_of_the_same(
    topic: int, step: int
) -> None:
    ends = {23: 0.24, 27: 0.24, 32: 0.24}
    question = understood(
        "rồi muốn giải thể thì sao",
        ends,
        acts={"giải thể": 0.95},
        institutions={"open": 0.9},
        open_institution=0.9,
        unclear=0.9,
    )
    assert isinstance(heard(question, Memory()), Clarify)
    assert told(question, Memory(topic=(topic,))) == (step,)


@pytest.mark.parametrize(("topic", "same"), [(24, 19), (25, 20), (26, 22), (27, 23)])
def test_a_message_that_leaves_open_what_is_done_is_about_the_same_for_another_school(
    topic: int, same: int
) -> None:
    specialised = {19: 0.22, 20: 0.22, 22: 0.22, 23: 0.22}
    question = understood(
        "thế còn trường chuyên",
        specialised,
        acts={"open": 0.9},
        institutions={"truong-chuyen": 0.95},
        open_act=0.9,
        unclear=0.9,
    )
    assert isinstance(heard(question, Memory()), Clarify)
    assert told(question, Memory(topic=(topic,))) == (same,)


@pytest.mark.parametrize("text", ["quay lại vụ phúc khảo", "vụ phúc khảo hồi nãy nộp ở đâu"])
def test_a_citizen_comes_back_by_name_to_what_was_spoken_of_before(text: str) -> None:
    question = understood(text, {7: 0.6, 3: 0.001}, no_procedure=0.3)
    assert told(question, TRANSFER_AFTER_REGRADE) == (7,)


@pytest.mark.parametrize("text", ["thôi quay lại cái trước", "chuyện lúc nãy thì nộp ở đâu"])
def test_a_citizen_comes_back_without_a_name_to_the_only_one_spoken_of_before(text: str) -> None:
    question = understood(text, HARDLY_ANY, no_procedure=0.95, **NO_HALF)
    assert told(question, TRANSFER_AFTER_REGRADE) == (7,)
    assert told(question, TRANSFER) == (3,)


def test_a_citizen_who_comes_back_to_one_of_several_is_asked_to_which() -> None:
    question = understood("quay lại cái trước", HARDLY_ANY, no_procedure=0.95, **NO_HALF)
    verdict = heard(question, Memory(topic=(3,), visited=(7, 28)))
    assert isinstance(verdict, Clarify)
    assert {7, 28} <= set(verdict.candidates) <= {3, 7, 28}


@pytest.mark.parametrize("text", ["bản này có cần công chứng không", "nộp lúc này được không"])
def test_words_that_only_sound_like_coming_back_keep_the_topic(text: str) -> None:
    question = understood(text, HARDLY_ANY, no_procedure=0.95, **NO_HALF)
    assert told(question, TRANSFER_AFTER_REGRADE) == (3,)


def test_a_citizen_who_corrects_himself_is_heard() -> None:
    question = understood("à nhầm, cháu nghỉ một năm rồi, xin học lại", {4: 0.92, 3: 0.02})
    assert told(question, TRANSFER) == (4,)


def test_a_citizen_who_corrects_the_school_keeps_what_is_done() -> None:
    chosen = {19: 0.21, 20: 0.21, 22: 0.21, 23: 0.21, 24: 0.02}
    question = understood(
        "ý em là trường chuyên cơ",
        chosen,
        acts={"open": 0.9},
        institutions={"truong-chuyen": 0.95},
        open_act=0.9,
        unclear=0.8,
    )
    assert told(question, Memory(topic=(24,))) == (19,)


def test_an_unclear_message_is_asked_back_without_a_topic_and_stays_with_one() -> None:
    question = understood("trường nội trú", {24: 0.34, 25: 0.33}, open_act=0.9, unclear=0.9)
    asked = heard(question, Memory())
    assert isinstance(asked, Clarify)
    assert set(asked.candidates) == {24, 25}
    assert told(question, Memory(topic=(24,))) == (24,)
    assert told(question, Memory(topic=(25,))) == (25,)


def test_a_topic_of_half_an_hour_ago_is_forgotten() -> None:
    fresh = {"topic": [3], "visited": [7], "at": time.time() - TOPIC_LASTS + 60}
    stale = {**fresh, "at": time.time() - TOPIC_LASTS - 60}
    assert told(ELLIPSIS, remembered(fresh)) == (3,)
    assert isinstance(heard(ELLIPSIS, remembered(stale)), Clarify)


def test_a_name_that_the_model_does_not_know_is_heard_in_the_middle_of_a_conversation() -> None:
    question = understood("đổi chỗ học", HARDLY_ANY, no_procedure=0.95, **NO_HALF)
    verdict = decide(question, TRANSFER, [Mention(28, official=False, share=1.0)], KIN)
    assert isinstance(verdict, Answer)
    assert verdict.procedures == (28,)


def test_words_being_equal_the_topic_comes_before_one_visited_and_that_before_a_stranger() -> None:
    shares = in_this_context(understood("x", {28: 0.3, 7: 0.3, 3: 0.3}), TRANSFER_AFTER_REGRADE)
    assert shares[3] > shares[7] > shares[28]


def test_words_being_equal_a_citizen_who_comes_back_means_what_was_spoken_of_before() -> None:
    question = understood("quay lại cái kia", {28: 0.45, 7: 0.45})
    shares = in_this_context(question, TRANSFER_AFTER_REGRADE)
    assert shares[7] > 2 * shares[28]


def test_words_being_equal_kin_of_the_topic_come_before_strangers() -> None:
    shares = in_this_context(understood("x", {7: 0.3, 19: 0.3, 27: 0.3}), Memory(topic=(24,)))
    assert shares[27] > shares[7]


def test_what_a_message_leaves_open_was_said_before() -> None:
    meant = {7: 0.3, 19: 0.3, 27: 0.3}
    boarding = Memory(topic=(24,))
    plain = in_this_context(understood("x", meant), boarding)
    ends = {"acts": {"giải thể": 0.9}, "institutions": {"open": 0.9}}
    special = {"acts": {"open": 0.9}, "institutions": {"truong-chuyen": 0.9}}
    assert in_this_context(understood("x", meant, **ends), boarding)[27] > plain[27]
    assert in_this_context(understood("x", meant, **special), boarding)[19] > plain[19]


def test_kin_that_the_model_does_not_name_at_all_is_still_heard() -> None:
    half = {"acts": {"giải thể": 0.95}, "institutions": {"none": 0.6, "open": 0.4}}
    question = understood("thôi đóng luôn", {32: 0.05, 18: 0.04}, {Facet.OVERVIEW: 0.9}, **half)
    assert told(question, Memory(topic=(26,))) == (27,)


def test_words_after_a_question_back_are_read_in_its_light() -> None:
    merging = Memory(options=(22, 26), facets=(Facet.FEE,))
    half = {"acts": {"none": 0.9}, "institutions": {"noi-tru": 0.9}}
    question = understood("trường dân tộc ấy", {24: 0.2, 25: 0.2}, **half)
    verdict = heard(question, merging)
    assert isinstance(verdict, Answer)
    assert (verdict.procedures, verdict.facets) == ((26,), (Facet.FEE,))


def test_a_question_back_that_is_not_answered_is_asked_again() -> None:
    verdict = heard(ELLIPSIS, Memory(options=(22, 26)))
    assert isinstance(verdict, Clarify)
    assert verdict.candidates == (22, 26)


@pytest.mark.parametrize(
    "text", ["à nhầm, trường chuyên", "không phải, ý em là trường chuyên", "thôi, trường chuyên"]
)
def test_a_correction_keeps_what_was_asked(text: str) -> None:
    question = understood(text, {23: 0.9}, {Facet.OVERVIEW: 0.5})
    memory = Memory(topic=(27,), facets=(Facet.PROCESSING_TIME,))
    verdict = heard(question, memory)
    assert isinstance(verdict, Answer)
    assert (verdict.procedures, verdict.facets) == ((23,), (Facet.PROCESSING_TIME,))


@pytest.mark.parametrize("text", ["thời gian bao lâu", "trường lớn có khác không", "nhớ nhắn lại"])
def test_words_that_only_sound_like_a_correction_are_none(text: str) -> None:
    assert not corrects(text)


def test_without_a_topic_the_words_alone_count() -> None:
    question = understood("x", {28: 0.5, 7: 0.3, 3: 0.1}, no_procedure=0.1)
    ranking, nothing = in_context(question.ranking, question, Memory(visited=(3,)), KIN)
    assert [ranked.procedure for ranked in ranking] == [28, 7, 3]
    assert sum(ranked.share for ranked in ranking) + nothing == pytest.approx(1)


@pytest.mark.parametrize(
    "text",
    [
        "thế trường chuyên thì sao",
        "à nhầm, nhà chị định đóng hẳn luôn cái trường chuyên ấy rồi em ạ",
    ],
)
def test_of_another_it_is_told_what_was_asked_and_how_it_is_done(text: str) -> None:
    question = understood(text, {23: 0.9}, {Facet.OVERVIEW: 0.5})
    verdict = heard(question, Memory(topic=(27,), facets=(Facet.PROCESSING_TIME,)))
    assert isinstance(verdict, Answer | Clarify)
    assert verdict.facets == (Facet.PROCESSING_TIME, Facet.OVERVIEW)
