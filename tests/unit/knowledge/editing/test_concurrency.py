"""Officers at the same moment: one draft, no change lost, nothing published twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from knowledge.database import migrate, session
from knowledge.editing.drafts import DraftError, Drafts, DraftView, SavedSection, Stale
from knowledge.editing.sections import FACETS, Section
from knowledge.editing.tables import Draft
from knowledge.models import Group
from knowledge.repository import Repository
from knowledge.staff.tables import AuditEntry

OFFICERS = ("lan", "hoa", "mai", "an")
FEE = {"confidence": "high", "sources": [{"document": "Luật"}], "text": "Không thu."}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shared(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database with procedure 30, of each kind that there is."""
    if request.param == "sqlite":
        yield request.getfixturevalue("database")
        return
    bind = request.getfixturevalue("postgresql_database")
    migrate(bind.url.render_as_string(hide_password=False))
    with session(bind) as opened:
        thirtieth = request.getfixturevalue("catalogue")[29]
        opened.add(Group(key=thirtieth.group, name="x", position=1))
        opened.flush()
        Repository(opened).put([thirtieth])
    yield bind


def at_once(bind: Engine, act: Callable[[Drafts, str], Any]) -> list[Any]:
    """Let all officers do `act`, each in a thread and session; return results and refusals."""
    barrier = Barrier(len(OFFICERS))

    def one(who: str) -> Any:
        barrier.wait()
        try:
            with session(bind) as opened:
                return act(Drafts(opened, who), who)
        except DraftError as error:
            return error

    with ThreadPoolExecutor(len(OFFICERS)) as threads:
        return list(threads.map(one, OFFICERS))


def test_who_open_a_draft_at_once_share_it(shared: Engine) -> None:
    views = at_once(shared, lambda drafts, _: drafts.open(30))
    assert all(isinstance(view, DraftView) for view in views)
    assert len({view.id for view in views}) == 1
    with session(shared) as opened:
        assert opened.scalar(select(func.count()).select_from(Draft)) == 1
        assert opened.scalar(select(func.count()).select_from(AuditEntry)) == 1


@pytest.mark.parametrize("earlier", [0, 1])
def test_of_saves_at_once_one_is_kept_and_the_others_are_told(shared: Engine, earlier: int) -> None:
    with session(shared) as opened:
        Drafts(opened, "tam").open(30)
        if earlier:
            Drafts(opened, "tam").save(30, Section.FEE, FEE, 0)
    results = at_once(
        shared,
        lambda drafts, who: drafts.save(30, Section.FEE, {**FEE, "text": f"{who} viết"}, earlier),
    )
    (kept,) = [result for result in results if isinstance(result, SavedSection)]
    refused = [result for result in results if isinstance(result, Stale)]
    assert len(refused) == len(OFFICERS) - 1
    assert all(each.theirs == kept for each in refused)
    with session(shared) as opened:
        assert Drafts(opened, "tam").open(30).sections[Section.FEE] == kept


def test_saves_of_several_sections_at_once_are_all_kept(shared: Engine) -> None:
    sections = dict(zip(OFFICERS, FACETS, strict=False))
    with session(shared) as opened:
        Drafts(opened, "tam").open(30)
    at_once(shared, lambda drafts, who: drafts.save(30, sections[who], {**FEE, "text": who}, 0))
    with session(shared) as opened:
        draft = Drafts(opened, "tam").open(30)
    assert {section: saved.changed_by for section, saved in draft.sections.items()} == {
        section: who for who, section in sections.items()
    }
    assert draft.authors == set(OFFICERS)


def test_of_reviewers_at_once_one_publishes(shared: Engine) -> None:
    with session(shared) as opened:
        drafts = Drafts(opened, "tam")
        drafts.open(30)
        drafts.save(30, Section.FEE, FEE, 0)
        drafts.send(30)
    results = at_once(
        shared, lambda drafts, _: drafts.publish(30, applies_from=None, confirmed=False)
    )
    assert sum(isinstance(result, DraftError) for result in results) == len(OFFICERS) - 1
    with session(shared) as opened:
        published = select(func.count()).where(AuditEntry.action == "publish")
        assert opened.scalar(published) == 1
        assert Drafts(opened, "tam").of(30) is None


def test_no_save_slips_in_beside_sending(shared: Engine) -> None:
    with session(shared) as opened:
        drafts = Drafts(opened, "tam")
        drafts.open(30)
        drafts.save(30, Section.FEE, FEE, 0)

    def act(drafts: Drafts, who: str) -> Any:
        if who == "lan":
            return drafts.send(30)
        return drafts.save(30, Section.WINDOW, {"text": who}, 0)

    sent, *_ = at_once(shared, act)
    with session(shared) as opened:
        draft = Drafts(opened, "tam").open(30)
    # Either it was sent first and no save got in, or a wrong section kept it from being sent.
    assert (draft.state == "in_review") == (sent is None) == (Section.WINDOW not in draft.sections)
