"""Laws that hold whatever officers do to the cells."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.content import ProcedureContent
from knowledge.editing.sections import Section, content_of
from knowledge.workbook.changes import How, applied
from knowledge.workbook.rows import rows_of
from knowledge.workbook.sheets import ANSWERS, LISTS, SHEETS, AnySheet, items_of
from tests.auxil.procedures import procedures
from tests.auxil.workbooks import DAY, Edited, compared, now_of, written

_CELLS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.text(max_size=30).map(lambda text: "".join(c for c in text if c.isprintable())),
    st.sampled_from(
        ["=1+1", "#N/A", "có", "Chưa rõ", "Cao", "a\nb", "a | b", "-1", "5", "x" * 3000]
    ),
    st.integers(-5, 5000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.just(DAY),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(procedures(), st.data())
def test_any_edit_is_compared_and_taken_by_its_rows_alone(
    any_one: ProcedureContent, data: st.DataObject
) -> None:
    book = Edited(written([any_one]))
    for _ in range(data.draw(st.integers(1, 6))):
        sheet = book.book[data.draw(st.sampled_from(SHEETS)).title]
        line = data.draw(st.integers(1, sheet.max_row + 1))
        what = data.draw(st.sampled_from(("cell", "cell", "delete", "insert")))
        if what == "delete":
            sheet.delete_rows(line)
        elif what == "insert":
            sheet.insert_rows(line)
        else:
            at = data.draw(st.integers(1, sheet.max_column))
            sheet.cell(line, at).value = data.draw(_CELLS)
    found = compared(book.saved(), [any_one])
    procedure, version = now_of([any_one])[any_one.id]
    for section in Section:
        fields = content_of(procedure, version, section)
        own = [change for change in found.changes if change.section is section]
        assert applied(fields, []) == fields
        taken = [change for change in own if data.draw(st.booleans())]
        changed = applied(fields, taken)
        assert bool(taken) == (changed != fields)
        for sheet_of in (each for each in LISTS if each.section is section):
            here = [change.how for change in taken if change.sheet is sheet_of]
            grown = here.count(How.ADDED) - here.count(How.REMOVED)
            count = len(items_of(sheet_of, fields)) + grown
            assert len(items_of(sheet_of, changed)) == count
    assert {change.id for change in found.changes} == {
        change.id for change in compared(book.saved(), [any_one]).changes
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(procedures(), st.data())
def test_an_accepted_cell_says_what_was_typed(
    any_one: ProcedureContent, data: st.DataObject
) -> None:
    procedure, version = now_of([any_one])[any_one.id]
    rows = [(sheet, row) for sheet in SHEETS for row in rows_of(sheet, procedure, version)]
    if not rows:
        return
    sheet, row = data.draw(st.sampled_from(rows))
    column = _words_column(sheet)
    typed = data.draw(st.from_regex(r"[a-zđơư]{1,8}( [a-zđơư]{1,8}){0,3}", fullmatch=True))
    book = Edited(written([any_one]))
    line = next(cell.row for cell in book.book[sheet.title]["A"] if cell.value == str(row.key))
    book.put(sheet.title, line, **{column: typed})
    (change,) = compared(book.saved(), [any_one]).changes or (None,)
    if change is None:
        assert row.cells.get(column) == typed
        return
    assert [(cell.column, cell.new) for cell in change.cells] == [(column, typed)]
    assert typed in str(applied(content_of(procedure, version, change.section), [change]))


def _words_column(sheet: AnySheet) -> str:
    return sheet.columns[2 if sheet is ANSWERS else 0].title
