"""Rows of offices' files for tests: plain ones, any ones, and how a row is written down again."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import StaticPool

from knowledge.models import Base
from knowledge.status.cells import LONGEST_NOTE, text_of
from knowledge.status.records import (
    DOSSIER_COLUMNS,
    REGRADE_COLUMNS,
    DossierRow,
    DossierState,
    RegradeRow,
    RegradeState,
    Way,
)

Cells = dict[str, Any]
TABLES = ("dossier", "regrade", "status_change", "subscription", "notice")
_SUBJECTS = ("Toán", "Ngữ văn", "Vật lí", "Tiếng Anh", "Tiếng Hàn")
_EXAMS = ("tot-nghiep-thpt-2026", "tuyen-sinh-10-2026")
_NOTES = "abc XYZ 019 ,;\"'|()…–/ ăâđêôơưạẵệợửỹ ĂÂĐÊÔƠƯ 😀"
_DAYS = st.dates(date(2021, 1, 19), date(2026, 11, 20))


def dossier(**cells: Any) -> Cells:
    """A row of a file of dossiers, right but for what `cells` change."""
    return {
        "ma_ho_so": "H48.12-261102-0001",
        "thu_tuc": "3",
        "nguoi_nop": "Nguyễn Thị Hoa",
        "so_dien_thoai": "0912341234",
        "ngay_nop": "2026-11-02",
        "hinh_thuc": "truc_tuyen_4",
        "trang_thai": "dang_xu_ly",
        "ngay_hen_tra": "2026-11-09",
        "ngay_cap_nhat": "2026-11-03",
        "ghi_chu": "",
        **cells,
    }


def regrade(**cells: Any) -> Cells:
    """A row of a file of re-marking requests, right but for what `cells` change."""
    return {
        "ky_thi": "tot-nghiep-thpt-2026",
        "so_bao_danh": "32004321",
        "ho_ten": "Lê Văn Nam",
        "ngay_sinh": "2008-02-29",
        "so_giay_to": "045208001234",
        "mon": "Toán",
        "diem_truoc": "7,5",
        "diem_sau": "",
        "trang_thai": "dang_cham",
        "ngay_cap_nhat": "2026-08-01",
        "ghi_chu": "",
        **cells,
    }


def written(row: DossierRow | RegradeRow) -> Cells:
    """The cells of a row that parses to `row`."""
    if isinstance(row, DossierRow):
        return dossier(
            ma_ho_so=row.code,
            thu_tuc=str(row.procedure),
            so_dien_thoai=f"090000{row.phone_tail}",
            ngay_nop=row.filed_on.isoformat(),
            hinh_thuc=row.way.value,
            trang_thai=row.state.value,
            ngay_hen_tra=row.due_on.isoformat() if row.due_on else "",
            ngay_cap_nhat=row.updated_on.isoformat(),
            ghi_chu=row.note,
        )
    return regrade(
        ky_thi=row.exam_name,
        so_bao_danh=row.candidate,
        mon=row.subject_name,
        ngay_sinh=row.born_on.isoformat(),
        diem_truoc=str(row.score_before),
        diem_sau="" if row.score_after is None else str(row.score_after),
        trang_thai=row.state.value,
        ngay_cap_nhat=row.updated_on.isoformat(),
        ghi_chu=row.note,
    )


def as_csv(
    rows: Iterable[Mapping[str, Any]],
    delimiter: str = ",",
    line_end: str = "\r\n",
    bom: bool = False,
    quoting: int = csv.QUOTE_MINIMAL,
) -> bytes:
    """A CSV file of `rows`, whose first has the columns."""
    listed = list(rows)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(listed[0].keys())
    writer.writerows(row.values() for row in listed)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def as_xlsx(rows: Iterable[Mapping[str, Any]], write_only: bool = False) -> bytes:
    """A workbook of `rows`, whose first has the columns."""
    listed = list(rows)
    book = openpyxl.Workbook(write_only=write_only)
    sheet = book.create_sheet("Bảng", 0)
    sheet.append(list(listed[0].keys()))
    for row in listed:
        sheet.append([cell if cell != "" else None for cell in row.values()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@st.composite
def dossier_rows(draw: st.DrawFn) -> DossierRow:
    """Any dossier that a file can have."""
    filed = draw(_DAYS)
    return DossierRow(
        code=f"H48.{draw(st.integers(1, 99))}-{filed:%y%m%d}-{draw(st.integers(0, 9999)):04d}",
        procedure=draw(st.integers(1, 61)),
        phone_tail=f"{draw(st.integers(0, 9999)):04d}",
        filed_on=filed,
        way=draw(st.sampled_from(Way)),
        state=draw(st.sampled_from(DossierState)),
        due_on=draw(st.none() | st.integers(0, 60).map(lambda days: filed + timedelta(days))),
        updated_on=draw(st.dates(filed, date(2026, 11, 23))),
        note=draw(_notes()),
    )


@st.composite
def regrade_rows(draw: st.DrawFn) -> RegradeRow:
    """Any re-marking request that a file can have."""
    state = draw(st.sampled_from(RegradeState))
    before, after = draw(_scores()), draw(_scores())
    scores = {RegradeState.RESULT_READY: after, RegradeState.UNCHANGED: before}
    cells = regrade(
        ky_thi=draw(st.sampled_from(_EXAMS)),
        so_bao_danh=f"{draw(st.integers(0, 99_999_999)):08d}",
        mon=draw(st.sampled_from(_SUBJECTS)),
        ngay_sinh=draw(st.dates(date(1990, 1, 1), date(2012, 1, 1))),
        diem_truoc=str(before),
        diem_sau=str(scores.get(state, "")),
        trang_thai=state.value,
        ngay_cap_nhat=draw(_DAYS),
        ghi_chu=draw(_notes()),
    )
    return RegradeRow.parse(cells)


def empty_database() -> Engine:
    """A SQLite database in memory with the tables of the register."""
    made = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(made, [Base.metadata.tables[name] for name in TABLES])
    return made


def stored(database: Engine) -> dict[str, list[Any]]:
    """All that the tables of the register hold."""
    with database.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}"))))
            for name in TABLES
        }


def columns(rows: Iterable[DossierRow | RegradeRow]) -> tuple[str, ...]:
    """The columns of a file with such rows."""
    return DOSSIER_COLUMNS if isinstance(next(iter(rows)), DossierRow) else REGRADE_COLUMNS


def _scores() -> st.SearchStrategy[Decimal]:
    return st.integers(0, 1000).map(lambda hundredths: Decimal(hundredths) / 100)


def _notes() -> st.SearchStrategy[str]:
    return st.text(_NOTES, max_size=LONGEST_NOTE // 5).map(text_of)
