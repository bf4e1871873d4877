"""A console with a draft of procedure 3 and a Rasa that answers as told."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from bot.staff.app import console
from bot.staff.trying.rasa import Rasa
from knowledge.database import session
from knowledge.editing.drafts import Drafts
from knowledge.editing.sections import Section, content_of
from knowledge.repository import Repository, version_on
from knowledge.staff import passwords
from knowledge.staff.accounts import Accounts, Role
from knowledge.staff.lockout import Lockout
from tests.auxil.console import Officer
from tests.auxil.drafted import NEW_FEE, NUMBER, WORD, ToldRasa


@pytest.fixture
def rasa() -> ToldRasa:
    return ToldRasa()


@pytest.fixture
def site(
    knowledge_base: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rasa: ToldRasa
) -> FastAPI:
    """The application with an officer of each role and that Rasa behind it."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    passwords._dummy.cache_clear()
    with session(knowledge_base) as opened:
        for role in Role:
            Accounts(opened, "x").add(role.value, role, WORD)
    app = FastAPI()
    inner = console(Lockout(), tmp_path, Rasa("http://rasa", httpx.MockTransport(rasa)))
    app.mount("/staff", inner)
    return app


@pytest.fixture
def officer(site: FastAPI) -> Officer:
    browser = TestClient(site, base_url="https://testserver", follow_redirects=False)
    editor = Officer(browser)
    assert editor.logs_in("editor", WORD).status_code == 303
    return editor


@pytest.fixture
def drafts(knowledge_base: Engine) -> Callable[..., None]:
    """Saves a section of the draft of procedure 3 with some fields changed."""

    def save(section: Section = Section.FEE, **changed: object) -> None:
        with session(knowledge_base) as opened:
            work = Drafts(opened, "editor")
            draft = work.open(NUMBER)
            told = Repository(opened).procedure(NUMBER)
            version = version_on(told, draft.version_from)
            fields = {**content_of(told, version, section), **changed}
            saved = draft.sections.get(section)
            work.save(NUMBER, section, fields, saved.revision if saved else 0)

    return save


@pytest.fixture
def draft(drafts: Callable[..., None]) -> None:
    """A draft with another fee."""
    drafts(Section.FEE, knowledge="known", text=NEW_FEE, amount_vnd=77_000, reason=None)
