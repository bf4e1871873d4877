"""Puts the state of a backup in place of what a database holds: all of it, or nothing.

The backup is first built as a SQLite file beside the database and migrated there. So a file that
the schema refuses is found out before anything is touched, and an older one is brought up to date.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from knowledge.backup.manifest import Manifest
from knowledge.backup.reading import Backup, broken, opened
from knowledge.backup.tables import LEFT_OUT, read_row, readers, reflected
from knowledge.database import make_engine, upgrade
from knowledge.staff.audit import Action, record

_CHUNK: Final = 500


def restore(bind: Engine, file: Path, who: str) -> Manifest:
    """Replace all that `bind`, an up-to-date database, holds by the state in `file`.

    The log of changes is that of the backup, and one line more. Everyone has to log in again.
    Raises BackupError for a file that can't be restored, SQLAlchemyError where the database can't
    be written; either way nothing has changed.
    """
    with (
        opened(file) as backup,
        _built(backup) as built,
        built.connect() as source,
        bind.connect() as target,
        target.begin(),
    ):
        _lock(target)
        tables = reflected(target)
        before = _counts(target, tables)
        with _unguarded(target, tables):
            for table in reversed(tables):
                target.execute(table.delete())
            mirrors = {table.name: table for table in reflected(source)}
            for table in tables:
                _copy(source, mirrors[table.name], target, table)
        _go_on_counting(target, tables)
        after = _counts(target, tables)
        record(target, who, Action.RESTORE, file.name, before=before, after=after)
    return backup.manifest


def holds(bind: Engine) -> dict[str, int]:
    """Return how many rows each table that is not empty has."""
    with bind.connect() as connection:
        return _counts(connection, reflected(connection))


def check(file: Path) -> Manifest:
    """Return the manifest of a backup that can be restored. Raises BackupError."""
    with opened(file) as backup, _built(backup):
        return backup.manifest


@contextmanager
def _built(backup: Backup) -> Iterator[Engine]:
    """Build the backup as a database of its own, up to date."""
    with tempfile.TemporaryDirectory(prefix="motcua-restore-") as folder:
        made = make_engine(f"sqlite:///{Path(folder) / 'state.db'}")
        try:
            try:
                upgrade(made, backup.manifest.revision)
                with made.connect() as connection, connection.begin():
                    _load(backup, connection)
                upgrade(made)
            except SQLAlchemyError as error:
                raise broken(type(error).__name__) from error
            yield made
        finally:
            made.dispose()


def _load(backup: Backup, connection: Connection) -> None:
    tables = {table.name: table for table in reflected(connection)}
    missing = tables.keys() - LEFT_OUT - backup.manifest.tables.keys()
    surplus = backup.manifest.tables.keys() - (tables.keys() - LEFT_OUT)
    if missing or surplus:
        raise broken(", ".join(sorted(missing | surplus)))
    for table in tables.values():
        if table.name not in LEFT_OUT:
            cells = readers(table)
            try:
                with closing(backup.rows(table.name)) as rows:
                    _insert(connection, table, (read_row(row, cells) for row in rows))
            except (ValueError, TypeError, AttributeError) as error:
                raise broken(table.name) from error


def _copy(source: Connection, mirror: Table, target: Connection, table: Table) -> None:
    found = source.execution_options(yield_per=_CHUNK).execute(select(mirror))
    names = [column.name for column in table.columns]
    rows = ({name: _with_zone(row[name]) for name in names} for row in found.mappings())
    _insert(target, table, rows)


def _with_zone(value: object) -> object:
    """Return moments in UTC as such; SQLite keeps no zone, PostgreSQL would take its own."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    waiting = iter(rows)
    while chunk := list(islice(waiting, _CHUNK)):
        connection.execute(table.insert(), chunk)


def _lock(connection: Connection) -> None:
    """Let nobody else write until the end."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(inspect(connection).get_table_names())
        connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _unguarded(connection: Connection, tables: list[Table]) -> Iterator[None]:
    """Take away, for this transaction alone, what forbids to empty the log of changes."""
    if connection.dialect.name == "postgresql":
        for table in tables:
            connection.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER USER"))
        yield
        for table in tables:
            connection.execute(text(f"ALTER TABLE {table.name} ENABLE TRIGGER USER"))
        return
    triggers = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    ).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, statement in triggers:
        connection.exec_driver_sql(statement)


def _go_on_counting(connection: Connection, tables: list[Table]) -> None:
    """Let PostgreSQL number new rows after the restored ones; SQLite does by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        column = table.autoincrement_column
        if column is not None and column.server_default is not None:
            last = func.max(column)
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(
                select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None)))
            )


def _counts(connection: Connection, tables: list[Table]) -> dict[str, int]:
    counted = {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in tables
        if table.name not in LEFT_OUT
    }
    return {name: rows for name, rows in counted.items() if rows}
