"""History: what a procedure said before and after each change, and how it comes back."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy.orm import Session

from knowledge.content import Standing
from knowledge.editing.drafts import DraftError, Drafts
from knowledge.editing.history import change, changes, restore
from knowledge.editing.reviewing import confirm, mark_reviewed
from knowledge.editing.sections import Section
from knowledge.repository import Repository
from knowledge.staff.audit import Action, record
from knowledge.staff.catalogue_changes import put_and_record
from tests.auxil.drafts import retitled

Fields = dict[str, Any]
SINCE = date(2024, 11, 20)


@pytest.fixture
def published(opened: Session, lan: Drafts, hoa: Drafts, fee: Fields) -> Session:
    """Procedure 30 has had another fee published, then another title imported."""
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    lan.send(30)
    hoa.publish(30, applies_from=None, confirmed=False)
    retitled(opened, 30, "Tên mới")
    return opened


def test_changes_are_told_newest_first_with_both_sides(published: Session) -> None:
    confirm(published, "hoa", 30, SINCE)
    mark_reviewed(published, "hoa", 31, SINCE)
    found = changes(published, 30)
    assert [(each.who, each.action) for each in found] == [
        ("hoa", "confirm"),
        ("lệnh", "import_catalogue"),
        ("hoa", "publish"),
    ]
    for newer, older in pairwise(found):
        assert newer.before == older.after
    assert found[0].after == Repository(published).procedure(30)
    assert [each.action for each in changes(published, 31)] == ["reviewed"]
    assert changes(published, 3) == []


def test_changes_come_in_pages(published: Session) -> None:
    everything = changes(published, 30)
    pages = [changes(published, 30, page, size=1) for page in (1, 2, 3)]
    assert pages == [[everything[0]], [everything[1]], []]


def test_a_change_is_found_only_with_its_procedure(published: Session) -> None:
    newest, _ = changes(published, 30)
    assert change(published, 30, newest.id) == newest
    for procedure_id, change_id in ((31, newest.id), (30, 10**9), (30, 1)):
        with pytest.raises(LookupError):
            change(published, procedure_id, change_id)


def test_content_that_the_schema_no_longer_takes_is_not_shown(opened: Session) -> None:
    record(opened, "lệnh", Action.IMPORT_CATALOGUE, "thủ tục 30", after={"id": 30})
    (old,) = changes(opened, 30)
    assert (old.before, old.after) == (None, None)
    with pytest.raises(DraftError, match="không lưu nội dung"):
        restore(opened, "lan", 30, old.id, "after")


def test_restoring_makes_a_draft_of_what_differs(published: Session, hoa: Drafts) -> None:
    first = changes(published, 30)[-1]
    assert first.before is not None
    draft = restore(published, "mai", 30, first.id, "before")
    assert set(draft.sections) == {Section.FEE, Section.RULES}
    assert (draft.state, draft.authors) == ("open", {"mai"})
    Drafts(published, "mai").send(30)
    again = hoa.publish(30, applies_from=None, confirmed=False)
    assert again.versions[1].facets == first.before.versions[1].facets
    assert again.versions[1].title == first.before.versions[1].title


def test_each_side_of_a_change_can_be_restored(published: Session) -> None:
    first = changes(published, 30)[-1]
    draft = restore(published, "mai", 30, first.id, "after")
    assert set(draft.sections) == {Section.RULES}


def test_what_is_told_already_needs_no_restoring(published: Session, lan: Drafts) -> None:
    newest = changes(published, 30)[0]
    with pytest.raises(DraftError, match="không khác"):
        restore(published, "mai", 30, newest.id, "after")
    assert lan.of(30) is None


def test_an_open_draft_is_not_overwritten(published: Session, lan: Drafts) -> None:
    lan.open(30)
    with pytest.raises(DraftError, match="đang có bản nháp"):
        restore(published, "mai", 30, changes(published, 30)[-1].id, "before")
    assert lan.open(30).sections == {}


def test_an_abolished_procedure_can_be_restored_whole(opened: Session, hoa: Drafts) -> None:
    live = Repository(opened).procedure(30)
    *earlier, last = live.versions
    gone = last.model_copy(update={"standing": Standing.ABOLISHED, "facets": None, "note": "Bỏ."})
    put_and_record(opened, [live.model_copy(update={"versions": (*earlier, gone)})], "lệnh")
    (abolished,) = changes(opened, 30)
    draft = restore(opened, "mai", 30, abolished.id, "before")
    assert set(draft.sections) == set(Section) - {Section.NAMES, Section.QUESTIONS}
    Drafts(opened, "mai").send(30)
    back = hoa.publish(30, applies_from=None, confirmed=False)
    assert back.versions[-1].facets == last.facets
    restore(opened, "mai", 30, abolished.id, "after")
    Drafts(opened, "mai").send(30)
    assert hoa.publish(30, applies_from=None, confirmed=False).versions[-1].facets is None


def test_questions_that_were_added_can_be_taken_away_again(opened: Session) -> None:
    live = Repository(opened).procedure(30)
    without = live.model_copy(update={"questions": ()})
    put_and_record(opened, [without], "lệnh")
    put_and_record(opened, [live], "lệnh")
    newest = changes(opened, 30)[0]
    assert set(restore(opened, "mai", 30, newest.id, "before").sections) == {Section.QUESTIONS}
