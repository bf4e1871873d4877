"""What was taken for what is counted: procedures, kinds and facets."""

from collections.abc import Iterable

from actions.reply import Kind, Outcome
from bot.evaluation import confusions
from bot.evaluation.confusions import NO_PROCEDURE, Confusion
from knowledge.facets import Facet
from tests.auxil.results import (
    ASKED,
    FALLBACK,
    OTHER_FACET,
    RIGHT,
    WRONG,
    result,
)


def _pairs(found: Iterable[Confusion]) -> list[tuple[str, str, int]]:
    return [("+".join(c.pair.asked), "+".join(c.pair.told), len(c.results)) for c in found]


def test_the_commonest_confusion_comes_first() -> None:
    other = result(WRONG, procedures=[9], facets=["fee"])
    found = confusions.of_procedures([other, result(WRONG), result(RIGHT), result(WRONG)])
    assert _pairs(found) == [("7", "8", 2), ("9", "8", 1)]


def test_an_answer_to_an_open_question_is_confused_with_all_that_was_meant() -> None:
    open_question = result(WRONG, "clarify", candidates=[25, 24])
    assert _pairs(confusions.of_procedures([open_question])) == [("24+25", "8", 1)]


def test_kinds_are_confused_when_the_reply_is_of_no_kind_that_would_do() -> None:
    results = [
        result(ASKED),
        result(FALLBACK, "out_of_scope"),
        result(RIGHT, "out_of_scope"),
        result(Outcome(kind=Kind.GUIDE, procedures=(7,))),
        result(WRONG),
        result(FALLBACK, procedures=[7], facets=["fee"], also=[{"kind": "out_of_scope"}]),
    ]
    assert _pairs(confusions.of_kinds(results)) == [
        ("answer", "clarify", 1),
        ("out_of_scope", "answer", 1),
    ]


def test_every_message_is_in_the_matrix_of_kinds_once() -> None:
    results = [result(ASKED), result(RIGHT), result(RIGHT), result(FALLBACK, "weather")]
    met = confusions.kinds_met(results)
    assert {cell: len(rows) for cell, rows in met.items()} == {
        ("answer", "clarify"): 1,
        ("answer", "answer"): 2,
        ("weather", "fallback"): 1,
    }


def test_facets_are_confused_when_those_told_do_not_fit() -> None:
    fits_also = result(
        OTHER_FACET, procedures=[7], facets=["fee"], also=[{"procedures": [7], "facets": ["where"]}]
    )
    results = [result(OTHER_FACET), result(WRONG), result(ASKED), fits_also]
    assert _pairs(confusions.of_facets(results)) == [("fee", "where", 1)]


def test_one_of_several_facets_is_told_apart_from_all_of_them() -> None:
    told = Outcome(kind=Kind.ANSWER, procedures=(7,), facets=(Facet.RESULT,))
    either = result(told, procedures=[7], facets_any=["fee", "where"])
    both = result(told, procedures=[7], facets=["fee", "where"])
    found = confusions.of_facets([either, both])
    assert [(c.pair.asked, c.pair.either) for c in found] == [
        (("fee", "where"), True),
        (("fee", "where"), False),
    ]


def test_wrong_answers_are_counted_by_one_procedure_and_another() -> None:
    told = Outcome(kind=Kind.ANSWER, procedures=(4, 9))
    results = [
        result(WRONG),
        result(told, procedures=[3, 4]),
        result(told, procedures=[4]),
        result(WRONG, "clarify", candidates=[24, 25]),
        result(WRONG, "contact"),
    ]
    met = confusions.procedures_met(results)
    assert {cell: len(rows) for cell, rows in met.items()} == {
        (7, 8): 1,
        (3, 9): 1,
        (4, 9): 1,
        (NO_PROCEDURE, 8): 2,
    }
