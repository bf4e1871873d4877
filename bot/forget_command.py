"""`motcua forget`: deletes what offices told, by age or because one person wants it gone."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from actions.clock import today
from actions.wording import day
from bot.season_commands import FORMATS
from knowledge.database import session
from knowledge.staff.audit import Action, operator, record
from knowledge.status import cells
from knowledge.status.retention import Choice, Forgotten, count_chosen, forget_chosen

_Before = Annotated[
    datetime | None,
    typer.Option("--before", formats=FORMATS, help="những gì cập nhật lần cuối trước ngày này"),
]
_Dossier = Annotated[str | None, typer.Option("--dossier", help="một hồ sơ, theo mã")]
_Candidate = Annotated[
    str | None, typer.Option("--candidate", help="kết quả phúc khảo của một số báo danh")
]
_Yes = Annotated[bool, typer.Option("--yes", help="xóa ngay, không hỏi lại")]


class _BadChoice(Exception):
    """Why nothing can be chosen, as one line in Vietnamese."""


def add_to(
    main: typer.Typer,
    console: Console,
    prepare: Callable[[], None],
    fail: Callable[[str], NoReturn],
) -> None:
    """Add the command; `prepare` brings the database up to date, `fail` ends with 1."""

    def tell(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    @main.command()
    def forget(
        before: _Before = None,
        dossier: _Dossier = None,
        candidate: _Candidate = None,
        yes: _Yes = False,
    ) -> None:
        """Xóa hẳn hồ sơ, kết quả phúc khảo cùng lịch sử của chúng; chọn một cách."""
        try:
            choice, chosen = _choice(before.date() if before else None, dossier, candidate)
        except _BadChoice as error:
            fail(str(error))
        prepare()
        try:
            with session() as opened:
                found = count_chosen(opened, choice)
            tell(f"{chosen}: {_counted(found)}.")
            if not found:
                return
            if not yes and not typer.confirm("Xóa hẳn, không lấy lại được?"):
                tell("Chưa xóa gì.")
                raise typer.Exit(1)
            with session() as opened:
                done = forget_chosen(opened, choice)
                record(opened, operator(), Action.FORGET, chosen, after=asdict(done))
        except SQLAlchemyError as error:
            fail(f"Không ghi được vào cơ sở dữ liệu, chưa xóa gì: {type(error).__name__}")
        tell(f"Đã xóa {_counted(done)}. Các bản sao lưu cũ vẫn còn giữ.")


def _choice(before: date | None, dossier: str | None, candidate: str | None) -> tuple[Choice, str]:
    """Return what is chosen, and its name. Raises _BadChoice."""
    if len([each for each in (before, dossier, candidate) if each is not None]) != 1:
        raise _BadChoice("Cần đúng một trong ba: --before, --dossier, --candidate.")
    try:
        if dossier is not None:
            return Choice.dossier(cells.code(dossier)), "Hồ sơ có mã này"
        if candidate is not None:
            return Choice.candidate(cells.candidate(candidate)), "Số báo danh này"
    except cells.BadCell as error:
        raise _BadChoice(f"Mã hồ sơ hay số báo danh {error}.") from None
    assert before is not None
    if before > today():
        raise _BadChoice(
            f"Ngày {day(before)} chưa tới, nên sẽ xóa tất cả. Chọn ngày không sau hôm nay."
        )
    return Choice.before(before), f"Cập nhật lần cuối trước ngày {day(before)}"


def _counted(counts: Forgotten) -> str:
    return (
        f"{counts.dossiers} hồ sơ, {counts.regrades} môn phúc khảo, "
        f"{counts.changes} lần thay đổi, {counts.subscriptions} yêu cầu theo dõi"
    )
