"""Fields as typed: blanks are dropped, numbers and days read as Vietnamese write them."""

import re
from typing import Any

import pytest

from knowledge.content import (
    Facets,
    LawReference,
    Paper,
    QuestionAnswer,
    Source,
    Supersession,
    VersionContent,
)
from knowledge.editing.tidying import DAYS, NUMBERS, PROSE, cleaned, tidied

SHAPES = [
    *(field.annotation for field in Facets.model_fields.values()),
    *(Source, Paper, LawReference, QuestionAnswer, Supersession, VersionContent),
]


def fields_of(kind: str) -> set[str]:
    """Return the names of the fields whose type, as Python writes it, has `kind` in it."""
    return {
        name
        for shape in SHAPES
        if shape
        for name, field in shape.model_fields.items()
        if re.search(rf"\b{kind}\b", f"{field.annotation} {field.metadata}")
    }


def test_the_fields_with_several_lines_are_those_of_the_schema() -> None:
    assert fields_of("max_length=2000") == PROSE - {"choose_when"}


def test_the_numbers_are_those_of_the_schema() -> None:
    assert fields_of("int") | fields_of("Ge") == NUMBERS


def test_blank_texts_empty_rows_and_empty_lists_are_dropped() -> None:
    typed = {
        "text": "  x ",
        "reason": " \u00a0",
        "items": [{"name": ""}, {"name": "Đơn", "only": {}, "when": None}, "", []],
        "sources": [{"document": " "}],
        "unsure": False,
    }
    assert cleaned(typed) == {"text": "x", "items": [{"name": "Đơn"}], "unsure": False}


def test_what_is_dropped_does_not_shift_the_places_of_the_rest() -> None:
    tidy = tidied({"items": [{"name": ""}, {"name": "Đơn"}, {}, {"source": "Điều 4"}]})
    assert tidy.typed(("items", 1, "name")) == ("items", 3, "name")
    assert tidy.typed(("items", 0)) == ("items", 1)
    assert tidy.typed(("sources",)) == ("sources",)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("50.000", "50000"),
        ("1.250.000 đồng", "1250000"),
        ("50,000đ", "50000"),
        ("50 000 VNĐ", "50000"),
        ("5", "5"),
        ("12.5", "12.5"),
        ("1.2500", "1.2500"),
        ("năm", "năm"),
        ("1.000,00", "1.000,00"),
    ],
)
def test_thousands_are_grouped_as_vietnamese_do(typed: str, read: str) -> None:
    assert cleaned({"amount_vnd": typed}) == {"amount_vnd": read}
    assert cleaned({"text": typed}) == {"text": typed}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2027-02-01", "01/02/2027"),
        ("1/2/2027", "01/02/2027"),
        ("tháng 9/2026", "tháng 9/2026"),
        ("30/02/2027", "30/02/2027"),
    ],
)
def test_a_day_is_told_in_one_way_however_it_was_typed(typed: str, read: str) -> None:
    assert "since" in DAYS
    assert cleaned({"superseded": {"since": typed}}) == {"superseded": {"since": read}}


def test_a_nesting_that_no_section_has_is_cut() -> None:
    deep: dict[str, Any] = {}
    for _ in range(5000):
        deep = {"x": deep}
    assert cleaned({"text": "x", "items": deep}) == {"text": "x"}
