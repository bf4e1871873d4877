"""Tells a facet of a procedure that a test made up."""

import re
from datetime import date

from sqlalchemy import Engine

from actions.answer import tell
from actions.reply import ProcedureMessage
from knowledge.content import ProcedureContent
from knowledge.database import session
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.turns import TODAY


def told_of(
    database: Engine, made: ProcedureContent, facet: Facet, on: date = TODAY
) -> ProcedureMessage:
    """Return what is told of `facet` when `made` is the procedure in the database."""
    with session(database) as opened:
        Repository(opened).put([made])
        return tell(Repository(opened), made.id, facet, on)


def plain(markdown: str) -> str:
    """Return `markdown` as a citizen reads it."""
    return re.sub(r"\\([^\w\s])", r"\1", markdown)
