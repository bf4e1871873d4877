"""A law made up for tests, its successor, and a procedure whose every answer rests on it."""

from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from knowledge.content import Facets, Source
from knowledge.facets import Facet
from knowledge.laws.documents import Law, add_law
from knowledge.models import Alias, Procedure, Version
from knowledge.repository import Repository
from tests.auxil.procedures import facets, procedure, version

OLD = Law("1/2020/TT-BGDĐT", "Thông tư", "Quy chế cũ", "Bộ", effective_from="2020-03")
NEW = Law("2/2027/TT-BGDĐT", "Thông tư", "Quy chế mới", "Bộ")
ON = date(2026, 11, 23)


def resting_on_old() -> Facets:
    """Return plain facets whose sources are the old law."""
    plain = facets()
    sources = (Source(document=f"Thông tư {OLD.number}", articles="Điều 4"),)
    return Facets(
        **{each.value: plain.of(each).model_copy(update={"sources": sources}) for each in Facet}
    )


def put_laws(opened: Session) -> None:
    """Leave procedure 61 alone in the database, resting on the old law; add both laws."""
    for table in (Alias, Version, Procedure):
        opened.execute(delete(table))
    opened.expire_all()
    Repository(opened).put([procedure(version(facets=resting_on_old()))])
    for law in (OLD, NEW):
        add_law(opened, "motcua", law)
