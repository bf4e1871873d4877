"""Which answers rest on which legal documents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from knowledge.content import (
    Conditions,
    Documents,
    FacetContent,
    Forms,
    LegalBasis,
    ProcedureContent,
    State,
    VersionContent,
)
from knowledge.facets import Facet
from knowledge.laws.numbers import numbers_in
from knowledge.repository import Repository, version_on

RULES: Final = "rules"
"""Stands for a facet where a procedure is abolished: its one answer to every question."""


@dataclass(frozen=True)
class Rest:
    """An answer that names a law: a facet of a procedure, or RULES, in one version.

    The version holds from `since` to `until`, inclusive; `announced`: not yet.
    """

    procedure_id: int
    facet: str
    since: date
    until: date | None
    announced: bool = False

    @property
    def answer(self) -> tuple[int, str]:
        return self.procedure_id, self.facet


def cited(content: FacetContent) -> frozenset[str]:
    """Return the numbers of all laws that `content` names as where it comes from."""
    texts = [source.document for source in content.sources]
    match content:
        case Documents() | Conditions() | Forms():
            texts += [item.source for item in content.items]
        case LegalBasis():
            texts += [law.number for law in content.items]
    return frozenset(number for text in texts for number in numbers_in(text))


def resting(procedures: Iterable[ProcedureContent], on: date) -> dict[str, list[Rest]]:
    """Return by the number of each law the answers told `on` or announced then that rest on it."""
    found: dict[str, list[Rest]] = {}
    for procedure in procedures:
        for version in _told(procedure, on):
            for facet, numbers in _answers(version):
                rest = Rest(
                    procedure.id,
                    facet,
                    version.in_force_from,
                    version.in_force_to,
                    version.in_force_from > on,
                )
                for number in sorted(numbers):
                    found.setdefault(number, []).append(rest)
    return found


def resting_on(repository: Repository, number: str, on: date) -> list[Rest]:
    """Return the answers told `on` or announced then that rest on the law `number`."""
    return resting(repository.procedures(), on).get(number, [])


def answers(rests: Iterable[Rest]) -> list[tuple[int, str]]:
    """Return the answers of `rests`, each once however many versions of it there are."""
    return list(dict.fromkeys(rest.answer for rest in rests))


def _told(procedure: ProcedureContent, on: date) -> Iterator[VersionContent]:
    current = version_on(procedure, on)
    yield current
    for version in procedure.versions:
        announced = version.state is State.PUBLISHED and version.in_force_from > on
        if announced and version is not current:
            yield version


def _answers(version: VersionContent) -> Iterator[tuple[str, frozenset[str]]]:
    if version.facets is None:
        texts = (source.document for source in version.sources)
        yield RULES, frozenset(number for text in texts for number in numbers_in(text))
        return
    for facet in Facet:
        yield facet.value, cited(version.facets.of(facet))
