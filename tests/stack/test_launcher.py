"""An operator starts and stops everything, and things go wrong."""

import json
import re
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import httpx
import pytest

from bot.processes import free_port
from tests.auxil.command import Running, environment, eventually, motcua, run
from tests.auxil.copies import copy_of_code, with_fake_rasa, with_model, with_rasa
from tests.auxil.installation import Installation

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

READY_PATIENCE = 240.0
SECOND_START = 60.0


def assert_one_clear_line(done: CompletedProcess[str], *said: str) -> None:
    """It failed, and told the operator why in one line instead of a traceback."""
    assert done.returncode == 1, done.stdout + done.stderr
    (line,) = done.stderr.strip().splitlines()
    assert all(each in line for each in said), line
    assert "Traceback" not in done.stdout


@pytest.fixture
def env(installation: Installation, tmp_path: Path) -> dict[str, str]:
    """The environment of another installation, whose model is up to date."""
    return environment(var=tmp_path / "var", port=free_port())


@pytest.fixture
def started(env: dict[str, str], tmp_path: Path) -> Iterator[Running]:
    """Another installation, ready."""
    with run(env, tmp_path / "printed.txt") as running:
        running.wait_until_printed("ready ", READY_PATIENCE)
        yield running


class TestStopping:
    def test_a_second_start_is_quick_and_ctrl_c_stops_everything(
        self, env: dict[str, str], tmp_path: Path
    ) -> None:
        begun = time.monotonic()
        with run(env, tmp_path / "printed.txt") as running:
            ready = running.wait_until_printed("ready ", READY_PATIENCE)
            took = time.monotonic() - begun
            assert ready == f"ready http://127.0.0.1:{env['PORT']}"
            assert "huấn luyện" not in running.printed
            assert took < SECOND_START
            assert httpx.get(f"{ready.removeprefix('ready ')}/healthz").status_code == 200
            assert {"rasa", "actions", "web"} == _parts(running)
            running.signal(signal.SIGINT)
            assert running.wait() == 0
            assert running.survivors() == []
            assert running.printed.endswith("Đã dừng.\n")
            assert "Traceback" not in running.printed

    def test_a_dead_web_process_stops_everything_with_a_clear_line(self, started: Running) -> None:
        started.kill("web")
        assert started.wait() == 1
        last = started.printed.splitlines()[-1]
        assert last.startswith("web dừng đột ngột (mã -9)")
        assert "web.log" in last
        assert "Traceback" not in started.printed
        assert started.survivors() == []

    def test_when_the_launcher_is_killed_nothing_lives_on(
        self, env: dict[str, str], started: Running
    ) -> None:
        started.signal(signal.SIGKILL)
        assert started.wait() == -signal.SIGKILL
        eventually(lambda: started.survivors() == [], 30, "the end of all its processes")
        with socket.create_server(("127.0.0.1", int(env["PORT"]))):
            pass

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)
    def test_it_can_be_stopped_while_it_trains(
        self, tmp_path: Path, number: signal.Signals
    ) -> None:
        root = with_fake_rasa(copy_of_code(tmp_path / "copy"), "touch begun; sleep 600")
        env = environment(root, var=tmp_path / "var", port=free_port())
        with run(env, tmp_path / "printed.txt") as running:
            eventually((root / "begun").exists, 60, "the training to begin")
            eventually(running.children, 60, "the training")
            running.signal(number)
            assert running.wait(20) == 0
            assert running.survivors() == []
            assert "Traceback" not in running.printed
            assert running.printed.endswith("Đã dừng.\n")


