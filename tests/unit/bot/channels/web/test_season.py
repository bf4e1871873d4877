"""The season that an officer switched on, on the page and in the limits of the web application."""

from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from actions.season import announce
from bot.channels.web import phrases
from bot.channels.web import season as season_module
from bot.channels.web.app import build
from bot.channels.web.markdown import to_html
from bot.channels.web.season import announced, is_season
from knowledge.database import session
from knowledge.season import Season, put_season
from knowledge.settings import Settings

SEASON = Season(date(2026, 7, 15), date(2026, 7, 20))
CITIZEN = ("203.0.113.9", 1)


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day on which all of this happens."""
    day = date(2026, 7, 18)
    monkeypatch.setattr(season_module, "today", lambda: day)
    return day


def _switch(database: Engine, *, is_on: bool) -> None:
    with session(database) as opened:
        put_season(opened, Season(SEASON.published_on, SEASON.until, is_on))


async def test_the_switch_is_seen(knowledge_base: Engine, day: date) -> None:
    assert not await is_season()
    assert await announced() is None
    _switch(knowledge_base, is_on=True)
    assert await is_season()
    assert await announced() == announce(SEASON, day)
    _switch(knowledge_base, is_on=False)
    assert not await is_season()


def test_the_page_says_it_and_offers_its_questions(
    configured: Settings, knowledge_base: Engine, day: date
) -> None:
    with TestClient(build(configured)) as browser:
        usual = browser.get("/").text
        assert "Đã có điểm thi" not in usual
        assert phrases.SEASON_EXAMPLES[0] not in usual
        _switch(knowledge_base, is_on=True)
        html = browser.get("/").text
    assert to_html(announce(SEASON, day).sentence) in html
    assert "còn <strong>2 ngày</strong>" in html
    asked = [html.index(f'value="{example}"') for example in phrases.SEASON_EXAMPLES]
    assert asked == sorted(asked)
    assert asked[-1] < html.index(f'value="{phrases.EXAMPLES[0]}"')


def test_a_citizen_may_send_half_as_much(
    configured: Settings, knowledge_base: Engine, day: date
) -> None:
    chosen = configured.model_copy(update={"messages_per_minute": 4})

    def answered() -> int:
        with TestClient(build(chosen), client=CITIZEN) as browser:
            sent = [browser.post("/", data={"text": "xin chào"}) for _ in range(6)]
        return sum(answer.status_code == 200 for answer in sent)

    assert answered() == 4
    _switch(knowledge_base, is_on=True)
    assert answered() == 2


def test_an_office_may_push_as_much_as_ever(
    configured: Settings, knowledge_base: Engine, day: date
) -> None:
    _switch(knowledge_base, is_on=True)
    chosen = Settings(
        database_url=configured.database_url,
        rasa_port=1,
        messages_per_minute=4,
        status_api_key="khoa",  # type: ignore[arg-type]
    )
    with TestClient(build(chosen), client=CITIZEN) as office:
        sent = [office.put("/api/status/dossiers/H48.12-261102-0001", json={}) for _ in range(5)]
    assert [answer.status_code for answer in sent] == [401] * 4 + [429]
