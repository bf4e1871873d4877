"""An operator deletes what is too old, after being asked."""

from datetime import date

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from bot import cli, forget_command
from knowledge.database import session
from knowledge.staff import audit
from knowledge.status.register import Register
from knowledge.status.samples import arrange

OLD = "H48.12-210119-0008"
"""Updated twenty days before the day of the samples."""
FOUND = "1 hồ sơ, 0 môn phúc khảo, 1 lần thay đổi, 0 yêu cầu theo dõi"


@pytest.fixture
def register(knowledge_base: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The samples of 23 November; one of them is older than the 18th."""
    monkeypatch.setattr(forget_command, "today", lambda: date(2026, 11, 23))
    with session(knowledge_base) as opened:
        arrange(opened, True, date(2026, 11, 23))
    return knowledge_base


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(cli.main, ["forget", *arguments], input=typed)
    return done.exit_code, done.output


def is_there(database: Engine) -> bool:
    with session(database) as opened:
        return Register(opened).dossier(OLD) is not None


def test_after_a_yes_it_is_gone(register: Engine) -> None:
    code, output = run("--before", "2026-11-18", typed="y\n")
    assert code == 0
    assert output.startswith(f"Cập nhật lần cuối trước ngày 18/11/2026: {FOUND}.\n")
    assert f"Đã xóa {FOUND}." in output
    assert not is_there(register)
    assert "0 hồ sơ" in run("--before", "18/11/2026")[1]


@pytest.mark.parametrize("typed", ["n\n", "\n"])
def test_anything_else_leaves_it(register: Engine, typed: str) -> None:
    code, output = run("--before", "2026-11-18", typed=typed)
    assert code == 1
    assert "Chưa xóa gì." in output
    assert is_there(register)


def test_in_a_script_it_isnt_asked(register: Engine) -> None:
    assert run("--before", "2026-11-18", "--yes")[0] == 0
    assert not is_there(register)


def test_what_one_person_wants_gone_goes_alone(register: Engine) -> None:
    assert "1 hồ sơ, 0 môn" in run("--dossier", OLD.lower(), "--yes")[1]
    assert not is_there(register)
    assert "0 hồ sơ, 3 môn phúc khảo, 3 lần thay đổi" in run("--candidate", "32001234", "--yes")[1]
    with session(register) as opened:
        assert Register(opened).regrades("32001234") == ()
        assert len(Register(opened).regrades("32005678")) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--yes",),
        ("--before", "2026-11-24", "--yes"),
        ("--before", "x", "--yes"),
        ("--before", "2026-11-18", "--dossier", OLD, "--yes"),
        ("--dossier", "không phải mã", "--yes"),
        ("--candidate", "x" * 30, "--yes"),
    ],
)
def test_nonsense_deletes_nothing(register: Engine, arguments: tuple[str, ...]) -> None:
    code, output = run(*arguments)
    assert code != 0
    assert "Traceback" not in output
    assert is_there(register)


def test_that_it_was_done_is_in_the_log_but_not_of_whom(register: Engine) -> None:
    run("--dossier", OLD, "--yes")
    with session(register) as opened:
        (entry,) = audit.entries(opened, audit.Wanted(action="forget"), 1, 10)
    assert entry.after == {"dossiers": 1, "regrades": 0, "changes": 1, "subscriptions": 0}
    assert OLD[-4:] not in f"{entry.object}{entry.before}"


def test_what_is_only_asked_about_is_not_logged(register: Engine) -> None:
    run("--before", "2026-11-18", typed="n\n")
    with session(register) as opened:
        assert not list(audit.entries(opened, audit.Wanted(action="forget"), 1, 10))