class TestCannotStart:
    def test_a_busy_port(self, installation: Installation, env: dict[str, str]) -> None:
        port = installation.url.rsplit(":", 1)[1]
        done = motcua("run", env=env | {"PORT": port})
        assert_one_clear_line(done, f"Cổng {port}", "PORT")
        assert httpx.get(f"{installation.url}/healthz").status_code == 200

    def test_a_broken_database_file(self, env: dict[str, str], tmp_path: Path) -> None:
        (tmp_path / "var").mkdir()
        (tmp_path / "var" / "motcua.db").write_bytes(b"this is no database" * 1000)
        assert_one_clear_line(motcua("run", env=env), "Cơ sở dữ liệu", "motcua doctor")

    @pytest.mark.parametrize(
        "url",
        [
            "postgresql://motcua@127.0.0.1:1/motcua",
            "gibberish",
            "oracle://x/y",
            "sqlite:////proc/x",
        ],
    )
    def test_a_database_that_is_not_there(self, env: dict[str, str], url: str) -> None:
        done = motcua("run", env=env | {"DATABASE_URL": url})
        assert_one_clear_line(done, "Cơ sở dữ liệu", "motcua doctor")

    def test_a_database_of_a_newer_version(self, env: dict[str, str], tmp_path: Path) -> None:
        motcua("export", "catalogue", tmp_path / "folder", env=env)
        with sqlite3.connect(tmp_path / "var" / "motcua.db") as database:
            database.execute("UPDATE alembic_version SET version_num = 'of_next_year'")
        database.close()
        assert_one_clear_line(motcua("run", env=env), "Cơ sở dữ liệu", "motcua doctor")

    @pytest.mark.parametrize("port", ["abc", "70000", "0"])
    def test_a_setting_that_makes_no_sense(self, env: dict[str, str], port: str) -> None:
        for command in (["run"], ["doctor"], ["chat"]):
            done = motcua(*command, env=env | {"PORT": port}, typed="xin chào\n")
            assert_one_clear_line(done, "PORT", port)

    def test_no_environment_of_rasa_and_no_model(self, tmp_path: Path) -> None:
        env = environment(copy_of_code(tmp_path / "copy"), var=tmp_path / "var", port=free_port())
        assert_one_clear_line(motcua("run", env=env), "môi trường của Rasa", "make install")

    def test_no_environment_of_rasa_but_a_model(
        self, installation: Installation, tmp_path: Path
    ) -> None:
        root = with_model(copy_of_code(tmp_path / "copy"))
        env = environment(root, var=tmp_path / "var", port=free_port())
        assert_one_clear_line(motcua("run", env=env), "môi trường của Rasa", "make install")

    def test_training_that_fails(self, tmp_path: Path) -> None:
        root = with_fake_rasa(copy_of_code(tmp_path / "copy"), "echo không có dữ liệu; exit 1")
        env = environment(root, var=tmp_path / "var", port=free_port())
        done = motcua("run", env=env)
        log = tmp_path / "var" / "log" / "train.log"
        assert_one_clear_line(done, "Huấn luyện không thành", str(log))
        assert log.read_text(encoding="utf-8") == "không có dữ liệu\n"

    def test_a_damaged_model(self, installation: Installation, tmp_path: Path) -> None:
        root = with_rasa(with_model(copy_of_code(tmp_path / "copy")))
        (root / "models" / "motcua.tar.gz").write_bytes(b"half of a download")
        env = environment(root, var=tmp_path / "var", port=free_port())
        with run(env, tmp_path / "printed.txt") as running:
            assert running.wait(90) == 1
            last = running.printed.splitlines()[-1]
            assert last.startswith("rasa ")
            assert "rasa.log" in last
            assert "Traceback" not in running.printed
            assert running.survivors() == []

    def test_a_catalogue_with_a_mistake(self, tmp_path: Path) -> None:
        root = copy_of_code(tmp_path / "copy")
        _edit(root / "knowledge" / "catalogue" / "07.yml", r"^level: \d", "level: nhiều")
        env = environment(root, var=tmp_path / "var", port=free_port())
        assert_one_clear_line(motcua("run", env=env), "07.yml:", "level")


