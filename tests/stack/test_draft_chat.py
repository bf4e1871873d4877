"""An editor tries a draft on the real bot, while citizens are told what was told before."""

import re
from collections.abc import Iterator
from itertools import count

import httpx
import pytest

from knowledge.database import engine, session
from knowledge.editing.drafts import Drafts
from knowledge.editing.sections import Section, content_of
from knowledge.repository import Repository, version_on
from knowledge.staff.accounts import Accounts, Role
from tests.auxil.citizen import Citizen, only, words
from tests.auxil.command import eventually
from tests.auxil.installation import Installation

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

TRANSFER = 3
QUESTION = "chuyển trường cấp 3 cho con mất lệ phí bao nhiêu"
NEW_FEE = "Thu 77.000 đồng mỗi hồ sơ."
NAME, WORD = "bien-tap", "một câu dễ nhớ"
_editors = count(1)
_CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


@pytest.fixture
def draft(installation: Installation) -> Iterator[None]:
    """A draft with another fee, thrown away once the test is over."""
    bind = engine(installation.database_url)
    with session(bind) as opened:
        drafts = Drafts(opened, NAME)
        view = drafts.open(TRANSFER)
        told = Repository(opened).procedure(TRANSFER)
        fee = content_of(told, version_on(told, view.version_from), Section.FEE)
        changed = {**fee, "knowledge": "known", "text": NEW_FEE, "reason": None}
        drafts.save(TRANSFER, Section.FEE, changed, 0)
    yield
    with session(bind) as opened:
        Drafts(opened, NAME).discard(TRANSFER)


@pytest.fixture
def editor(installation: Installation, draft: None) -> Iterator[httpx.Client]:
    """A browser in which an editor has logged in."""
    name = f"{NAME}-{next(_editors)}"
    with session(engine(installation.database_url)) as opened:
        Accounts(opened, "x").add(name, Role.EDITOR, WORD)
    with httpx.Client(
        base_url=f"{installation.url}/staff/", timeout=120, follow_redirects=True
    ) as browser:
        _send(browser, "login", "login", name=name, password=WORD)
        yield browser


def _send(browser: httpx.Client, form: str, path: str, **fields: str) -> str:
    found = _CSRF.search(browser.get(form).text)
    assert found
    return browser.post(path, data={"csrf": found[1], **fields}).text


def test_the_test_chat_tells_the_draft_and_citizens_are_told_the_old(
    editor: httpx.Client, citizen: Citizen
) -> None:
    chat = f"drafts/{TRANSFER}/chat"
    shown = _send(editor, chat, chat, text=QUESTION)
    assert NEW_FEE in shown
    assert "Thủ tục: 3. Chuyển trường" in shown
    again = _send(editor, chat, chat, payload=f'/ask_where{{"procedure":{TRANSFER}}}')
    assert again.count('class="bubble said"') == 2
    told = only(citizen.says(QUESTION))
    assert told.procedure == TRANSFER
    assert NEW_FEE not in words(told.text)


def test_the_question_of_a_citizen_is_among_those_that_would_change(
    editor: httpx.Client, citizen: Citizen
) -> None:
    asked = f"{QUESTION} hả bạn"
    citizen.says(asked)
    changes = f"drafts/{TRANSFER}/changes?result=1"
    eventually(lambda: asked in editor.get(changes).text, 60, "the question among the changed")
    assert NEW_FEE in editor.get(changes).text
