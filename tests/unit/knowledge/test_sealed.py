"""What is sealed opens only with its token, only for its time, and not from the database alone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from knowledge.database import migrate, session
from knowledge.models import Sealed
from knowledge.sealed import forget, forget_expired, reseal, seal, unseal

VALUES = {"ten": "Nguyễn Văn A", "so": "0912345678"}
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def opened(database: Engine) -> Iterator[Session]:
    with session(database) as opened:
        yield opened


def test_it_opens_with_the_token(opened: Session) -> None:
    assert unseal(opened, seal(opened, VALUES, AN_HOUR)) == VALUES


def test_another_token_opens_nothing(opened: Session) -> None:
    seal(opened, VALUES, AN_HOUR)
    for token in ("", "x", "ữ" * 43, "A" * 43):
        assert unseal(opened, token) is None


def test_the_database_alone_opens_nothing(opened: Session) -> None:
    token = seal(opened, VALUES, AN_HOUR)
    (row,) = opened.scalars(select(Sealed))
    for secret in (token, *VALUES.values()):
        assert secret not in row.id
        assert secret.encode() not in row.content
    assert unseal(opened, row.id) is None


def test_when_its_time_is_over_it_is_gone(opened: Session) -> None:
    token = seal(opened, VALUES, timedelta(seconds=-1))
    assert unseal(opened, token) is None
    forget_expired(opened)
    assert opened.scalars(select(Sealed)).all() == []


def test_expiry_spares_the_others(opened: Session) -> None:
    seal(opened, VALUES, timedelta(seconds=-1))
    token = seal(opened, VALUES, AN_HOUR)
    forget_expired(opened)
    assert unseal(opened, token) == VALUES


def test_what_is_resealed_takes_the_place_of_the_former(opened: Session) -> None:
    token = seal(opened, VALUES, AN_HOUR)
    reseal(opened, token, {"ten": "Trần Thị B"}, AN_HOUR)
    assert unseal(opened, token) == {"ten": "Trần Thị B"}


def test_what_is_forgotten_is_gone_at_once(opened: Session) -> None:
    token = seal(opened, VALUES, AN_HOUR)
    forget(opened, token)
    assert unseal(opened, token) is None


def test_a_broken_ciphertext_opens_nothing(opened: Session) -> None:
    token = seal(opened, VALUES, AN_HOUR)
    (row,) = opened.scalars(select(Sealed))
    row.content = b"rubbish"
    opened.flush()
    assert unseal(opened, token) is None


@pytest.mark.postgresql
def test_the_same_on_postgresql(postgresql_database: Engine) -> None:
    migrate(postgresql_database.url.render_as_string(hide_password=False))
    with session(postgresql_database) as opened:
        token = seal(opened, VALUES, AN_HOUR)
        assert unseal(opened, token) == VALUES
        late = seal(opened, VALUES, timedelta(seconds=-1))
        assert unseal(opened, late) is None
