"""Reads a backup and trusts nothing in it that its digests and the schema do not bear out."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from pydantic import ValidationError

from knowledge.backup import phrases
from knowledge.backup.manifest import FORM, NAME, VERSION, Manifest, member
from knowledge.backup.writing import BackupError
from knowledge.database import migrations

_DAMAGE: Final = (ValueError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a damaged archive ends in."""


class Backup:
    """An opened backup with its manifest."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    def rows(self, table: str) -> Generator[Any, None, None]:
        """Return the rows of `table` one by one. Raises BackupError, at the latest at the end."""
        entry = self.manifest.tables[table]
        digest = hashlib.sha256()
        count = 0
        try:
            with self._archive.open(member(table)) as lines:
                for line in lines:
                    digest.update(line)
                    count += 1
                    yield json.loads(line)
        except (KeyError, *_DAMAGE) as error:
            raise broken(table) from error
        if (count, digest.hexdigest()) != (entry.rows, entry.sha256):
            raise broken(table)


@contextmanager
def opened(file: Path) -> Iterator[Backup]:
    """Open a backup. Raises BackupError for anything that is none, or of a newer Motcua."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise BackupError(phrases.FOREIGN) from error
    except OSError as error:
        raise BackupError(phrases.UNREADABLE.format(reason=error.strerror)) from error
    with archive:
        manifest = _manifest(archive)
        _check_revision(manifest.revision)
        yield Backup(archive, manifest)


def broken(where: str) -> BackupError:
    return BackupError(phrases.BROKEN.format(where=where))


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        told = json.loads(archive.read(NAME))
    except KeyError as error:
        raise BackupError(phrases.FOREIGN) from error
    except _DAMAGE as error:
        raise broken(NAME) from error
    if not isinstance(told, dict) or told.get("form") != FORM:
        raise BackupError(phrases.FOREIGN)
    version = told.get("version")
    if isinstance(version, int) and version > VERSION:
        raise BackupError(phrases.NEWER)
    try:
        return Manifest.model_validate_json(json.dumps(told))
    except ValidationError as error:
        raise broken(NAME) from error


def _check_revision(revision: str) -> None:
    try:
        ScriptDirectory.from_config(migrations()).get_revision(revision)
    except CommandError as error:
        raise BackupError(phrases.NEWER) from error
