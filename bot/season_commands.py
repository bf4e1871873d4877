"""`motcua season`: an officer says that exam results are out, or that the season is over."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Final, NoReturn

import typer
from rich.console import Console

from actions.clock import today
from actions.deadlines import weekday_and_day
from actions.season import last_day_by_rule
from actions.windows import window_until
from knowledge.database import session
from knowledge.repository import Repository
from knowledge.season import REMEMBERED, Season, put_season, stored_season
from knowledge.staff.audit import Action, operator, record

FORMATS: Final = ["%Y-%m-%d", "%d/%m/%Y"]
"""How a day is typed in a command."""

_Published = Annotated[
    datetime, typer.Option("--published", formats=FORMATS, help="ngày công bố điểm thi")
]
_Until = Annotated[
    datetime | None,
    typer.Option(
        "--until", formats=FORMATS, help="ngày cuối nhận đơn (mặc định: tính theo thủ tục số 7)"
    ),
]


def add_to(
    main: typer.Typer,
    console: Console,
    prepare: Callable[[], None],
    fail: Callable[[str], NoReturn],
) -> None:
    """Add the commands; `prepare` brings the database up to date, `fail` ends with 1."""
    season = typer.Typer(invoke_without_command=True, help="Mùa phúc khảo: bật, tắt, xem.")
    main.add_typer(season, name="season")

    def tell(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    @season.callback()
    def show(context: typer.Context) -> None:
        """Xem mùa phúc khảo đang bật hay tắt; on để bật, off để tắt."""
        prepare()
        if context.invoked_subcommand is None:
            with session() as opened:
                stored = stored_season(opened)
            for line in _described(stored):
                tell(line)

    @season.command("on")
    def switch_on(published: _Published, until: _Until = None) -> None:
        """Bật: lời chào đưa phúc khảo lên đầu, giới hạn số tin chặt hơn."""
        with session() as opened:
            last = until.date() if until else last_day_by_rule(Repository(opened), published.date())
            if last is None:
                fail("Quy định của thủ tục số 7 không nêu số ngày nộp đơn. Ghi thêm --until.")
            if last < published.date():
                fail("Ngày cuối nhận đơn (--until) phải sau ngày công bố (--published).")
            stored = Season(published.date(), last)
            put_season(opened, stored)
            record(opened, operator(), Action.SEASON_ON, stored.until.isoformat())
        for line in _described(stored):
            tell(line)
        tell(f"Bản đang chạy đổi theo sau {REMEMBERED:.0f} giây.")

    @season.command("off")
    def switch_off() -> None:
        """Tắt mùa phúc khảo."""
        with session() as opened:
            stored = stored_season(opened)
            if stored:
                put_season(opened, Season(stored.published_on, stored.until, is_on=False))
                record(opened, operator(), Action.SEASON_OFF, stored.until.isoformat())
        tell("Mùa phúc khảo: tắt.")


def _described(season: Season | None) -> list[str]:
    if season is None or not season.is_on:
        return ["Mùa phúc khảo: tắt."]
    window = window_until(season.until, today())
    lines = [
        "Mùa phúc khảo: bật.",
        f"Công bố điểm: {_day(season.published_on)}.",
        f"Nhận đơn đến hết: {_day(season.until)}.",
    ]
    if not season.runs(today()):
        lines.append("Chưa đến ngày công bố: lời chào chưa đổi, đến ngày đó tự đổi.")
    elif window.left < 0:
        lines.append(f"Đã quá hạn {-window.left} ngày. Hết mùa thì chạy: motcua season off")
    else:
        lines.append(f"Còn {window.left} ngày.")
    if window.moved != window.last:
        lines.append(
            f"Ngày cuối là ngày nghỉ (ngày làm việc kế tiếp: {_day(window.moved)}). "
            "Nếu Sở công bố ngày khác, bật lại với --until."
        )
    return lines


def _day(value: date) -> str:
    return weekday_and_day(value)
