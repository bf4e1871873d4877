"""Dossiers and re-marking requests to try Motcua with, marked as samples; nobody's data."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from knowledge.status.records import DossierRow, DossierState, RegradeRow, RegradeState, Way
from knowledge.status.register import SAMPLE, Register

_NOTE: Final = "Dữ liệu mẫu"
_MORE: Final = "cần bổ sung bản sao giấy phép có chứng thực"
_NOT_OURS: Final = "hồ sơ không thuộc thẩm quyền giải quyết"
_HERE: Final = ZoneInfo("Asia/Ho_Chi_Minh")

_Dossier = tuple[str, int, str, DossierState, tuple[int, int | None, int], str]
"""Code, procedure, last digits of the phone, state, note; and between them the days from today on
which it was filed, is due, was updated."""
_Regrade = tuple[str, str, str, str, str | None, RegradeState]


def arrange(session: Session, wanted: bool, day: date | None = None) -> None:
    """Take all samples out of the register and, if `wanted`, put in those of `day` (today).

    What an office told under the key of a sample stays as it is.
    """
    register = Register(session)
    register.forget_samples()
    if wanted:
        today = day or datetime.now(_HERE).date()
        register.put_dossiers(dossiers(today), SAMPLE)
        register.put_regrades(regrades(today), SAMPLE)


def dossiers(today: date) -> list[DossierRow]:
    """Return the sample dossiers: at least one in each state, one overdue."""
    told: tuple[_Dossier, ...] = (
        ("H48.12-210119-0007", 3, "1234", DossierState.IN_WORK, (-4, 3, -1), ""),
        ("H48.12-210119-0008", 60, "2345", DossierState.IN_WORK, (-30, -5, -20), ""),
        ("H48.12-210119-0009", 1, "3456", DossierState.RECEIVED, (-1, 4, -1), ""),
        ("H48.12-210119-0010", 33, "4567", DossierState.MORE_WANTED, (-6, None, -2), _MORE),
        ("H48.12-210119-0011", 7, "5678", DossierState.RESULT_READY, (-12, 0, 0), ""),
        ("H48.12-210119-0012", 2, "6789", DossierState.RESULT_GIVEN, (-20, -6, -5), ""),
        ("H48.12-210119-0013", 49, "7890", DossierState.REFUSED, (-9, -2, -3), _NOT_OURS),
    )
    return [_dossier(today, each) for each in told]


def regrades(today: date) -> list[RegradeRow]:
    """Return the sample re-marking requests of two candidates: each state, scores up and down."""
    told: tuple[_Regrade, ...] = (
        ("32001234", "05/09/2003", "Toán", "8.00", "8.40", RegradeState.RESULT_READY),
        ("32001234", "05/09/2003", "Ngữ văn", "7.25", None, RegradeState.UNCHANGED),
        ("32001234", "05/09/2003", "Tiếng Anh", "6.60", None, RegradeState.MARKING),
        ("32005678", "12/04/2003", "Vật lí", "7.75", "7.50", RegradeState.RESULT_READY),
        ("32005678", "12/04/2003", "Hóa học", "5.50", None, RegradeState.RECEIVED),
    )
    return [_regrade(today, each) for each in told]


def _dossier(today: date, told: _Dossier) -> DossierRow:
    code, procedure, phone_tail, state, (filed, due, updated), note = told
    columns = {
        "ma_ho_so": code,
        "thu_tuc": procedure,
        "so_dien_thoai": f"090000{phone_tail}",
        "ngay_nop": today + timedelta(filed),
        "hinh_thuc": Way.ONLINE_4,
        "trang_thai": state,
        "ngay_hen_tra": None if due is None else today + timedelta(due),
        "ngay_cap_nhat": today + timedelta(updated),
        "ghi_chu": _noted(note),
    }
    return DossierRow.parse(columns).model_copy(update={"sample": True})


def _regrade(today: date, told: _Regrade) -> RegradeRow:
    candidate, born, subject, before, after, state = told
    columns = {
        "ky_thi": f"Tốt nghiệp THPT {today.year}",
        "so_bao_danh": candidate,
        "ngay_sinh": born,
        "mon": subject,
        "diem_truoc": before,
        "diem_sau": after,
        "trang_thai": state,
        "ngay_cap_nhat": today - timedelta(1),
        "ghi_chu": _noted(),
    }
    return RegradeRow.parse(columns).model_copy(update={"sample": True})


def _noted(note: str = "") -> str:
    return f"{_NOTE}: {note}" if note else _NOTE
