"""What a backup says of itself: its form, the schema it was taken from, rows and digests."""

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from knowledge.schema import Strict

NAME: Final = "manifest.json"
FORM: Final = "motcua-backup"
VERSION: Final = 1


class TableEntry(Strict):
    """One table: how many rows, and the SHA-256 of its lines."""

    rows: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Manifest(Strict):
    form: Literal["motcua-backup"] = FORM
    version: Literal[1] = VERSION
    made_at: datetime
    revision: Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{1,32}$")]
    tables: dict[Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,60}$")], TableEntry]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def member(table: str) -> str:
    """Return where in the archive the rows of `table` are."""
    return f"tables/{table}.jsonl"
