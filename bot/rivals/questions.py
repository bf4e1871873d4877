"""The questions by which all rivals are judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.questions import OUT_OF_SCOPE, Question, read
from knowledge.facets import Facet

_ANSWER = "answer"


@dataclass(frozen=True)
class Case:
    """A question; `procedure` is none where it is out of scope. Any of `facets` is right."""

    text: str
    procedure: int | None
    facets: frozenset[Facet] = frozenset()


def cases(path: Path) -> list[Case]:
    """Return the questions of a file that name one procedure, and those out of scope.

    Raises BadEvaluationFile.
    """
    return [case for item in read(path) if isinstance(item, Question) for case in _case(item)]


def _case(question: Question) -> Iterator[Case]:
    fair = (question, *question.also)
    if question.kind == OUT_OF_SCOPE:
        yield Case(question.text, None)
    procedures = {procedure for expected in fair for procedure in expected.procedures}
    if question.kind == _ANSWER and len(procedures) == 1:
        facets = {facet for e in fair for facet in (*e.facets, *e.facets_any)}
        yield Case(question.text, procedures.pop(), frozenset(facets))
