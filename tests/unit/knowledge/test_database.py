"""The database: migrations build what the models say, on SQLite and on PostgreSQL."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from knowledge.content import ProcedureContent
from knowledge.database import MIGRATIONS, engine, migrate, session
from knowledge.filling import fill, is_empty
from knowledge.models import Alias, Base, Conversation, LegalDocument, Procedure, Version
from knowledge.repository import ImportReport, Repository


def differences(database: Engine) -> list[object]:
    """Return what Alembic would still change to make `database` what the models say."""
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, Base.metadata)


def url(database: Engine) -> str:
    return database.url.render_as_string(hide_password=False)


def test_migrations_build_exactly_the_models_on_sqlite(database: Engine) -> None:
    assert differences(database) == []


def test_a_difference_would_be_noticed(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE alias ADD COLUMN them TEXT"))
    assert len(differences(database)) == 1


@pytest.mark.postgresql
def test_migrations_build_exactly_the_models_on_postgresql(postgresql_database: Engine) -> None:
    migrate(url(postgresql_database))
    assert set(inspect(postgresql_database).get_table_names()) > {"procedure", "version", "alias"}
    assert differences(postgresql_database) == []


def test_migrating_twice_changes_nothing(database: Engine) -> None:
    migrate(url(database))
    assert differences(database) == []
    with session(database) as opened:
        assert not is_empty(opened)


@pytest.mark.postgresql
def test_postgresql_holds_the_same_knowledge_base(
    postgresql_database: Engine, catalogue: list[ProcedureContent]
) -> None:
    migrate(url(postgresql_database))
    with session(postgresql_database) as opened:
        assert is_empty(opened)
        assert fill(opened) == 61
    with session(postgresql_database) as opened:
        assert not is_empty(opened)
        assert Repository(opened).procedure(3) == catalogue[2]
        assert Repository(opened).put(catalogue[2:5]) == ImportReport(unchanged=3)


def test_filling_again_doubles_nothing(database: Engine) -> None:
    def counts() -> list[int]:
        with session(database) as opened:
            return [
                opened.scalar(select(func.count()).select_from(table))
                for table in (Procedure, Alias, LegalDocument)
            ]

    before = counts()
    with session(database) as opened:
        assert fill(opened) == 61
    assert counts() == before


def test_a_fresh_database_is_empty_and_its_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "chua" / "co" / "motcua.db"
    fresh = engine(f"sqlite:///{path}")
    migrate(url(fresh))
    with session(fresh) as opened:
        assert is_empty(opened)
    fresh.dispose()
    assert path.exists()


def test_one_engine_serves_one_address(database: Engine) -> None:
    assert engine(url(database)) is database


def test_an_error_inside_a_session_undoes_what_was_written(database: Engine) -> None:
    with pytest.raises(ZeroDivisionError), session(database) as opened:
        opened.add(Conversation(id="a", channel="web"))
        opened.flush()
        raise ZeroDivisionError
    with session(database) as opened:
        assert opened.get(Conversation, "a") is None
        opened.add(Conversation(id="a", channel="web"))
    with session(database) as opened:
        assert opened.get_one(Conversation, "a").channel == "web"


def test_sqlite_guards_references_and_lets_others_read_while_writing(database: Engine) -> None:
    with session(database) as writer:
        writer.add(Conversation(id="b", channel="web"))
        writer.flush()
        with session(database) as reader:
            assert reader.get(Conversation, "b") is None
    with pytest.raises(IntegrityError), session(database) as opened:
        opened.add(Alias(procedure_id=99, text="không có thủ tục này"))


def _to(database: Engine, revision: str) -> None:
    """Migrate up or down to `revision`."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.begin() as connection:
        config.attributes["connection"] = connection
        current = MigrationContext.configure(connection).get_current_revision() or "0000"
        (command.upgrade if current < revision else command.downgrade)(config, revision)


def _profiles(database: Engine) -> dict[int, dict[str, Any]]:
    with session(database) as opened:
        return {row.id: row.profile for row in opened.scalars(select(Procedure))}


def _from_before_keys(database: Engine, catalogue: list[ProcedureContent]) -> None:
    """Cases get keys and the database still reads whole; the way back leaves none behind."""
    full = _profiles(database)
    _to(database, "0001")
    for profile in _profiles(database).values():
        for case in profile["cases"]:
            assert set(case) == {"question", "answers"}
            assert all(set(answer) == {"answer", "effect"} for answer in case["answers"])
    with session(database) as opened:
        contents = [version.content for version in opened.scalars(select(Version))]
    documents = [c["facets"]["documents"] for c in contents if c.get("facets")]
    papers = [paper for each in documents for paper in each.get("items", [])]
    assert papers
    assert not any("only" in paper for paper in papers)

    _to(database, "0002")
    for number, profile in _profiles(database).items():
        for at, case in enumerate(profile["cases"], start=1):
            assert case["key"] == f"truong-hop-{at}"
            keys = [answer["key"] for answer in case["answers"]]
            assert keys == [f"tra-loi-{place}" for place in range(1, len(keys) + 1)]
            assert case["question"] == full[number]["cases"][at - 1]["question"]
    with session(database) as opened:
        repository = Repository(opened)
        assert [repository.procedure(p.id).name for p in catalogue] == [p.name for p in catalogue]
        repository.put(catalogue)
        assert [repository.procedure(p.id) for p in catalogue] == catalogue


def test_a_database_from_before_the_keys_of_cases_goes_on_on_sqlite(
    database: Engine, catalogue: list[ProcedureContent]
) -> None:
    _from_before_keys(database, catalogue)


@pytest.mark.postgresql
def test_a_database_from_before_the_keys_of_cases_goes_on_on_postgresql(
    postgresql_database: Engine, catalogue: list[ProcedureContent]
) -> None:
    migrate(url(postgresql_database))
    with session(postgresql_database) as opened:
        fill(opened)
    _from_before_keys(postgresql_database, catalogue)


def test_keys_that_there_are_stay_as_they_are(database: Engine) -> None:
    before = _profiles(database)
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    _to(database, "0002")
    assert _profiles(database) == before
