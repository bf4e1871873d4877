"""Which tables a backup holds, and how their cells are written as JSON."""

import base64
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import JSON, Column, Connection, Date, DateTime, LargeBinary, MetaData, Table

SCHEMA: Final = "alembic_version"
LEFT_OUT: Final = frozenset(("sealed", "staff_session"))
"""What lives for minutes and opens only with a token that no backup has."""

Cell = Callable[[Any], Any]


def reflected(connection: Connection) -> list[Table]:
    """Return the tables as the database has them, those that others refer to first.

    Read from the database and not from the models, so that no table can be forgotten.
    """
    found = MetaData()
    found.reflect(connection)
    tables = [table for table in found.sorted_tables if table.name != SCHEMA]
    for table in tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return tables


def writers(table: Table) -> dict[str, Cell]:
    """Return for each column what makes JSON of its values."""
    return {column.name: _writer(column) for column in table.columns}


def readers(table: Table) -> dict[str, Cell]:
    """Return for each column what makes its values of JSON; they raise ValueError or TypeError."""
    return {column.name: _or_nothing(column, _reader(column)) for column in table.columns}


def read_row(row: object, cells: Mapping[str, Cell]) -> dict[str, Any]:
    """Return the values of one row. Raises ValueError or TypeError for a wrong one."""
    if not isinstance(row, dict) or row.keys() != cells.keys():
        raise ValueError("columns")
    return {name: read(row[name]) for name, read in cells.items()}


def _or_nothing(column: Column[Any], read: Cell) -> Cell:
    def cell(value: Any) -> Any:
        if value is None and not column.nullable:
            raise ValueError(column.name)
        return None if value is None else read(value)

    return cell


def _writer(column: Column[Any]) -> Cell:
    match column.type:
        case DateTime():
            return _moment
        case Date():
            return date.isoformat
        case LargeBinary():
            return lambda value: base64.b64encode(value).decode()
    return lambda value: value


def _reader(column: Column[Any]) -> Cell:
    match column.type:
        case DateTime():
            return datetime.fromisoformat
        case Date():
            return date.fromisoformat
        case LargeBinary():
            return lambda value: base64.b64decode(value, validate=True)
        case JSON():
            return lambda value: value
    wanted = column.type.python_type
    return lambda value: _checked(value, wanted)


def _checked(value: Any, wanted: type) -> Any:
    if type(value) is not wanted:
        raise TypeError(wanted.__name__)
    return value


def _moment(value: datetime) -> str:
    """Return a moment in UTC; SQLite keeps no zone and holds nothing else."""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
