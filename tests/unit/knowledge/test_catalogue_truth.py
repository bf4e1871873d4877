"""Cross-checks over the real catalogue: nothing in it contradicts the rest of it."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.content import (
    Knowledge,
    LegalBasis,
    ProcedureContent,
    Standing,
    VersionContent,
)
from knowledge.facets import Facet
from knowledge.folding import fold
from knowledge.reference_files import contacts, groups, legal_documents
from knowledge.repository import version_on

TODAY = date(2026, 11, 23)
ABOLISHED = [29, 33, *range(35, 43)]
TALK = re.compile(
    r"https?:|www\.|\bnotes?\b|\bTODO\b|\bFIXME\b|\bXXX\b|\bTBD\b|\bnull\b|\bNone\b|\bnan\b|\bN/A\b"
    r"|\bunknown\b|\bnot_regulated\b|\bfacets?\b|\bconfidence\b|\bsource|\.ya?ml\b|\.md\b|\bJSON\b"
    r"|\?\?|\{\{|\}\}|\{%|[<>]|\*\*|\blorem\b|\bresearch|\bLLM\b|\bGPT\b|\[\d+\]",
    re.IGNORECASE,
)


def texts(value: object) -> Iterator[str]:
    """Return every piece of text inside a dumped model; the keys of cases are for the code."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in {"key", "only"}:
                yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)


def today(procedure: ProcedureContent) -> VersionContent:
    return version_on(procedure, TODAY)


def test_every_facet_of_every_version_names_its_sources(catalogue: list[ProcedureContent]) -> None:
    checked = 0
    for procedure in catalogue:
        for version in procedure.versions:
            assert version.sources
            for facet in Facet if version.facets else ():
                assert version.facets.of(facet).sources, (procedure.id, facet)
                checked += 1
    assert checked == (2 * 61 - len(ABOLISHED)) * 12


def test_the_abolished_ones_say_since_when_by_what_and_what_to_do_instead(
    catalogue: list[ProcedureContent],
) -> None:
    gone = [one for one in catalogue if today(one).standing is Standing.ABOLISHED]
    assert [one.id for one in gone] == ABOLISHED
    for one in gone:
        version = today(one)
        assert str(version.in_force_from) == "2024-11-20"
        assert version.facets is None
        assert version.note
        assert re.search(r"\b(bạn|hỏi|số \d+|không phải|không còn)\b", version.note.lower()), one.id
        assert any("125/2024/NĐ-CP" in source.document for source in version.sources)


def test_a_replacement_is_another_procedure_that_still_exists(
    catalogue: list[ProcedureContent],
) -> None:
    existing = {one.id for one in catalogue if today(one).standing is not Standing.ABOLISHED}
    replaced = {
        one.id: version.replaced_by_procedure
        for one in catalogue
        for version in one.versions
        if version.replaced_by_procedure
    }
    assert replaced == {29: 28, 33: 58}
    assert set(replaced.values()) <= existing
    for one in catalogue:
        if one.id in replaced:
            assert f"số {replaced[one.id]}" in (today(one).note or "")


def test_every_law_in_todays_legal_basis_is_in_the_list_of_laws(
    catalogue: list[ProcedureContent],
) -> None:
    listed = {law.number for law in legal_documents()}
    cited = {
        law.number
        for one in catalogue
        for version in one.versions
        if version.facets and isinstance(version.facets.legal_basis, LegalBasis)
        for law in version.facets.legal_basis.items
    }
    assert len(cited) > 20
    assert cited <= listed


def test_a_law_is_called_by_the_same_type_wherever_it_is_cited(
    catalogue: list[ProcedureContent],
) -> None:
    types = {law.number: law.type for law in legal_documents()}
    for one in catalogue:
        for version in one.versions:
            for law in version.facets.legal_basis.items if version.facets else ():
                assert law.type == types[law.number], (one.id, law.number)


def test_todays_answers_do_not_rest_on_a_law_alone_that_ended_before_they_began(
    catalogue: list[ProcedureContent],
) -> None:
    ends = {law.number: law.effective_to for law in legal_documents() if law.effective_to}
    for one in catalogue:
        version = today(one)
        if version.facets and version.facets.legal_basis.knowledge is Knowledge.KNOWN:
            numbers = [law.number for law in version.facets.legal_basis.items]
            began = version.in_force_from.isoformat()
            assert any(ends.get(n, "9999") >= began[: len(ends.get(n, "9999"))] for n in numbers), (
                one.id
            )


def test_every_group_of_the_menu_is_used_and_no_other(catalogue: list[ProcedureContent]) -> None:
    assert {one.group for one in catalogue} == {group.key for group in groups()}


def test_no_two_procedures_share_a_name(catalogue: list[ProcedureContent]) -> None:
    assert len({fold(one.name) for one in catalogue}) == 61


def test_an_alias_means_one_procedure_however_it_is_typed(
    catalogue: list[ProcedureContent],
) -> None:
    owner: dict[str, int] = {}
    for one in catalogue:
        for alias in one.aliases:
            assert owner.setdefault(fold(alias), one.id) == one.id, alias
    assert len(owner) == sum(len(one.aliases) for one in catalogue)


def test_no_alias_is_the_official_name_of_another_procedure(
    catalogue: list[ProcedureContent],
) -> None:
    official = {fold(one.name): one.id for one in catalogue}
    for one in catalogue:
        for alias in one.aliases:
            assert official.get(fold(alias), one.id) == one.id, alias


def test_every_procedure_has_aliases_of_more_than_one_word(
    catalogue: list[ProcedureContent],
) -> None:
    for one in catalogue:
        assert one.aliases, one.id
        for alias in one.aliases:
            assert len(fold(alias).split()) >= 2, (one.id, alias)


def test_near_twins_are_other_procedures_each_named_once(
    catalogue: list[ProcedureContent],
) -> None:
    for one in catalogue:
        twins = [twin.id for twin in one.near_twins]
        assert one.id not in twins
        assert len(twins) == len(set(twins))


def test_numbers_of_procedures_in_the_text_exist(catalogue: list[ProcedureContent]) -> None:
    mentions = [
        int(number)
        for one in catalogue
        for text in texts(one.model_dump(mode="json"))
        for number in re.findall(r"[Tt]hủ tục số (\d+)", text)
    ]
    assert len(mentions) > 30
    assert set(mentions) <= set(range(1, 62))


def test_versions_leave_no_day_without_rules(catalogue: list[ProcedureContent]) -> None:
    for one in catalogue:
        old, new = one.versions
        assert old.in_force_to is not None
        assert (new.in_force_from - old.in_force_to).days == 1, one.id


@pytest.mark.parametrize("group", ["procedures", "laws", "contacts"])
def test_no_text_for_citizens_holds_the_researchers_talk(
    catalogue: list[ProcedureContent], group: str
) -> None:
    values = {"procedures": catalogue, "laws": legal_documents(), "contacts": contacts()}[group]
    checked = 0
    for value in values:
        for text in texts(value.model_dump(mode="json", exclude={"website"})):
            if text in {"known", "unknown", "not_regulated"}:
                continue
            checked += 1
            assert not TALK.search(text), text
    assert checked > 5


def test_a_fee_of_a_fixed_amount_names_it_in_its_text(catalogue: list[ProcedureContent]) -> None:
    for one in catalogue:
        for version in one.versions:
            if version.facets and version.facets.fee.amount_vnd:
                amount = f"{version.facets.fee.amount_vnd:,}".replace(",", ".")
                assert amount in (version.facets.fee.text or ""), one.id
