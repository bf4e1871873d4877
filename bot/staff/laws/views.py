"""What the pages of laws show: answers by procedure, and which laws are wanted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.wording import facet_title
from bot.staff.laws import phrases
from knowledge.content import Confidence
from knowledge.facets import Facet
from knowledge.folding import fold
from knowledge.laws.documents import Law, Validity
from knowledge.laws.marking import outlasting
from knowledge.laws.resting import RULES, Rest, answers


@dataclass(frozen=True)
class LawRow:
    """A law in the list; `answers` rest on it, `left_behind` of them longer than it holds."""

    law: Law
    validity: Validity
    answers: int
    left_behind: int


@dataclass(frozen=True)
class AnswerLink:
    """An answer on the page of its procedure; `since`: the day an announced one comes to hold."""

    title: str
    path: str
    since: date | None = None


@dataclass(frozen=True)
class OfProcedure:
    id: int
    name: str
    answers: tuple[AnswerLink, ...]


def title_of(facet: str) -> str:
    """Return the title of a facet, or what stands for all of an abolished procedure."""
    return phrases.WHOLE if facet == RULES else facet_title(Facet(facet))


def law_row(law: Law, rests: Sequence[Rest], on: date) -> LawRow:
    behind = outlasting(rests, law) if law.effective_to else []
    return LawRow(law, law.validity(on), len(answers(rests)), len(answers(behind)))


def chosen(rows: Iterable[LawRow], typed: str, state: str) -> list[LawRow]:
    """Return the rows of `state` in which all words of `typed` begin words; the exact first."""
    wanted = fold(typed)
    found = [row for row in rows if _is_of(row, state) and _has(row.law, wanted)]
    return sorted(found, key=lambda row: f" {wanted}" not in _text(row.law))


def by_procedure(rests: Iterable[Rest], names: Mapping[int, str]) -> list[OfProcedure]:
    grouped: dict[int, list[Rest]] = {}
    for rest in rests:
        grouped.setdefault(rest.procedure_id, []).append(rest)
    return [
        OfProcedure(number, names[number], tuple(map(_link, of_one)))
        for number, of_one in sorted(grouped.items())
    ]


def _link(rest: Rest) -> AnswerLink:
    path = f"procedures/{rest.procedure_id}"
    title = title_of(rest.facet)
    if rest.announced:
        return AnswerLink(title, path, rest.since)
    place = Facet.OVERVIEW.value if rest.facet == RULES else rest.facet
    return AnswerLink(title, f"{path}#v1-{place}")


def _is_of(row: LawRow, state: str) -> bool:
    if state == phrases.UNSURE:
        return row.law.confidence is Confidence.LOW
    if state == phrases.LEFT_BEHIND:
        return row.left_behind > 0
    return state in ("", row.validity.value)


def _has(law: Law, wanted: str) -> bool:
    text = _text(law)
    return all(f" {word}" in text for word in wanted.split())


def _text(law: Law) -> str:
    return " " + fold(f"{law.type} {law.number} {law.title} {law.issuer}")
