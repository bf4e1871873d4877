"""The register keeps the newest of each key and every change, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from knowledge.database import session
from knowledge.status.records import DossierRow, RegradeRow
from knowledge.status.register import SAMPLE, Register
from knowledge.status.reports import Change, PutReport, Refusal, Why
from tests.auxil.status_rows import (
    dossier,
    dossier_rows,
    empty_database,
    regrade,
    regrade_rows,
    stored,
)

CODE = "H48.12-261102-0001"


def row(**cells: Any) -> DossierRow:
    return DossierRow.parse(dossier(**cells))


def subject(**cells: Any) -> RegradeRow:
    return RegradeRow.parse(regrade(**cells))


def put(database: Engine, *rows: DossierRow | RegradeRow, source: str = "api") -> PutReport:
    with session(database) as opened:
        register = Register(opened)
        if isinstance(rows[0], DossierRow):
            return register.put_dossiers([r for r in rows if isinstance(r, DossierRow)], source)
        return register.put_regrades([r for r in rows if isinstance(r, RegradeRow)], source)


def dossiers_history(database: Engine, code: str = CODE) -> list[Change]:
    with session(database) as opened:
        return list(Register(opened).dossier_history(code))


def test_a_dossier_is_found_however_its_code_is_typed(either: Engine) -> None:
    assert put(either, row()) == PutReport(added=1)
    with session(either) as opened:
        register = Register(opened)
        assert register.dossier("h48.12 - 261102 - 0001") == row()
        assert register.dossier("H48.12-261102-0002") is None
        assert register.dossier("không phải mã") is None
        assert register.dossier_history("không phải mã") == ()


def test_a_candidate_is_found_with_all_subjects(either: Engine) -> None:
    rows = [subject(mon=name) for name in ("Toán", "Ngữ văn", "Vật lí")]
    other = subject(so_bao_danh="32009999")
    assert put(either, *rows, other) == PutReport(added=4)
    with session(either) as opened:
        found = Register(opened).regrades("32004321")
        assert [each.subject_name for each in found] == ["Ngữ văn", "Toán", "Vật lí"]
        assert set(found) == set(rows)
        assert Register(opened).regrades("99999999") == ()


def test_every_change_is_kept_with_its_day_and_source(either: Engine) -> None:
    began = datetime.now(UTC)
    put(either, row(), source="import:một.csv")
    put(either, row(trang_thai="yeu_cau_bo_sung", ngay_hen_tra="", ngay_cap_nhat="2026-11-05"))
    put(either, row(trang_thai="yeu_cau_bo_sung", ngay_hen_tra="", ngay_cap_nhat="2026-11-06"))
    put(
        either,
        row(trang_thai="yeu_cau_bo_sung", ngay_hen_tra="12/11/2026", ngay_cap_nhat="2026-11-06"),
    )
    first, second, third = dossiers_history(either)
    assert (first.from_state, first.to_state, first.source) == (
        None,
        "dang_xu_ly",
        "import:một.csv",
    )
    assert (second.from_state, second.to_state) == ("dang_xu_ly", "yeu_cau_bo_sung")
    assert (second.from_due_on, second.to_due_on, second.source) == (row().due_on, None, "api")
    assert (third.from_due_on, third.to_due_on) == (None, datetime(2026, 11, 12).date())
    assert [each.changed_on.day for each in (first, second, third)] == [3, 5, 6]
    assert all(
        began - timedelta(seconds=1) <= each.seen_at <= datetime.now(UTC)
        for each in (first, second, third)
    )


def test_a_changed_score_is_kept_too(either: Engine) -> None:
    put(either, subject())
    put(either, subject(trang_thai="da_co_ket_qua", diem_sau="8,25", ngay_cap_nhat="2026-08-02"))
    put(either, subject(trang_thai="da_co_ket_qua", diem_sau="8,50", ngay_cap_nhat="2026-08-02"))
    with session(either) as opened:
        _, known, corrected = Register(opened).regrade_history(
            "tot-nghiep-thpt-2026", "32004321", "toan"
        )
    assert (known.from_score_after, known.to_score_after) == (None, Decimal("8.25"))
    assert (corrected.from_score_after, corrected.to_score_after) == (
        Decimal("8.25"),
        Decimal("8.5"),
    )
    assert corrected.from_state == corrected.to_state == "da_co_ket_qua"
    assert corrected.from_score_before == Decimal("7.5")


def test_an_equal_row_changes_nothing(either: Engine) -> None:
    put(either, row())
    put(either, subject())
    before = stored(either)
    assert put(either, row()) == PutReport(unchanged=1)
    assert put(either, subject()) == PutReport(unchanged=1)
    assert stored(either) == before


def test_an_older_row_is_refused(either: Engine) -> None:
    put(either, row())
    before = stored(either)
    older = row(trang_thai="da_tiep_nhan", ngay_cap_nhat="2026-11-02")
    assert put(either, older) == PutReport(refused=(Refusal(0, Why.STALE),))
    assert stored(either) == before


def test_a_row_of_the_same_day_corrects(either: Engine) -> None:
    put(either, row())
    assert put(either, row(ghi_chu="đã gọi điện")) == PutReport(changed=1)
    assert len(dossiers_history(either)) == 1, "a note is no change of status"


def test_of_equal_keys_the_newest_is_taken_and_of_equally_new_ones_the_last(
    either: Engine,
) -> None:
    rows = [
        row(trang_thai="da_tiep_nhan", ngay_cap_nhat="2026-11-04"),
        row(trang_thai="da_co_ket_qua", ngay_cap_nhat="2026-11-05"),
        row(trang_thai="da_tra_ket_qua", ngay_cap_nhat="2026-11-05"),
        row(trang_thai="dang_xu_ly", ngay_cap_nhat="2026-11-03"),
    ]
    refused = tuple(Refusal(at, Why.REPEATED, 2) for at in (0, 1, 3))
    assert put(either, *rows) == PutReport(added=1, refused=refused)
    assert put(either, *rows) == PutReport(unchanged=1, refused=refused)
    (only,) = dossiers_history(either)
    assert only.to_state == "da_tra_ket_qua"


def test_an_error_leaves_nothing_half_done(either: Engine) -> None:
    put(either, row())
    before = stored(either)
    rows = [row(ma_ho_so=f"H48.12-261103-{at:04d}") for at in range(1200)]

    def fail_late(done: int) -> None:
        if done > 1000:
            raise ConnectionError

    with pytest.raises(ConnectionError), session(either) as opened:
        Register(opened).put_dossiers(rows, "api", fail_late)
    assert stored(either) == before


def test_two_that_write_the_same_at_once_wait_for_each_other(either: Engine) -> None:
    rows = [row(ma_ho_so=f"H48.12-261103-{at:04d}") for at in range(600)]
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda _: put(either, *rows), range(4)))
    assert sum(report.added for report in reports) == 600
    assert sum(report.unchanged for report in reports) == 3 * 600
    assert len(stored(either)["status_change"]) == 600


def test_many_rows_are_stored_in_chunks_and_told(either: Engine) -> None:
    told: list[int] = []
    rows = [subject(so_bao_danh=f"{at:08d}") for at in range(1200)]
    with session(either) as opened:
        assert Register(opened).put_regrades(rows, "api", told.append) == PutReport(added=1200)
    assert told == [500, 1000, 1200]
    with session(either) as opened:
        assert Register(opened).put_regrades(rows, "api") == PutReport(unchanged=1200)


def test_what_an_office_tells_outdoes_a_sample_of_any_day(either: Engine) -> None:
    sample = row(ngay_cap_nhat="2026-11-20").model_copy(update={"sample": True})
    put(either, sample, source=SAMPLE)
    assert put(either, row()) == PutReport(changed=1)
    assert put(either, sample, source=SAMPLE) == PutReport(refused=(Refusal(0, Why.REAL),))
    with session(either) as opened:
        register = Register(opened)
        register.forget_samples()
        assert register.dossier(CODE) == row()
        assert [each.source for each in register.dossier_history(CODE)] == ["api"]


def test_a_key_from_an_address_keeps_the_better_name(either: Engine) -> None:
    put(either, subject(ky_thi="Tốt nghiệp THPT 2026", mon="Tiếng Ê-đê"))
    assert put(either, subject(mon="tieng-e-de")) == PutReport(unchanged=1)
    with session(either) as opened:
        (kept,) = Register(opened).regrades("32004321")
    assert (kept.exam_name, kept.subject_name) == ("Tốt nghiệp THPT 2026", "Tiếng Ê-đê")


@settings(max_examples=50, deadline=None)
@given(st.lists(dossier_rows(), min_size=1, max_size=8))
def test_any_dossiers_put_twice_change_nothing_the_second_time(rows: list[DossierRow]) -> None:
    _put_twice(*rows)


@settings(max_examples=50, deadline=None)
@given(st.lists(regrade_rows(), min_size=1, max_size=8))
def test_any_re_markings_put_twice_change_nothing_the_second_time(rows: list[RegradeRow]) -> None:
    _put_twice(*rows)


def _put_twice(*rows: DossierRow | RegradeRow) -> None:
    database = empty_database()
    first = put(database, *rows)
    before = stored(database)
    assert put(database, *rows) == PutReport(unchanged=first.added, refused=first.refused)
    assert stored(database) == before
    assert first.added + len(first.refused) == len(rows)
    database.dispose()
