"""Writes the whole state of a database into one file, as it was at one moment."""

import hashlib
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Table, select

from knowledge.backup import phrases
from knowledge.backup.manifest import NAME, Manifest, TableEntry, member
from knowledge.backup.tables import LEFT_OUT, reflected, writers
from knowledge.models import now

_CHUNK: Final = 500
"""Rows held in memory at once."""


class BackupError(Exception):
    """Why there is no backup, or why one can't be restored; in Vietnamese."""


def write(bind: Engine, file: Path) -> Manifest:
    """Write a backup of `bind` to `file`, readable by this user alone; replaces an older one.

    Nobody else is held up. Raises BackupError, and leaves an older file as it was.
    """
    try:
        number, made = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    except OSError as error:
        raise BackupError(phrases.UNWRITABLE.format(reason=error.strerror)) from error
    part = Path(made)
    try:
        with os.fdopen(number, "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = _fill(bind, archive)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError as error:
        raise BackupError(phrases.UNWRITABLE.format(reason=error.strerror)) from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _fill(bind: Engine, archive: zipfile.ZipFile) -> Manifest:
    with bind.connect() as opened:
        connection = _at_one_moment(opened)
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is None:
            raise BackupError(phrases.NO_SCHEMA)
        entries = {
            table.name: _write_table(connection, table, archive)
            for table in reflected(connection)
            if table.name not in LEFT_OUT
        }
        connection.rollback()
    manifest = Manifest(made_at=now(), revision=revision, tables=entries)
    archive.writestr(NAME, manifest.model_dump_json(indent=1))
    return manifest


def _at_one_moment(connection: Connection) -> Connection:
    """Let `connection` see the database as it is now, whatever others write."""
    if connection.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ")
    connection.exec_driver_sql("BEGIN")
    return connection


def _write_table(connection: Connection, table: Table, archive: zipfile.ZipFile) -> TableEntry:
    digest = hashlib.sha256()
    cells = writers(table)
    rows = 0
    found = connection.execution_options(yield_per=_CHUNK).execute(
        select(table).order_by(*table.primary_key.columns)
    )
    with archive.open(member(table.name), "w", force_zip64=True) as out:
        for row in found.mappings():
            told = {
                name: None if row[name] is None else write_cell(row[name])
                for name, write_cell in cells.items()
            }
            line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            out.write(line)
            rows += 1
    return TableEntry(rows=rows, sha256=digest.hexdigest())
