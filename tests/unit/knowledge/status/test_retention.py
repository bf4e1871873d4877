"""What offices told long ago is deleted, with its history and who followed it."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.database import session
from knowledge.status.records import DossierRow, RegradeRow
from knowledge.status.register import Register
from knowledge.status.retention import Choice, Forgotten, count_chosen, forget_chosen
from knowledge.status.subscriptions import Request, following, subscribe
from tests.auxil.status_rows import dossier, regrade

DAY = date(2026, 11, 4)
OLD, NEW = "H48.12-261102-0001", "H48.12-261102-0002"


def _fill(bind: Engine) -> None:
    """Store an old dossier that changed twice, a new one, two old subjects and a new one."""
    with session(bind) as opened:
        register = Register(opened)
        for row in (
            dossier(ma_ho_so=OLD, ngay_cap_nhat="02/11/2026"),
            dossier(ma_ho_so=OLD, ngay_cap_nhat="03/11/2026", trang_thai="da_co_ket_qua"),
            dossier(ma_ho_so=NEW, ngay_cap_nhat="04/11/2026"),
        ):
            register.put_dossiers([DossierRow.parse(row)], "api")
        for row in (
            regrade(so_bao_danh="32000001", mon="Toán", ngay_cap_nhat="03/11/2026"),
            regrade(so_bao_danh="32000001", mon="Ngữ văn", ngay_cap_nhat="04/11/2026"),
            regrade(so_bao_danh="32000002", mon="Toán", ngay_cap_nhat="03/11/2026"),
        ):
            register.put_regrades([RegradeRow.parse(row)], "api")


def _exam(register: Register) -> str:
    return register.regrades("32000001")[0].exam


def test_all_of_a_row_goes_and_only_of_an_old_one(either: Engine) -> None:
    _fill(either)
    with session(either) as opened:
        exam = _exam(Register(opened))
        followed = (
            Request("dossier", code=OLD),
            Request("dossier", code=NEW),
            Request("regrade", exam=exam, candidate="32000001"),
            Request("regrade", exam=exam, candidate="32000002"),
        )
        subscribe(opened, "c1", [(request, 10**6) for request in followed])
    expected = Forgotten(dossiers=1, regrades=2, changes=4, subscriptions=2)
    with session(either) as opened:
        assert count_chosen(opened, Choice.before(DAY)) == expected
    with session(either) as opened:
        assert forget_chosen(opened, Choice.before(DAY)) == expected
    with session(either) as opened:
        register = Register(opened)
        assert register.dossier(OLD) is None
        assert register.dossier_history(OLD) == ()
        assert register.dossier(NEW) is not None
        assert len(register.dossier_history(NEW)) == 1
        assert [row.subject_name for row in register.regrades("32000001")] == ["Ngữ văn"]
        assert register.regrades("32000002") == ()
        assert register.regrade_history(exam, "32000001", "toan") == ()
        left = {each.request for each in following(opened, "c1")}
        assert left == {followed[1], followed[2]}


def test_twice_deletes_nothing_more(either: Engine) -> None:
    _fill(either)
    with session(either) as opened:
        forget_chosen(opened, Choice.before(DAY))
    with session(either) as opened:
        assert not forget_chosen(opened, Choice.before(DAY))
        assert not count_chosen(opened, Choice.before(DAY))


def test_what_is_of_one_person_goes_alone(either: Engine) -> None:
    _fill(either)
    with session(either) as opened:
        assert forget_chosen(opened, Choice.dossier(OLD)) == Forgotten(1, 0, 2, 0)
        assert forget_chosen(opened, Choice.candidate("32000001")) == Forgotten(0, 2, 2, 0)
        assert not forget_chosen(opened, Choice.candidate("32000009"))
        register = Register(opened)
        assert register.dossier(NEW) is not None
        assert len(register.regrades("32000002")) == 1


@pytest.mark.parametrize("word", ["32000002", OLD])
def test_nothing_of_it_is_left_in_the_file(database: Engine, word: str) -> None:
    _fill(database)
    with session(database) as opened:
        forget_chosen(opened, Choice.before(DAY))
    with database.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert database.url.database
    assert word.encode() not in Path(database.url.database).read_bytes()
