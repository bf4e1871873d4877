"""The learners are another process: what it reports is heard, and its failure is named."""

import json
import sys
from pathlib import Path

import pytest

from bot.rivals.answer import Answer
from bot.rivals.roster import Rival
from bot.rivals.school import Answered, SchoolFailed, Started, Task, Trained, attend
from knowledge.names import Name

TASK = Task([Rival.SVM], 3, [Name(1, "Cấp bản sao")], ["mất bằng"])


def _attend(program: str, log: Path) -> list[Started | Trained | Answered]:
    return list(attend(TASK, log, (sys.executable, "-c", program)))


def test_the_task_is_handed_over_as_json() -> None:
    assert json.loads(TASK.as_json()) == {
        "rivals": ["svm"],
        "epochs": 3,
        "names": [[1, "Cấp bản sao"]],
        "texts": ["mất bằng"],
    }


def test_what_the_learners_report_is_heard_in_order(tmp_path: Path) -> None:
    answered = {"procedure": 1, "inside": 0.5, "facet": None, "milliseconds": 1.5}
    program = (
        "import json, sys\n"
        "rivals = json.load(sys.stdin)['rivals']\n"
        "print(json.dumps({'rival': rivals[0]}))\n"
        "print(json.dumps({'rival': rivals[0], 'seconds': 2}))\n"
        f"print(json.dumps({{'rival': rivals[0], **{answered!r}}}))\n"
    )
    started, trained, one = _attend(program, tmp_path / "log" / "compare.log")
    assert isinstance(started, Started)
    assert isinstance(trained, Trained)
    assert trained.seconds == 2
    assert isinstance(one, Answered)
    assert one.answer == Answer(1, 0.5)


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit('không đủ bộ nhớ')",
        "import sys; print('không đủ bộ nhớ', file=sys.stderr); print('{')",
    ],
)
def test_learners_that_fail_leave_their_reason_in_the_log(tmp_path: Path, program: str) -> None:
    log = tmp_path / "compare.log"
    with pytest.raises(SchoolFailed) as failure:
        _attend(program, log)
    assert failure.value.log == log
    assert "không đủ bộ nhớ" in log.read_text(encoding="utf-8")


def test_learners_are_ended_with_who_listens(tmp_path: Path) -> None:
    program = 'import time; print(\'{"rival": "svm"}\', flush=True); time.sleep(600)'
    heard = attend(TASK, tmp_path / "compare.log", (sys.executable, "-c", program))
    assert next(heard).rival is Rival.SVM
    heard.close()
