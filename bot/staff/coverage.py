"""What is known of each facet of each procedure under today's rules, at a glance."""

from collections.abc import Sequence
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


def _row(procedure: ProcedureContent, version: VersionContent) -> Row:
    cells = tuple(covered(version, facet) for facet in Facet)
    return Row(procedure.id, procedure.name, procedure.group, version.confirmed, cells)
