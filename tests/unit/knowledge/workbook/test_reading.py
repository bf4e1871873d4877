"""Files that are no workbook of ours, or harm: each is an error that is told, none takes long."""

import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.workbook import phrases, reading
from knowledge.workbook.reading import RawBook, WorkbookError, read_workbook
from knowledge.workbook.sheets import SHEETS
from tests.auxil.procedures import procedure
from tests.auxil.workbooks import Edited, compared, fixture, written

PLAIN = procedure(aliases=("xin lại bằng",))
CONTENT = written([PLAIN])
STEP = "Bước"


def refusal(content: bytes) -> str:
    with pytest.raises(WorkbookError) as refused:
        read_workbook(content)
    return str(refused.value)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for each in archive.namelist():
            made.writestr(each, part if each == name else archive.read(each))
        if name not in archive.namelist():
            made.writestr(name, part)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def test_other_files_are_told_what_they_are() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert refusal(b"") == phrases.EMPTY
    assert refusal(b"%PDF-1.7") == phrases.PDF
    assert refusal(ole + "EncryptedPackage".encode("utf-16-le")) == phrases.LOCKED
    assert refusal(fixture("libreoffice.xls")) == phrases.OLD_EXCEL
    assert refusal(b"<html><table>") == phrases.WEB_PAGE
    assert refusal("Mã dòng,Số,Bước\r\n".encode()) == phrases.NOT_A_WORKBOOK
    assert refusal(CONTENT[:-200]) == phrases.BROKEN
    assert refusal(with_part(CONTENT, "xl/workbook.bin", b"")) == phrases.OTHER_OFFICE
    assert refusal(fixture("libreoffice.xlsx")) == phrases.NO_SHEETS
    assert refusal(saved(openpyxl.Workbook())) == phrases.NO_SHEETS


def test_bombs_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 1024 * 1024)
    bomb = with_part(CONTENT, "xl/media/x.png", b" " * 2 * 1024 * 1024)
    assert len(bomb) < 100_000
    assert "giải nén ra quá lớn" in refusal(bomb)
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    assert "quá lớn" in refusal(CONTENT)


def test_entities_of_xml_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    name = "xl/worksheets/sheet2.xml"
    assert refusal(with_part(CONTENT, name, laughs + part(CONTENT, name))) == phrases.BROKEN


def test_more_rows_than_any_catalogue_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 10)
    book = Edited(CONTENT)
    for _ in range(40):
        book.append(phrases.STEPS, **{"Số": 61, STEP: "Ký nhận."})
    assert refusal(book.saved()) == phrases.TOO_MANY_ROWS.format(most=10)


def test_rows_far_down_take_no_time() -> None:
    name = "xl/worksheets/sheet4.xml"
    sheet = re.sub(rb'r="([A-Z]?)3"', rb'r="\g<1>99999999999"', part(CONTENT, name))
    assert read_workbook(with_part(CONTENT, name, sheet)).count > 0


def test_a_renamed_column_refuses_its_sheet_and_names_both() -> None:
    book = Edited(CONTENT)
    book.cell(phrases.STEPS, 1, STEP).value = "Bước làm"
    book.put(phrases.NAMES, 2, **{"Tên gọi khác": "mất bằng rồi"})
    found = compared(book.saved(), [PLAIN])
    (only,) = found.refused
    assert (only.sheet, only.line, only.column) == (phrases.STEPS, 1, "")
    assert "“Bước”" in only.reason
    assert "“Bước làm”" in only.reason
    assert [change.sheet.title for change in found.changes] == [phrases.NAMES]


def test_missing_doubled_and_strange_columns() -> None:
    book = Edited(CONTENT)
    book.book[phrases.STEPS].delete_cols(4)
    book.book[phrases.LAWS].cell(1, 9).value = "Số hiệu"
    book.book[phrases.FORMS].cell(1, 8).value = "Ghi chú riêng"
    found = read_workbook(book.saved())
    assert {row.sheet: row.reason for row in found.refused} == {
        phrases.STEPS: phrases.HEADER.format(expected=STEP, found=phrases.FOUND_NOTHING),
        phrases.LAWS: phrases.DOUBLED.format(column="Số hiệu"),
    }
    told = phrases.IGNORED_COLUMNS.format(sheet=phrases.FORMS, columns="“Ghi chú riêng”")
    assert found.notes == (told,)


def test_columns_and_sheets_may_stand_in_another_order() -> None:
    book = Edited(CONTENT)
    book.book[phrases.FORMS].move_range("A1:A3", cols=9)
    book.book.move_sheet(phrases.NAMES, -5)
    found = compared(book.saved(), [PLAIN])
    assert (found.changes, found.refused) == ((), ())


def test_strange_and_doubled_sheets() -> None:
    book = Edited(CONTENT)
    book.book.create_sheet("Nháp").append(["gì đó"])
    book.book.create_sheet("Cac buoc").append(["Mã dòng"])
    found = read_workbook(book.saved())
    assert found.notes == (phrases.IGNORED_SHEETS.format(sheets="“Nháp”"),)
    assert [row.reason for row in found.refused] == [phrases.SHEET_TWICE]
    assert phrases.STEPS not in [sheet.title for sheet, _ in found.sheets]


_NAMES = sorted(zipfile.ZipFile(io.BytesIO(CONTENT)).namelist())


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200)
    | st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail)
    | st.tuples(st.integers(0, len(CONTENT) - 1), st.binary(min_size=1, max_size=8)).map(
        lambda cut: CONTENT[: cut[0]] + cut[1] + CONTENT[cut[0] + len(cut[1]) :]
    )
)
@example(b"PK")
def test_any_bytes_are_a_workbook_or_an_error(content: bytes) -> None:
    read_or_refused(content)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_harm_within_is_a_workbook_or_an_error(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(_NAMES))
    sound = part(CONTENT, name)
    at = data.draw(st.integers(0, len(sound)))
    harm = data.draw(st.sampled_from([b"", b"<", b'"', b"9" * 20, b"<x/>", b"-1", b"\xff", b"</"]))
    read_or_refused(with_part(CONTENT, name, sound[:at] + harm + sound[at + len(harm) :]))


def read_or_refused(content: bytes) -> None:
    try:
        found = read_workbook(content)
    except WorkbookError as error:
        assert str(error)
    else:
        assert isinstance(found, RawBook)
        assert len(found.sheets) <= len(SHEETS)
