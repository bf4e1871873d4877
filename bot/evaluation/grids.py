"""Confusion matrices as grids of counts: kinds, and procedures in the groups of the menu."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from actions.reply import Kind
from bot.evaluation import confusions, naming, phrases
from bot.evaluation.confusions import same_kind
from bot.evaluation.failures import Failures, Filter
from bot.evaluation.naming import Names
from bot.evaluation.questions import OUT_OF_SCOPE
from bot.evaluation.run import Result

T = TypeVar("T")
LEVELS = 4
"""Shades of a heat map."""


@dataclass(frozen=True)
class Cell:
    """`level` is the shade, 0 for none; `same`: what was asked is what was told."""

    count: int
    level: int
    same: bool
    filter: Filter | None


@dataclass(frozen=True)
class Heading:
    """The head of a row or column; `name` is empty where `mark` says it all."""

    mark: str
    name: str = ""
    first: bool = False
    """Whether a group begins here."""


@dataclass(frozen=True)
class Band:
    """The rows of one group."""

    name: str
    rows: tuple[tuple[Heading, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Grid:
    """Rows are what was asked, columns what was told."""

    columns: tuple[Heading, ...]
    bands: tuple[Band, ...]


def of_kinds(results: Iterable[Result], failures: Failures) -> Grid:
    """Return all messages by the kind expected and the kind that came."""
    met = confusions.kinds_met(results)
    order = [*(kind.value for kind in Kind if kind is not Kind.FALLBACK), OUT_OF_SCOPE]
    asked = _sorted({meant for meant, _ in met}, order)
    told = _sorted({came for _, came in met}, [kind.value for kind in Kind])
    mixed = {cell: rows for cell, rows in met.items() if not same_kind(cell[0], Kind(cell[1]))}
    most = _most(mixed.values())

    def cell(meant: str, came: str) -> Cell:
        same = same_kind(meant, Kind(came))
        rows = met.get((meant, came), ())
        title = f"{naming.kind(meant)} → {naming.kind(came)}"
        return Cell(
            len(rows),
            0 if same else _level(len(rows), most),
            same,
            None if same else failures.filter(title, rows),
        )

    rows = tuple(
        (Heading(naming.kind(meant)), tuple(cell(meant, came) for came in told)) for meant in asked
    )
    return Grid(tuple(Heading(naming.kind(came)) for came in told), (Band("", rows),))


def of_procedures(results: Iterable[Result], names: Names, failures: Failures) -> Grid:
    """Return the wrong answers, only with the procedures that were confused."""
    met = confusions.procedures_met(results)
    most = _most(met.values())
    listed = [number for group in names.groups for number in group.procedures]
    told = _sorted({came for _, came in met}, listed)
    meant = {asked for asked, _ in met}
    starts = {
        next((number for number in group.procedures if number in told), None)
        for group in names.groups
    }

    def row(asked: int) -> tuple[Heading, tuple[Cell, ...]]:
        cells = []
        for came in told:
            rows = met.get((asked, came), ())
            title = f"{asked or phrases.NO_PROCEDURE} → {came}"
            found = failures.filter(title, rows)
            cells.append(Cell(len(rows), _level(len(rows), most), asked == came, found))
        return Heading(str(asked or "–"), names.procedure(asked)), tuple(cells)

    bands = [
        Band(group.name, tuple(row(number) for number in group.procedures if number in meant))
        for group in names.groups
    ]
    others = tuple(row(number) for number in sorted(meant - set(listed)))
    shown = [band for band in (*bands, Band(phrases.OTHERS, others)) if band.rows]
    columns = (Heading(str(came), names.procedure(came), came in starts) for came in told)
    return Grid(tuple(columns), tuple(shown))


def _most(cells: Iterable[Collection[Result]]) -> int:
    return max((len(rows) for rows in cells), default=0)


def _level(count: int, most: int) -> int:
    return ceil(LEVELS * count / most) if count else 0


def _sorted(found: Collection[T], order: Sequence[T]) -> list[T]:
    """Return `found` in `order`, then what isn't in it."""
    return [*(each for each in order if each in found), *(f for f in found if f not in order)]
