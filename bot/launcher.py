"""Starts all parts of an installation, watches them, and stops them together."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.processes import RASA_PYTHON, Child, Part, free_port, is_free, parts
from knowledge.settings import ROOT, Settings

_START_PATIENCE = 180.0
_POLL = 0.25
_RASA_RESTARTS = 3
_RASA_CALM = 300.0
"""Seconds of running after which earlier restarts of Rasa are forgiven."""

Tell = Callable[[str], None]


class CannotRun(Exception):
    """Why the installation can't run, as one line in Vietnamese."""


@dataclass
class _Restarts:
    count: int = 0
    last: float = field(default_factory=time.monotonic)


class Stack:
    """All parts as one: enter to start and wait until they answer, leave to stop.

    When Rasa dies it is started again while the channels answer from the reserve; when it keeps
    dying, or another part dies, the whole stops.
    """

    def __init__(self, settings: Settings, tell: Tell) -> None:
        self._settings = settings
        self._tell = tell
        self._children: dict[str, Child] = {}
        self._restarts = _Restarts()
        self._environment = dict(os.environ)

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Keep watching. Raises CannotRun when a part dies that can't be replaced."""
        while not until():
            self.look_after()
            time.sleep(_POLL)

    def look_after(self) -> None:
        """Look at each part once; start Rasa again if it died. Raises CannotRun."""
        for name, child in list(self._children.items()):
            if child.ended is None:
                continue
            if name != "rasa":
                raise CannotRun(_died(child))
            self._restart_rasa(child)

    def stop(self) -> None:
        """Stop all parts, the last started first."""
        while self._children:
            _, child = self._children.popitem()
            child.stop()

    def _start(self) -> None:
        chosen = self._settings
        if not is_free(chosen.host, chosen.port):
            raise CannotRun(
                f"Cổng {chosen.port} ở {chosen.host} đang có chương trình khác dùng. "
                "Dừng chương trình đó, hoặc chạy lại với PORT khác."
            )
        if not RASA_PYTHON.exists():
            raise CannotRun("Chưa cài môi trường của Rasa. Chạy: make install")
        rasa_port = chosen.rasa_port or free_port()
        actions_port = chosen.actions_port or free_port()
        for name, port in (("RASA_PORT", rasa_port), ("ACTIONS_PORT", actions_port)):
            if not is_free("127.0.0.1", port):
                raise CannotRun(f"Cổng {port} ({name}) đang có chương trình khác dùng.")
        self._environment.update(
            RASA_PORT=str(rasa_port),
            ACTIONS_PORT=str(actions_port),
            PYTHONPATH=str(ROOT),
            DATABASE_URL=chosen.database,
            PYTHONUNBUFFERED="1",
        )
        for log in self._logs.glob("*.log"):
            log.replace(log.with_suffix(".log.1"))
        telegram = chosen.telegram_bot_token is not None
        for part in parts(chosen.host, chosen.port, rasa_port, actions_port, telegram):
            self._launch(part)
        self._wait_until_up()

    def _launch(self, part: Part) -> None:
        self._children[part.name] = Child(part, self._environment, self._logs)

    def _wait_until_up(self) -> None:
        deadline = time.monotonic() + _START_PATIENCE
        waiting = dict(self._children)
        while waiting:
            for name, child in list(waiting.items()):
                if child.ended is not None:
                    raise CannotRun(_died(child))
                if child.is_up():
                    self._tell(f"  {name}: đã chạy")
                    del waiting[name]
            if time.monotonic() > deadline:
                name, child = next(iter(waiting.items()))
                raise CannotRun(f"{name} không trả lời sau ba phút; xem {child.log}")
            time.sleep(_POLL)

    def _restart_rasa(self, child: Child) -> None:
        now = time.monotonic()
        if now - self._restarts.last > _RASA_CALM:
            self._restarts.count = 0
        self._restarts.count += 1
        self._restarts.last = now
        if self._restarts.count > _RASA_RESTARTS:
            raise CannotRun(_died(child))
        self._tell("rasa dừng đột ngột: đang khởi động lại, tạm trả lời ở chế độ dự phòng")
        self._launch(child.part)

    @property
    def _logs(self) -> Path:
        return self._settings.var / "log"


def _died(child: Child) -> str:
    return f"{child.part.name} dừng đột ngột (mã {child.ended}); xem {child.log}"
