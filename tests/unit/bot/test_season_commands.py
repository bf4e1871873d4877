"""An officer switches the season of re-marking on and off in the terminal."""

from datetime import date

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from bot import cli, season_commands
from knowledge.database import session
from knowledge.season import Season, stored_season
from knowledge.staff import audit


@pytest.fixture(autouse=True)
def _is_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(season_commands, "today", lambda: date(2026, 7, 18))


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.main, ["season", *arguments])
    return done.exit_code, done.output


def stored(database: Engine) -> Season | None:
    with session(database) as opened:
        return stored_season(opened)


def test_on_by_the_rule_then_shown_then_off(knowledge_base: Engine) -> None:
    assert run() == (0, "Mùa phúc khảo: tắt.\n")
    code, output = run("on", "--published", "2026-07-15")
    assert code == 0
    assert output.splitlines() == [
        "Mùa phúc khảo: bật.",
        "Công bố điểm: thứ Tư 15/07/2026.",
        "Nhận đơn đến hết: thứ Hai 20/07/2026.",
        "Còn 2 ngày.",
        "Bản đang chạy đổi theo sau 10 giây.",
    ]
    assert stored(knowledge_base) == Season(date(2026, 7, 15), date(2026, 7, 20))
    assert run()[1].splitlines() == output.splitlines()[:-1]
    assert run("off") == (0, "Mùa phúc khảo: tắt.\n")
    assert stored(knowledge_base) == Season(date(2026, 7, 15), date(2026, 7, 20), is_on=False)
    assert run() == (0, "Mùa phúc khảo: tắt.\n")


def test_a_last_day_of_the_offices_own(knowledge_base: Engine) -> None:
    code, output = run("on", "--published", "15/07/2026", "--until", "18/07/2026")
    assert code == 0
    assert "Nhận đơn đến hết: thứ Bảy 18/07/2026." in output
    assert "bật lại với --until" in output
    assert stored(knowledge_base) == Season(date(2026, 7, 15), date(2026, 7, 18))


def test_when_it_is_over_it_says_how_to_end(knowledge_base: Engine) -> None:
    output = run("on", "--published", "2026-07-09")[1]
    assert "Đã quá hạn 4 ngày. Hết mùa thì chạy: motcua season off" in output


def test_it_can_be_made_ready_the_day_before(knowledge_base: Engine) -> None:
    assert "Chưa đến ngày công bố" in run("on", "--published", "2026-07-19")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("on",),
        ("on", "--published", "hôm qua"),
        ("on", "--published", "2026-07-15", "--until", "2026-07-14"),
    ],
)
def test_nonsense_changes_nothing(knowledge_base: Engine, arguments: tuple[str, ...]) -> None:
    code, output = run(*arguments)
    assert code != 0
    assert "Traceback" not in output
    assert stored(knowledge_base) is None


def test_off_where_it_never_was_on(knowledge_base: Engine) -> None:
    assert run("off") == (0, "Mùa phúc khảo: tắt.\n")


def test_who_switched_it_is_in_the_log(knowledge_base: Engine) -> None:
    run("on", "--published", "2026-07-15")
    run("off")
    with session(knowledge_base) as opened:
        done = [entry.action for entry in audit.entries(opened, audit.Wanted(), 1, 10)]
    assert done == ["season_off", "season_on"]
