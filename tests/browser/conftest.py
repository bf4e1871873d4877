"""One browser for a module, and pages in it that know nothing of each other; the console."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import Engine

from bot.staff.desk import SESSION_COOKIE
from bot.staff.mounting import add_console
from knowledge import database as knowledge_database
from knowledge.database import session
from knowledge.settings import Settings
from knowledge.staff import passwords
from knowledge.staff.accounts import Accounts
from knowledge.staff.sessions import open_session
from tests.browser.chat_server import served
from tests.browser.officers import OFFICERS, WORD, Comes
from tests.browser.pages import PHONE, NewPage

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        options = {"viewport": PHONE, "locale": "vi-VN"} | options
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def console(database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a console on `database`, with `OFFICERS`."""
    monkeypatch.setattr(knowledge_database, "engine", lambda *_: database)
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    passwords._dummy.cache_clear()
    with session(database) as opened:
        for name, role in OFFICERS.items():
            Accounts(opened, "motcua run").add(name, role, WORD)
    app = FastAPI()
    add_console(app, Settings(var=tmp_path))
    with served(app) as url:
        yield f"{url}/staff/"


@pytest.fixture
def comes(new_page: NewPage, console: str, database: Engine) -> Comes:
    """Opens a page of the console as an officer whose session is open already."""

    def made(name: str, path: str = "", **options: Any) -> Page:
        page = new_page(**options)
        with session(database) as opened:
            token = open_session(opened, name)
        page.context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": console}])
        page.goto(console + path)
        return page

    return made
