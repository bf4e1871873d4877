"""`motcua eval` reads several files, parts the scores as told and writes a report."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.chat_client import NobodyThere
from bot.evaluation.questions import ConversationScript, Question
from bot.evaluation.run import Result
from tests.auxil.results import RIGHT, WRONG, conversation, result

Items = Sequence[Question | ConversationScript]
ANSWER = {"kind": "answer", "procedures": [7], "facets": ["fee"]}


class Installation:
    """Stands for the running Motcua; `asked` holds what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def answer(self, _url: str, items: Items, _progress: Callable[[], None]) -> list[Result]:
        self.asked = [item.id for item in items]
        return [result(RIGHT), result(WRONG), *conversation(RIGHT, WRONG)]


@pytest.fixture
def installation(monkeypatch: pytest.MonkeyPatch) -> Installation:
    running = Installation()
    monkeypatch.setattr(cli, "ask_all", running.answer)
    return running


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({"id": "S1", "text": "phí phúc khảo", **ANSWER}), "utf-8")
    return path


@pytest.fixture
def conversations(tmp_path: Path) -> Path:
    path = tmp_path / "conversations.jsonl"
    turns = [{"user": "phí phúc khảo", "expect": ANSWER}]
    path.write_text(json.dumps({"id": "C1", "turns": turns}), "utf-8")
    return path


def _motcua(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(cli.main, ["eval", *map(str, arguments)])
    return done.exit_code, done.output


def test_questions_and_conversations_are_scored_together(
    installation: Installation, questions: Path, conversations: Path
) -> None:
    code, printed = _motcua(questions, conversations)
    assert code == 0
    assert installation.asked == ["S1", "C1"]
    assert "style: plain" in printed
    assert "trọn cuộc" in printed


@pytest.mark.usefixtures("installation")
def test_the_scores_are_parted_as_told(questions: Path) -> None:
    code, printed = _motcua(questions, "--by", "procedure", "--by", "facet")
    assert code == 0
    assert "procedure: 7" in printed
    assert "facet: fee" in printed
    assert "style: plain" not in printed


@pytest.mark.usefixtures("installation")
def test_what_the_scores_cannot_be_parted_by_is_refused(questions: Path) -> None:
    code, printed = _motcua(questions, "--by", "weather")
    assert code == 2
    assert "procedure" in printed


@pytest.mark.usefixtures("installation")
def test_the_report_is_written_and_names_its_command(questions: Path, tmp_path: Path) -> None:
    report = tmp_path / "báo cáo.html"
    code, printed = _motcua(questions, "--report", report)
    assert code == 0
    assert f"Báo cáo: {report}" in printed
    text = report.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert f"motcua eval {questions}" in text


@pytest.mark.parametrize("where", [".", "nowhere/report.html"])
def test_a_report_that_cannot_be_written_is_refused_before_asking(
    installation: Installation, questions: Path, tmp_path: Path, where: str
) -> None:
    code, printed = _motcua(questions, "--report", tmp_path / where)
    assert code == 1
    assert "Không ghi được báo cáo" in printed
    assert installation.asked == []


def test_a_broken_file_is_named_before_asking(
    installation: Installation, questions: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{", "utf-8")
    code, printed = _motcua(questions, broken)
    assert code == 1
    assert "broken.jsonl:1" in printed
    assert installation.asked == []


def test_when_nothing_runs_no_report_is_left(
    monkeypatch: pytest.MonkeyPatch, questions: Path, tmp_path: Path
) -> None:
    async def nobody(url: str, *_: object) -> list[Result]:
        raise NobodyThere(url)

    monkeypatch.setattr(cli, "ask_all", nobody)
    report = tmp_path / "report.html"
    code, printed = _motcua(questions, "--report", report)
    assert code == 1
    assert "make run" in printed
    assert not report.exists()
