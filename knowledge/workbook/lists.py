"""What the rows of a sheet with a list would change: items that differ, come or go."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from knowledge.editing.sections import Section
from knowledge.workbook import phrases
from knowledge.workbook.changes import Change, How
from knowledge.workbook.editing import Compared, edited, removal
from knowledge.workbook.matching import Match, matched
from knowledge.workbook.reading import RawRow, Refused
from knowledge.workbook.rows import Key, Row, digest
from knowledge.workbook.sheets import Sheet
from knowledge.workbook.sorting import Sorted, is_untouched, texts

_MOST_NAMED: Final = 20


def compare_list(
    sheet: Sheet,
    rows: Sorted,
    told: Mapping[int, Sequence[Row]],
    then: AbstractSet[Key],
    lacking: AbstractSet[int],
) -> Compared:
    """Return the items that differ, come or go, and why other rows can't be taken.

    `told`: the items of each procedure now; `then`: the keys of all when the workbook was
    downloaded; `lacking`: procedures that have no such part.
    """
    made = Compared()
    shuffled = []
    for number, now in told.items():
        own = _OneList(sheet, rows, number, now, {k for k in then if k.procedure == number})
        if number in lacking:
            made.refused += own.refused_whole()
            continue
        made.changes += own.changes()
        made.refused += own.refused
        if own.shuffled:
            shuffled.append(str(number))
    if shuffled:
        named = ", ".join(shuffled[:_MOST_NAMED]) + ("…" if len(shuffled) > _MOST_NAMED else "")
        made.notes.append(phrases.ORDER_CHANGED.format(sheet=sheet.title, procedures=named))
    return made


class _OneList:
    """One list of one procedure: its rows in the file beside its items now."""

    def __init__(
        self,
        sheet: Sheet,
        rows: Sorted,
        number: int,
        now: Sequence[Row],
        then: AbstractSet[Key],
    ) -> None:
        self._sheet, self._number, self._now = sheet, number, now
        keyed = {raw.line: (key, raw) for key, raw in rows.keyed.items() if key.procedure == number}
        present = {key for key in rows.present if key.procedure == number}
        self._whole = rows.whole and present <= then
        self._gone = set(then) - present
        new: dict[int, tuple[Key | None, RawRow]] = {
            raw.line: (self._lost_key(raw), raw) for raw in rows.new.get(number, ())
        }
        self._entries = [entry for _, entry in sorted((keyed | new).items())]
        self._matches = matched(present | then, now)
        self.refused: list[Refused] = []
        places = [
            at for key, _ in self._entries if key and (at := self._matches[key].at) is not None
        ]
        self.shuffled = places != sorted(places)
        self._first = -1 if places and not self.shuffled else len(now) - 1

    def refused_whole(self) -> Iterator[Refused]:
        """Refuse what was written for a procedure that has no such part."""
        for key, raw in self._entries:
            if key is None or not is_untouched(self._sheet, key, raw):
                yield Refused(self._sheet.title, raw.line, phrases.NUMBER, phrases.ABOLISHED)

    def changes(self) -> list[Change]:
        found = [*self._changed(), *self._removed()]
        going = {change.at for change in found if change.how is How.REMOVED}
        coming = any(change.how is How.ADDED for change in found)
        if len(going) == len(self._now) and not coming:
            return [replace(each, doubt=each.doubt or phrases.EMPTIES) for each in found]
        return found

    def _lost_key(self, raw: RawRow) -> Key | None:
        """Return the key of a row that stands there as it was, though somebody deleted its key."""
        said = digest(self._sheet.part, texts(self._sheet, raw))
        key = next((key for key in sorted(self._gone, key=str) if key.digest == said), None)
        if key:
            self._gone.remove(key)
        return key

    def _changed(self) -> Iterator[Change]:
        taken = {text for row in self._now for text in map(str, row.cells.values())}
        after = self._first
        for key, raw in self._entries:
            match = self._matches[key] if key else Match(None, moved=False)
            if match.at is not None and not self.shuffled:
                after = match.at
            if key and is_untouched(self._sheet, key, raw):
                continue
            change = self._change(key, raw, match, after)
            if change is None:
                continue
            names = {cell.new for cell in change.cells if cell.new}
            if self._sheet.section is Section.NAMES and names & taken:
                column = change.cells[0].column
                self.refused.append(
                    Refused(self._sheet.title, raw.line, column, phrases.NAME_TWICE)
                )
                continue
            taken |= names
            yield change

    def _change(self, key: Key | None, raw: RawRow, match: Match, after: int) -> Change | None:
        row = None if match.at is None else self._now[match.at]
        doubt = phrases.MOVED if match.moved else ""
        if key and not any(texts(self._sheet, raw)):
            return self._going(row, match, raw.line, doubt) if row else None
        edit = edited(self._sheet.columns, raw, row)
        self.refused += [Refused(self._sheet.title, raw.line, *fault) for fault in edit.faults]
        if edit.faults or not edit.values:
            return None
        return Change(
            self._sheet,
            raw.line,
            self._number,
            self._sheet.section,
            How.CHANGED if row else How.ADDED,
            after if match.at is None else match.at,
            self._about(row),
            edit.values,
            edit.cells,
            phrases.GONE if key and row is None else doubt,
        )

    def _removed(self) -> Iterator[Change]:
        for key in sorted(self._gone, key=lambda each: each.place):
            match = self._matches[key]
            if match.at is not None:
                doubt = phrases.MOVED if match.moved else ""
                doubt = doubt or ("" if self._whole else phrases.KEYS_BROKEN)
                yield self._going(self._now[match.at], match, 0, doubt)

    def _going(self, row: Row, match: Match, line: int, doubt: str) -> Change:
        assert match.at is not None
        return Change(
            self._sheet,
            line,
            self._number,
            self._sheet.section,
            How.REMOVED,
            match.at,
            self._about(row),
            {},
            removal(self._sheet.columns, row),
            doubt,
        )

    def _about(self, row: Row | None) -> str:
        return str(row.cells[self._sheet.columns[0].title]) if row else ""
