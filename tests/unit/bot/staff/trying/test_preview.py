"""An editor sees a draft as citizens would, on the web and in Telegram, beside what is told now."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from actions.clock import today
from actions.wording import facet_title
from knowledge.database import session
from knowledge.editing.drafts import Drafts
from knowledge.editing.sections import Section
from knowledge.facets import Facet
from knowledge.repository import Repository, version_on
from tests.auxil.console import Officer
from tests.auxil.drafted import NEW_FEE, NUMBER

PREVIEW = f"drafts/{NUMBER}/preview"


def test_without_a_draft_there_is_nothing_to_see(officer: Officer) -> None:
    assert officer.opens(PREVIEW).status_code == 404
    assert officer.opens("drafts/62/preview").status_code == 404


@pytest.mark.usefixtures("draft")
def test_the_new_stands_beside_the_old_on_both_channels(officer: Officer) -> None:
    shown = officer.opens(f"{PREVIEW}?facet=fee").text
    draft, live = shown.split('id="side-2"')
    assert draft.count(NEW_FEE) == 2
    assert NEW_FEE not in live
    assert "Đang nói với người dân" in live
    assert "<strong>" in draft.split("Telegram</h3>")[0]
    assert "<b>" in draft.split("Telegram</h3>")[1]


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize(("show", "new", "old"), [("draft", True, False), ("live", False, True)])
def test_a_switch_shows_one_of_them(officer: Officer, show: str, new: bool, old: bool) -> None:
    shown = officer.opens(f"{PREVIEW}?facet=fee&show={show}").text
    assert (NEW_FEE in shown) is new
    assert ('<h2 id="side-1">Đang nói với người dân' in shown) is old


@pytest.mark.usefixtures("draft")
def test_what_says_the_same_is_shown_once(officer: Officer) -> None:
    shown = officer.opens(f"{PREVIEW}?facet=result").text
    assert "nói y như lời đang dùng" in shown
    assert 'id="side-2"' not in shown


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("facet", Facet)
def test_every_facet_can_be_seen(officer: Officer, facet: Facet) -> None:
    shown = officer.opens(f"{PREVIEW}?facet={facet.value}&show=draft")
    assert shown.status_code == 200
    assert f'aria-current="true">{facet_title(facet)}' in shown.text
    assert shown.text.count('class="bubble"') >= 1
    assert shown.text.count('class="sent"') >= 1


@pytest.mark.usefixtures("draft")
def test_files_are_shown_but_not_made(officer: Officer) -> None:
    shown = officer.opens(f"{PREVIEW}?facet=forms&show=draft").text
    assert shown.count('class="paper"') >= 2


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize(
    "query", ["facet=x&as_of=y&show=z", "as_of=0001-01-01", "as_of=9999-12-31"]
)
def test_nonsense_in_the_address_is_ignored(officer: Officer, query: str) -> None:
    shown = officer.opens(f"{PREVIEW}?{query}")
    assert shown.status_code == 200
    assert f'value="{today().isoformat()}"' in shown.text


@pytest.mark.usefixtures("draft")
def test_what_applies_later_is_seen_on_its_first_day(
    officer: Officer, knowledge_base: Engine
) -> None:
    begins = today() + timedelta(days=40)
    with session(knowledge_base) as opened:
        Drafts(opened, "editor").set_terms(NUMBER, begins, "")
    assert NEW_FEE in officer.opens(f"{PREVIEW}?facet=fee&show=draft").text
    before = officer.opens(f"{PREVIEW}?facet=fee&show=draft&as_of={today().isoformat()}").text
    on_telegram = before.split("Telegram</h3>")[1]
    with session(knowledge_base) as opened:
        told = version_on(Repository(opened).procedure(NUMBER), today())
    assert told.facets
    assert (told.facets.fee.text or told.facets.fee.reason or "")[:20] in on_telegram


def test_what_is_wrong_is_named_and_left_out(officer: Officer, drafts: Callable[..., None]) -> None:
    drafts(Section.FEE, knowledge="known", text="", amount_vnd="rất nhiều", reason=None)
    shown = officer.opens(f"{PREVIEW}?facet=fee").text
    assert "Chưa đưa vào được" in shown
    assert "Số tiền" in shown.split("Người dân hỏi")[0]
    assert "nói y như lời đang dùng" in shown


def test_nothing_typed_becomes_markup(officer: Officer, drafts: Callable[..., None]) -> None:
    evil = '<script>alert(1)</script> [x](javascript:alert) <img src=x onerror="y"> **đậm**'
    drafts(Section.FEE, knowledge="known", text=evil, reason=None)
    shown = officer.opens(f"{PREVIEW}?facet=fee&show=draft").text
    assert "đậm" in shown
    for forbidden in ("<script>alert", "<img src=x", 'href="javascript'):
        assert forbidden not in shown
