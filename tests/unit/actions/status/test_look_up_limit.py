"""In the season of re-marking one conversation isn't told one state after the other."""

from collections.abc import Iterator
from datetime import date

import pytest

from actions.reply import Kind
from knowledge.season import Season, put_season
from knowledge.status.look_ups import MOST, look_ups
from tests.auxil.applicant import Applicant

SBD, BORN = "32001234", "05/09/2003"
OWN = f"SBD {SBD} sinh {BORN}"
WRONG = f"SBD {SBD} sinh 06/09/2003"
DOSSIER = "H48.12-210119-0007, đuôi 1234"
TOLD, WAIT, LOCKED = "8,40", "10 lần trong 15 phút", "5 lần nhập không khớp"
SEASON = Season(date(2026, 11, 20), date(2026, 11, 25))


@pytest.fixture(autouse=True)
def nobody_was_told() -> Iterator[None]:
    look_ups.cache_clear()
    yield
    look_ups.cache_clear()


def test_the_eleventh_look_up_has_to_wait(applicant: Applicant) -> None:
    put_season(applicant.repository.session, SEASON)
    for _ in range(MOST):
        assert TOLD in applicant.says(OWN)
    for typed in (OWN, DOSSIER):
        text = applicant.says(typed)
        assert WAIT in text
        assert TOLD not in text
        assert applicant.kind in {Kind.STATUS_REGRADE, Kind.STATUS_DOSSIER}
        assert applicant.reply.messages[0].private
    assert applicant.memory.lookup is None


def test_another_conversation_is_told(applicant: Applicant) -> None:
    put_season(applicant.repository.session, SEASON)
    for _ in range(MOST + 1):
        applicant.says(OWN)
    assert TOLD in Applicant(applicant.repository, "c-2").says(OWN)


def test_out_of_season_nobody_has_to_wait(applicant: Applicant) -> None:
    for _ in range(MOST + 2):
        assert TOLD in applicant.says(OWN)


def test_five_wrong_tries_lock_as_ever(applicant: Applicant) -> None:
    put_season(applicant.repository.session, SEASON)
    for _ in range(4):
        assert "không thấy" in applicant.says(WRONG)
    assert LOCKED in applicant.says(WRONG)


def test_what_is_asked_otherwise_is_not_counted(applicant: Applicant) -> None:
    put_season(applicant.repository.session, SEASON)
    for _ in range(MOST + 2):
        applicant.wants_regrade()
    assert TOLD in applicant.says(OWN)
