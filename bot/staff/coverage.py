"""What is known of each facet of each procedure under today's rules, at a glance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from knowledge.content import Knowledge, ProcedureContent, VersionContent
from knowledge.facets import Facet
from knowledge.repository import version_on


class Cover(StrEnum):
    """How well one facet is covered."""

    CONFIRMED = "confirmed"
    KNOWN = "known"
    NOT_REGULATED = "not_regulated"
    UNKNOWN = "unknown"
    ABOLISHED = "abolished"

    @property
    def told(self) -> str:
        return _TITLES[self]

    @property
    def sign(self) -> str:
        return _SIGNS[self]


PUBLIC: Final = (Cover.CONFIRMED, Cover.KNOWN, Cover.NOT_REGULATED)
"""Kinds of cells that citizens are told."""
_TITLES: Final = {
    Cover.CONFIRMED: "Sở đã xác nhận",
    Cover.KNOWN: "Đã biết, chưa xác nhận",
    Cover.NOT_REGULATED: "Không quy định",
    Cover.UNKNOWN: "Chưa biết",
    Cover.ABOLISHED: "Thủ tục đã bãi bỏ",
}
_SIGNS: Final = {
    Cover.CONFIRMED: "✓",
    Cover.KNOWN: "•",
    Cover.NOT_REGULATED: "–",
    Cover.UNKNOWN: "?",
    Cover.ABOLISHED: "×",
}


@dataclass(frozen=True)
class Row:
    """One procedure and its twelve cells, in the order of the facets."""

    id: int
    name: str
    group: str
    confirmed: bool
    cells: tuple[Cover, ...]


@dataclass(frozen=True)
class Share:
    """How many of the cells of procedures that exist are told."""

    public: int
    of: int

    @property
    def percent(self) -> float | None:
        """With one digit, cut off: 100.0 means all. None if nothing exists."""
        return self.public * 1000 // self.of / 10 if self.of else None


def covered(version: VersionContent, facet: Facet) -> Cover:
    """Return how well `facet` is covered by `version`."""
    if version.facets is None:
        return Cover.ABOLISHED
    knowledge = version.facets.of(facet).knowledge
    if knowledge is Knowledge.UNKNOWN:
        return Cover.UNKNOWN
    if version.confirmed:
        return Cover.CONFIRMED
    return Cover.NOT_REGULATED if knowledge is Knowledge.NOT_REGULATED else Cover.KNOWN


def rows(procedures: Sequence[ProcedureContent], today: date) -> list[Row]:
    """Return a row for each procedure under the rules of `today`."""
    return [_row(procedure, version_on(procedure, today)) for procedure in procedures]


def totals(table: Sequence[Row]) -> dict[Cover, int]:
    """Return how many cells there are of each kind."""
    return {cover: sum(row.cells.count(cover) for row in table) for cover in Cover}


def share(table: Iterable[Row]) -> Share:
    """Return the share of what is told, leaving abolished procedures out."""
    cells = [cell for row in table for cell in row.cells if cell is not Cover.ABOLISHED]
    return Share(sum(cell in PUBLIC for cell in cells), len(cells))


def _row(procedure: ProcedureContent, version: VersionContent) -> Row:
    cells = tuple(covered(version, facet) for facet in Facet)
    return Row(procedure.id, procedure.name, procedure.group, version.confirmed, cells)
