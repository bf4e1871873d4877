"""A comparison from the files of questions to the table, with learners that only pretend."""

import json
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.rivals import compare, report, school
from bot.rivals.judging import Score
from bot.rivals.roster import Rival
from bot.rivals.school import Answered, SchoolFailed, Started, Task, Trained
from knowledge.catalogue_files import CATALOGUE

NAMED = "cấp bản sao văn bằng, chứng chỉ từ sổ gốc"
RIVALS = [Rival.NAMES, Rival.SVM, Rival.OURS]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A development file and another; the names are those of one procedure."""
    inside = {"text": NAMED, "kind": "answer", "procedures": [1], "facets": ["documents"]}
    outside = {"text": "giá vàng hôm nay", "kind": "out_of_scope"}
    development, other = tmp_path / "development.jsonl", tmp_path / "other.jsonl"
    for path, items in ((development, [inside, outside]), (other, [outside, inside, inside])):
        lines = [json.dumps({"id": str(n), **item}) for n, item in enumerate(items)]
        path.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(compare, "DEVELOPMENT", development)
    catalogue = tmp_path / "catalogue"
    catalogue.mkdir()
    shutil.copy(CATALOGUE / "01.yml", catalogue)
    monkeypatch.setattr(compare, "CATALOGUE", catalogue)
    return development, other


def _pretend(task: Task, _log: Path) -> Iterator[Started | Trained | Answered]:
    """Ours is always right; the other never finds the procedure nor the facet."""
    for rival in task.rivals:
        yield Started(rival=rival)
        yield Trained(rival=rival, seconds=4)
        right = rival is Rival.OURS
        for text in task.texts:
            yield Answered(
                rival=rival,
                procedure=1 if right else 2,
                inside=1.0 if text == NAMED else 0.0,
                facet="documents" if right else "fee",
                milliseconds=3,
            )


def _compare(
    files: tuple[Path, Path], heard: list[tuple[Rival, int]] | None = None
) -> dict[Path, list[Score]]:
    told = [] if heard is None else heard
    sets = compare.question_sets(files)
    log = files[0].with_suffix(".log")
    return compare.compare(sets, RIVALS, 1, log, lambda *step: told.append(step))


def test_each_file_is_judged_and_development_chooses_the_threshold(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(school, "attend", _pretend)
    scores = _compare(files)
    assert list(scores) == [path.resolve() for path in files]
    names, svm, ours = scores[files[1].resolve()]
    assert (names.procedure.value, svm.procedure.value, ours.procedure.value) == (1, 0, 1)
    assert (svm.difference.value, svm.difference.high) == (-1, -1)
    assert [score.scope.value for score in (names, svm, ours)] == [1, 1, 1]
    assert names.facet is None
    assert (svm.facet and svm.facet.value, ours.facet and ours.facet.value) == (0, 1)
    assert (ours.training_seconds, ours.milliseconds) == (4, 3)


def test_progress_tells_who_learns_and_how_far_the_questions_are(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(school, "attend", _pretend)
    heard: list[tuple[Rival, int]] = []
    _compare(files, heard)
    assert [count for rival, count in heard if rival is Rival.SVM] == [0, 0, 1, 2, 3, 4, 5]
    assert (Rival.NAMES, 5) in heard


def test_a_rival_that_leaves_questions_unanswered_is_a_failure(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(school, "attend", lambda task, log: list(_pretend(task, log))[:-1])
    with pytest.raises(SchoolFailed):
        _compare(files)


def test_the_table_has_a_row_for_each_rival_with_intervals(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(school, "attend", _pretend)
    printed = StringIO()
    report.show("câu hỏi", _compare(files)[files[1].resolve()], Console(width=140, file=printed))
    for words in ("câu hỏi", "names", "svm", "ours", "100.0 %", "-100.0 … -100.0", "4.0", "AUC"):
        assert words in printed.getvalue()
