"""The form of each section of each procedure: what is shown is what is sent, nothing is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from bot.staff.editing.controls import Around, controls, place_of
from bot.staff.editing.fields import FIELDS, Field, Kind
from bot.staff.editing.reading import read as read_form
from bot.staff.editing.rows import changed
from bot.staff.pages import _environment
from knowledge.content import Case, ProcedureContent
from knowledge.editing.sections import Problem, Section, content_of, facet_of, problems, read
from tests.auxil.html_forms import fields_of, pairs_of

PAGE = """{% import "editing/fields.html" as fields %}<form id="section-form">
{% for each in controls %}{{ fields.field(each, kinds, "x") }}{% endfor %}</form>"""


def shown(
    section: Section, fields: dict[str, Any], found: tuple[Problem, ...] = (), cases: Any = ()
) -> str:
    made = controls(section, fields, found, Around(cases, [(5, "Năm"), (58, "Năm tám")]))
    return _environment().from_string(PAGE).render(controls=made, kinds=Kind)


def sent_back(section: Section, fields: dict[str, Any], cases: tuple[Case, ...] = ()) -> Any:
    sent = fields_of(shown(section, fields, cases=cases))
    return read_form(section, FormData(pairs_of(sent)))


@pytest.mark.parametrize("section", Section)
def test_what_is_shown_is_sent_back_as_it_was(
    catalogue: list[ProcedureContent], section: Section
) -> None:
    forms = 0
    for procedure in catalogue:
        for version in procedure.versions:
            content = content_of(procedure, version, section)
            if not content and facet_of(section):
                continue
            sent = sent_back(section, content, procedure.cases)
            reading = read(section, sent)
            assert reading.problems == (), (procedure.id, reading.problems)
            assert reading.content == content, procedure.id
            forms += 1
    assert forms >= len(catalogue)


def _keys(fields: tuple[Field, ...]) -> set[str]:
    return {field.key for field in fields}


@pytest.mark.parametrize("section", Section)
def test_each_field_of_the_schema_has_one_in_the_form(section: Section) -> None:
    reading = read(section, {})
    missing = {path[0] for each in reading.problems if (path := each.path)}
    assert missing <= _keys(FIELDS[section])
    facet = facet_of(section)
    if facet:
        from knowledge.content import Facets

        shape: Any = Facets.model_fields[facet.value].annotation
        assert set(shape.model_fields) == _keys(FIELDS[section])
        inner: Any = shape.model_fields.get("items")
        parts = getattr(inner.annotation, "__args__", [None])[0] if inner else None
        if hasattr(parts, "model_fields"):
            [rows] = [field for field in FIELDS[section] if field.key == "items"]
            assert set(parts.model_fields) == _keys(rows.inside)


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=40)
HOSTILE = st.sampled_from(
    ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><b>", "{{ 7*7 }}")
)


@given(name=WORDS | HOSTILE, text=WORDS | HOSTILE, number=WORDS | HOSTILE)
def test_whatever_is_typed_comes_back(name: str, text: str, number: str) -> None:
    typed = {"sets": number, "reason": text, "items": [{"name": name, "source": "x"}]}
    kept = {
        "sets": number.strip(),
        "reason": text.strip(),
        "items": [{"name": name.strip(), "source": "x"}],
    }
    sent = sent_back(Section.DOCUMENTS, typed)
    given_back = {key: sent.get(key, "") for key in ("sets", "reason")}
    assert given_back == {key: kept[key] for key in given_back}
    assert sent["items"][0].get("name", "") == kept["items"][0]["name"]


def test_what_is_typed_is_shown_as_text_and_never_as_a_page() -> None:
    html = shown(Section.OVERVIEW, {"text": "</textarea><script>x</script>", "confidence": '"><b>'})
    assert "<script>" not in html
    assert '"><b>' not in html


def test_what_is_wrong_stands_beside_its_field() -> None:
    typed = {"items": [{}, {"name": "Đơn", "quantity": "99"}], "confidence": "high"}
    found = problems(Section.DOCUMENTS, typed)
    html = shown(Section.DOCUMENTS, typed, found)
    assert 'aria-describedby="f-items-1-quantity-help f-items-1-quantity-wrong" aria-inv' in html
    assert "không được quá 20" in html.split('id="f-items-1-quantity-wrong">')[1][:60]
    assert "cần điền ô này" in html.split('id="f-items-1-source-wrong">')[1][:60]
    made = controls(Section.DOCUMENTS, typed, found, Around())
    places = {place_of(each.path, made) for each in found}
    assert places == {"f-items-1-quantity", "f-items-1-source", "f-sources"}


def test_an_answer_that_is_gone_is_shown_and_not_lost() -> None:
    paper = {"name": "Đơn", "source": "x", "only": {"cu": ["a", "b"]}}
    typed = {"items": [paper]}
    assert sent_back(Section.DOCUMENTS, typed)["items"] == [paper]


@pytest.mark.parametrize(
    ("do", "rows", "looked_at"),
    [
        ("items.add", ["a", "b", "c", ""], 3),
        ("items.1.up", ["b", "a", "c"], 0),
        ("items.0.up", ["a", "b", "c"], 0),
        ("items.1.down", ["a", "c", "b"], 2),
        ("items.2.down", ["a", "b", "c"], 2),
        ("items.1.remove", ["a", "c"], 1),
        ("items.2.remove", ["a", "b"], 1),
        ("items.1.restore", ["a", "", "b", "c"], 1),
        ("items.9.restore", ["a", "b", "c", ""], 3),
    ],
)
def test_rows_are_added_moved_and_removed(do: str, rows: list[str], looked_at: int) -> None:
    fields, wanted = changed({"items": ["a", "b", "c"], "reason": "x"}, do, {"items": ""})
    assert fields == {"items": rows, "reason": "x"}
    assert wanted == ("items", looked_at)


@pytest.mark.parametrize(
    "do", ["items.3.up", "items.999.remove", "sources.add", "x", "items.-1.up"]
)
def test_what_can_not_be_done_with_rows_is_refused(do: str) -> None:
    with pytest.raises(ValueError, match=do):
        changed({"items": ["a", "b", "c"]}, do, {"items": ""})
