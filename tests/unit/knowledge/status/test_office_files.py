"""Files as offices save them are read; any other bytes are an error that says how to save them."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.status import office_files, xlsx_files
from knowledge.status.office_errors import OfficeFileError
from knowledge.status.office_files import OfficeRow, read_file, read_table
from knowledge.status.records import DOSSIER_COLUMNS, REGRADE_COLUMNS, DossierRow, RegradeRow
from tests.auxil.status_rows import (
    as_csv,
    as_xlsx,
    columns,
    dossier,
    dossier_rows,
    regrade_rows,
    written,
)

OFFICE = Path(__file__).parents[3] / "data" / "office"
SAVED = "CSV UTF-8"


def rows(content: bytes, wanted: tuple[str, ...] = DOSSIER_COLUMNS) -> list[OfficeRow]:
    return list(read_table(content, wanted).rows)


def refusal(content: bytes) -> str:
    with pytest.raises(OfficeFileError) as refused:
        rows(content)
    return str(refused.value)


def headed(*names: str) -> bytes:
    return as_csv([dict(zip(names, dossier().values(), strict=False))])


_FORMS: dict[str, Callable[[list[dict[str, Any]]], bytes]] = {
    "comma": as_csv,
    "semicolon with BOM": lambda given: as_csv(given, ";", bom=True),
    "Unix": lambda given: as_csv(given, line_end="\n"),
    "old Mac": lambda given: as_csv(given, ";", "\r"),
    "all quoted": lambda given: as_csv(given, quoting=csv.QUOTE_ALL),
    "tab": lambda given: as_csv(given, "\t"),
    "Excel's own hint": lambda given: b"sep=;\r\n" + as_csv(given, ";"),
    "XLSX": as_xlsx,
    "XLSX, streamed": lambda given: as_xlsx(given, write_only=True),
}


@pytest.mark.parametrize("form", _FORMS)
@settings(max_examples=15, deadline=None)
@given(
    st.lists(dossier_rows(), min_size=1, max_size=4)
    | st.lists(regrade_rows(), min_size=1, max_size=4)
)
def test_what_is_written_is_read(form: str, given: list[DossierRow | RegradeRow]) -> None:
    content = _FORMS[form]([written(row) for row in given])
    kind = type(given[0])
    assert [kind.parse(row.cells) for row in rows(content, columns(given))] == given


def test_lines_are_those_of_the_file_also_after_breaks_within_quotes() -> None:
    cells = [dossier(ghi_chu="một\r\nhai\nba"), dossier(), dossier(ghi_chu="một\nhai"), dossier()]
    assert [row.line for row in rows(as_csv(cells))] == [2, 5, 6, 8]
    assert [row.line for row in rows(as_csv(cells).replace(b"\r\n", b"\n\n"))] == [3, 8, 10, 13]
    assert [row.line for row in rows(as_xlsx([dossier(), {}, dossier()]))] == [2, 4]


@pytest.mark.parametrize("change", [str.upper, str.title, lambda name: name.replace("_", " ")])
def test_headers_without_diacritics(change: Callable[[str], str]) -> None:
    assert len(rows(headed(*map(change, DOSSIER_COLUMNS)))) == 1


def test_headers_with_diacritics_and_remarks() -> None:
    names = (
        "Mã hồ sơ",
        "Thủ tục (1..61)",
        "Người nộp",
        "Số điện thoại",
        "NGÀY NỘP",
        "Hình  thức",
        "trạng_thái",
        "Ngày hẹn trả",
        "Ngày cập nhật",
        "Ghi chú",
    )
    (only,) = rows(headed(*names))
    assert dict(only.cells) == dossier()


def test_the_order_of_columns_is_free() -> None:
    turned = dict(reversed(dossier().items()))
    assert dict(rows(as_csv([turned]))[0].cells) == dossier()


def test_a_missing_column_is_named() -> None:
    said = refusal(headed(*DOSSIER_COLUMNS[:-2], "khac", "ghi chu"))
    assert "thiếu cột: ngay_cap_nhat." in said


def test_a_doubled_column_is_named() -> None:
    said = refusal(headed(*DOSSIER_COLUMNS[:-1], "Trạng thái"))
    assert "lặp lại: trang_thai." in said


def test_columns_that_nobody_asked_for_are_named() -> None:
    table = read_table(as_csv([dossier(phong="A", **{"Mã số thuế": "1", "": ""})]), DOSSIER_COLUMNS)
    assert table.ignored == ("phong", "Mã số thuế")


def test_cells_past_the_header_are_noticed() -> None:
    content = as_csv([dossier()]) + b",".join([b"x"] * 11) + b"\r\n" + b"y," * 12 + b"\r\n"
    assert [row.surplus for row in rows(content)] == [False, True, True]
    assert not rows(as_csv([dossier()]).replace(b"\r\n", b",,,\r\n"))[0].surplus


def test_short_and_blank_lines() -> None:
    content = as_csv([dossier()]) + b"\r\n   \r\n,,;\r\nH48\r\n"
    assert [row.line for row in rows(content)] == [2, 5, 6]
    assert rows(content)[-1].cells["ghi_chu"] is None


def test_a_file_with_only_a_header_has_no_rows() -> None:
    assert rows(as_csv([dossier()]).splitlines()[0]) == []


def test_a_workbook_that_libreoffice_wrote() -> None:
    table = read_file(OFFICE / "libreoffice.xlsx", DOSSIER_COLUMNS)
    assert table.ignored == ("Phòng",)
    found = {row.line: DossierRow.parse(row.cells) for row in table.rows}
    assert list(found) == [2, 3, 5]
    assert found[2].phone_tail == found[5].phone_tail == "1234"
    assert found[2].updated_on == date(2026, 11, 3)
    assert found[5].note == "dòng một dòng hai"


def test_the_sheet_with_the_columns_is_taken() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Không sửa tiêu đề"
    hidden = book.create_sheet("Cũ")
    hidden.append(list(DOSSIER_COLUMNS))
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("Hồ sơ")
    sheet.append(list(DOSSIER_COLUMNS))
    sheet.append(list(dossier(ngay_nop=datetime(2026, 11, 2), thu_tuc=3).values()))
    (only,) = rows(_saved(book))
    assert only.cells["ngay_nop"] == datetime(2026, 11, 2)


def test_both_places_where_a_workbook_keeps_its_texts_are_read() -> None:
    shared = (OFFICE / "libreoffice.xlsx").read_bytes()
    within = as_xlsx([dossier(trang_thai="Từ chối")])
    assert b'"inlineStr"' not in _part(shared, "xl/worksheets/sheet1.xml")
    assert b'"inlineStr"' in _part(within, "xl/worksheets/sheet1.xml")
    assert rows(shared)[2].cells["trang_thai"] == "tu_choi"
    assert rows(within)[0].cells["trang_thai"] == "Từ chối"


def test_a_formula_is_what_it_last_came_to() -> None:
    sheet = _part(as_xlsx([dossier()]), "xl/worksheets/sheet1.xml")
    formula = b'<c r="B2"><f>1+59</f><v>60</v></c>'
    reckoned = re.sub(rb'<c r="B2".*?</c>', formula, sheet)
    content = _with_part(as_xlsx([dossier()]), "xl/worksheets/sheet1.xml", reckoned)
    assert DossierRow.parse(rows(content)[0].cells).procedure == 60


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    sheet = _part(as_xlsx([dossier()]), "xl/worksheets/sheet1.xml")
    small = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', sheet)
    assert small != sheet
    content = _with_part(as_xlsx([dossier()]), "xl/worksheets/sheet1.xml", small)
    assert rows(content)[0].cells["ghi_chu"] is None
    assert rows(content)[0].cells["trang_thai"] == "dang_xu_ly"


def test_other_files_are_told_how_to_be_saved() -> None:
    text = as_csv([dossier(nguoi_nop="Đặng Thị Hoà")]).decode()
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        said = refusal(text.encode(encoding))
        assert "UTF-16" in said
        assert SAVED in said
    for content in (text.encode("cp1258", "replace") + b"\xd0\xf2", b"\xff\xd8\xff\xe0\x10JFIF"):
        assert "windows-1258" in refusal(content)
    assert ".xls)" in refusal((OFFICE / "libreoffice.xls").read_bytes())
    ole = (OFFICE / "libreoffice.xls").read_bytes()[:8] + "EncryptedPackage".encode("utf-16-le")
    assert "mật khẩu" in refusal(ole)
    assert "PDF" in refusal(b"%PDF-1.7\n")
    assert "trang web" in refusal(b"\r\n<html><table>")
    assert "trống" in refusal(b"")
    assert "trống" in refusal(b"\xef\xbb\xbf\r\n \r\n")
    assert SAVED in refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert "nén" in refusal(_zipped({"word/document.xml": b"", "[Content_Types].xml": b""}))
    assert "bị hỏng" in refusal(as_xlsx([dossier()])[:-200])
    assert "thiếu cột" in refusal(b"xin chao\r\n")


def test_a_broken_quote_is_told_with_the_line_where_its_row_begins() -> None:
    content = as_csv([dossier(), dossier()]) + b'"H48.12\r\nkh\xc3\xb4ng kh\xc3\xa9p\r\n'
    assert refusal(content).startswith("Dòng 4:")


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_files, "LARGEST_UNPACKED", 10 * 1024 * 1024)
    bomb = _with_part(as_xlsx([dossier()]), "xl/sharedStrings.xml", b" " * 11 * 1024 * 1024)
    assert len(bomb) < 100_000
    assert "giải nén" in refusal(bomb)


def test_entities_of_xml_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    sheet = _part(as_xlsx([dossier()]), "xl/worksheets/sheet1.xml")
    content = _with_part(as_xlsx([dossier()]), "xl/worksheets/sheet1.xml", laughs + sheet)
    assert "bị hỏng" in refusal(content)


def test_a_cell_far_out_takes_no_memory() -> None:
    book = openpyxl.Workbook()
    book.active.append(list(DOSSIER_COLUMNS))
    book.active["XFD1048576"] = "xa"
    assert rows(_saved(book)) == []


def test_a_row_beyond_any_sheet_takes_no_time() -> None:
    sheet = _part(as_xlsx([dossier()]), "xl/worksheets/sheet1.xml")
    far = re.sub(rb'r="([A-Z]?)2"', rb'r="\g<1>99999999999"', sheet)
    assert rows(_with_part(as_xlsx([dossier()]), "xl/worksheets/sheet1.xml", far)) == []


def test_more_rows_than_any_office_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_files, "MOST_ROWS", 3)
    assert len(rows(as_csv([dossier()] * 3))) == 3
    assert "tối đa 3 dòng" in refusal(as_csv([dossier()] * 4))
    assert "tối đa 3 dòng" in refusal(as_xlsx([dossier()] * 4))


def test_a_file_that_is_too_large_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path / "không có.csv", tmp_path):
        with pytest.raises(OfficeFileError, match="Không mở được"):
            read_file(path, DOSSIER_COLUMNS)
    monkeypatch.setattr(office_files, "LARGEST_FILE", 10)
    (tmp_path / "lớn.csv").write_bytes(b"x" * 11)
    with pytest.raises(OfficeFileError, match="quá lớn"):
        read_file(tmp_path / "lớn.csv", DOSSIER_COLUMNS)


_HEADER = as_csv([dossier()]).splitlines(keepends=True)[0]
_WORKBOOK = as_xlsx([dossier()])


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300)
    | st.binary(max_size=300).map(lambda tail: _HEADER + tail)
    | st.text(max_size=200).map(lambda tail: _HEADER + tail.encode("utf-8", "replace"))
    | st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail)
    | st.tuples(st.integers(0, len(_WORKBOOK) - 1), st.binary(min_size=1, max_size=8)).map(
        lambda cut: _WORKBOOK[: cut[0]] + cut[1] + _WORKBOOK[cut[0] + len(cut[1]) :]
    )
)
@example(b'"')
@example(b"sep=")
@example(b"sep=\n\n")
def test_any_bytes_are_rows_or_an_error_that_is_told(content: bytes) -> None:
    for wanted in (DOSSIER_COLUMNS, REGRADE_COLUMNS):
        try:
            for row in read_table(content, wanted).rows:
                assert set(row.cells) == set(wanted)
        except OfficeFileError as error:
            assert str(error)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_harm_within_a_workbook_is_rows_or_an_error(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(_WORKBOOK)) as archive:
        name = data.draw(st.sampled_from(sorted(archive.namelist())))
        part = archive.read(name)
    at = data.draw(st.integers(0, len(part)))
    harm = data.draw(st.sampled_from([b"", b"<", b'"', b"9" * 20, b"<x/>", b"-1", b"\xff", b"</"]))
    content = _with_part(_WORKBOOK, name, part[:at] + harm + part[at + len(harm) :])
    try:
        rows(content)
    except OfficeFileError as error:
        assert str(error)


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _zipped({each: archive.read(each) for each in archive.namelist()} | {name: part})
