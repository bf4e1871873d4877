"""What the bot's tests share: a knowledge base behind the sessions that the bot opens itself."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from knowledge import database as knowledge_database
from knowledge.settings import Settings, settings


@pytest.fixture
def knowledge_base(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database of the test's own, used wherever the bot asks for the configured one."""
    monkeypatch.setenv("DATABASE_URL", str(database.url))
    _forget_configuration()
    monkeypatch.setattr(knowledge_database, "engine", lambda *_: database)
    yield database
    monkeypatch.undo()
    _forget_configuration()


@pytest.fixture
def configured(knowledge_base: Engine) -> Settings:
    """Settings that point to that database, and to a Rasa that doesn't run."""
    return Settings(database_url=str(knowledge_base.url), rasa_port=1)


def _forget_configuration() -> None:
    settings.cache_clear()
