"""A draft over what is told: the same as changing the content directly, whatever was typed."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.content import (
    Case,
    CaseAnswer,
    Confidence,
    Facets,
    Fee,
    Knowledge,
    ProcedureContent,
    QuestionAnswer,
    Standing,
)
from knowledge.editing.composing import compose
from knowledge.editing.sections import FACETS, Section, content_of
from knowledge.editing.views import DraftState, DraftView, SavedSection
from knowledge.facets import Facet
from knowledge.repository import version_on
from tests.auxil.procedures import facets, procedure, procedures, version

SOME_TIME = datetime(2026, 11, 23, tzinfo=UTC)
GONE = version(standing=Standing.ABOLISHED, note="Bạn làm thủ tục số 28.", facets=None)
PAPER = {"name": "Đơn", "source": "Điều 4"}


def draft(
    fields: Mapping[Section, Mapping[str, Any]],
    version_from: date = date(2021, 1, 19),
    applies_from: date | None = None,
) -> DraftView:
    sections = {
        section: SavedSection(section, typed, {}, 1, "lan", SOME_TIME, False)
        for section, typed in fields.items()
    }
    return DraftView(
        id=1,
        procedure_id=61,
        version_from=version_from,
        applies_from=applies_from,
        state=DraftState.OPEN,
        note=None,
        answer=None,
        opened_by="lan",
        opened_at=SOME_TIME,
        sent_by=None,
        sent_at=None,
        sections=sections,
        authors=frozenset(("lan",)),
    )


def as_it_is(live: ProcedureContent, version_from: date) -> dict[Section, dict[str, Any]]:
    """Return what the forms of all sections hold before anything is typed."""
    told = version_on(live, version_from)
    sections = Section if told.facets else set(Section) - set(FACETS)
    return {section: content_of(live, told, section) for section in sections}


def test_nothing_typed_changes_nothing_in_the_whole_catalogue(
    catalogue: list[ProcedureContent],
) -> None:
    for live in catalogue:
        for told in live.versions:
            day = told.in_force_from
            composed = compose(live, draft(as_it_is(live, day), day))
            assert (composed.procedure, composed.version, composed.problems) == (live, told, {})


@settings(max_examples=40, deadline=None)
@given(procedures())
def test_an_empty_draft_changes_nothing_in_any_procedure(live: ProcedureContent) -> None:
    for told in live.versions:
        assert compose(live, draft({}, told.in_force_from)).procedure == live


def test_a_draft_equals_changing_the_content_directly() -> None:
    live = procedure()
    fee = {"confidence": "high", "sources": [{"document": "Luật"}], "amount_vnd": "50.000"}
    composed = compose(
        live,
        draft(
            {
                Section.FEE: {**fee, "text": "50.000 đồng"},
                Section.RULES: {
                    "title": "Tên mới",
                    "standing": "uncertain",
                    "sources": [{"document": "Luật"}],
                },
                Section.NAMES: {"choose_when": "Mất bằng.", "aliases": ["mất bằng"]},
                Section.QUESTIONS: {"questions": [{"q": "Ai?", "a": "Bạn."}]},
            }
        ),
    )
    law = ({"document": "Luật"},)
    told = Fee(confidence=Confidence.HIGH, sources=law, amount_vnd=50000, text="50.000 đồng")
    assert composed.problems == {}
    assert composed.procedure == procedure(
        version(title="Tên mới", standing=Standing.UNCERTAIN, sources=law, facets=facets(fee=told)),
        choose_when="Mất bằng.",
        aliases=("mất bằng",),
        questions=(QuestionAnswer(q="Ai?", a="Bạn."),),
    )
    assert composed.version == composed.procedure.versions[0]


def test_what_a_form_leaves_out_is_gone() -> None:
    live = procedure(version(national_code="1.005092", note="x"), aliases=("mất bằng",))
    rules = {"title": "Tên", "sources": [{"document": "Luật"}]}
    composed = compose(live, draft({Section.RULES: rules, Section.NAMES: {"choose_when": "Mất."}}))
    assert (composed.version.national_code, composed.version.note) == (None, None)
    assert composed.procedure.aliases == ()


def test_a_section_with_problems_says_what_is_told_now() -> None:
    composed = compose(procedure(), draft({Section.FEE: {"text": "x"}, Section.NAMES: {}}))
    assert composed.procedure == procedure()
    assert set(composed.problems) == {Section.FEE, Section.NAMES}


@pytest.mark.parametrize(
    ("only", "place", "message"),
    [
        ({"ly-do": ["mat"]}, ("only", "ly-do"), "trường hợp “ly-do” không có câu trả lời “mat”"),
        ({"khac": ["x"]}, ("only", "khac"), "thủ tục này không có trường hợp “khac”"),
    ],
)
def test_papers_only_ask_for_cases_that_there_are(
    only: dict[str, list[str]], place: tuple[str, ...], message: str
) -> None:
    answer = CaseAnswer(key="hong", answer="Hỏng", effect="x")
    live = procedure(cases=(Case(key="ly-do", question="Vì sao?", answers=(answer,)),))
    documents = {"confidence": "high", "sources": [{"document": "Luật"}]}
    fields = {**documents, "items": [{"name": ""}, {**PAPER, "only": only}]}
    composed = compose(live, draft({Section.DOCUMENTS: fields}))
    (problem,) = composed.problems[Section.DOCUMENTS]
    assert (problem.path, problem.message) == (("items", 1, *place), message)
    assert composed.procedure == live
    right = {**documents, "items": [{**PAPER, "only": {"ly-do": ["hong"]}}]}
    assert compose(live, draft({Section.DOCUMENTS: right})).problems == {}


def test_what_exists_again_begins_with_nothing_known() -> None:
    live = procedure(GONE)
    rules = {"title": "Cấp lại bằng", "sources": [{"document": "Luật"}]}
    fee = {"confidence": "high", "sources": [{"document": "Luật"}], "text": "Không thu."}
    composed = compose(live, draft({Section.RULES: rules, Section.FEE: fee}))
    assert composed.problems == {}
    told = composed.version.facets
    assert told is not None
    assert told.fee.text == "Không thu."
    for facet in set(Facet) - {Facet.FEE}:
        content = told.of(facet)
        assert (content.knowledge, content.confidence) == (Knowledge.UNKNOWN, Confidence.LOW)
        assert (content.reason, content.sources) == (
            "Chưa có thông tin.",
            composed.version.sources,
        )


def test_what_is_abolished_has_no_facets_and_says_so_of_changed_ones() -> None:
    rules = {"title": "x", "standing": "abolished", "sources": [{"document": "Luật"}], "note": "y"}
    composed = compose(procedure(), draft({Section.RULES: rules}))
    assert (composed.version.facets, composed.problems) == (None, {})
    fee = {"confidence": "high", "sources": [{"document": "Luật"}], "text": "Không thu."}
    both = compose(procedure(), draft({Section.RULES: rules, Section.FEE: fee}))
    assert "bãi bỏ" in both.problems[Section.FEE][0].message


def days_of(told: ProcedureContent) -> list[tuple[str, str | None]]:
    return [
        (each.in_force_from.isoformat(), each.in_force_to and each.in_force_to.isoformat())
        for each in told.versions
    ]


FIRST = version(in_force_to=date(2024, 11, 19))
SECOND = version(in_force_from=date(2024, 11, 20), title="Hai")
THIRD = version(in_force_from=date(2027, 6, 1), title="Ba")


def test_a_version_from_a_day_on_ends_the_one_before() -> None:
    live = procedure(FIRST, SECOND)
    composed = compose(
        live, draft({}, version_from=date(2024, 11, 20), applies_from=date(2027, 1, 1))
    )
    assert days_of(composed.procedure) == [
        ("2021-01-19", "2024-11-19"),
        ("2024-11-20", "2026-12-31"),
        ("2027-01-01", None),
    ]
    assert composed.version == composed.procedure.versions[2]
    assert composed.version.title == "Hai"


def test_a_version_between_two_ends_before_the_later() -> None:
    second = SECOND.model_copy(update={"in_force_to": date(2027, 5, 31)})
    live = procedure(FIRST, second, THIRD)
    composed = compose(
        live, draft({}, version_from=date(2024, 11, 20), applies_from=date(2027, 1, 1))
    )
    assert days_of(composed.procedure)[1:] == [
        ("2024-11-20", "2026-12-31"),
        ("2027-01-01", "2027-05-31"),
        ("2027-06-01", None),
    ]


def test_a_version_from_the_day_of_another_replaces_it() -> None:
    second = SECOND.model_copy(update={"in_force_to": date(2027, 5, 31)})
    live = procedure(FIRST, second, THIRD)
    composed = compose(
        live, draft({}, version_from=date(2024, 11, 20), applies_from=date(2027, 6, 1))
    )
    assert days_of(composed.procedure) == days_of(live)
    assert [each.title for each in composed.procedure.versions] == ["Cấp lại bằng", "Hai", "Hai"]


def test_a_version_after_a_gap_leaves_the_gap() -> None:
    live = procedure(FIRST)
    composed = compose(live, draft({}, applies_from=date(2027, 1, 1)))
    assert days_of(composed.procedure) == [("2021-01-19", "2024-11-19"), ("2027-01-01", None)]


TYPED = st.recursive(
    st.text(max_size=12) | st.sampled_from(["high", "unknown", "abolished", "exists", "on", "4"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["text", "document", "name", "source", "only", "q", "a", "since"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
FORMS = st.dictionaries(
    st.sampled_from(["text", "items", "sources", "confidence", "standing", "title", "note", "sets"])
    | st.sampled_from(["aliases", "choose_when", "questions", "knowledge", "reason"]),
    TYPED,
)


@settings(max_examples=40, deadline=None)
@given(
    procedures(),
    st.dictionaries(st.sampled_from(Section), FORMS, max_size=4),
    st.none() | st.dates(),
    st.dates(date(2021, 1, 1), date(2030, 1, 1)),
)
def test_anything_typed_into_any_procedure_can_be_composed(
    live: ProcedureContent,
    typed: dict[Section, dict[str, Any]],
    applies_from: date | None,
    version_from: date,
) -> None:
    composed = compose(live, draft(typed, version_from, applies_from))
    again = ProcedureContent.model_validate(composed.procedure.model_dump())
    assert again == composed.procedure
    assert composed.version in again.versions
    assert set(composed.problems) <= set(typed)


@settings(max_examples=40, deadline=None)
@given(procedures(), st.sampled_from(FACETS), st.sampled_from(list(Knowledge)))
def test_any_facet_typed_equals_that_facet_put_in(
    live: ProcedureContent, section: Section, knowledge: Knowledge
) -> None:
    told = version_on(live, date(2025, 1, 1))
    if told.facets is None:
        return
    new = content_of(procedure(), procedure().versions[0], section)
    new |= {"knowledge": knowledge.value, "reason": "Chưa có."}
    composed = compose(live, draft({section: new}, told.in_force_from))
    wanted = Facets.model_validate({**dict(told.facets), section.value: new})
    confirmed = told.confirmed and wanted == told.facets
    assert composed.version == told.model_copy(update={"facets": wanted, "confirmed": confirmed})
    assert composed.problems == {}


def test_what_was_confirmed_is_so_no_more_once_it_is_changed() -> None:
    live = procedure(version(confirmed=True))
    named = draft({Section.NAMES: {"aliases": ["dời bằng"], "choose_when": live.choose_when}})
    assert compose(live, named).version.confirmed
    steps = content_of(live, live.versions[0], Section.STEPS) | {"items": ["Nộp đơn."]}
    assert not compose(live, draft({Section.STEPS: steps})).version.confirmed
