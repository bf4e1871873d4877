"""The workbook of all procedures as officers edit it: cells by sheet, row and heading."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from knowledge.content import ProcedureContent
from knowledge.repository import version_on
from knowledge.workbook.comparing import Comparison, Now, compare
from knowledge.workbook.reading import read_workbook
from knowledge.workbook.writing import write_workbook

DAY = date(2026, 11, 20)


def now_of(procedures: Sequence[ProcedureContent]) -> Now:
    """Each with its version of the day of these tests."""
    return {each.id: (each, version_on(each, DAY)) for each in procedures}


def written(procedures: Sequence[ProcedureContent]) -> bytes:
    return write_workbook(list(now_of(procedures).values()), DAY)


class Edited:
    """A workbook that is open in Excel."""

    def __init__(self, content: bytes) -> None:
        self.book: Any = openpyxl.load_workbook(io.BytesIO(content))

    def titles(self, sheet: str) -> list[str]:
        return [cell.value for cell in self.book[sheet][1]]

    def lines(self, sheet: str, number: int, **cells: Any) -> list[int]:
        """The rows of a procedure; of these, those that have `cells` by headings."""
        heads = self.titles(sheet)
        rows = self.book[sheet].iter_rows(min_row=2)
        found = [
            (row[0].row, dict(zip(heads, [cell.value for cell in row], strict=False)))
            for row in rows
        ]
        return [
            line
            for line, told in found
            if told["Số"] == number and all(told[name] == value for name, value in cells.items())
        ]

    def cell(self, sheet: str, line: int, title: str) -> Any:
        return self.book[sheet].cell(line, self.titles(sheet).index(title) + 1)

    def put(self, sheet: str, line: int, **cells: Any) -> "Edited":
        for title, value in cells.items():
            self.cell(sheet, line, title).value = value
        return self

    def append(self, sheet: str, **cells: Any) -> int:
        """Add a row at the end; return its number."""
        target = self.book[sheet]
        target.append([cells.get(title) for title in self.titles(sheet)])
        return int(target.max_row)

    def insert(self, sheet: str, line: int, **cells: Any) -> None:
        self.book[sheet].insert_rows(line)
        self.put(sheet, line, **cells)

    def delete(self, sheet: str, line: int) -> None:
        self.book[sheet].delete_rows(line)

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def compared(content: bytes, procedures: Sequence[ProcedureContent]) -> Comparison:
    return compare(read_workbook(content), now_of(procedures))


def edited(procedures: Sequence[ProcedureContent], edit: Callable[[Edited], object]) -> Comparison:
    """What the workbook of `procedures` would change once `edit` was done to it."""
    book = Edited(written(procedures))
    edit(book)
    return compared(book.saved(), procedures)


def fixture(name: str) -> bytes:
    return (Path(__file__).parents[1] / "data" / "office" / name).read_bytes()
