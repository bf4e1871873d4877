"""A database with one procedure whose every answer rests on one law."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from knowledge.database import session
from tests.auxil.laws import put_laws


@pytest.fixture
def opened(database: Engine) -> Iterator[Session]:
    with session(database) as opened:
        put_laws(opened)
        yield opened
