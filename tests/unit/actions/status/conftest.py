"""A register with the samples of today, and locks that know nothing of other tests."""

from collections.abc import Iterator

import pytest

from knowledge.repository import Repository
from knowledge.settings import settings
from knowledge.status.locks import locks
from knowledge.status.samples import arrange
from tests.auxil.applicant import Applicant
from tests.auxil.turns import TODAY


@pytest.fixture(autouse=True)
def nobody_has_tried(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("REDIS_URL", raising=False)
    settings.cache_clear()
    locks.cache_clear()
    yield
    locks.cache_clear()
    settings.cache_clear()


@pytest.fixture
def applicant(repository: Repository) -> Applicant:
    arrange(repository.session, True, TODAY)
    return Applicant(repository)