class TestDoctor:
    def test_a_sound_installation(self, installation: Installation) -> None:
        done = motcua("doctor", env=installation.env | {"PORT": str(free_port())})
        assert done.returncode == 0, done.stdout + done.stderr
        assert "hỏng" not in done.stdout
        assert "61 thủ tục" in done.stdout

    def test_a_running_installation_is_sound_too(self, installation: Installation) -> None:
        done = motcua("doctor", env=installation.env)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "đang chạy" in done.stdout

    def test_what_is_wrong_is_named_with_its_remedy(self, tmp_path: Path) -> None:
        root = copy_of_code(tmp_path / "copy")
        (tmp_path / "var").mkdir()
        (tmp_path / "var" / "motcua.db").write_bytes(b"this is no database" * 1000)
        (root / "knowledge" / "catalogue" / "07.yml").write_text("id: bảy", encoding="utf-8")
        with socket.create_server(("127.0.0.1", 0)) as stranger:
            port = stranger.getsockname()[1]
            done = motcua("doctor", env=environment(root, var=tmp_path / "var", port=port))
        assert done.returncode == 1
        assert done.stderr == ""
        wrong = [line.split("hỏng", 1)[1] for line in done.stdout.splitlines() if "hỏng  " in line]
        assert [line.split("(")[0].strip() for line in wrong] == [
            "môi trường của Rasa",
            "mô hình đã huấn luyện và còn mới",
            "danh mục thủ tục",
            "cơ sở dữ liệu",
            f"cổng {port}",
        ]
        for remedy in ("make install", "motcua train", "07.yml:", "DATABASE_URL", "PORT"):
            assert remedy in done.stdout


class TestCatalogue:
    def test_an_export_and_its_import_change_nothing(self, tmp_path: Path) -> None:
        env = environment(var=tmp_path / "var")
        first, second = tmp_path / "first", tmp_path / "second"
        done = motcua("export", "catalogue", first, env=env)
        assert done.returncode == 0, done.stderr
        assert len(list(first.glob("*.yml"))) == 61
        imported = motcua("import", "catalogue", first, env=env)
        assert "thêm 0, đổi 0, giữ nguyên 61" in imported.stdout
        motcua("export", "catalogue", second, env=env)
        for path in first.iterdir():
            assert (second / path.name).read_bytes() == path.read_bytes()

    def test_an_edited_file_changes_its_procedure_alone(self, tmp_path: Path) -> None:
        env = environment(var=tmp_path / "var")
        folder, after = tmp_path / "folder", tmp_path / "after"
        motcua("export", "catalogue", folder, env=env)
        edited = folder / "44.yml"
        _edit(edited, r"^level: \d", "level: 3")
        imported = motcua("import", "catalogue", folder, env=env)
        assert "thêm 0, đổi 1, giữ nguyên 60" in imported.stdout
        motcua("export", "catalogue", after, env=env)
        assert (after / "44.yml").read_bytes() == edited.read_bytes()

    def test_a_mistake_is_told_by_file_and_line_and_nothing_changes(self, tmp_path: Path) -> None:
        env = environment(var=tmp_path / "var")
        folder, after = tmp_path / "folder", tmp_path / "after"
        motcua("export", "catalogue", folder, env=env)
        good, bad = folder / "01.yml", folder / "44.yml"
        as_it_was = good.read_bytes()
        _edit(good, r"^level: \d", "level: 3")
        bad.write_text("name: [", encoding="utf-8")
        assert_one_clear_line(motcua("import", "catalogue", folder, env=env), "44.yml:1: ")
        motcua("export", "catalogue", after, env=env)
        assert (after / "01.yml").read_bytes() == as_it_was

    def test_a_folder_that_cannot_be_read_or_written(self, tmp_path: Path) -> None:
        env = environment(var=tmp_path / "var")
        occupied = tmp_path / "file"
        occupied.write_text("", encoding="utf-8")
        assert_one_clear_line(motcua("export", "catalogue", occupied, env=env), str(occupied))
        missing = tmp_path / "missing"
        assert_one_clear_line(motcua("import", "catalogue", missing, env=env), str(missing))


