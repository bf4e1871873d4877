"""The log grows and is never changed, whoever asks the database."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from knowledge.database import migrate, session
from knowledge.staff import audit
from knowledge.staff.audit import Action, Wanted
from knowledge.staff.tables import AuditEntry


def write(database: Engine, who: str, action: Action, number: int = 1) -> None:
    with session(database) as opened:
        for at in range(number):
            audit.record(opened, who, action, f"thứ {at}", before={"số": at}, after={"số": at + 1})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET who = 'ai đó'",
        "DELETE FROM audit_log",
        "DELETE FROM audit_log WHERE id=1",
    ],
)
def test_no_line_is_changed_or_deleted(either: Engine, statement: str) -> None:
    write(either, "lan", Action.IMPORT_DOSSIERS, 2)
    with pytest.raises(DBAPIError, match="only added to"), either.begin() as connection:
        connection.execute(text(statement))
    with session(either) as opened:
        assert audit.count(opened, Wanted(who="lan")) == 2


@pytest.mark.postgresql
def test_the_table_is_not_emptied_either(postgresql_database: Engine) -> None:
    migrate(postgresql_database.url.render_as_string(hide_password=False))
    write(postgresql_database, "lan", Action.IMPORT_DOSSIERS)
    with (
        pytest.raises(DBAPIError, match="only added to"),
        postgresql_database.begin() as connection,
    ):
        connection.execute(text("TRUNCATE audit_log"))


def test_a_line_goes_with_what_it_tells_of(either: Engine) -> None:
    with pytest.raises(RuntimeError), session(either) as opened:
        audit.record(opened, "lan", Action.RESTORE, "tệp")
        raise RuntimeError
    with session(either) as opened:
        assert audit.count(opened, Wanted()) == 0


def test_the_newest_come_first_by_pages(either: Engine) -> None:
    write(either, "lan", Action.IMPORT_REGRADES, 5)
    with session(either) as opened:
        pages = [audit.entries(opened, Wanted(), page, 2) for page in (1, 2, 3, 4)]
    assert [[entry.object for entry in page] for page in pages] == [
        ["thứ 4", "thứ 3"],
        ["thứ 2", "thứ 1"],
        ["thứ 0"],
        [],
    ]
    assert pages[0][0].before == {"số": 4}
    assert pages[0][0].after == {"số": 5}


def test_lines_are_found_by_who_what_and_day(either: Engine) -> None:
    write(either, "lan", Action.LOG_IN)
    write(either, "hoa", Action.LOG_OUT)
    with session(either) as opened:
        late = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)  # half past midnight of the 23rd
        opened.add(AuditEntry(at=late, who="cu", action="log_in", object="cu"))
    with session(either) as opened:
        assert audit.count(opened, Wanted(who="lan")) == 1
        assert audit.count(opened, Wanted(action="log_out")) == 1
        day = date(2026, 11, 23)
        assert audit.count(opened, Wanted(who="cu", since=day, until=day)) == 1
        assert audit.count(opened, Wanted(who="cu", until=date(2026, 11, 22))) == 0
