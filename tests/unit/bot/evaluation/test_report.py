"""The report shows the scores overall and by style, and what was taken for what."""

import io

import pytest
from rich.console import Console

from actions.reply import Kind, Outcome
from bot.evaluation.questions import Expectation
from bot.evaluation.report import show, show_failures
from bot.evaluation.run import Result
from bot.evaluation.scoring import judge
from knowledge.facets import Facet

RIGHT = Outcome(kind=Kind.ANSWER, procedures=(7,), facets=(Facet.FEE,))
WRONG = Outcome(kind=Kind.ANSWER, procedures=(8,), facets=(Facet.FEE,))
ASKED = Outcome(kind=Kind.CLARIFY, candidates=(6, 7))
FALLBACK = Outcome(kind=Kind.FALLBACK)


def _result(outcome: Outcome, style: str = "plain", kind: str = "answer", id: str = "S1") -> Result:
    inside = {"procedures": [7], "facets": ["fee"]} if kind == "answer" else {}
    expected = Expectation.model_validate({"kind": kind, **inside})
    text = "phúc khảo [b]mấy tiền[/b]"
    return Result(id, text, style, expected, outcome, judge(expected, outcome))


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=160)


def _printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _row(console: Console, name: str) -> list[str]:
    """The cells of the row called `name`."""
    (line,) = [line for line in _printed(console).splitlines() if f" {name} " in line]
    return [cell.strip() for cell in line.strip("│ ").split("│")]


def test_scores_stand_overall_by_style_and_by_kind(console: Console) -> None:
    results = [
        _result(RIGHT),
        _result(ASKED),
        _result(WRONG, "nodiac"),
        _result(FALLBACK, "nodiac"),
        _result(FALLBACK, kind="out_of_scope"),
        _result(RIGHT, kind="out_of_scope"),
    ]
    show(results, console)
    assert _row(console, "tất cả")[1:] == [
        "6", "33.3 %", "25.0 %", "50.0 %", "25.0 %", "50.0 %", "25.0 %",
    ]  # fmt: skip
    assert _row(console, "style: nodiac")[1:] == [
        "2", "0.0 %", "0.0 %", "0.0 %", "50.0 %", "–", "50.0 %",
    ]  # fmt: skip
    assert _row(console, "kind: out_of_scope")[1:] == ["2", "50.0 %", "–", "–", "–", "50.0 %", "–"]


def test_the_overall_scores_show_how_sure_they_are(console: Console) -> None:
    show([_result(RIGHT)] * 8 + [_result(WRONG)] * 2, console)
    assert "49.0–94.3" in _printed(console)


def test_procedures_taken_for_others_are_counted(console: Console) -> None:
    show([_result(WRONG), _result(WRONG), _result(RIGHT), _result(ASKED)], console)
    assert _row(console, "[7]") == ["[7]", "[8]", "2"]


def test_without_confusions_there_is_no_table_of_them(console: Console) -> None:
    show([_result(RIGHT)], console)
    assert "Thủ tục bị nhầm" not in _printed(console)


def test_an_empty_file_is_reported_without_numbers(console: Console) -> None:
    show([], console)
    assert _row(console, "tất cả")[1:] == ["0", "–", "–", "–", "–", "–", "–"]


def test_failures_say_what_was_expected_and_what_came(console: Console) -> None:
    show_failures([_result(RIGHT, id="fine"), _result(ASKED, id="asked")], console)
    printed = _printed(console)
    assert "fine" not in printed
    assert "asked  phúc khảo [b]mấy tiền[/b]" in printed
    assert "answer [7] ['fee']  →  clarify [6, 7] []" in printed
