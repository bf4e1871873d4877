"""Who follows what, for tests: databases with a register, offices that tell, citizens that ask."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from knowledge.database import migrate, session
from knowledge.models import Conversation
from knowledge.status.records import DossierRow, RegradeRow
from knowledge.status.register import Register
from knowledge.status.subscriptions import (
    DOSSIER,
    REGRADE,
    Followed,
    Request,
    newest_change,
    subscribe,
)
from tests.auxil.status_rows import dossier, regrade

CODE = "H48.12-261102-0001"
EXAM = "tot-nghiep-thpt-2026"
CANDIDATE = "32004321"
THE_DOSSIER = Request(DOSSIER, code=CODE)
THE_REGRADE = Request(REGRADE, exam=EXAM, candidate=CANDIDATE)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def register_database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database with the tables and nothing in them; the tests run on both kinds."""
    if request.param == "sqlite":
        from knowledge.database import engine

        made = engine(f"sqlite:///{request.getfixturevalue('tmp_path') / 'news.db'}")
    else:
        made = request.getfixturevalue("postgresql_database")
    migrate(made.url.render_as_string(hide_password=False))
    yield made
    made.dispose()


def tell_dossier(database: Engine, code: str = CODE, day: int = 4, **cells: str) -> None:
    """An office tells of a dossier on a day of November 2026."""
    cells = {"ma_ho_so": code, "ngay_cap_nhat": date(2026, 11, day).isoformat(), **cells}
    with session(database) as opened:
        Register(opened).put_dossiers([DossierRow.parse(dossier(**cells))], "import:ho-so.csv")


def tell_regrade(database: Engine, **cells: str) -> None:
    """An office tells of a re-marked subject."""
    with session(database) as opened:
        Register(opened).put_regrades([RegradeRow.parse(regrade(**cells))], "import:pk.csv")


def follow(
    database: Engine, conversation: str, request: Request = THE_DOSSIER, channel: str = "web"
) -> Followed:
    """A conversation on `channel` follows `request` from what is known now."""
    with session(database) as opened:
        if channel == "web" and opened.get(Conversation, conversation) is None:
            opened.add(Conversation(id=conversation, channel="web"))
            opened.flush()
        (followed,) = subscribe(opened, conversation, [(request, newest_change(opened, request))])
    return followed
