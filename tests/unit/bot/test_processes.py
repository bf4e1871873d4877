"""The parts of an installation start with a log of their own and end together with their kin."""

import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import psutil
import pytest

from bot import processes
from bot.processes import Child, Part, free_port, is_free, parts

Start = Callable[..., Child]
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "WORD": "xin chào"}
PATIENCE = 20.0
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
READY = "print('ready', flush=True); time.sleep(60)"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts Python code as a part; whatever is left at the end is killed."""
    started: list[Child] = []
    seen: dict[int, psutil.Process] = {}

    def run(code: str, name: str = "part", health: str | None = None) -> Child:
        part = Part(name, (sys.executable, "-c", code), health)
        child = Child(part, ENVIRONMENT, tmp_path / "var" / "log")
        started.append(child)
        seen[child._process.pid] = psutil.Process(child._process.pid)
        return child

    yield run
    for child in started:
        child._signal(signal.SIGKILL)
        child._process.wait()


def _until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


def _said(child: Child, word: str) -> bool:
    return word in child.log.read_text()


def _lives(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_a_free_port_is_free_until_somebody_listens() -> None:
    port = free_port()
    assert is_free("127.0.0.1", port)
    with socket.create_server(("127.0.0.1", port)):
        assert not is_free("127.0.0.1", port)
    assert is_free("127.0.0.1", port)


def test_a_port_is_free_where_a_server_could_listen_on_all_addresses() -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        assert not is_free("0.0.0.0", port)


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 on this machine")
def test_a_port_can_be_free_on_an_ipv6_address() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as server:
        port = server.getsockname()[1]
        assert not is_free("::1", port)
    assert is_free("::1", port)


def test_an_address_of_another_machine_is_never_free() -> None:
    assert not is_free("192.0.2.1", free_port())


def test_a_child_writes_all_that_it_says_to_its_own_log(start: Start) -> None:
    child = start(
        "import os, sys; print(os.environ['WORD']); print('lỗi', file=sys.stderr);"
        " print(sorted(os.environ)); print(repr(sys.stdin.read())); sys.exit(3)",
        name="rasa",
    )
    child._process.wait(PATIENCE)
    assert child.ended == 3
    assert not child.is_up()
    assert child.log.name == "rasa.log"
    said = child.log.read_text()
    assert "xin chào" in said
    assert "lỗi" in said
    assert "''" in said, "it must not wait for the operator's keyboard"
    assert "HOME" not in said


def test_a_new_start_keeps_what_the_last_one_said(start: Start) -> None:
    start("print('first')")._process.wait(PATIENCE)
    again = start("print('second')")
    again._process.wait(PATIENCE)
    assert again.log.read_text() == "first\nsecond\n"


def test_a_child_without_an_address_is_up_while_it_runs(start: Start) -> None:
    child = start("import time; time.sleep(60)")
    assert child.is_up()
    assert child.ended is None
    child.stop()
    assert not child.is_up()
    assert child.ended == -signal.SIGTERM


def test_a_child_with_an_address_is_up_once_that_answers_well(start: Start) -> None:
    class Answering(BaseHTTPRequestHandler):
        status = 503

        def do_GET(self) -> None:
            self.send_response(self.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    port = free_port()
    child = start("import time; time.sleep(60)", health=f"http://127.0.0.1:{port}/healthz")
    assert not child.is_up()
    with HTTPServer(("127.0.0.1", port), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        assert not child.is_up()
        Answering.status = 200
        assert child.is_up()
        server.shutdown()


def test_a_child_may_tidy_up_before_it_ends(start: Start) -> None:
    child = start(
        "import signal, sys, time\n"
        "def tidy(*_):\n    print('tidied', flush=True); sys.exit(0)\n"
        f"signal.signal(signal.SIGTERM, tidy); {READY}"
    )
    _until(lambda: _said(child, "ready"))
    child.stop()
    assert child.ended == 0
    assert _said(child, "tidied")


def test_a_stubborn_child_is_killed(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_STOP_PATIENCE", 0.3)
    child = start(STUBBORN + READY)
    _until(lambda: _said(child, "ready"))
    child.stop()
    assert child.ended == -signal.SIGKILL


@pytest.mark.parametrize("leader", ["", STUBBORN])
@pytest.mark.parametrize("grandchild", ["import time; ", STUBBORN])
def test_nothing_that_a_child_started_outlives_it(
    start: Start, monkeypatch: pytest.MonkeyPatch, leader: str, grandchild: str
) -> None:
    monkeypatch.setattr(processes, "_STOP_PATIENCE", 0.3)
    child = start(
        f"{leader}\nimport subprocess, sys, time\n"
        f"started = subprocess.Popen([sys.executable, '-c', {grandchild + READY!r}])\n"
        "print('pid', started.pid, flush=True); time.sleep(60)"
    )
    _until(lambda: _said(child, "ready") and _said(child, "pid"))
    pid = int(child.log.read_text().split("pid ")[1].split()[0])
    assert _lives(pid)
    child.stop()
    _until(lambda: not _lives(pid))


def test_what_a_crashed_child_left_behind_ends_with_it(start: Start) -> None:
    child = start(
        "import subprocess, sys\n"
        f"started = subprocess.Popen([sys.executable, '-c', {STUBBORN + READY!r}])\n"
        "print('pid', started.pid, flush=True)"
    )
    child._process.wait(PATIENCE)
    _until(lambda: _said(child, "ready"))
    pid = int(child.log.read_text().split("pid ")[1].split()[0])
    child.stop()
    _until(lambda: not _lives(pid))
    child.stop()


def test_the_parts_start_with_rasa_and_telegram_only_where_wanted() -> None:
    names = [part.name for part in parts("127.0.0.1", 8000, 1, 2, telegram=False)]
    assert names == ["rasa", "actions", "web"]
    assert parts("127.0.0.1", 8000, 1, 2, telegram=True)[-1].name == "telegram"


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "127.0.0.1"),
        ("::1", "[::1]"),
        ("chat.example", "chat.example"),
    ],
)
def test_the_web_part_is_asked_where_it_can_be_reached(host: str, asked: str) -> None:
    web = next(p for p in parts(host, 8000, 1, 2, telegram=False) if p.name == "web")
    assert web.health == f"http://{asked}:8000/healthz"
    assert f"--host={host}" in web.command
