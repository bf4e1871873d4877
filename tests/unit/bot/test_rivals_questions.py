"""Rivals are judged by questions that name one procedure, and by those out of scope."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.questions import BadEvaluationFile
from bot.rivals.questions import Case, cases
from knowledge.facets import Facet


def _file(folder: Path, *items: dict[str, Any]) -> Path:
    path = folder / "questions.jsonl"
    lines = [json.dumps({"id": str(number), **item}) for number, item in enumerate(items)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_question_about_one_procedure_is_taken_with_its_facets(tmp_path: Path) -> None:
    asked = {"text": "mất bằng", "kind": "answer", "procedures": [1]}
    path = _file(
        tmp_path,
        {**asked, "facets": ["documents", "fee"]},
        {**asked, "facets_any": ["steps", "overview"]},
    )
    assert cases(path) == [
        Case("mất bằng", 1, frozenset({Facet.DOCUMENTS, Facet.FEE})),
        Case("mất bằng", 1, frozenset({Facet.STEPS, Facet.OVERVIEW})),
    ]


def test_a_question_out_of_scope_has_no_procedure(tmp_path: Path) -> None:
    path = _file(tmp_path, {"text": "giá vàng", "kind": "out_of_scope"})
    assert cases(path) == [Case("giá vàng", None)]


@pytest.mark.parametrize(
    "item",
    [
        {"text": "x", "kind": "answer", "procedures": [1, 2]},
        {"text": "x", "kind": "answer", "procedures": [1], "also": [{"procedures": [2]}]},
        {"text": "x", "kind": "clarify", "procedures": [1]},
        {"text": "x", "kind": "list"},
        {"turns": [{"user": "x", "expect": {"kind": "answer", "procedures": [1]}}]},
    ],
)
def test_whatever_does_not_name_one_procedure_is_left_out(
    tmp_path: Path, item: dict[str, Any]
) -> None:
    assert cases(_file(tmp_path, item)) == []


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadEvaluationFile, match=r"questions\.jsonl:1"):
        cases(_file(tmp_path, {"text": "x"}))
