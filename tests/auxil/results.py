"""Results of an evaluation as the tests need them."""

from actions.reply import Kind, Outcome
from bot.evaluation.questions import Expectation
from bot.evaluation.run import Result
from bot.evaluation.scoring import judge
from knowledge.facets import Facet

RIGHT = Outcome(kind=Kind.ANSWER, procedures=(7,), facets=(Facet.FEE,), confidence=0.9)
WRONG = Outcome(kind=Kind.ANSWER, procedures=(8,), facets=(Facet.FEE,), confidence=0.7)
OTHER_FACET = Outcome(kind=Kind.ANSWER, procedures=(7,), facets=(Facet.WHERE,), confidence=0.8)
ASKED = Outcome(kind=Kind.CLARIFY, candidates=(6, 7), confidence=0.4)
FALLBACK = Outcome(kind=Kind.FALLBACK, confidence=0.1)


def result(
    came: Outcome,
    kind: str = "answer",
    *,
    id: str = "S1",
    text: str = "phúc khảo mấy tiền",
    style: str = "plain",
    turn: int = 0,
    **wanted: object,
) -> Result:
    """A message that asked for the fee of procedure 7 unless told otherwise."""
    usual = {"procedures": [7], "facets": ["fee"]} if kind == "answer" and not wanted else {}
    expected = Expectation.model_validate({"kind": kind, **usual, **wanted})
    return Result(id, text, style, expected, came, judge(expected, came), turn)


def conversation(*came: Outcome) -> list[Result]:
    """The turns of one conversation, each asking the same."""
    return [
        result(each, id=f"C1.{n}", text=f"lượt {n}", style="conversation", turn=n)
        for n, each in enumerate(came, start=1)
    ]
