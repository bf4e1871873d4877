"""A backup brings back everything, from either database into either."""

import itertools
import json
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from knowledge.backup.restoring import holds, restore
from knowledge.backup.tables import LEFT_OUT, reflected, writers
from knowledge.backup.writing import write
from knowledge.content import ProcedureContent
from knowledge.database import make_engine, session, upgrade
from knowledge.filling import fill
from knowledge.models import Conversation
from knowledge.repository import Repository
from knowledge.sealed import seal
from knowledge.staff.accounts import Accounts, Role
from knowledge.staff.audit import Action, record
from knowledge.staff.sessions import open_session
from knowledge.status import samples
from knowledge.status.records import DossierRow, RegradeRow
from knowledge.status.register import Register
from tests.auxil.status_rows import dossier_rows, regrade_rows

Make = Callable[[str], Engine]


def state(database: Engine) -> dict[str, Any]:
    """All that a backup has to bring back, but for the line about the restoring itself."""
    with database.connect() as connection:
        return {
            table.name: sorted(
                json.dumps({k: None if row[k] is None else w(row[k]) for k, w in cells.items()})
                for row in connection.execute(table.select()).mappings()
                if row.get("action") != "restore"
            )
            for table in reflected(connection)
            if table.name not in LEFT_OUT
            for cells in [writers(table)]
        }


def live(database: Engine) -> None:
    """Fill `database` with something in as many tables as there are."""
    with session(database) as opened:
        fill(opened)
        samples.arrange(opened, True, date(2026, 11, 20))
        opened.add(
            Conversation(id="c1", channel="web", created_at=datetime(2026, 1, 1, tzinfo=UTC))
        )
        seal(opened, {"tên": "An"}, timedelta(1))
        Accounts(opened, "lan").add("hoa", Role.ADMIN, "một câu dễ nhớ")
        open_session(opened, "hoa")


@pytest.fixture
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Makes migrated, empty databases; only one of PostgreSQL a test."""
    numbers = itertools.count()

    def made(kind: str) -> Engine:
        if kind == "postgresql":
            found: Engine = request.getfixturevalue("postgresql_database")
        else:
            found = make_engine(f"sqlite:///{tmp_path / f'{next(numbers)}.db'}")
            request.addfinalizer(found.dispose)
        upgrade(found)
        return found

    return made


@pytest.mark.parametrize(
    ("from_", "to"),
    [
        ("sqlite", "sqlite"),
        pytest.param("sqlite", "postgresql", marks=pytest.mark.postgresql),
        pytest.param("postgresql", "sqlite", marks=pytest.mark.postgresql),
    ],
)
def test_all_comes_back_in_either_database(
    make: Make, tmp_path: Path, from_: str, to: str, catalogue: list[ProcedureContent]
) -> None:
    source, target = make(from_), make(to)
    live(source)
    with session(target) as opened:
        opened.add(Conversation(id="gone", channel="web"))
        record(opened, "cu", Action.LOG_IN, "cu")
    manifest = write(source, tmp_path / "a.backup")
    restore(target, tmp_path / "a.backup", "lệnh:lan")
    assert state(target) == state(source)
    assert manifest.rows == sum(holds(source).values())
    with session(target) as opened:
        assert Repository(opened).procedures() == catalogue
        assert opened.scalar(text("SELECT count(*) FROM sealed")) == 0
        assert opened.scalar(text("SELECT count(*) FROM staff_session")) == 0
    _goes_on(target)


@pytest.mark.postgresql
def test_postgresql_comes_back_to_itself(make: Make, tmp_path: Path) -> None:
    database = make("postgresql")
    live(database)
    before = state(database)
    write(database, tmp_path / "a.backup")
    with session(database) as opened:
        samples.arrange(opened, False)
        opened.execute(text("DELETE FROM alias"))
    restore(database, tmp_path / "a.backup", "lệnh:lan")
    assert state(database) == before
    _goes_on(database)


def _goes_on(database: Engine) -> None:
    """New rows get numbers of their own, and the log is still only added to."""
    with session(database) as opened:
        Accounts(opened, "hoa").add("moi", Role.EDITOR, "một câu khác hẳn")
        samples.arrange(opened, True, date(2026, 11, 21))
    with pytest.raises(DBAPIError, match="only added to"), database.begin() as connection:
        connection.execute(text("DELETE FROM audit_log"))
    with session(database) as opened:
        [[before, after]] = opened.execute(
            text("SELECT before, after FROM audit_log WHERE action = 'restore'")
        )
        told = after if isinstance(after, dict) else json.loads(after)
        assert told["procedure"] == 61
        assert before is not None


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    dossiers=st.lists(dossier_rows(), max_size=5),
    regrades=st.lists(regrade_rows(), max_size=5),
    told=st.none() | st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text()),
    name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
)
def test_whatever_offices_sent_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    dossiers: list[DossierRow],
    regrades: list[RegradeRow],
    told: dict[str, Any] | None,
    name: str,
) -> None:
    folder = tmp_path_factory.mktemp("round")
    databases = [make_engine(f"sqlite:///{folder / name}.db") for name in ("a", "b")]
    try:
        for database in databases:
            upgrade(database)
        with session(databases[0]) as opened:
            Register(opened).put_dossiers(dossiers, "import:a")
            Register(opened).put_regrades(regrades, "import:b")
            record(opened, "lan", Action.IMPORT_DOSSIERS, name, before=told, after={"tệp": name})
        write(databases[0], folder / "a.backup")
        restore(databases[1], folder / "a.backup", "lan")
        assert state(databases[1]) == state(databases[0])
    finally:
        for database in databases:
            database.dispose()


def test_the_file_is_for_one_user_and_replaces_an_older_one(make: Make, tmp_path: Path) -> None:
    source = make("sqlite")
    file = tmp_path / "a.backup"
    file.write_text("cũ")
    write(source, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
    assert "manifest.json" in names
    assert not any("sealed" in name or "session" in name for name in names)
    assert list(tmp_path.glob("*.part")) == []


def test_a_backup_of_an_older_schema_is_brought_up_to_date(make: Make, tmp_path: Path) -> None:
    older = make_engine(f"sqlite:///{tmp_path / 'older.db'}")
    upgrade(older, "0004")
    with older.begin() as connection:
        connection.execute(
            text("INSERT INTO conversation VALUES ('x', 'web', '2026-01-01 00:00:00.000000')")
        )
    write(older, tmp_path / "a.backup")
    older.dispose()
    target = make("sqlite")
    restore(target, tmp_path / "a.backup", "lan")
    assert holds(target)["conversation"] == 1
