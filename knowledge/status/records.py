"""What is kept of a row of an office file, and how it is parsed from the contract's columns.

A name, the number of an identity paper and the digits of a phone number before the last four
are looked at and let go: they are in no value that leaves this module.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Final, Self, TypeVar, cast
from zoneinfo import ZoneInfo

from knowledge.schema import Strict
from knowledge.status import cells, phrases

_Parsed = TypeVar("_Parsed")

DOSSIER_COLUMNS: Final = (
    "ma_ho_so",
    "thu_tuc",
    "nguoi_nop",
    "so_dien_thoai",
    "ngay_nop",
    "hinh_thuc",
    "trang_thai",
    "ngay_hen_tra",
    "ngay_cap_nhat",
    "ghi_chu",
)
REGRADE_COLUMNS: Final = (
    "ky_thi",
    "so_bao_danh",
    "ho_ten",
    "ngay_sinh",
    "so_giay_to",
    "mon",
    "diem_truoc",
    "diem_sau",
    "trang_thai",
    "ngay_cap_nhat",
    "ghi_chu",
)
_HERE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_AHEAD: Final = timedelta(days=1)
"""How far an office's clock may be ahead. A later day by mistake would refuse all that follows."""


class Way(StrEnum):
    """How a dossier was handed in."""

    ONLINE_4 = "truc_tuyen_4"
    ONLINE_3 = "truc_tuyen_3"
    IN_PERSON = "truc_tiep"
    POST = "buu_chinh"


class DossierState(StrEnum):
    """How far a dossier is."""

    RECEIVED = "da_tiep_nhan"
    MORE_WANTED = "yeu_cau_bo_sung"
    IN_WORK = "dang_xu_ly"
    RESULT_READY = "da_co_ket_qua"
    RESULT_GIVEN = "da_tra_ket_qua"
    REFUSED = "tu_choi"


class RegradeState(StrEnum):
    """How far the re-marking of a subject is."""

    RECEIVED = "da_tiep_nhan"
    MARKING = "dang_cham"
    RESULT_READY = "da_co_ket_qua"
    UNCHANGED = "khong_thay_doi"


_WAYS: Final = {
    "truc tuyen muc do 4": Way.ONLINE_4,
    "truc tuyen muc 4": Way.ONLINE_4,
    "truc tuyen toan trinh": Way.ONLINE_4,
    "truc tuyen muc do 3": Way.ONLINE_3,
    "truc tuyen muc 3": Way.ONLINE_3,
    "truc tuyen mot phan": Way.ONLINE_3,
    "nop truc tiep": Way.IN_PERSON,
    "buu chinh cong ich": Way.POST,
    "qua buu chinh": Way.POST,
    "qua buu chinh cong ich": Way.POST,
}
_DOSSIER_STATES: Final = {
    "tiep nhan": DossierState.RECEIVED,
    "bo sung": DossierState.MORE_WANTED,
    "cho bo sung": DossierState.MORE_WANTED,
    "dang xu li": DossierState.IN_WORK,
    "dang giai quyet": DossierState.IN_WORK,
    "co ket qua": DossierState.RESULT_READY,
    "da tra": DossierState.RESULT_GIVEN,
    "bi tu choi": DossierState.REFUSED,
}
_REGRADE_STATES: Final = {
    "tiep nhan": RegradeState.RECEIVED,
    "dang cham phuc khao": RegradeState.MARKING,
    "co ket qua": RegradeState.RESULT_READY,
    "khong thay doi diem": RegradeState.UNCHANGED,
}
_NO_SCORE_YET: Final = frozenset((RegradeState.RECEIVED, RegradeState.MARKING))


@dataclass(frozen=True)
class Fault:
    """What is wrong with one column, in Vietnamese, without the value."""

    column: str
    reason: str

    def __str__(self) -> str:
        return phrases.FAULT.format(column=self.column, reason=self.reason)