class TestTalkingToIt:
    def test_a_chat_in_the_terminal(self, installation: Installation) -> None:
        typed = "xin bản sao bằng tốt nghiệp cần giấy tờ gì\n/2\n/99\n\n"
        done = motcua("chat", env=installation.env, typed=typed)
        assert done.returncode == 0, done.stderr
        papers, time_needed = done.stdout.index("Giấy tờ cần nộp"), done.stdout.index("Trong ngày")
        assert papers < done.stdout.index("/2 Thời hạn giải quyết") < time_needed
        assert done.stdout.count("Bạn:") == 4
        assert "Traceback" not in done.stderr

    def test_an_evaluation_prints_its_scores(
        self, installation: Installation, tmp_path: Path
    ) -> None:
        file = tmp_path / "few.jsonl"
        items = [
            {
                "id": "A1",
                "text": "xin bản sao bằng tốt nghiệp cần giấy tờ gì",
                "kind": "answer",
                "procedures": [1],
                "facets": ["documents"],
                "style": "polite",
            },
            {"id": "A2", "text": "hôm nay trời có mưa không", "kind": "out_of_scope"},
            {"id": "A3", "text": "xin chào", "kind": "contact", "style": "broken"},
            {
                "id": "C1",
                "turns": [
                    {"user": "phúc khảo bài thi nộp ở đâu", "expect": _answer(7, "where")},
                    {"user": "lệ phí bao nhiêu", "expect": _answer(7, "fee")},
                ],
            },
        ]
        lines = [json.dumps(item, ensure_ascii=False) for item in items]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = motcua("eval", file, "--failures", env=installation.env)
        assert done.returncode == 0, done.stderr
        rows = {row[0]: row[1:] for row in _rows(done.stdout)}
        assert rows["tất cả"][:2] == ["5", "80.0 %"]
        assert rows["style: polite"][:2] == ["1", "100.0 %"]
        assert rows["style: broken"][:2] == ["1", "0.0 %"]
        assert rows["style: conversation"][:2] == ["2", "100.0 %"]
        assert "A3  xin chào" in done.stdout
        assert "A1  " not in done.stdout

    @pytest.mark.parametrize(
        "content",
        ['{"id": "A1"}', "không phải JSON", "[]", '{"id": "A1", "text": 5, "kind": "answer"}', "3"],
    )
    def test_a_broken_evaluation_file(
        self, installation: Installation, tmp_path: Path, content: str
    ) -> None:
        file = tmp_path / "broken.jsonl"
        good = '{"id": "A0", "text": "xin chào", "kind": "smalltalk"}'
        file.write_text(f"{good}\n\n{content}\n", encoding="utf-8")
        assert_one_clear_line(motcua("eval", file, env=installation.env), "broken.jsonl:3")

    def test_an_evaluation_file_that_is_not_there(self, installation: Installation) -> None:
        assert_one_clear_line(motcua("eval", "nowhere.jsonl", env=installation.env), "nowhere")

    @pytest.mark.parametrize("command", ["chat", "eval", "bench"])
    def test_when_nothing_runs_that_is_said(self, tmp_path: Path, command: str) -> None:
        file = tmp_path / "one.jsonl"
        file.write_text('{"id": "A0", "text": "xin chào", "kind": "smalltalk"}', "utf-8")
        env = environment(var=tmp_path / "var", port=free_port())
        arguments = [file] if command == "eval" else []
        done = motcua(command, *arguments, env=env, typed="xin chào\n")
        assert_one_clear_line(done, "Không có bản nào đang chạy", env["PORT"], "make run")

    @pytest.mark.parametrize(
        "answer",
        [
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nOK",
            b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]",
            b"220 mail.example ESMTP\r\n",
        ],
    )
    def test_another_program_on_the_port_is_not_taken_for_it(
        self, tmp_path: Path, answer: bytes
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as stranger:
            stranger.settimeout(30)
            env = environment(var=tmp_path / "var", port=stranger.getsockname()[1])
            with ThreadPoolExecutor(1) as pool:
                chat = pool.submit(motcua, "chat", env=env, typed="xin chào\n")
                caller, _ = stranger.accept()
                with caller:
                    caller.recv(65536)
                    caller.sendall(answer)
                assert_one_clear_line(chat.result(), env["PORT"])


def _edit(path: Path, old: str, new: str) -> None:
    """Replace what matches `old`, which must be there and differ."""
    before = path.read_text(encoding="utf-8")
    after, count = re.subn(old, new, before, flags=re.MULTILINE)
    assert count == 1
    assert after != before
    path.write_text(after, encoding="utf-8")


def _answer(procedure: int, facet: str) -> dict[str, object]:
    return {"kind": "answer", "procedures": [procedure], "facets": [facet]}


def _rows(table: str) -> Iterator[list[str]]:
    """The cells of the printed table, a row at a time."""
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.replace("│", "|").strip("|").split("|")]
        if len(cells) > 2:
            yield cells


def _parts(running: Running) -> set[str]:
    found = set()
    for name in ("rasa", "actions", "web", "telegram"):
        try:
            running.part(name)
        except AssertionError:
            continue
        found.add(name)
    return found
