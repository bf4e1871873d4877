"""Reviewing: an officer says that a version is right, for the department or as a reminder."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.content import ProcedureContent
from knowledge.editing.drafts import DraftError, Drafts
from knowledge.editing.reviewing import confirm, digest, mark_reviewed
from knowledge.editing.sections import Section
from knowledge.repository import Repository
from knowledge.staff.tables import AuditEntry

SINCE = date(2024, 11, 20)


def line(session: Session) -> AuditEntry:
    (found,) = session.scalars(select(AuditEntry))
    return found


def test_confirming_says_so_for_the_department(opened: Session, today: date) -> None:
    before = Repository(opened).procedure(30)
    confirm(opened, "hoa", 30, SINCE)
    after = Repository(opened).procedure(30)
    assert after.versions == (
        before.versions[0],
        before.versions[1].model_copy(update={"confirmed": True, "reviewed_on": today}),
    )
    written = line(opened)
    assert (written.who, written.action, written.object) == ("hoa", "confirm", "thủ tục 30")
    assert ProcedureContent.model_validate(written.before) == before
    assert ProcedureContent.model_validate(written.after) == after


def test_finding_it_still_right_confirms_nothing_and_takes_nothing_back(
    opened: Session, today: date
) -> None:
    mark_reviewed(opened, "lan", 30, SINCE)
    assert line(opened).action == "reviewed"
    told = Repository(opened).procedure(30).versions[1]
    assert (told.reviewed_on, told.confirmed) == (today, False)
    confirm(opened, "hoa", 30, SINCE)
    mark_reviewed(opened, "lan", 30, SINCE)
    assert Repository(opened).procedure(30).versions[1].confirmed


def test_only_a_version_that_there_is(opened: Session) -> None:
    with pytest.raises(DraftError, match="21/11/2024"):
        confirm(opened, "hoa", 30, date(2024, 11, 21))
    with pytest.raises(LookupError):
        mark_reviewed(opened, "hoa", 62, SINCE)


def test_it_does_not_trouble_a_draft(opened: Session, lan: Drafts, fee: dict[str, object]) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    confirm(opened, "hoa", 30, SINCE)
    assert not lan.open(30).sections[Section.FEE].moved


def test_nobody_confirms_what_they_wrote(
    opened: Session, lan: Drafts, hoa: Drafts, fee: dict[str, object]
) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    lan.send(30)
    hoa.publish(30, applies_from=None, confirmed=False)
    with pytest.raises(DraftError, match="người khác xác nhận"):
        confirm(opened, "lan", 30, SINCE)
    confirm(opened, "mai", 30, SINCE)
    assert Repository(opened).procedure(30).versions[1].confirmed


def test_what_says_something_else_by_now_is_not_confirmed(
    opened: Session, lan: Drafts, hoa: Drafts, fee: dict[str, object]
) -> None:
    seen = digest(Repository(opened).procedure(30).versions[1])
    mark_reviewed(opened, "mai", 30, SINCE, seen)
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    lan.send(30)
    hoa.publish(30, applies_from=None, confirmed=False)
    for mark in (confirm, mark_reviewed):
        with pytest.raises(DraftError, match="vừa thay đổi"):
            mark(opened, "mai", 30, SINCE, seen)
