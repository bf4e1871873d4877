"""An operator looks after the accounts of the console in the terminal."""

from collections.abc import Callable

import pytest
from click.testing import Result
from rich.console import Console
from sqlalchemy import Engine
from typer.testing import CliRunner

from bot import cli
from bot.user_commands import welcome_first_admin
from knowledge.database import session
from knowledge.staff import audit
from knowledge.staff.tables import Account

WORD = "một câu dễ nhớ\n"


@pytest.fixture
def motcua(knowledge_base: Engine, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs one command on a database of the test's own; `typed` is what is typed into it."""
    monkeypatch.setattr(cli.console, "_width", 200)

    def run(*arguments: object, typed: str = "") -> Result:
        return CliRunner().invoke(cli.main, list(map(str, arguments)), input=typed)

    return run


def log(database: Engine) -> list[tuple[str, str]]:
    with session(database) as opened:
        found = audit.entries(opened, audit.Wanted(), 1, 50)
    return [(entry.action, entry.object) for entry in reversed(found)]


def test_accounts_are_added_listed_closed_and_opened(
    motcua: Callable[..., Result], knowledge_base: Engine
) -> None:
    added = motcua("user", "add", "Lan", "--role", "admin", "--password-stdin", typed=WORD)
    assert (added.exit_code, added.stdout) == (0, "Đã thêm lan (admin).\n"), added.stderr
    motcua("user", "add", "hoa", "--role", "editor", "--password-stdin", typed=WORD)
    assert motcua("user", "deactivate", "hoa").stdout == "Đã khóa hoa.\n"
    listed = motcua("user", "list").stdout
    assert "lan" in listed
    assert "đã khóa" in listed
    assert "argon2" not in listed
    assert motcua("user", "activate", "hoa").exit_code == 0
    new = motcua("user", "password", "hoa", "--password-stdin", typed="câu khác hẳn\n")
    assert new.exit_code == 0
    assert log(knowledge_base) == [
        ("add_account", "lan"),
        ("add_account", "hoa"),
        ("deactivate_account", "hoa"),
        ("activate_account", "hoa"),
        ("reset_password", "hoa"),
    ]


def test_what_cannot_be_done_is_said_in_one_line(
    motcua: Callable[..., Result], knowledge_base: Engine
) -> None:
    tries = (
        (("add", "Lan Anh", "--role", "admin", "--password-stdin"), "không đúng dạng"),
        (("add", "lan", "--role", "admin", "--password-stdin"), ""),
        (("add", "lan", "--role", "admin", "--password-stdin"), "Đã có tài khoản"),
        (("deactivate", "lan"), "cuối cùng"),
        (("deactivate", "ai"), "Không có tài khoản"),
    )
    for arguments, said in tries:
        done = motcua("user", *arguments, typed=WORD)
        assert done.exit_code == (1 if said else 0)
        assert said in done.stderr
        assert done.exception is None or isinstance(done.exception, SystemExit)
    short = motcua("user", "password", "lan", "--password-stdin", typed="ngắn\n")
    assert "ít nhất 10 ký tự" in short.stderr
    assert log(knowledge_base) == [("add_account", "lan")]


def test_a_role_is_changed_and_codes_are_switched_off(
    motcua: Callable[..., Result], knowledge_base: Engine
) -> None:
    for name, role in (("lan", "admin"), ("hoa", "editor")):
        motcua("user", "add", name, "--role", role, "--password-stdin", typed=WORD)
    with session(knowledge_base) as opened:
        opened.get_one(Account, "hoa").totp_secret = "A" * 32
    done = motcua("user", "role", "hoa", "--role", "reviewer")
    assert (done.exit_code, done.stdout) == (0, "Vai trò của hoa bây giờ là reviewer.\n")
    listed = motcua("user", "list").stdout
    assert [
        ("reviewer" in line, "có" in line) for line in listed.splitlines() if "hoa" in line
    ] == [(True, True)]
    assert "A" * 32 not in listed
    assert motcua("user", "codes-off", "hoa").exit_code == 0
    with session(knowledge_base) as opened:
        assert opened.get_one(Account, "hoa").totp_secret is None
    assert log(knowledge_base)[2:] == [("change_role", "hoa"), ("codes_off", "hoa")]
    last = motcua("user", "role", "lan", "--role", "editor")
    assert (last.exit_code, "cuối cùng" in last.stderr) == (1, True)
    for arguments in (("role", "ai", "--role", "editor"), ("codes-off", "ai")):
        missing = motcua("user", *arguments)
        assert (missing.exit_code, "Không có tài khoản ai" in missing.stderr) == (1, True)
    assert motcua("user", "role", "hoa", "--role", "owner").exit_code == 2


def test_without_accounts_the_list_says_what_comes_next(motcua: Callable[..., Result]) -> None:
    assert "motcua run" in motcua("user", "list").stdout


def test_the_first_password_is_printed_once(
    knowledge_base: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(reason: str) -> None:
        raise AssertionError(reason)

    for _ in range(2):
        welcome_first_admin(Console(width=200), None, "http://127.0.0.1:8000", fail)  # type: ignore[arg-type]
    printed = capsys.readouterr().out
    assert printed.count("tên admin, mật khẩu ") == 1
    assert "http://127.0.0.1:8000/staff" in printed


def test_a_password_that_was_set_is_not_printed(
    knowledge_base: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(reason: str) -> None:
        raise RuntimeError(reason)

    with pytest.raises(RuntimeError, match="STAFF_ADMIN_PASSWORD: Mật khẩu cần ít nhất"):
        welcome_first_admin(Console(), "ngắn", "http://127.0.0.1:8000", fail)  # type: ignore[arg-type]
    welcome_first_admin(Console(), "một câu dễ nhớ", "http://127.0.0.1:8000", fail)  # type: ignore[arg-type]
    assert capsys.readouterr().out == ""
