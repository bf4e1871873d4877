"""Accepted rows are in the drafts of their procedures, of each procedure all or none."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from sqlalchemy import Engine

from knowledge.content import ProcedureContent
from knowledge.database import session
from knowledge.editing.composing import compose
from knowledge.editing.drafts import Drafts
from knowledge.editing.sections import Section, content_of
from knowledge.repository import Repository, version_on
from knowledge.staff.audit import Action, Wanted, entries
from knowledge.workbook import phrases
from knowledge.workbook.changes import Change
from knowledge.workbook.comparing import Now, compare
from knowledge.workbook.reading import read_workbook
from knowledge.workbook.taking import Taken, take
from knowledge.workbook.writing import write_workbook
from tests.auxil.workbooks import DAY, Edited

STEP, NAME = "Bước", "Tên gọi khác"


def now_of(database: Engine, *numbers: int) -> Now:
    with session(database) as opened:
        told = [Repository(opened).procedure(number) for number in numbers]
    return {each.id: (each, version_on(each, DAY)) for each in told}


def changes(now: Now, edit: Callable[[Edited], object]) -> tuple[Change, ...]:
    book = Edited(write_workbook(list(now.values()), DAY))
    edit(book)
    return compare(read_workbook(book.saved()), now).changes


def taken(database: Engine, chosen: Sequence[Change], now: Now) -> Taken:
    with session(database) as opened:
        return take(opened, "hoa", "sửa.xlsx", chosen, now)


def edit_two(book: Edited) -> None:
    for number in (3, 4):
        book.append(phrases.STEPS, **{"Số": number, STEP: "Gọi điện hỏi kết quả."})
        book.append(phrases.NAMES, **{"Số": number, NAME: "chuyển lớp"})


@pytest.fixture
def now(database: Engine) -> Now:
    return now_of(database, 3, 4)


def test_rows_stand_in_drafts_and_nothing_is_told(database: Engine, now: Now) -> None:
    chosen = changes(now, edit_two)
    done = taken(database, chosen, now)
    assert (done.rows, done.left, done.unready) == ({3: 2, 4: 2}, (), ())
    with session(database) as opened:
        live = Repository(opened).procedure(3)
        assert live == now[3][0]
        draft = Drafts(opened, "hoa").of(3)
        assert draft is not None
        assert set(draft.sections) == {Section.STEPS, Section.NAMES}
        assert draft.authors == {"hoa"}
        composed = compose(live, draft)
        assert composed.version.facets is not None
        before = version_on(live, DAY).facets
        assert before is not None
        assert composed.version.facets.steps.items[:-1] == before.steps.items
        assert composed.procedure.aliases == (*live.aliases, "chuyển lớp")
        line = next(e for e in entries(opened, Wanted(), 1, 50) if e.action == Action.TAKE_WORKBOOK)
        assert (line.who, line.object) == ("hoa", "sửa.xlsx")
        assert line.after == {"rows": 4, "procedures": [3, 4], "rows_not_taken": 0}


def test_refused_rows_stay_out(database: Engine, now: Now) -> None:
    chosen = [each for each in changes(now, edit_two) if each.section is Section.NAMES]
    assert taken(database, chosen, now).rows == {3: 1, 4: 1}
    with session(database) as opened:
        draft = Drafts(opened, "x").of(4)
        assert draft is not None
        assert set(draft.sections) == {Section.NAMES}


def test_taking_nothing_writes_nothing(database: Engine, now: Now) -> None:
    assert taken(database, (), now).count == 0
    with session(database) as opened:
        assert Drafts(opened, "x").listed() == []
        assert [
            e for e in entries(opened, Wanted(), 1, 9) if e.action == Action.TAKE_WORKBOOK
        ] == []


def test_a_draft_in_review_is_left_and_others_are_taken(database: Engine, now: Now) -> None:
    save(database, now[3][0], Section.FEE, send=True)
    done = taken(database, changes(now, edit_two), now)
    assert done.rows == {4: 2}
    assert [(left.procedure, left.rows, left.reason) for left in done.left] == [
        (3, 2, phrases.IN_REVIEW)
    ]
    with session(database) as opened:
        draft = Drafts(opened, "x").of(3)
        assert draft is not None
        assert set(draft.sections) == {Section.FEE}


def test_another_change_of_the_section_leaves_the_whole_procedure(
    database: Engine, now: Now
) -> None:
    save(database, now[3][0], Section.STEPS)
    done = taken(database, changes(now, edit_two), now)
    assert done.rows == {4: 2}
    assert done.left[0].reason == phrases.CHANGED_IN_DRAFT.format(sections="Các bước")
    with session(database) as opened:
        draft = Drafts(opened, "x").of(3)
        assert draft is not None
        assert set(draft.sections) == {Section.STEPS}


def test_changes_of_other_sections_in_the_draft_stay(database: Engine, now: Now) -> None:
    save(database, now[3][0], Section.FEE)
    assert taken(database, changes(now, edit_two), now).rows == {3: 2, 4: 2}
    with session(database) as opened:
        draft = Drafts(opened, "x").of(3)
        assert draft is not None
        assert set(draft.sections) == {Section.FEE, Section.STEPS, Section.NAMES}


def test_a_draft_of_another_version_is_left(database: Engine, now: Now) -> None:
    with session(database) as opened:
        Drafts(opened, "lan").open(3, date(2021, 1, 19))
    done = taken(database, changes(now, edit_two), now)
    assert (done.rows, done.left[0].reason) == ({4: 2}, phrases.OTHER_VERSION)


def test_what_changed_since_the_page_was_made_is_left(database: Engine, now: Now) -> None:
    chosen = changes(now, edit_two)
    with session(database) as opened:
        Repository(opened).put([now[3][0].model_copy(update={"aliases": ("khác",)})])
    done = taken(database, chosen, now)
    assert (done.rows, done.left[0].reason) == ({4: 2}, phrases.CHANGED_MEANWHILE)
    with session(database) as opened:
        assert Drafts(opened, "x").of(3) is None


def test_what_must_still_be_mended_is_named(database: Engine, now: Now) -> None:
    def drop_all(book: Edited) -> None:
        for line in reversed(book.lines(phrases.STEPS, 3)):
            book.delete(phrases.STEPS, line)

    done = taken(database, changes(now, drop_all), now)
    assert done.rows == {3: 3}
    assert [number for number, _ in done.unready] == [3]


def save(database: Engine, live: ProcedureContent, section: Section, *, send: bool = False) -> None:
    """Let lan change a section of a draft."""
    version = version_on(live, DAY)
    with session(database) as opened:
        drafts = Drafts(opened, "lan")
        drafts.open(live.id, version.in_force_from)
        fields = {**content_of(live, version, section), "confidence": "medium"}
        drafts.save(live.id, section, fields, 0)
        if send:
            drafts.send(live.id)
