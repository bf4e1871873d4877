"""`motcua import dossiers` and `motcua import regrades`: what offices know of each status."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from knowledge.database import session
from knowledge.staff.audit import Action, operator, record
from knowledge.status.importing import (
    ImportReport,
    Stage,
    Tell,
    import_dossiers,
    import_regrades,
)
from knowledge.status.office_errors import OfficeFileError

_MOST_LINES: Final = 200
"""Refused rows that are printed; who has more has one mistake in all of them."""
_DOING: Final = {Stage.READING: "Đang đọc", Stage.STORING: "Đang ghi"}

_File = Annotated[Path, typer.Argument(metavar="FILE", help="tệp CSV (UTF-8) hoặc XLSX")]
_Import = Callable[[Session, Path, Tell], ImportReport]


def add_to(
    imports: typer.Typer,
    console: Console,
    prepare: Callable[[], None],
    fail: Callable[[str], NoReturn],
) -> None:
    """Add the two commands; `prepare` brings the database up to date, `fail` ends with 1."""

    def take(file: Path, import_: _Import, action: Action) -> None:
        prepare()
        try:
            with _progress(console) as progress, session() as opened:
                report = import_(opened, file, _teller(progress))
                record(opened, operator(), action, file.name, after=report.counts())
        except OfficeFileError as error:
            fail(f"{file}: {error}")
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0]
            fail(f"Không ghi được vào cơ sở dữ liệu, chưa dòng nào được nạp: {reason}")
        except KeyboardInterrupt:
            raise typer.Exit(130) from None
        _show(report, console)

    @imports.command("dossiers")
    def dossiers(file: _File) -> None:
        """Nạp trạng thái hồ sơ từ tệp CSV hoặc XLSX của bộ phận một cửa."""
        take(file, import_dossiers, Action.IMPORT_DOSSIERS)

    @imports.command("regrades")
    def regrades(file: _File) -> None:
        """Nạp kết quả phúc khảo từ tệp CSV hoặc XLSX, mỗi môn một dòng."""
        take(file, import_regrades, Action.IMPORT_REGRADES)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _teller(progress: Progress) -> Tell:
    tasks = {stage: progress.add_task(_DOING[stage], total=None, visible=False) for stage in Stage}

    def tell(stage: Stage, done: int, total: int | None) -> None:
        progress.update(tasks[stage], completed=done, total=total, visible=True)

    return tell


def _show(report: ImportReport, console: Console) -> None:
    def line(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    line(
        f"thêm {report.added}, đổi {report.changed}, giữ nguyên {report.unchanged}, "
        f"bị từ chối {len(report.refused)}"
    )
    if report.ignored_columns:
        line(f"bỏ qua cột: {', '.join(report.ignored_columns)}")
    for row in report.refused[:_MOST_LINES]:
        line(f"dòng {row.line}: {row.reason}")
    if len(report.refused) > _MOST_LINES:
        line(f"và {len(report.refused) - _MOST_LINES} dòng nữa")
