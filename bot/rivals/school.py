"""Has the rivals that learn from examples trained and asked in Rasa's own environment."""

import json
import os
import signal
import subprocess
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.processes import RASA_PYTHON, die_with_parent
from bot.rivals.answer import Answer
from bot.rivals.roster import Rival
from knowledge.names import Name
from knowledge.settings import ROOT

COMMAND = (str(RASA_PYTHON), "-m", "bot.rivals.learners")
_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "TF_NUM_INTRAOP_THREADS": "1",  # TensorFlow would take every processor of the machine
    "TF_NUM_INTEROP_THREADS": "1",
}


class SchoolFailed(Exception):
    """The learners ended before they had said all; `log` holds what they printed."""

    def __init__(self, log: Path) -> None:
        super().__init__(f"the learners failed; see {log}")
        self.log = log


@dataclass(frozen=True)
class Task:
    """What the learners are given: who learns, from which names, and what is asked."""

    rivals: Sequence[Rival]
    epochs: int
    names: Sequence[Name]
    texts: Sequence[str]

    def as_json(self) -> str:
        names = [(name.procedure, name.text) for name in self.names]
        return json.dumps(
            {"rivals": self.rivals, "epochs": self.epochs, "names": names, "texts": self.texts}
        )


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rival: Rival


class Started(_Line):
    """A rival begins to learn."""


class Trained(_Line):
    """A rival has learnt, in so many seconds."""

    seconds: float


class Answered(_Line):
    """A rival has answered the next question, in so many milliseconds."""

    procedure: int | None
    inside: float
    facet: str | None
    milliseconds: float

    @property
    def answer(self) -> Answer:
        return Answer(self.procedure, self.inside, self.facet)


_LINES: TypeAdapter[Answered | Trained | Started] = TypeAdapter(Answered | Trained | Started)


def attend(
    task: Task, log: Path, command: Sequence[str] = COMMAND
) -> Generator[Started | Trained | Answered, None, None]:
    """Yield what the learners report, rival after rival. Raises SchoolFailed."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**_ENVIRONMENT, **os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  single-threaded but for the progress
        )
    with process:
        try:
            yield from _reported(process, task, log)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _reported(
    process: subprocess.Popen[str], task: Task, log: Path
) -> Iterator[Started | Trained | Answered]:
    with suppress(BrokenPipeError):
        _pipe(process.stdin).write(task.as_json())
        _pipe(process.stdin).close()
    try:
        for line in _pipe(process.stdout):
            yield _LINES.validate_json(line)
    except ValidationError as error:
        raise SchoolFailed(log) from error
    if process.wait() != 0:
        raise SchoolFailed(log)


def _pipe(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise ValueError("the process was started without its pipes")
    return stream
