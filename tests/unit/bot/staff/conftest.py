"""The console on a database of the test's own, with an officer of each role."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from bot.staff import mounting
from knowledge.database import session
from knowledge.settings import Settings
from knowledge.staff import passwords
from knowledge.staff.accounts import Accounts, Role
from knowledge.status import samples
from tests.auxil.console import Officer

WORD = "một câu dễ nhớ"


@pytest.fixture
def site(knowledge_base: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The application; editor, reviewer and admin are called so, and have the same password."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    passwords._dummy.cache_clear()
    with session(knowledge_base) as opened:
        samples.arrange(opened, True, date(2026, 11, 20))
        for role in Role:
            Accounts(opened, "x").add(role.value, role, WORD)
    app = FastAPI()
    mounting.add_console(app, Settings(var=tmp_path))
    return app


@pytest.fixture
def comes(site: FastAPI) -> Callable[..., Officer]:
    """Makes a browser; with a role, one that is logged in."""

    def made(role: Role | None = None, url: str = "https://testserver") -> Officer:
        officer = Officer(TestClient(site, base_url=url, follow_redirects=False))
        if role:
            entered = officer.logs_in(role.value, WORD)
            assert entered.status_code == 303, entered.text
        return officer

    return made
