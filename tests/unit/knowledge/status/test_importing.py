"""Good rows of a file go in, bad ones are told by their lines; after an error nothing is in."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from knowledge.database import session
from knowledge.status.importing import (
    ImportReport,
    RefusedRow,
    Stage,
    import_dossiers,
    import_regrades,
)
from knowledge.status.office_errors import OfficeFileError
from knowledge.status.records import DossierRow, RegradeRow
from knowledge.status.register import Register
from tests.auxil.status_rows import (
    as_csv,
    as_xlsx,
    dossier,
    dossier_rows,
    empty_database,
    regrade,
    regrade_rows,
    stored,
    written,
)


def taken(database: Engine, path: Path, content: bytes, **options: Any) -> ImportReport:
    path.write_bytes(content)
    with session(database) as opened:
        wanted = import_regrades if b"so_bao_danh" in content[:200] else import_dossiers
        return wanted(opened, path, **options)


def test_good_rows_go_in_and_bad_ones_are_told_by_their_lines(
    either: Engine, tmp_path: Path
) -> None:
    content = as_csv(
        [
            dossier(ghi_chu="hai\ndòng"),
            dossier(ma_ho_so="H48.12-261102-0002", trang_thai="xong", so_dien_thoai="09"),
            dossier(ma_ho_so="H48.12-261102-0003", thu_tuc=99),
            dossier(ma_ho_so="H48.12-261102-0004"),
            dossier(ma_ho_so="h48.12-261102-0004", ghi_chu="sau"),
        ]
    )
    report = taken(either, tmp_path / "một cửa.csv", content + b",,,,,,,,,,thua\r\n")
    assert (report.added, report.changed, report.unchanged) == (2, 0, 0)
    assert [row.line for row in report.refused] == [4, 5, 6, 8]
    first, second, third, last = (row.reason for row in report.refused)
    assert first.startswith("cột so_dien_thoai: ")
    assert "cột trang_thai: " in first
    assert second == ("cột thu_tuc: không phải số thứ tự thủ tục, cần số nguyên từ 1 đến 61")
    assert third == "trùng khóa với dòng 7; dòng 7 được dùng vì mới hơn hoặc đứng sau"
    assert "dấu ngoặc kép" in last
    with session(either) as opened:
        register = Register(opened)
        assert register.dossier("H48.12-261102-0002") is None
        assert register.dossier_history("H48.12-261102-0001")[0].source == "import:một cửa.csv"


def test_an_older_file_is_refused_row_by_row(either: Engine, tmp_path: Path) -> None:
    taken(either, tmp_path / "mới.csv", as_csv([regrade(), regrade(mon="Lý")]))
    older = [regrade(ngay_cap_nhat="31/07/2026"), regrade(mon="Hóa")]
    path = tmp_path / "cũ.xlsx"
    path.write_bytes(as_xlsx(older))
    with session(either) as opened:
        report = import_regrades(opened, path)
    assert report.added == 1
    assert report.refused == (RefusedRow(2, report.refused[0].reason),)
    assert "cũ hơn" in report.refused[0].reason


def test_progress_is_told_while_reading_and_storing(either: Engine, tmp_path: Path) -> None:
    heard: list[tuple[Stage, int, int | None]] = []
    rows = [dossier(ma_ho_so=f"H48.12-261102-{at:04d}") for at in range(1100)]
    taken(either, tmp_path / "a.csv", as_csv(rows), tell=lambda *told: heard.append(told))
    assert heard == [
        (Stage.READING, 500, None),
        (Stage.READING, 1000, None),
        (Stage.STORING, 500, 1100),
        (Stage.STORING, 1000, 1100),
        (Stage.STORING, 1100, 1100),
    ]


def test_columns_that_were_not_used_are_named(either: Engine, tmp_path: Path) -> None:
    report = taken(either, tmp_path / "a.csv", as_csv([dossier(phong="A")]))
    assert report.ignored_columns == ("phong",)


@pytest.mark.parametrize("broken", [b'\r\n"H48\r\n', b"\r\n\xff\xfe\r\n", b"\0"])
def test_a_file_that_breaks_off_leaves_the_tables_as_they_were(
    either: Engine, tmp_path: Path, broken: bytes
) -> None:
    taken(either, tmp_path / "a.csv", as_csv([dossier()]))
    before = stored(either)
    rows = [dossier(ma_ho_so=f"H48.12-261102-{at:04d}") for at in range(700)]
    with pytest.raises(OfficeFileError):
        taken(either, tmp_path / "b.csv", as_csv(rows) + broken)
    assert stored(either) == before


def test_no_name_no_paper_and_no_whole_phone_number_is_stored(
    either: Engine, tmp_path: Path
) -> None:
    taken(either, tmp_path / "a.csv", as_csv([dossier()]))
    taken(either, tmp_path / "b.csv", as_csv([regrade()]))
    everything = str(stored(either))
    for personal in ("Hoa", "Nam", "045208001234", "0912341234", "912341"):
        assert personal not in everything


def test_a_name_of_a_file_that_is_no_text_is_no_hindrance(database: Engine, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv"))
    assert taken(database, path, as_csv([dossier()])).added == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(dossier_rows(), min_size=1, max_size=5)
    | st.lists(regrade_rows(), min_size=1, max_size=5),
    st.sampled_from([as_csv, as_xlsx]),
)
def test_the_same_file_twice_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[DossierRow | RegradeRow], form: Any
) -> None:
    path = tmp_path_factory.mktemp("twice") / "a"
    path.write_bytes(form([written(row) for row in rows]))
    wanted = import_dossiers if isinstance(rows[0], DossierRow) else import_regrades
    database = empty_database()
    with session(database) as opened:
        first = wanted(opened, path)
    before = stored(database)
    with session(database) as opened:
        second = wanted(opened, path)
    assert (second.added, second.changed, second.unchanged) == (0, 0, first.added)
    assert second.refused == first.refused
    assert stored(database) == before
    database.dispose()


_HEADER = as_csv([dossier()]).splitlines(keepends=True)[0]
_GOOD = as_csv([dossier(ma_ho_so="H48.12-261102-0777")]).splitlines(keepends=True)[1]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_are_taken_whole_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, before_good: bytes, after_good: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_bytes(_HEADER + before_good + b"\r\n" + _GOOD + after_good)
    database = empty_database()
    with session(database) as opened:
        Register(opened).put_dossiers([DossierRow.parse(dossier())], "api")
    before = stored(database)
    with suppress(OfficeFileError):
        with session(database) as opened:
            report = import_dossiers(opened, path)
        assert len(stored(database)["dossier"]) == 1 + report.added
        before = stored(database)
    assert stored(database) == before
    database.dispose()
