"""Drafts: officers open one, change sections, lose nothing, and send it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.editing.drafts import DraftError, Drafts, DraftState, Stale
from knowledge.editing.sections import Section
from knowledge.staff.tables import AuditEntry
from tests.auxil.drafts import retitled, told

Fields = dict[str, Any]


def lines(session: Session) -> list[AuditEntry]:
    return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_a_draft_is_of_todays_version_and_all_share_it(
    opened: Session, lan: Drafts, hoa: Drafts
) -> None:
    draft = lan.open(30)
    assert (draft.version_from, draft.state, draft.opened_by) == (
        date(2024, 11, 20),
        DraftState.OPEN,
        "lan",
    )
    assert (draft.sections, draft.authors) == ({}, frozenset())
    assert hoa.open(30, date(2021, 1, 19)) == draft == hoa.of(30)
    assert [(line.who, line.action, line.object) for line in lines(opened)] == [
        ("lan", "open_draft", "thủ tục 30")
    ]


def test_an_earlier_version_can_be_edited_too_but_none_that_there_is_not(lan: Drafts) -> None:
    with pytest.raises(DraftError, match="20/01/2021"):
        lan.open(30, date(2021, 1, 20))
    assert lan.open(30, date(2021, 1, 19)).version_from == date(2021, 1, 19)
    with pytest.raises(LookupError):
        lan.open(62)
    assert lan.of(31) is None


def test_the_draft_changed_last_is_listed_first(lan: Drafts, fee: Fields) -> None:
    lan.open(30)
    lan.open(31)
    assert [draft.procedure_id for draft in lan.listed()] == [31, 30]
    lan.save(30, Section.FEE, fee, 0)
    assert [draft.procedure_id for draft in lan.listed()] == [30, 31]


def test_what_was_typed_is_kept_right_or_wrong_with_who_typed_it(
    opened: Session, lan: Drafts, hoa: Drafts, today: date, fee: Fields
) -> None:
    lan.open(30)
    wrong = {"text": "<p>x", "sources": [{"document": ""}], "amount_vnd": "nhiều"}
    first = lan.save(30, Section.FEE, wrong, 0)
    assert (first.revision, first.fields, first.changed_by) == (1, wrong, "lan")
    assert first.base == told(opened, 30, Section.FEE, today)
    second = hoa.save(30, Section.FEE, fee, first.revision)
    assert (second.revision, second.fields, second.changed_by) == (2, fee, "hoa")
    draft = lan.of(30)
    assert draft is not None
    assert draft.sections == {Section.FEE: second}
    assert draft.authors == {"lan", "hoa"}


def test_saving_the_same_again_is_no_change(lan: Drafts, hoa: Drafts, fee: Fields) -> None:
    lan.open(30)
    first = lan.save(30, Section.FEE, fee, 0)
    assert hoa.save(30, Section.FEE, fee, 1) == first
    assert hoa.open(30).authors == {"lan"}


def test_who_saves_over_another_is_told_and_shown_theirs(
    lan: Drafts, hoa: Drafts, fee: Fields
) -> None:
    lan.open(30)
    hers = lan.save(30, Section.FEE, fee, 0)
    with pytest.raises(Stale, match="lan vừa sửa") as caught:
        hoa.save(30, Section.FEE, {**fee, "text": "Khác."}, 0)
    assert caught.value.theirs == hers
    with pytest.raises(Stale, match="cửa sổ khác"):
        lan.save(30, Section.FEE, {**fee, "text": "Khác."}, 0)
    assert lan.open(30).sections[Section.FEE] == hers


def test_saved_back_to_what_is_told_it_is_no_change_any_more(
    opened: Session, lan: Drafts, fee: Fields, today: date
) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    live = told(opened, 30, Section.FEE, today)
    back = lan.save(30, Section.FEE, {**live, "text": f" {live['text']}\u00a0", "reason": ""}, 1)
    assert (back.revision, back.fields) == (0, live)
    assert lan.open(30).sections == {}
    again = lan.save(30, Section.FEE, fee, 0)
    with pytest.raises(Stale):
        lan.save(30, Section.FEE, {**fee, "text": "Từ cửa sổ cũ."}, 1)
    assert lan.open(30).sections[Section.FEE] == again


def test_opening_a_form_and_saving_it_makes_nobody_an_author(
    opened: Session, lan: Drafts, today: date
) -> None:
    lan.open(30)
    assert lan.save(30, Section.FEE, told(opened, 30, Section.FEE, today), 0).revision == 0
    assert lan.open(30).authors == frozenset()


def test_the_change_of_a_section_can_be_taken_back(lan: Drafts, hoa: Drafts, fee: Fields) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    hoa.drop(30, Section.FEE)
    hoa.drop(30, Section.NAMES)
    assert lan.open(30).sections == {}
    with pytest.raises(Stale) as caught:
        lan.save(30, Section.FEE, fee, 1)
    assert (caught.value.theirs.revision, caught.value.theirs.changed_by) == (0, "hoa")


def test_a_section_that_changed_behind_the_draft_is_marked_until_saved_again(
    opened: Session, lan: Drafts
) -> None:
    lan.open(30)
    rules = {**told(opened, 30, Section.RULES, date.max), "note": "Ghi chú."}
    lan.save(30, Section.RULES, rules, 0)
    retitled(opened, 30, "Tên mới")
    moved = lan.open(30).sections[Section.RULES]
    assert (moved.moved, moved.fields) == (True, rules)
    with pytest.raises(DraftError, match=r"đã đổi.*Quy định chung"):
        lan.send(30)
    seen = lan.save(30, Section.RULES, rules, 1)
    assert (seen.moved, seen.base["title"], seen.revision) == (False, "Tên mới", 2)
    lan.send(30)


def test_too_much_or_what_is_no_text_is_refused(lan: Drafts) -> None:
    lan.open(30)
    with pytest.raises(DraftError, match="dài quá"):
        lan.save(30, Section.FEE, {"text": "ắ" * 70_000}, 0)
    assert lan.save(30, Section.FEE, {"text": "a" * 199_000}, 0).revision == 1
    deep: Fields = {}
    for _ in range(100_000):
        deep = {"x": deep}
    for bad in ({"text": date(2027, 1, 1)}, {"text": float("nan")}, {"text": "\ud800"}, deep):
        with pytest.raises(DraftError):
            lan.save(30, Section.NAMES, bad, 0)


def test_without_a_draft_nothing_can_be_done(lan: Drafts, fee: Fields) -> None:
    for act in (
        lambda: lan.save(30, Section.FEE, fee, 0),
        lambda: lan.drop(30, Section.FEE),
        lambda: lan.set_terms(30, None, ""),
        lambda: lan.send(30),
        lambda: lan.withdraw(30),
        lambda: lan.give_back(30, "x"),
        lambda: lan.discard(30),
        lambda: lan.publish(30, applies_from=None, confirmed=False),
    ):
        with pytest.raises(DraftError, match="không có bản nháp"):
            act()


def test_terms_say_from_when_and_something_to_the_reviewer(
    lan: Drafts, hoa: Drafts, today: date
) -> None:
    lan.open(30)
    hoa.set_terms(30, None, "  ")
    assert lan.open(30).authors == frozenset()
    lan.set_terms(30, date(2027, 1, 1), " Theo thông tư mới. ")
    draft = lan.open(30)
    assert (draft.applies_from, draft.note) == (date(2027, 1, 1), "Theo thông tư mới.")
    assert draft.authors == {"lan"}
    lan.set_terms(30, today, "")
    with pytest.raises(DraftError, match="22/11/2026 đã qua"):
        lan.set_terms(30, date(2026, 11, 22), "")
    with pytest.raises(DraftError, match="2000 ký tự"):
        lan.set_terms(30, None, "a" * 2001)
    assert lan.open(30).applies_from == today


def test_nothing_is_sent_unless_something_was_changed_and_is_right(
    lan: Drafts, fee: Fields
) -> None:
    lan.open(30)
    with pytest.raises(DraftError, match="chưa có thay đổi"):
        lan.send(30)
    lan.save(30, Section.FEE, {**fee, "sources": []}, 0)
    with pytest.raises(DraftError, match="Phí, lệ phí"):
        lan.send(30)
    assert lan.open(30).state is DraftState.OPEN


def test_a_draft_in_review_stands_still(opened: Session, lan: Drafts, fee: Fields) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    lan.set_terms(30, date(2027, 1, 1), "Theo thông tư.")
    lan.send(30)
    draft = lan.open(30)
    assert (draft.state, draft.sent_by) == (DraftState.IN_REVIEW, "lan")
    assert draft.sent_at is not None
    for act in (
        lambda: lan.save(30, Section.FEE, {**fee, "text": "x"}, 1),
        lambda: lan.drop(30, Section.FEE),
        lambda: lan.set_terms(30, None, ""),
        lambda: lan.send(30),
    ):
        with pytest.raises(DraftError, match="đang chờ duyệt"):
            act()
    sent = lines(opened)[-1]
    assert (sent.action, sent.before) == (
        "send_draft",
        {"fee": dict(draft.sections[Section.FEE].base)},
    )
    assert sent.after == {"fee": fee, "applies_from": "2027-01-01", "note": "Theo thông tư."}


def test_only_an_author_takes_a_draft_back(
    opened: Session, lan: Drafts, hoa: Drafts, fee: Fields
) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    with pytest.raises(DraftError, match="chưa được gửi"):
        lan.withdraw(30)
    lan.send(30)
    with pytest.raises(DraftError, match="người đã soạn"):
        hoa.withdraw(30)
    lan.withdraw(30)
    assert lan.open(30).state is DraftState.OPEN
    assert lines(opened)[-1].action == "withdraw_draft"


def test_a_reviewer_returns_a_draft_and_says_why(
    opened: Session, lan: Drafts, hoa: Drafts, fee: Fields
) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    with pytest.raises(DraftError, match="chưa được gửi"):
        hoa.give_back(30, "x")
    lan.send(30)
    with pytest.raises(DraftError, match="vì sao"):
        hoa.give_back(30, "  ")
    hoa.give_back(30, " Thiếu điều khoản. ")
    draft = lan.open(30)
    assert (draft.state, draft.answer) == (DraftState.OPEN, "Thiếu điều khoản.")
    line = lines(opened)[-1]
    assert (line.action, line.who, line.after) == (
        "return_draft",
        "hoa",
        {"answer": "Thiếu điều khoản."},
    )
    lan.send(30)
    assert lan.open(30).answer is None


def test_what_is_thrown_away_stands_in_the_log(opened: Session, lan: Drafts, hoa: Drafts) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, {"text": "dở dang"}, 0)
    lan.set_terms(30, None, "Chưa xong.")
    hoa.discard(30)
    assert lan.of(30) is None
    line = lines(opened)[-1]
    assert (line.action, line.before) == (
        "discard_draft",
        {
            "fee": {"text": "dở dang"},
            "note": "Chưa xong.",
            "version_from": "2024-11-20",
            "authors": ["lan"],
        },
    )
    assert lan.open(30).sections == {}


def test_nobody_throws_away_what_is_being_reviewed(
    lan: Drafts, hoa: Drafts, fee: dict[str, Any]
) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    lan.send(30)
    for one in (lan, hoa):
        with pytest.raises(DraftError, match="đang chờ duyệt"):
            one.discard(30)
    hoa.give_back(30, "Bỏ đi.")
    lan.discard(30)
    assert lan.of(30) is None


def test_the_log_keeps_what_was_taken_back(
    opened: Session, lan: Drafts, hoa: Drafts, fee: dict[str, Any]
) -> None:
    lan.open(30)
    lan.save(30, Section.FEE, fee, 0)
    hoa.drop(30, Section.FEE)
    hoa.drop(30, Section.FEE)
    first, last = lines(opened)
    assert (first.action, last.action) == ("open_draft", "drop_section")
    assert (last.who, last.before, last.after) == ("hoa", {"fee": fee}, None)
