"""Accounts and their log on both databases."""

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine

from knowledge.database import migrate
from knowledge.staff import passwords

WORD = "một câu dễ nhớ"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either(request: pytest.FixtureRequest) -> Engine:
    """A migrated database of the test's own."""
    if request.param == "sqlite":
        made: Engine = request.getfixturevalue("database")
        return made
    made = request.getfixturevalue("postgresql_database")
    migrate(made.url.render_as_string(hide_password=False))
    return made


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 as it is, but with hardly any rounds."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    passwords._dummy.cache_clear()
