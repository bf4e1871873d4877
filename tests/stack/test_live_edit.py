"""An editor changes the knowledge base while everything runs; the next answer is the new one."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from actions.clock import today
from actions.reply import Kind
from knowledge.database import engine, session
from knowledge.facets import Facet
from knowledge.models import Alias, Procedure
from knowledge.repository import Repository, version_on
from tests.auxil.citizen import Citizen, only, words
from tests.auxil.installation import Installation

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

COPY_OF_DIPLOMA, FOREIGN_DIPLOMA = 1, 57
NEW_FEE = "Từ hôm nay thu 35.000 đồng mỗi bản sao."


@pytest.fixture
def database(installation: Installation) -> Iterator[Engine]:
    """The database of the running installation, as it was before once the test is over."""
    bind = engine(installation.database_url)
    with session(bind) as opened:
        before = Repository(opened).procedures()
    yield bind
    with session(bind) as opened:
        Repository(opened).put(before)


def test_a_changed_fee_is_told_in_the_next_answer(citizen: Citizen, database: Engine) -> None:
    question = "xin bản sao bằng tốt nghiệp lệ phí bao nhiêu"
    before = only(citizen.says(question))
    assert (before.procedure, before.facet) == (COPY_OF_DIPLOMA, Facet.FEE)
    assert NEW_FEE not in words(before.text)
    with session(database) as opened:
        in_force = version_on(Repository(opened).procedure(COPY_OF_DIPLOMA), today())
        row = opened.get_one(Procedure, COPY_OF_DIPLOMA)
        (version,) = [v for v in row.versions if v.in_force_from == in_force.in_force_from]
        fee = {
            "confidence": "high",
            "sources": [{"document": "Nghị quyết 99/2026/NQ-HĐND"}],
            "text": NEW_FEE,
        }
        version.content = version.content | {"facets": version.content["facets"] | {"fee": fee}}
    after = only(citizen.says(question))
    assert (after.procedure, after.facet) == (COPY_OF_DIPLOMA, Facet.FEE)
    assert NEW_FEE in words(after.text)
    assert "Nghị quyết 99/2026/NQ-HĐND" in words(after.text)
    assert [source.document for source in after.sources] == ["Nghị quyết 99/2026/NQ-HĐND"]


@pytest.mark.parametrize(
    ("alias", "question"),
    [
        ("mở lớp cờ vua hè", "mở lớp cờ vua hè thì cần giấy tờ gì"),
        ("sổ hồng học đường", "làm sổ hồng học đường cần giấy tờ gì"),
    ],
    ids=["words that the model takes for another procedure", "words that the model never saw"],
)
def test_a_new_alias_finds_its_procedure_at_once(
    citizen: Citizen, database: Engine, alias: str, question: str
) -> None:
    assert citizen.says(question).outcome.procedures != (FOREIGN_DIPLOMA,)
    with session(database) as opened:
        opened.add(Alias(procedure_id=FOREIGN_DIPLOMA, text=alias))
    outcome = citizen.says(question).outcome
    assert (outcome.kind, outcome.procedures) == (Kind.ANSWER, (FOREIGN_DIPLOMA,))
    assert outcome.facets == (Facet.DOCUMENTS,)
