"""The processes of an installation: what each runs, and whether it is up."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from knowledge.settings import ROOT

RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
_PR_SET_PDEATHSIG = 1
_STOP_PATIENCE = 10.0


@dataclass(frozen=True)
class Part:
    """One process: its name, command, and the address that answers once it is up."""

    name: str
    command: tuple[str, ...]
    health: str | None


class Child:
    """A started part; its output goes to its own log file."""

    def __init__(self, part: Part, environment: Mapping[str, str], logs: Path) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self.part = part
        self.log = logs / f"{part.name}.log"
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                part.command,
                cwd=ROOT,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509  single-threaded at this point
            )

    @property
    def ended(self) -> int | None:
        """Return the exit code once the process has ended."""
        return self._process.poll()

    def is_up(self) -> bool:
        """Say whether the part answers, or simply runs where it has no address."""
        if self.ended is not None:
            return False
        if self.part.health is None:
            return True
        try:
            return httpx.get(self.part.health, timeout=2).status_code < httpx.codes.BAD_REQUEST
        except httpx.HTTPError:
            return False

    def stop(self) -> None:
        """End the process and all that it started; kill what doesn't end in ten seconds."""
        self._signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_STOP_PATIENCE)
        self._signal(signal.SIGKILL)  # also what the process left behind
        self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            return


def parts(host: str, port: int, rasa_port: int, actions_port: int, telegram: bool) -> list[Part]:
    """Return the parts of an installation in the order in which they start."""
    python = sys.executable
    listed = [
        Part(
            "rasa",
            (str(RASA_PYTHON), "-m", "bot.rasa_server"),
            f"http://127.0.0.1:{rasa_port}/status",
        ),
        Part(
            "actions",
            (python, "-m", "actions.server"),
            f"http://127.0.0.1:{actions_port}/health",
        ),
        Part(
            "web",
            (
                python,
                "-m",
                "uvicorn",
                "bot.channels.web.app:build",
                "--factory",
                f"--host={host}",
                f"--port={port}",
                "--no-access-log",
                "--log-level=warning",
            ),
            f"http://{_reachable(host)}:{port}/healthz",
        ),
    ]
    if telegram:
        listed.append(Part("telegram", (python, "-m", "bot.channels.telegram"), None))
    return listed


def is_free(host: str, port: int) -> bool:
    """Say whether a server could listen on `port` now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Return a loopback port that nothing listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _reachable(host: str) -> str:
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _prepare_death() -> Callable[[], None]:
    libc = ctypes.CDLL(None)

    def die() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

    return die


die_with_parent = _prepare_death()
