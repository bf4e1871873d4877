"""Pytest fixtures: the whole installation, started once a session as an operator starts it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.processes import free_port
from tests.auxil.botapi import BotApi
from tests.auxil.citizen import Citizen
from tests.auxil.command import Running, environment, run

TRAINING_PATIENCE = 900.0
"""Seconds until ready on a busy machine when the model must be trained first."""


@dataclass(frozen=True)
class Installation:
    """A running installation with Telegram switched on; `telegram` is its Bot API server.

    Its register holds the sample dossiers and re-marking requests.
    """

    url: str
    rasa_url: str
    database_url: str
    var: Path
    env: dict[str, str]
    running: Running
    telegram: BotApi

    @property
    def logs(self) -> Path:
        return self.var / "log"


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The whole installation: trains the model if that is out of date, makes the database."""
    var = tmp_path_factory.mktemp("installation")
    port, rasa_port = free_port(), free_port()
    with BotApi() as telegram:
        env = environment(
            var=var,
            port=port,
            rasa_port=rasa_port,
            sample_data=1,
            telegram_bot_token=telegram.token,
            telegram_api_base_url=telegram.url,
        )
        with run(env, var / "printed.txt") as running:
            ready = running.wait_until_printed("ready ", TRAINING_PATIENCE)
            yield Installation(
                url=ready.removeprefix("ready "),
                rasa_url=f"http://127.0.0.1:{rasa_port}",
                database_url=f"sqlite:///{var / 'motcua.db'}",
                var=var,
                env=env,
                running=running,
                telegram=telegram,
            )


@pytest.fixture
def citizen(installation: Installation) -> Iterator[Citizen]:
    """Someone who has not said anything yet."""
    with Citizen(installation.url) as someone:
        yield someone
