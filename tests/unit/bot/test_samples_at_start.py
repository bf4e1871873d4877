"""Samples are put in and taken out where Motcua starts, and nowhere else."""

import pytest
from sqlalchemy import Engine

from bot import cli
from knowledge.database import session
from knowledge.settings import settings
from knowledge.status.register import Register


def _there(database: Engine) -> bool:
    with session(database) as opened:
        return Register(opened).dossier("H48.12-210119-0007") is not None


def test_a_start_follows_the_setting(
    knowledge_base: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for given, there in (("1", True), ("1", True), ("0", False), ("0", False), ("", False)):
        monkeypatch.setenv("SAMPLE_DATA", given)
        settings.cache_clear()
        cli._prepare_database(starts=True)
        assert _there(knowledge_base) is there


def test_a_command_beside_a_running_motcua_leaves_the_samples_alone(
    knowledge_base: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMPLE_DATA", "1")
    settings.cache_clear()
    cli._prepare_database(starts=True)
    monkeypatch.setenv("SAMPLE_DATA", "0")
    settings.cache_clear()
    cli._prepare_database()
    assert _there(knowledge_base)
