"""The rows of one sheet by what they stand for, before anything is compared."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from knowledge.workbook import phrases
from knowledge.workbook.reading import RawRow, Refused
from knowledge.workbook.rows import Key, digest, key_of
from knowledge.workbook.sheets import AnswerSheet, AnySheet


@dataclass
class Sorted:
    """The rows of a sheet: `keyed`, one for each key, and `new` by procedure, both by line.

    `present`: all keys that stand in the file, also in rows that are refused. `whole`: every key
    could be read, so that none is missing by mistake.
    """

    keyed: dict[Key, RawRow] = field(default_factory=dict)
    new: dict[int, list[RawRow]] = field(default_factory=dict)
    present: set[Key] = field(default_factory=set)
    refused: list[Refused] = field(default_factory=list)
    whole: bool = True


def sorted_rows(sheet: AnySheet, rows: Sequence[RawRow], procedures: Container[int]) -> Sorted:
    """Return the rows by their keys; refused are those that belong nowhere."""
    made = Sorted()
    by_key: dict[Key, list[RawRow]] = {}
    for row in rows:
        key = key_of(row.text(phrases.KEY))
        made.whole = made.whole and not _hides_a_key(sheet, row, key, procedures)
        if key:
            made.present.add(key)
        if row.faults:
            faults = row.faults.items()
            made.refused += [Refused(sheet.title, row.line, *fault) for fault in faults]
        elif found := _misplaced(sheet, row, key, procedures):
            made.refused.append(Refused(sheet.title, row.line, *found))
        elif key:
            by_key.setdefault(key, []).append(row)
        else:
            made.new.setdefault(int(row.text(phrases.NUMBER)), []).append(row)
    for key, same in by_key.items():
        _keep_one(sheet, key, same, made)
    return made


def texts(sheet: AnySheet, row: RawRow) -> list[str]:
    """Return what the cells of a row say, without the key and the grey columns."""
    return [row.text(column.title) for column in sheet.columns]


def is_untouched(sheet: AnySheet, key: Key, row: RawRow) -> bool:
    """Return whether a row says what it did when it was downloaded."""
    return digest(key.part, texts(sheet, row)) == key.digest


def _hides_a_key(sheet: AnySheet, row: RawRow, key: Key | None, procedures: Container[int]) -> bool:
    if key is None:
        return phrases.KEY in row.faults or bool(row.text(phrases.KEY))
    return key.procedure not in procedures or not _has_part(sheet, key.part)


def _misplaced(
    sheet: AnySheet, row: RawRow, key: Key | None, procedures: Container[int]
) -> tuple[str, str] | None:
    """Return the column that keeps a row from having a place, and why; None if it has one."""
    number = row.text(phrases.NUMBER)
    if row.text(phrases.KEY):
        if key is None:
            return phrases.KEY, phrases.BAD_KEY
        if not _has_part(sheet, key.part):
            return phrases.KEY, phrases.KEY_OF_ANOTHER_SHEET
        if key.procedure not in procedures:
            return phrases.KEY, phrases.NO_SUCH_PROCEDURE.format(number=key.procedure)
        if number and number != str(key.procedure):
            told = phrases.OTHER_PROCEDURE.format(number=number[:20], key=key.procedure)
            return phrases.NUMBER, told
        return None
    if isinstance(sheet, AnswerSheet):
        return phrases.KEY, phrases.NO_NEW_ANSWERS
    if not (number.isascii() and number.isdecimal() and len(number) <= 3):
        return phrases.NUMBER, phrases.NOT_A_PROCEDURE
    if int(number) not in procedures:
        return phrases.NUMBER, phrases.NO_SUCH_PROCEDURE.format(number=int(number))
    return None


def _has_part(sheet: AnySheet, part: str) -> bool:
    if isinstance(sheet, AnswerSheet):
        return part in phrases.FACETS
    return part == sheet.part


def _keep_one(sheet: AnySheet, key: Key, same: list[RawRow], made: Sorted) -> None:
    """Of rows with one key keep the one that is as it was; the others are copies of it."""
    kept = next((row for row in same if is_untouched(sheet, key, row)), None)
    if len(same) == 1:
        kept = same[0]
    if kept:
        made.keyed[key] = kept
    for row in same:
        if row is not kept and not is_untouched(sheet, key, row):
            other = kept or next(each for each in same if each is not row)
            told = phrases.TWICE.format(line=other.line)
            made.refused.append(Refused(sheet.title, row.line, phrases.KEY, told))
