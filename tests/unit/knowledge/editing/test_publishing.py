"""Publishing: another than the authors approves, and citizens are told from the day on."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.content import Confidence, ProcedureContent, Standing
from knowledge.editing.drafts import DraftError, Drafts
from knowledge.editing.sections import Section, content_of
from knowledge.repository import Repository, version_on
from knowledge.staff.tables import AuditEntry
from tests.auxil.drafts import retitled, told

Fields = dict[str, Any]
RULES_FROM = date(2024, 11, 20)


@pytest.fixture
def sent(lan: Drafts, fee: Fields) -> Drafts:
    """Lan has sent a draft of procedure 30 with another fee."""
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    lan.send(30)
    return lan


def stored(session: Session) -> ProcedureContent:
    return Repository(session).procedure(30)


def test_in_place_it_is_told_at_once(
    opened: Session, sent: Drafts, hoa: Drafts, fee: Fields, today: date
) -> None:
    before = stored(opened)
    published = hoa.publish(30, applies_from=None, confirmed=False)
    assert published == stored(opened)
    (first, changed), (first_before, was) = published.versions, before.versions
    assert first == first_before
    assert content_of(published, changed, Section.FEE) == fee
    assert (changed.author, changed.approver) == ("lan", "hoa")
    assert (changed.reviewed_on, changed.confirmed) == (today, False)
    assert was.facets is not None
    stamped = {"author": "lan", "approver": "hoa", "reviewed_on": today, "confirmed": False}
    new = Confidence(fee["confidence"])
    told_fee = was.facets.fee.model_copy(update={"text": fee["text"], "confidence": new})
    facets = was.facets.model_copy(update={"fee": told_fee})
    assert changed == was.model_copy(update={**stamped, "facets": facets})
    assert sent.of(30) is None


def test_the_log_has_the_whole_before_and_after(opened: Session, sent: Drafts, hoa: Drafts) -> None:
    before = stored(opened)
    after = hoa.publish(30, applies_from=None, confirmed=True)
    line = opened.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert line is not None
    assert (line.who, line.action, line.object) == ("hoa", "publish", "thủ tục 30")
    assert ProcedureContent.model_validate(line.before) == before
    assert ProcedureContent.model_validate(line.after) == after


def test_from_a_day_on_the_old_holds_until_the_day_before(
    opened: Session, sent: Drafts, hoa: Drafts, today: date
) -> None:
    before = stored(opened)
    published = hoa.publish(30, applies_from=date(2027, 1, 1), confirmed=True)
    _, old, new = published.versions
    assert old == before.versions[1].model_copy(update={"in_force_to": date(2026, 12, 31)})
    assert (new.in_force_from, new.in_force_to, new.confirmed) == (date(2027, 1, 1), None, True)
    assert version_on(stored(opened), today) == old
    assert version_on(stored(opened), date(2027, 1, 1)) == new


def test_from_today_on_is_no_day_of_the_past(sent: Drafts, hoa: Drafts, today: date) -> None:
    published = hoa.publish(30, applies_from=today, confirmed=False)
    assert version_on(published, today).in_force_from == today


def test_no_rule_is_announced_for_the_past(opened: Session, sent: Drafts, hoa: Drafts) -> None:
    before = stored(opened)
    with pytest.raises(DraftError, match="đã qua"):
        hoa.publish(30, applies_from=date(2026, 11, 22), confirmed=False)
    assert stored(opened) == before


def test_no_rule_is_announced_for_before_the_first(
    opened: Session, lan: Drafts, hoa: Drafts
) -> None:
    live = stored(opened)
    only = live.versions[1].model_copy(update={"in_force_from": date(2027, 1, 1)})
    Repository(opened).put([live.model_copy(update={"versions": (only,)})])
    lan.open(30)
    with pytest.raises(DraftError, match="01/12/2026 sớm hơn ngày 01/01/2027"):
        lan.set_terms(30, date(2026, 12, 1), "")


def test_nobody_approves_what_they_wrote_or_sent(
    opened: Session, lan: Drafts, hoa: Drafts, fee: Fields
) -> None:
    lan.open(30)
    hoa.save(30, Section.FEE, fee, 0)
    lan.send(30)
    for author in (lan, hoa):
        with pytest.raises(DraftError, match="người khác duyệt"):
            author.publish(30, applies_from=None, confirmed=False)
    published = Drafts(opened, "mai").publish(30, applies_from=None, confirmed=False)
    assert (published.versions[1].author, published.versions[1].approver) == ("lan", "mai")


def test_what_was_not_sent_is_not_published(lan: Drafts, hoa: Drafts, fee: Fields) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    with pytest.raises(DraftError, match="chưa được gửi"):
        hoa.publish(30, applies_from=None, confirmed=False)


def test_what_changed_meanwhile_is_looked_at_again(
    opened: Session, lan: Drafts, hoa: Drafts
) -> None:
    lan.open(30)
    rules = {**told(opened, 30, Section.RULES, date.max), "note": "Ghi chú."}
    lan.save(30, Section.RULES, rules, 0)
    lan.send(30)
    retitled(opened, 30, "Tên mới")
    with pytest.raises(DraftError, match=r"đã đổi.*Quy định chung"):
        hoa.publish(30, applies_from=None, confirmed=False)


def test_what_changed_elsewhere_meanwhile_stays(opened: Session, sent: Drafts, hoa: Drafts) -> None:
    retitled(opened, 30, "Tên mới")
    published = hoa.publish(30, applies_from=None, confirmed=False)
    assert published.versions[1].title == "Tên mới"


def test_a_version_that_is_gone_is_not_changed(opened: Session, sent: Drafts, hoa: Drafts) -> None:
    live = stored(opened)
    earlier, last = live.versions
    moved = last.model_copy(update={"in_force_from": date(2025, 1, 1)})
    Repository(opened).put([live.model_copy(update={"versions": (earlier, moved)})])
    with pytest.raises(DraftError, match="20/11/2024 không còn"):
        hoa.publish(30, applies_from=None, confirmed=False)


def test_an_abolished_procedure_comes_back_with_what_is_not_known_said(
    opened: Session, lan: Drafts, hoa: Drafts
) -> None:
    lan.open(29)
    rules = told(opened, 29, Section.RULES, date.max)
    lan.save(29, Section.RULES, {**rules, "standing": "exists"}, 0)
    lan.send(29)
    published = hoa.publish(29, applies_from=None, confirmed=False)
    told_now = published.versions[-1]
    assert (told_now.standing, told_now.in_force_from) == (Standing.EXISTS, RULES_FROM)
    assert told_now.facets is not None
    assert told_now.facets.fee.reason == "Chưa có thông tin."
    assert Repository(opened).procedure(29) == published


def test_after_publishing_a_new_draft_begins_anew(sent: Drafts, hoa: Drafts, fee: Fields) -> None:
    hoa.publish(30, applies_from=None, confirmed=False)
    draft = sent.open(30)
    assert (draft.sections, draft.authors, draft.sent_by) == ({}, frozenset(), None)
    with pytest.raises(DraftError, match="chưa được gửi"):
        hoa.publish(30, applies_from=None, confirmed=False)
