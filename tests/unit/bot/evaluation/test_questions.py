"""Evaluation files are read line by line; what is broken is named by file and line."""

import json
from pathlib import Path

import pytest

from bot.evaluation.questions import BadEvaluationFile, ConversationScript, Question, read
from knowledge.facets import Facet

GOOD = {"id": "S1", "text": "phúc khảo hết mấy tiền", "kind": "answer", "procedures": [7]}


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _line(**changes: object) -> str:
    return json.dumps({**GOOD, **changes}, ensure_ascii=False)


def test_a_question_of_the_contract_is_read_whole(tmp_path: Path) -> None:
    line = _line(facets=["fee"], style="teencode", also=[{"kind": "clarify", "procedures": [6, 7]}])
    (question,) = read(_file(tmp_path, line))
    assert isinstance(question, Question)
    assert (question.id, question.style, question.kind) == ("S1", "teencode", "answer")
    assert (question.procedures, question.facets) == ((7,), (Facet.FEE,))
    assert question.also[0].offered == (6, 7)


def test_an_equally_fair_label_is_of_the_same_kind_unless_it_says_otherwise(
    tmp_path: Path,
) -> None:
    (question,) = read(_file(tmp_path, _line(also=[{"procedures": [6], "facets": ["fee"]}])))
    assert isinstance(question, Question)
    assert question.also[0].kind == "answer"


def test_one_of_several_facets_may_be_asked_for(tmp_path: Path) -> None:
    (question,) = read(_file(tmp_path, _line(facets_any=["documents", "steps"])))
    assert isinstance(question, Question)
    assert question.facets_any == (Facet.DOCUMENTS, Facet.STEPS)


def test_a_conversation_is_read_with_its_turns(tmp_path: Path) -> None:
    turns = [
        {"user": "nội trú", "expect": {"kind": "clarify", "candidates": [24, 25]}},
        {"user": "{NUM:25}", "expect": {"kind": "answer", "procedures": [25], "note": "số 2"}},
    ]
    (script,) = read(_file(tmp_path, json.dumps({"id": "C1", "title": "x", "turns": turns})))
    assert isinstance(script, ConversationScript)
    assert [turn.user for turn in script.turns] == ["nội trú", "{NUM:25}"]
    assert script.turns[0].expect.offered == (24, 25)


def test_the_order_is_kept_and_empty_lines_are_skipped(tmp_path: Path) -> None:
    path = _file(tmp_path, "", _line(id="a"), "   ", _line(id="b"), "")
    assert [item.id for item in read(path)] == ["a", "b"]


@pytest.mark.parametrize("space", ["\u2028", "\u2029", "\x85"])
def test_only_line_feeds_end_a_line(tmp_path: Path, space: str) -> None:
    text = f"phúc khảo{space}hết mấy tiền"
    (question,) = read(_file(tmp_path, _line(text=text)))
    assert isinstance(question, Question)
    assert question.text == text


def test_files_from_windows_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "windows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([_line(id="a"), _line(id="b")]).encode())
    assert [item.id for item in read(path)] == ["a", "b"]


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ('{"id": "S2", "text": ', "Expecting value"),
        ("[]", "dict"),
        ('"text"', "dict"),
        ('{"id": "S2", "text": "hỏi"}', "kind"),
        ('{"text": "hỏi", "kind": "answer"}', "id"),
        (_line(procedures="7"), "procedures"),
        (_line(procedures=["bảy"]), "procedures.0"),
        (_line(facets=["price"]), "facets.0"),
        (_line(also=[{"facets": ["price"]}]), "also.0.facets.0"),
        ('{"id": "C1", "turns": []}', "turns"),
        ('{"id": "C1", "turns": [{"user": "hỏi"}]}', "turns.0.expect"),
    ],
)
def test_a_broken_line_names_file_line_and_what_is_wrong(
    tmp_path: Path, broken: str, what: str
) -> None:
    path = _file(tmp_path, _line(), "", broken, _line())
    with pytest.raises(BadEvaluationFile) as error:
        list(read(path))
    said = str(error.value)
    assert said.startswith(f"{path}:3: ")
    assert what in said
    assert "\n" not in said


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "image.jsonl").write_bytes(b"\x89PNG\xff\xfe")
    for name in ("nowhere.jsonl", "image.jsonl", "."):
        with pytest.raises(BadEvaluationFile, match=name):
            list(read(tmp_path / name))
