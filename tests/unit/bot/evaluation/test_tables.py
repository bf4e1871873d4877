"""The console shows the scores overall and by part, and what was taken for what."""

import io

import pytest
from rich.console import Console

from bot.evaluation.breakdown import By
from bot.evaluation.tables import show, show_failures
from tests.auxil.results import (
    ASKED,
    FALLBACK,
    OTHER_FACET,
    RIGHT,
    WRONG,
    conversation,
    result,
)


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=160)


def _printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _row(console: Console, name: str) -> list[str]:
    """The cells of the row called `name`."""
    (line,) = [line for line in _printed(console).splitlines() if line.startswith(f"│ {name} ")]
    return [cell.strip() for cell in line.strip("│ ").split("│")]


def test_scores_stand_overall_by_style_and_by_kind(console: Console) -> None:
    results = [
        result(RIGHT),
        result(ASKED),
        result(WRONG, style="nodiac"),
        result(FALLBACK, style="nodiac"),
        result(FALLBACK, "out_of_scope"),
        result(RIGHT, "out_of_scope"),
    ]
    show(results, console)
    assert _row(console, "tất cả")[1:] == [
        "6", "33.3 %", "9.7–70.0", "25.0 %", "50.0 %", "25.0 %", "50.0 %", "25.0 %",
    ]  # fmt: skip
    assert _row(console, "style: nodiac")[1:] == [
        "2", "0.0 %", "0.0–65.8", "0.0 %", "0.0 %", "50.0 %", "–", "50.0 %",
    ]  # fmt: skip
    assert _row(console, "kind: out_of_scope")[1:] == [
        "2", "50.0 %", "9.5–90.5", "–", "–", "–", "50.0 %", "–",
    ]  # fmt: skip
    assert "procedure:" not in _printed(console)


def test_the_overall_scores_show_how_sure_they_are(console: Console) -> None:
    show([result(RIGHT)] * 8 + [result(WRONG)] * 2, console)
    assert "49.0–94.3" in _printed(console)
    assert "5.7–51.0" in _printed(console)


def test_long_tables_are_shown_when_asked_for(console: Console) -> None:
    show([result(RIGHT), result(WRONG)], console, by=[By.PROCEDURE, By.FACET])
    assert _row(console, "procedure: 7")[1:3] == ["2", "50.0 %"]
    assert _row(console, "facet: fee")[1:3] == ["2", "50.0 %"]
    assert "style:" not in _printed(console)


def test_conversations_are_counted_as_wholes(console: Console) -> None:
    show([*conversation(RIGHT, RIGHT), *conversation(RIGHT, WRONG), result(RIGHT)], console)
    assert _row(console, "trọn cuộc")[1:4] == ["2", "50.0 %", "9.5–90.5"]


def test_what_was_taken_for_what_is_counted(console: Console) -> None:
    show([result(WRONG), result(WRONG), result(RIGHT), result(ASKED), result(OTHER_FACET)], console)
    assert _row(console, "7") == ["7", "8", "2"]
    assert _row(console, "answer") == ["answer", "clarify", "1"]
    assert _row(console, "fee") == ["fee", "where", "1"]


def test_only_the_commonest_confusions_are_listed(console: Console) -> None:
    show([result(WRONG, procedures=[n], facets=["fee"]) for n in range(20, 33)], console)
    assert "và 3 cặp nữa" in _printed(console)


def test_confidence_is_held_against_being_right(console: Console) -> None:
    show([result(RIGHT), result(OTHER_FACET), result(FALLBACK)], console)
    assert _row(console, "0.9–1.0")[1:4] == ["1", "0.900", "100.0 %"]
    assert _row(console, "0.8–0.9")[1:4] == ["1", "0.800", "0.0 %"]
    assert "right: ECE 0.450, Brier 0.325" in _printed(console)
    assert "ECE 0.150, Brier 0.025" in _printed(console)


def test_without_confusions_there_is_no_table_of_them(console: Console) -> None:
    show([result(RIGHT)], console)
    assert "bị nhầm" not in _printed(console)
    assert "trọn cuộc" not in _printed(console)


def test_an_empty_file_is_reported_without_numbers(console: Console) -> None:
    show([], console)
    assert _row(console, "tất cả")[1:] == ["0", "–", "–", "–", "–", "–", "–", "–"]
    assert "ECE" not in _printed(console)


def test_failures_say_what_was_expected_and_what_came(console: Console) -> None:
    hostile = "phúc khảo [b]mấy tiền[/b]"
    show_failures([result(RIGHT, id="fine"), result(ASKED, id="asked", text=hostile)], console)
    printed = _printed(console)
    assert "fine" not in printed
    assert f"asked  {hostile}" in printed
    assert "answer [7] ['fee']  →  clarify [6, 7] []" in printed


def test_failures_name_the_facets_of_which_one_would_do(console: Console) -> None:
    show_failures([result(ASKED, procedures=[7], facets_any=["fee", "where"])], console)
    assert "answer [7] ['fee', 'where']" in _printed(console)
