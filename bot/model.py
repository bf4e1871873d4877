"""The trained model: whether it is up to date, and training it in Rasa's own environment."""

import hashlib
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot.processes import RASA_PYTHON, die_with_parent
from knowledge.settings import ROOT

MODEL = ROOT / "models" / "motcua.tar.gz"
_FINGERPRINT = MODEL.with_name("motcua.sha256")
_BEGUN = MODEL.with_name("motcua.sha256.begun")
_LEARNT_FROM = (
    "config.yml",
    "domain.yml",
    "nlu_data/**/*.yml",
    "bot/nlu/*.py",
    "knowledge/denials.py",
    "knowledge/folding.py",
    "knowledge/taxonomy.py",
    "knowledge/reference/taxonomy.yml",
)


class TrainingFailed(Exception):
    """Rasa could not train; `log` holds what it printed."""

    def __init__(self, log: Path) -> None:
        super().__init__(f"training failed; see {log}")
        self.log = log


def fingerprint() -> str:
    """Return a digest of everything that the model is made from."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current() -> bool:
    """Say whether there is a model made from the files as they are now."""
    return (
        MODEL.exists()
        and _FINGERPRINT.exists()
        and _FINGERPRINT.read_text().strip() == fingerprint()
    )


def start_training(log: Path) -> subprocess.Popen[bytes]:
    """Start training; its output goes to `log`. End with `finish_training`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    _BEGUN.parent.mkdir(exist_ok=True)
    _BEGUN.write_text(fingerprint() + "\n")
    with log.open("wb") as output:
        return subprocess.Popen(
            [
                str(RASA_PYTHON),
                "-m",
                "rasa",
                "train",
                "--data",
                "nlu_data",
                "--out",
                str(MODEL.parent),
                "--fixed-model-name",
                MODEL.name.removesuffix(".tar.gz"),
                "--force",
                "--skip-validation",
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "RASA_TELEMETRY_ENABLED": "false",
                "RASA_MAX_CACHE_SIZE": "0",
                "PYTHONPATH": str(ROOT),
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  single-threaded at this point
        )


def stop_training(process: subprocess.Popen[bytes]) -> None:
    """End training that still goes on, with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def finish_training(process: subprocess.Popen[bytes], log: Path) -> None:
    """Note what the new model was made from: the files as they were at the start.

    Raises TrainingFailed.
    """
    if process.returncode != 0 or not MODEL.exists():
        raise TrainingFailed(log)
    _BEGUN.replace(_FINGERPRINT)


def _sources() -> Iterator[Path]:
    for pattern in _LEARNT_FROM:
        yield from sorted(ROOT.glob(pattern))
