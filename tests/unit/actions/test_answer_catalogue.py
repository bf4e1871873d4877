"""Of all 61 procedures: whole, sourced, dated, and honest about what is not known."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.answer import tell
from actions.payloads import asking, guiding, writing
from actions.reply import ProcedureMessage
from knowledge.content import (
    Knowledge,
    ProcedureContent,
    VersionContent,
)
from knowledge.database import engine, session
from knowledge.facets import Facet
from knowledge.repository import Repository, version_before, version_on
from tests.auxil.answers import plain
from tests.auxil.turns import TODAY

ABOLISHED = {29, 33, *range(35, 43)}
WRITTEN = {1, 2, 3, 4, 5, 7, 57}
"""Procedures whose letter is written together."""
UNCERTAIN = {11, 12, 13, 54, 55, 56}

Told = dict[tuple[int, Facet], ProcedureMessage]


@pytest.fixture(scope="module")
def told(filled_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """All that can be told today: 61 procedures, 12 facets of each."""
    copy = shutil.copy(filled_database, tmp_path_factory.mktemp("told") / "motcua.db")
    opened = engine(f"sqlite:///{copy}")
    with session(opened) as reader:
        repository = Repository(reader)
        yield {(p, f): tell(repository, p, f, TODAY) for p in range(1, 62) for f in Facet}
    opened.dispose()


def now(catalogue: list[ProcedureContent], number: int) -> VersionContent:
    return version_on(catalogue[number - 1], TODAY)


def test_everything_can_be_told(told: Told) -> None:
    assert len(told) == 61 * 12
    for (number, facet), message in told.items():
        assert (message.procedure, message.facet, message.as_of) == (number, facet, TODAY)


def test_every_answer_begins_with_the_name_and_ends_with_source_day_and_mark(
    told: Told, catalogue: list[ProcedureContent]
) -> None:
    for (number, facet), message in told.items():
        first, *_, source, mark = plain(message.text).splitlines()
        assert first.startswith(f"**{now(catalogue, number).title}** · "), (number, facet)
        assert source.startswith("*Nguồn"), (number, facet)
        assert re.fullmatch(
            r"\*Quy định áp dụng từ \d{2}/\d{2}/\d{4}, tra ngày 23/11/2026\. "
            r"Chưa được Sở xác nhận\.\*",
            mark,
        ), (number, facet)
        assert not message.confirmed


def test_every_source_is_in_the_text_and_there_is_one(told: Told) -> None:
    for key, message in told.items():
        assert message.sources, key
        last = plain(message.text).splitlines()[-2]
        for source in message.sources:
            assert source.document in last, key
            assert (source.articles or "") in last, key


def test_every_item_is_in_the_text_with_its_note(told: Told) -> None:
    items = 0
    for key, message in told.items():
        text = plain(message.text)
        for item in message.items:
            items += 1
            assert item.name in text, key
            assert (item.note or "") in text, key
    assert items > 400


def test_known_papers_conditions_steps_forms_and_laws_are_items_too(
    told: Told, catalogue: list[ProcedureContent]
) -> None:
    lists = (Facet.DOCUMENTS, Facet.CONDITIONS, Facet.STEPS, Facet.FORMS, Facet.LEGAL_BASIS)
    for number in set(range(1, 62)) - ABOLISHED:
        for facet in lists:
            content = now(catalogue, number).facets.of(facet)
            assert len(told[number, facet].items) == len(content.items)


def test_no_answer_shows_the_machinery_behind_it(told: Told) -> None:
    leftover = re.compile(
        r"\bNone\b|\bnull\b|\{\{|\}\}|\{%|%\}|Undefined|<macro|\bTrue\b|\bFalse\b|\b(not_)?known\b"
        r"|unknown|regulated|\[\]|\(\)|Source\(|datetime|  \n|\n{3}"
    )
    for key, message in told.items():
        assert not leftover.search(message.text), (key, message.text)
        assert message.text == message.text.strip()


def test_no_answer_is_too_long_to_read(told: Told) -> None:
    for key, message in told.items():
        assert 100 < len(message.text) <= 12_000, key


def test_no_date_in_an_answer_is_written_backwards(told: Told) -> None:
    for key, message in told.items():
        assert not re.search(r"\b\d{4}-\d{2}-\d{2}\b", message.text), key


def test_an_abolished_procedure_says_so_and_never_lists_its_old_papers(
    told: Told, catalogue: list[ProcedureContent]
) -> None:
    for number in ABOLISHED:
        before = catalogue[number - 1].versions[0].facets
        for facet in Facet:
            message = told[number, facet]
            assert "**đã bãi bỏ từ 20/11/2024**" in message.text
            assert now(catalogue, number).note in plain(message.text)
            assert message.items == ()
            for paper in before.documents.items:
                assert f"**{paper.name}**" not in plain(message.text)
            for step in before.steps.items:
                assert step not in plain(message.text)


def test_an_abolished_procedure_offers_what_replaced_it_and_a_human(told: Told) -> None:
    assert [button.payload for button in told[29, Facet.DOCUMENTS].buttons] == [
        asking(Facet.OVERVIEW, 28),
        "/handoff",
    ]
    assert [button.payload for button in told[35, Facet.FEE].buttons] == ["/handoff"]


def test_before_it_was_abolished_its_papers_are_told(repository: Repository) -> None:
    message = tell(repository, 29, Facet.DOCUMENTS, date(2024, 11, 19))
    assert "bãi bỏ" not in message.text.split("\n\n")[1]
    assert len(message.items) == 4


def test_an_uncertain_procedure_warns_before_anything_else(told: Told) -> None:
    for number in UNCERTAIN:
        for facet in Facet:
            assert told[number, facet].text.split("\n\n")[1].startswith("⚠️")


def test_what_is_unknown_is_said_to_be_and_old_rules_are_marked_as_old(
    told: Told, catalogue: list[ProcedureContent]
) -> None:
    marked = 0
    for (number, facet), message in told.items():
        version = now(catalogue, number)
        if version.facets is None or version.facets.of(facet).knowledge is not Knowledge.UNKNOWN:
            assert "uy định cũ (đến hết" not in message.text
            continue
        old = version_before(catalogue[number - 1], version).facets.of(facet)
        text = plain(message.text)
        assert version.facets.of(facet).reason in text
        assert message.items == ()
        if old.knowledge is Knowledge.KNOWN:
            marked += 1
            assert "**chỉ để tham khảo**" in text
            assert text.index("chỉ để tham khảo") > text.index(version.facets.of(facet).reason)
            assert "*Nguồn của quy định cũ: " in text
            assert [(one.document, one.articles) for one in message.sources] == [
                (one.document, one.articles) for one in old.sources
            ]
    assert marked > 50


def test_the_next_questions_are_offered_but_not_the_one_just_answered(told: Told) -> None:
    for (number, facet), message in told.items():
        if number not in ABOLISHED:
            offered = [button.payload for button in message.buttons]
            assert offered[-1] == guiding(number)
            letters = [payload for payload in offered if payload == writing(number)]
            written = number in WRITTEN and facet in (Facet.FORMS, Facet.DOCUMENTS)
            assert len(letters) == written
            assert len(set(offered)) == len(offered) == 5 + written
            assert asking(facet, number) not in offered
