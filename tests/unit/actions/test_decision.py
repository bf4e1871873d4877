"""When a question is answered, when it is asked back, and when not knowing is owned up to."""

import pytest

from actions.context import Kin
from actions.decision import Answer, Clarify, NotUnderstood, asked_facets, decide
from actions.turn import Memory
from knowledge.facets import Facet
from knowledge.names import Mention
from tests.auxil.turns import pressed, understood

DOCUMENTS = {Facet.DOCUMENTS: 0.95}
FAINT = dict.fromkeys(range(1, 16), 0.01)
BOARDING = Memory(options=(24, 25, 26, 27), facets=(Facet.WHERE,))


def test_a_question_clearly_about_one_procedure_is_answered() -> None:
    question = understood("chuyển trường cần giấy gì", {3: 0.95, 4: 0.02}, DOCUMENTS)
    assert decide(question, Memory()) == Answer((3,), (Facet.DOCUMENTS,), 0.95)


def test_a_question_between_two_near_procedures_is_asked_back_likelier_first() -> None:
    question = understood("trường nội trú", {24: 0.36, 25: 0.37, 28: 0.01}, {Facet.WHERE: 0.95})
    verdict = decide(question, Memory())
    assert isinstance(verdict, Clarify)
    assert (verdict.candidates, verdict.facets) == ((25, 24), (Facet.WHERE,))


@pytest.mark.parametrize("left_open", ["open_act", "open_institution"])
def test_a_question_that_says_only_half_is_asked_for_the_other_half(left_open: str) -> None:
    likely = {24: 0.75, 25: 0.2}
    whole = understood("thành lập trường nội trú", likely)
    assert decide(whole, Memory()).procedures == (24,)
    half = understood("trường nội trú", likely, unclear=0.5, **{left_open: 0.5})
    verdict = decide(half, Memory())
    assert isinstance(verdict, Clarify)
    assert verdict.candidates == (24, 25)


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


def test_an_alias_in_passing_does_not_outweigh_a_model_that_is_sure() -> None:
    question = understood("chuyển trường, như hồi đổi chỗ học của cháu lớn", {3: 0.99})
    verdict = decide(question, Memory(), [Mention(40, official=False, share=0.1)])
    assert isinstance(verdict, Answer)
    assert verdict.procedures == (3,)


@pytest.mark.parametrize("memory", [Memory(topic=(3,), visited=(5,)), Memory(options=(4, 5))])
def test_a_button_says_which_procedure_whatever_was_spoken_of(memory: Memory) -> None:
    question = pressed('/ask_fee{"procedure":7}', "ask_fee", procedure=7)
    assert decide(question, memory) == Answer((7,), (Facet.FEE,), 1.0)


def test_a_question_about_two_procedures_is_answered_about_both() -> None:
    question = understood(
        "chuyển trường và phúc khảo", {3: 0.48, 7: 0.47}, odds={3: 0.95, 7: 0.95}, several=0.95
    )
    verdict = decide(question, Memory())
    assert isinstance(verdict, Answer)
    assert set(verdict.procedures) == {3, 7}


def test_two_procedures_are_told_although_something_else_was_spoken_of() -> None:
    question = understood(
        "chuyển trường và phúc khảo", {3: 0.48, 7: 0.47}, odds={3: 0.95, 7: 0.95}, several=0.95
    )
    assert set(decide(question, Memory(topic=(24,), visited=(3,))).procedures) == {3, 7}


def test_a_second_procedure_that_is_unlikely_is_not_told() -> None:
    question = understood(
        "chuyển trường và gì đó", {3: 0.96, 7: 0.02}, odds={3: 0.95, 7: 0.02}, several=0.95
    )
    verdict = decide(question, Memory())
    assert isinstance(verdict, Answer)
    assert verdict.procedures == (3,)


def test_two_procedures_alike_in_a_question_about_one_are_not_both_told() -> None:
    question = understood(
        "trường nội trú", {24: 0.48, 25: 0.47}, odds={24: 0.95, 25: 0.95}, several=0.01
    )
    assert isinstance(decide(question, Memory()), Clarify)


def test_no_more_than_two_procedures_are_answered_at_once() -> None:
    three = dict.fromkeys((3, 5, 7), 0.95)
    question = understood("ba việc", {3: 0.32, 5: 0.33, 7: 0.31}, odds=three, several=0.95)
    assert len(decide(question, Memory()).procedures) == 2


def test_two_facets_asked_for_are_both_told_the_likelier_first() -> None:
    asked = {Facet.FEE: 0.9, Facet.PROCESSING_TIME: 0.95, Facet.STEPS: 0.01}
    question = understood("mất bao lâu, bao nhiêu tiền", {3: 0.95}, asked)
    assert decide(question, Memory()).facets == (Facet.PROCESSING_TIME, Facet.FEE)


def test_a_facet_hardly_asked_for_is_not_told() -> None:
    asked = {Facet.PROCESSING_TIME: 0.95, Facet.STEPS: 0.01}
    question = understood("mất bao lâu", {3: 0.95}, asked)
    assert decide(question, Memory()).facets == (Facet.PROCESSING_TIME,)


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


def test_words_that_leave_two_options_open_choose_neither() -> None:
    verdict = decide(understood("cái nội trú ấy", {24: 0.4, 25: 0.39}, unclear=0.9), BOARDING)
    assert isinstance(verdict, Clarify)
    assert verdict.candidates == (24, 25)


def test_another_facet_asked_for_while_choosing_is_the_one_told() -> None:
    reply = understood("lệ phí cho phép hoạt động", {25: 0.9, 24: 0.01}, {Facet.FEE: 0.95})
    assert decide(reply, BOARDING).facets == (Facet.FEE,)


def test_words_that_point_outside_the_options_are_a_new_question() -> None:
    halves = {"acts": {"of_3": 0.9}, "institutions": {"pupil": 0.9}}
    kin = {
        3: Kin("pupils", "of_3", "pupil"),
        24: Kin("boarding", "establish", "boarding"),
        25: Kin("boarding", "operate", "boarding"),
    }
    question = understood("thôi, hỏi chuyển trường", {3: 0.9, 25: 0.06}, **halves)
    verdict = decide(question, BOARDING, kin=kin)
    assert isinstance(verdict, Answer)
    assert verdict.procedures == (3,)
