"""A row is parsed as offices write it; what is refused is told without a personal value."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.status import cells
from knowledge.status.records import (
    DOSSIER_COLUMNS,
    REGRADE_COLUMNS,
    BadRow,
    DossierRow,
    DossierState,
    RegradeRow,
    RegradeState,
    Way,
)
from tests.auxil.status_rows import dossier, dossier_rows, regrade, regrade_rows, written


def faults(kind: type[DossierRow | RegradeRow], row: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(BadRow) as refused:
        kind.parse(row)
    return {fault.column: fault.reason for fault in refused.value.faults}


def test_a_dossier_keeps_only_what_an_answer_needs() -> None:
    assert DossierRow.parse(dossier(ghi_chu="đủ giấy tờ")).model_dump() == {
        "code": "H48.12-261102-0001",
        "procedure": 3,
        "phone_tail": "1234",
        "filed_on": date(2026, 11, 2),
        "way": Way.ONLINE_4,
        "state": DossierState.IN_WORK,
        "due_on": date(2026, 11, 9),
        "updated_on": date(2026, 11, 3),
        "note": "đủ giấy tờ",
        "sample": False,
    }


def test_a_re_marking_keeps_only_what_an_answer_needs() -> None:
    assert RegradeRow.parse(regrade()).model_dump() == {
        "exam": "tot-nghiep-thpt-2026",
        "candidate": "32004321",
        "subject": "toan",
        "exam_name": "tot-nghiep-thpt-2026",
        "subject_name": "Toán",
        "born_on": date(2008, 2, 29),
        "score_before": Decimal("7.5"),
        "score_after": None,
        "state": RegradeState.MARKING,
        "updated_on": date(2026, 8, 1),
        "note": "",
        "sample": False,
    }


@given(dossier_rows() | regrade_rows())
def test_what_is_written_down_is_read_as_it_was(row: DossierRow | RegradeRow) -> None:
    assert type(row).parse(written(row)) == row


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_both_forms_of_a_date_and_a_date_of_the_spreadsheet_are_the_same_day(day: date) -> None:
    midnight = datetime(day.year, day.month, day.day, 13, 30)
    forms = (f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", day)
    assert {cells.day(form) for form in (*forms, midnight)} == {day}


@pytest.mark.parametrize(
    "wrong",
    ["", "hôm qua", "31/02/2026", "2026-13-01", "11/2026", "46349", 46349.0, "1899-01-01", True],
)
def test_what_is_no_day_is_told_with_both_forms(wrong: object) -> None:
    reason = faults(DossierRow, dossier(ngay_nop=wrong))["ngay_nop"]
    assert "YYYY-MM-DD hoặc DD/MM/YYYY" in reason or "còn trống" in reason


@pytest.mark.parametrize(
    "typed",
    [
        "H48.12-210119-0007",
        "h48.12-210119-0007",
        "  H48.12 - 210119 - 0007 ",
        "H48.12–210119–0007",
        "H48.12 210119 0007",
        "\ufeffH48.12-210119-0007\u200b",
    ],
)
def test_a_code_has_one_form_however_it_is_typed(typed: str) -> None:
    assert cells.dossier_code(typed) == "H48.12-210119-0007"


@given(dossier_rows())
def test_the_form_of_a_code_is_stable(row: DossierRow) -> None:
    assert cells.dossier_code(row.code) == cells.dossier_code(row.code.lower()) == row.code


@pytest.mark.parametrize("older", ["000.00.12.H48-210119-0007", "H48.12.05-210119-00017"])
def test_codes_of_other_offices_and_years_are_codes(older: str) -> None:
    assert cells.dossier_code(older) == older


@pytest.mark.parametrize("wrong", ["", "H48", "12345678", "H48.12-2101-0007", "H48-210119-", "٣"])
def test_what_is_no_code_raises_value_error(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"H48\.12-210119-0007"):
        cells.dossier_code(wrong)


@given(st.text())
def test_any_text_is_a_code_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert len(cells.dossier_code(text)) <= cells.LONGEST_CODE


@pytest.mark.parametrize(
    "phone",
    [
        "0912341234",
        "0912 341 234",
        "0912.341.234",
        "+84912341234",
        "+84 (0)912 341 234",
        "84912341234",
        "912341234",
        912341234,
        912341234.0,
        "(0233) 3851 234",
        2333851234.0,
    ],
)
def test_a_phone_number_gets_back_the_zero_that_excel_took(phone: object) -> None:
    assert cells.phone_tail(phone) == "1234"


def test_a_number_beginning_with_84_is_not_taken_for_the_country() -> None:
    assert cells.phone_tail(841231234.0) == "1234"


@pytest.mark.parametrize("phone", ["1234", "09123412345678", "không có", "09123412a4", 12.5, ""])
def test_what_is_no_phone_number_is_refused(phone: object) -> None:
    assert set(faults(DossierRow, dossier(so_dien_thoai=phone))) == {"so_dien_thoai"}


@pytest.mark.parametrize(
    ("number", "kept"),
    [("32001234", "32001234"), (32001234.0, "32001234"), (1001234.0, "01001234"), ("012345",) * 2],
)
def test_a_candidate_number_stays_digits(number: object, kept: str) -> None:
    assert RegradeRow.parse(regrade(so_bao_danh=number)).candidate == kept


@pytest.mark.parametrize("number", ["12345", "12345678901", "3200123a", "", "٣٢٠٠١٢٣٤"])
def test_what_is_no_candidate_number_is_refused(number: str) -> None:
    assert set(faults(RegradeRow, regrade(so_bao_danh=number))) == {"so_bao_danh"}


@pytest.mark.parametrize(
    ("written_as", "score"), [("8,25", "8.25"), ("8.25", "8.25"), (8.25, "8.25"), ("10", "10")]
)
def test_scores_have_a_comma_or_a_point(written_as: object, score: str) -> None:
    assert cells.score(written_as) == Decimal(score)
    assert cells.score(0) == cells.score("0,00") == 0


@given(st.integers(0, 1000))
def test_a_score_of_the_spreadsheet_is_the_score_as_text(hundredths: int) -> None:
    assert cells.score(hundredths / 100) == cells.score(f"{hundredths / 100:.2f}".replace(".", ","))


@pytest.mark.parametrize("wrong", ["10.01", "-1", "8,255", "1e1", "nan", float("inf"), "vắng", 11])
def test_what_is_no_score_is_refused(wrong: object) -> None:
    reason = faults(RegradeRow, regrade(diem_truoc=wrong))["diem_truoc"]
    assert "từ 0 đến 10" in reason


@pytest.mark.parametrize(
    ("column", "said", "meant"),
    [
        ("trang_thai", "Đã tiếp nhận", DossierState.RECEIVED),
        ("trang_thai", "YEU CAU BO SUNG", DossierState.MORE_WANTED),
        ("trang_thai", "đang xử lí", DossierState.IN_WORK),
        ("trang_thai", "chắc là xong", None),
        ("trang_thai", "Đã trả kết quả", DossierState.RESULT_GIVEN),
        ("trang_thai", "Từ chối", DossierState.REFUSED),
        ("hinh_thuc", "Trực tuyến mức độ 4", Way.ONLINE_4),
        ("hinh_thuc", "truc tuyen 3", Way.ONLINE_3),
        ("hinh_thuc", "Trực tiếp", Way.IN_PERSON),
        ("hinh_thuc", "Bưu chính công ích", Way.POST),
    ],
)
def test_states_and_forms_are_understood_as_people_write_them(
    column: str, said: str, meant: DossierState | Way | None
) -> None:
    if meant is None:
        assert (
            "da_tiep_nhan, yeu_cau_bo_sung" in faults(DossierRow, dossier(**{column: said}))[column]
        )
        return
    assert meant in set(DossierRow.parse(dossier(**{column: said})).model_dump().values())


@pytest.mark.parametrize("state", list(DossierState))
def test_every_state_of_the_contract_is_taken(state: DossierState) -> None:
    assert DossierRow.parse(dossier(trang_thai=state.value)).state is state


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lý", "vat li"), ("Toán", "TOAN"), ("Anh văn", "Tiếng Anh"), ("Hoá", "Hóa học")],
)
def test_a_subject_has_one_key_however_it_is_called(one: str, other: str) -> None:
    assert cells.subject(one) == cells.subject(other)


def test_an_exam_has_a_key_fit_for_an_address() -> None:
    assert cells.exam("Tốt nghiệp THPT 2026") == ("tot-nghiep-thpt-2026", "Tốt nghiệp THPT 2026")
    assert cells.exam("tot-nghiep-thpt-2026")[0] == "tot-nghiep-thpt-2026"


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"ngay_cap_nhat": "2026-11-01"}, "ngay_cap_nhat"),
        ({"ngay_hen_tra": "2026-11-01"}, "ngay_hen_tra"),
        ({"thu_tuc": "62"}, "thu_tuc"),
        ({"thu_tuc": "3.5"}, "thu_tuc"),
        ({"ghi_chu": "a" * 501}, "ghi_chu"),
        ({"nguoi_nop": "a" * 101}, "nguoi_nop"),
        ({"ma_ho_so": None}, "ma_ho_so"),
    ],
)
def test_a_dossier_that_cannot_be_is_refused(changes: dict[str, Any], column: str) -> None:
    assert set(faults(DossierRow, dossier(**changes))) == {column}


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"diem_sau": "8"}, "diem_sau"),
        ({"trang_thai": "da_co_ket_qua"}, "diem_sau"),
        ({"trang_thai": "khong_thay_doi", "diem_sau": "8"}, "diem_sau"),
        ({"ngay_sinh": "2026-08-01"}, "ngay_sinh"),
        ({"so_giay_to": "12345"}, "so_giay_to"),
        ({"mon": "???"}, "mon"),
        ({"ky_thi": "!"}, "ky_thi"),
    ],
)
def test_a_re_marking_that_cannot_be_is_refused(changes: dict[str, Any], column: str) -> None:
    assert set(faults(RegradeRow, regrade(**changes))) == {column}


def test_an_unchanged_score_need_not_be_repeated() -> None:
    assert RegradeRow.parse(regrade(trang_thai="khong_thay_doi")).score_after == Decimal("7.5")


def test_a_day_to_come_would_shut_out_all_later_ones_and_is_refused() -> None:
    ahead = date.today() + timedelta(3)
    assert set(faults(DossierRow, dossier(ngay_cap_nhat=ahead))) == {"ngay_cap_nhat"}


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert set(faults(DossierRow, {})) == set(DOSSIER_COLUMNS) - {
        "nguoi_nop",
        "ngay_hen_tra",
        "ghi_chu",
    }
    assert len(faults(RegradeRow, {})) == 7


_SECRETS = {
    "nguoi_nop": "Nguyễn Bí Mật " * 9,
    "so_dien_thoai": "0912999888777",
    "ho_ten": "Trần Kín Đáo " * 9,
    "ngay_sinh": "05-09-2003",
    "so_giay_to": "04520800123",
    "so_bao_danh": "32x01234",
    "ma_ho_so": "H48-0912999888",
    "ghi_chu": "gọi 0912999888 " * 40,
    "trang_thai": "gọi 0912999888",
}


def test_a_reason_repeats_no_value() -> None:
    for kind, row in ((DossierRow, dossier(**_SECRETS)), (RegradeRow, regrade(**_SECRETS))):
        with pytest.raises(BadRow) as refused:
            kind.parse(row)
        said = str(refused.value) + repr(refused.value)
        for value in ("0912999", "Mật", "Kín", "2003", "0452080", "32x"):
            assert value not in said


_CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.booleans(),
)


@given(st.fixed_dictionaries(dict.fromkeys({*DOSSIER_COLUMNS, *REGRADE_COLUMNS}, _CELLS)))
def test_any_cells_are_a_row_or_a_reason(row: dict[str, Any]) -> None:
    for kind in (DossierRow, RegradeRow):
        try:
            kind.parse(row)
        except BadRow as error:
            assert error.faults