class BadRow(ValueError):
    """A row that can't be taken, with all that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


class DossierRow(Strict):
    """A dossier; `phone_tail` has four digits, `due_on` is None where no day was promised."""

    code: str
    procedure: int
    phone_tail: str
    filed_on: date
    way: Way
    state: DossierState
    due_on: date | None
    updated_on: date
    note: str = ""
    sample: bool = False

    @classmethod
    def parse(cls, columns: Mapping[str, object]) -> Self:
        """Return the dossier in the cells of one row. Raises BadRow."""
        row = _Row(columns)
        row.take("nguoi_nop", cells.check_name)
        made = cls(
            code=row.take("ma_ho_so", cells.code, "-"),
            procedure=row.take("thu_tuc", cells.procedure, 1),
            phone_tail=row.take("so_dien_thoai", cells.phone_tail, "-"),
            filed_on=row.take("ngay_nop", cells.day, date.min),
            way=row.take("hinh_thuc", partial(cells.one_of, Way, _WAYS), Way.POST),
            state=row.take(
                "trang_thai",
                partial(cells.one_of, DossierState, _DOSSIER_STATES),
                DossierState.RECEIVED,
            ),
            due_on=row.take("ngay_hen_tra", cells.day_or_none),
            updated_on=row.take("ngay_cap_nhat", cells.day, date.min),
            note=row.take("ghi_chu", cells.note, ""),
        )
        row.finish()
        if made.updated_on < made.filed_on:
            row.refuse("ngay_cap_nhat", phrases.BEFORE_FILING)
        if made.due_on and made.due_on < made.filed_on:
            row.refuse("ngay_hen_tra", phrases.BEFORE_FILING)
        row.refuse_ahead("ngay_cap_nhat", made.updated_on)
        row.finish()
        return made


class RegradeRow(Strict):
    """The re-marking of one subject; scores from 0 to 10, `score_after` None until it is known.

    `exam` and `subject` are keys fit for an address, `exam_name` and `subject_name` for people.
    """

    exam: str
    candidate: str
    subject: str
    exam_name: str
    subject_name: str
    born_on: date
    score_before: Decimal
    score_after: Decimal | None
    state: RegradeState
    updated_on: date
    note: str = ""
    sample: bool = False

    @classmethod
    def parse(cls, columns: Mapping[str, object]) -> Self:
        """Return the re-marking in the cells of one row. Raises BadRow."""
        row = _Row(columns)
        row.take("ho_ten", cells.check_name)
        row.take("so_giay_to", cells.check_paper)
        exam, exam_name = row.take("ky_thi", cells.exam, ("", ""))
        subject, subject_name = row.take("mon", cells.subject, ("", ""))
        before = row.take("diem_truoc", cells.score, Decimal(0))
        after = row.take("diem_sau", cells.score_or_none)
        state = row.take(
            "trang_thai",
            partial(cells.one_of, RegradeState, _REGRADE_STATES),
            RegradeState.RECEIVED,
        )
        made = cls(
            exam=exam,
            candidate=row.take("so_bao_danh", cells.candidate, "-"),
            subject=subject,
            exam_name=exam_name,
            subject_name=subject_name,
            born_on=row.take("ngay_sinh", cells.day, date.min),
            score_before=before,
            score_after=before if after is None and state is RegradeState.UNCHANGED else after,
            state=state,
            updated_on=row.take("ngay_cap_nhat", cells.day, date.min),
            note=row.take("ghi_chu", cells.note, ""),
        )
        row.finish()
        if made.born_on >= made.updated_on:
            row.refuse("ngay_sinh", phrases.BORN_LATE)
        if state in _NO_SCORE_YET and after is not None:
            row.refuse("diem_sau", phrases.SCORE_TOO_EARLY.format(state=state))
        if state is RegradeState.RESULT_READY and after is None:
            row.refuse("diem_sau", phrases.SCORE_MISSING)
        if state is RegradeState.UNCHANGED and made.score_after != before:
            row.refuse("diem_sau", phrases.SCORE_MOVED)
        row.refuse_ahead("ngay_cap_nhat", made.updated_on)
        row.finish()
        return made


class _Row:
    """Takes the cells of a row one by one and remembers what is wrong."""

    def __init__(self, columns: Mapping[str, object]) -> None:
        self._columns = columns
        self._faults: list[Fault] = []

    def take(
        self, column: str, parse: Callable[[object], _Parsed], instead: _Parsed | None = None
    ) -> _Parsed:
        """Return the parsed cell, or `instead`, which is never seen: `finish` raises then."""
        try:
            return parse(self._columns.get(column))
        except cells.BadCell as error:
            self.refuse(column, str(error))
            return cast(_Parsed, instead)

    def refuse(self, column: str, reason: str) -> None:
        self._faults.append(Fault(column, reason))

    def refuse_ahead(self, column: str, day: date) -> None:
        if day > datetime.now(_HERE).date() + _AHEAD:
            self.refuse(column, phrases.AHEAD)

    def finish(self) -> None:
        """Raise BadRow if anything was wrong."""
        if self._faults:
            raise BadRow(tuple(self._faults))
