"""Runs the `motcua` command as an operator does, with settings of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from knowledge.settings import ROOT, Settings

MOTCUA = Path(sys.executable).with_name("motcua")
_PARTS = {
    "rasa": "bot.rasa_server",
    "actions": "actions.server",
    "web": "bot.channels.web.app:build",
    "telegram": "bot.channels.telegram",
}
_STOP_PATIENCE = 60.0


def environment(root: Path = ROOT, **settings: object) -> dict[str, str]:
    """The environment of a command that runs the code under `root`, with only these settings."""
    ours = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in ours}
    given = {name.upper(): str(value) for name, value in settings.items()}
    return {**kept, "PYTHONPATH": str(root), "COLUMNS": "200", **given}


def motcua(
    *arguments: object, env: dict[str, str], typed: str = "", patience: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; `typed` is what the operator types into it."""
    return subprocess.run(
        [str(MOTCUA), *map(str, arguments)],
        env=env,
        input=typed,
        capture_output=True,
        text=True,
        timeout=patience,
        check=False,
    )


def eventually(condition: Callable[[], object], patience: float, what: str) -> None:
    """Wait until `condition` holds. Raises AssertionError after `patience` seconds."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"waited {patience:.0f} s for {what}"
        time.sleep(0.1)


class Running:
    """`motcua run` as a process of its own; what it prints goes to a file.

    It heeds SIGINT even if the tests run in the background of a shell, where it would be ignored.
    """

    def __init__(self, env: dict[str, str], printed: Path) -> None:
        self._printed = printed
        with printed.open("wb") as output:
            self._process = subprocess.Popen(
                ["env", "--ignore-signal=INT", str(MOTCUA), "run"],
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._family: set[psutil.Process] = set()

    @property
    def printed(self) -> str:
        return self._printed.read_text(encoding="utf-8")

    def wait_until_printed(self, start: str, patience: float) -> str:
        """The first line that begins with `start`, once it is there."""

        def found() -> list[str]:
            self._look_at_family()
            return [line for line in self.printed.splitlines() if line.startswith(start)]

        eventually(lambda: found() or self.ended is not None, patience, repr(start))
        assert found(), f"ended with {self.ended} and printed:\n{self.printed}"
        return found()[0]

    @property
    def ended(self) -> int | None:
        return self._process.poll()

    def part(self, name: str) -> psutil.Process:
        """The process of `name`. Raises AssertionError if it doesn't run."""
        for process in self._look_at_family():
            try:
                if _PARTS[name] in process.cmdline():
                    return process
            except psutil.NoSuchProcess:
                continue
        raise AssertionError(f"no process of {name}")

    def kill(self, name: str) -> None:
        """Kill a part without warning."""
        process = self.part(name)
        process.kill()
        eventually(lambda: not _lives(process), 20, f"the end of {name}")

    def signal(self, number: signal.Signals) -> None:
        self._look_at_family()
        self._process.send_signal(number)

    def wait(self, patience: float = _STOP_PATIENCE) -> int:
        """The exit code, once it has ended."""
        return self._process.wait(patience)

    def children(self) -> bool:
        """Whether it has processes under it."""
        return bool(self._look_at_family())

    def survivors(self) -> list[str]:
        """The commands of all processes it ever started that still live."""
        return [" ".join(p.cmdline()) for p in self._family if _lives(p)]

    def _look_at_family(self) -> set[psutil.Process]:
        """Remember every process under this one, so that orphans are known later."""
        try:
            current = set(psutil.Process(self._process.pid).children(recursive=True))
        except psutil.NoSuchProcess:
            return set()
        self._family |= current
        return current

    def clear_away(self) -> None:
        """Leave nothing behind, whatever the test found."""
        self._look_at_family()
        for process in [p for p in self._family if _lives(p)]:
            process.kill()
        if self.ended is None:
            self._process.kill()
        self._process.wait(_STOP_PATIENCE)


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@contextmanager
def run(env: dict[str, str], printed: Path) -> Iterator[Running]:
    """Start `motcua run`; it and all that it started are gone at the end."""
    running = Running(env, printed)
    try:
        yield running
        if running.ended is None:
            running.signal(signal.SIGINT)
            running.wait()
    finally:
        running.clear_away()
