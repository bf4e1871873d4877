"""The share of what is told, cells with tasks, and the table as a file."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.staff.coverage import Cover, Row, share
from bot.staff.coverage_file import coverage_csv
from knowledge.database import session
from knowledge.laws.marking import mark_replaced
from knowledge.staff.accounts import Role
from tests.auxil.console import Officer
from tests.auxil.laws import NEW, OLD, ON

Comes = Callable[..., Officer]
KINDS = st.lists(st.sampled_from(list(Cover)), min_size=12, max_size=12)
ROW = Row(1, "x", "g", False, (Cover.KNOWN,) * 12)


@given(st.lists(KINDS, max_size=5))
def test_all_is_told_only_when_nothing_is_unknown(kinds: list[list[Cover]]) -> None:
    table = [replace(ROW, cells=tuple(cells)) for cells in kinds]
    cells = [cell for row in table for cell in row.cells]
    found = share(table)
    if not set(cells) - {Cover.ABOLISHED}:
        assert found.percent is None
    else:
        assert (found.percent == 100) is (Cover.UNKNOWN not in cells)


def test_nearly_all_is_not_all() -> None:
    table = [ROW] * 1000 + [replace(ROW, cells=(Cover.UNKNOWN, *ROW.cells[1:]))]
    assert share(table).percent == 99.9


def test_the_page_and_the_file_tell_the_same_share(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    html = editor.opens("coverage").text
    shown = re.search(r"<strong>([\d,]+) % nội dung công khai</strong>", html)
    assert shown
    assert "Mục tiêu: 100 % cho 61 thủ tục" in html
    answer = editor.opens("coverage.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 63
    assert {len(row) for row in rows} == {18}
    assert rows[-1][1] == "Tất cả"
    assert rows[-1][16].removesuffix(",0") == shown[1]


def test_a_spreadsheet_takes_no_name_for_a_formula() -> None:
    made = coverage_csv([replace(ROW, name='=HYPERLINK("x")')], {"g": "@nhóm"}, {})
    row = list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))[1]
    assert row[1:3] == ['\'=HYPERLINK("x")', "'@nhóm"]


def test_cells_with_tasks_are_marked_and_filtered(comes: Comes, one_procedure: Engine) -> None:
    editor = comes(Role.EDITOR)
    assert "có việc cần rà" not in editor.opens("coverage").text
    with session(one_procedure) as opened:
        mark_replaced(opened, "lan", OLD.number, "2026", (NEW.number,), note="", on=ON)
    html = editor.opens("coverage?cover=waiting").text
    assert html.count('<th scope="row">') == 1
    assert html.count('<span class="unseen">Đã biết, chưa xác nhận, có việc cần rà</span>') == 12
    assert editor.opens("coverage.csv").text.splitlines()[1].endswith(",12")
