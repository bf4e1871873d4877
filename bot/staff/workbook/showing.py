"""What an edited workbook would change, as the page shows it: by procedure, ticked or not."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.staff.editing.changes import Change as Difference
from bot.staff.editing.marking import marked
from bot.staff.workbook import phrases
from knowledge.workbook.changes import Change

ALL, NONE = "all", "none"


@dataclass(frozen=True)
class RowView:
    """One row: what becomes of it in words, and whether it is ticked."""

    change: Change
    how: str
    differences: tuple[Difference, ...]
    ticked: bool


@dataclass(frozen=True)
class GroupView:
    """The rows of one procedure."""

    number: int
    name: str
    rows: tuple[RowView, ...]

    @property
    def ticked(self) -> int:
        return sum(row.ticked for row in self.rows)


def ticked_at_first(changes: Sequence[Change]) -> frozenset[str]:
    """Return the ids of the changes about which there is no doubt."""
    return frozenset(change.id for change in changes if not change.doubt)


def ticked_by(button: str, ticks: Collection[str], changes: Sequence[Change]) -> frozenset[str]:
    """Return the ids ticked once a button is pressed: "all" or "none", or so of one: "all-3"."""
    which, _, number = button.partition("-")
    meant = {change.id for change in changes if number in ("", str(change.procedure))}
    if which == ALL:
        return frozenset(ticks) | meant
    return frozenset(ticks) - meant if which == NONE else frozenset(ticks)


def grouped(
    changes: Sequence[Change], names: Mapping[int, str], ticks: Collection[str]
) -> Iterator[GroupView]:
    """Return `changes`, which stand by procedure, for the page."""
    for number, own in groupby(changes, key=lambda change: change.procedure):
        rows = tuple(
            RowView(
                change,
                phrases.HOW[change.how],
                tuple(
                    Difference(cell.column, *marked(cell.old, cell.new)) for cell in change.cells
                ),
                change.id in ticks,
            )
            for change in own
        )
        yield GroupView(number, names[number], rows)
