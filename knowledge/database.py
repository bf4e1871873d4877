"""The database: one engine a process, migrations, sessions."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from knowledge.settings import settings

MIGRATIONS = Path(__file__).parent / "migrations"


@cache
def engine(url: str | None = None) -> Engine:
    """Return the engine for `url`, or for the configured database."""
    return make_engine(url or settings().database)


def make_engine(url: str) -> Engine:
    """Return an engine of the caller's own, to be disposed of."""
    target = make_url(url)
    made = create_engine(target, pool_pre_ping=True)
    if target.get_backend_name() == "sqlite":
        if target.database:
            Path(target.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(made, "connect", _tune_sqlite)
    return made


@contextmanager
def session(bind: Engine | None = None) -> Iterator[Session]:
    """Open a session that commits at the end, or rolls back when an error leaves the block."""
    with Session(bind or engine()) as opened, opened.begin():
        yield opened


def migrate(url: str | None = None) -> None:
    """Bring the schema up to date. Raises sqlalchemy.exc.SQLAlchemyError for a broken database."""
    upgrade(engine(url))


def upgrade(bind: Engine, revision: str = "head") -> None:
    """Bring the schema of `bind` up to `revision`. Raises as `migrate` does."""
    config = migrations()
    with bind.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def migrations() -> Config:
    """Return where the migrations are, as Alembic wants it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _tune_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
