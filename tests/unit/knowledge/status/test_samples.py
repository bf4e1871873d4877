"""Samples come and go with the setting, are marked, and never stand in an office's way."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from knowledge.database import session
from knowledge.status import samples
from knowledge.status.records import DossierRow, DossierState, RegradeState
from knowledge.status.register import Register
from tests.auxil.status_rows import dossier, stored

TODAY = date(2026, 11, 23)
CODE = "H48.12-210119-0007"


def arrange(database: Engine, wanted: bool, day: date | None = TODAY) -> None:
    with session(database) as opened:
        samples.arrange(opened, wanted, day)


def test_there_is_a_dossier_in_each_state_and_one_overdue() -> None:
    listed = samples.dossiers(TODAY)
    assert {row.state for row in listed} == set(DossierState)
    still_open = (DossierState.RECEIVED, DossierState.IN_WORK)
    overdue = [row for row in listed if row.due_on and row.due_on < TODAY]
    assert len([row for row in overdue if row.state in still_open]) == 1


def test_the_dossier_and_the_candidate_of_the_contract_are_there(either: Engine) -> None:
    arrange(either, wanted=True)
    with session(either) as opened:
        register = Register(opened)
        found = register.dossier(CODE)
        assert found is not None
        assert found.phone_tail == "1234"
        of_candidate = register.regrades("32001234")
    assert {row.born_on for row in of_candidate} == {date(2003, 9, 5)}
    by_state = {row.state: row for row in of_candidate}
    raised = by_state[RegradeState.RESULT_READY]
    assert raised.score_after is not None
    assert raised.score_after > raised.score_before
    same = by_state[RegradeState.UNCHANGED]
    assert same.score_after == same.score_before
    assert by_state[RegradeState.MARKING].score_after is None


def test_every_sample_says_that_it_is_one() -> None:
    for row in (*samples.dossiers(TODAY), *samples.regrades(TODAY)):
        assert row.sample
        assert row.note.startswith("Dữ liệu mẫu")


def test_samples_of_every_day_of_a_year_are_rows_that_can_be() -> None:
    for days in range(366):
        day = TODAY - timedelta(days)
        assert len(samples.dossiers(day)) + len(samples.regrades(day)) == 12


def _without_ids(database: Engine) -> tuple[list[str], list[str], int]:
    held = stored(database)
    return held["dossier"], held["regrade"], len(held["status_change"])


def test_arranging_again_changes_nothing_and_another_day_only_the_days(either: Engine) -> None:
    arrange(either, wanted=True)
    first = _without_ids(either)
    arrange(either, wanted=True)
    assert _without_ids(either) == first
    arrange(either, wanted=True, day=TODAY - timedelta(1))
    later = _without_ids(either)
    assert later != first
    assert [len(each) for each in later[:2]] == [len(each) for each in first[:2]]
    assert later[2] == first[2]


def test_without_the_setting_they_are_taken_out_and_nothing_else_is(either: Engine) -> None:
    with session(either) as opened:
        Register(opened).put_dossiers([DossierRow.parse(dossier())], "api")
    before = stored(either)
    arrange(either, wanted=True)
    arrange(either, wanted=False)
    assert stored(either) == before


def test_what_an_office_told_under_a_samples_code_stays(either: Engine) -> None:
    real = DossierRow.parse(dossier(ma_ho_so=CODE))
    arrange(either, wanted=True)
    with session(either) as opened:
        Register(opened).put_dossiers([real], "api")
    for wanted in (True, False):
        arrange(either, wanted=wanted)
        with session(either) as opened:
            assert Register(opened).dossier(CODE) == real


def test_they_are_of_today_unless_told_otherwise(database: Engine) -> None:
    arrange(database, wanted=True, day=None)
    here = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    with session(database) as opened:
        found = Register(opened).dossier(CODE)
    assert found is not None
    assert found.due_on in {here + timedelta(3), here + timedelta(2)}
