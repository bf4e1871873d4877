"""The database: migrations build what the models say, on SQLite and on PostgreSQL."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from knowledge.content import ProcedureContent
from knowledge.database import engine, migrate, session
from knowledge.filling import fill, is_empty
from knowledge.models import Alias, Base, Conversation, LegalDocument, Procedure
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
