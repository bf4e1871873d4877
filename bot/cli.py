"""The `motcua` command."""

import asyncio
import shlex
import signal
import sys
import time
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer
from alembic.util import CommandError
from httpx import HTTPStatusError
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import SQLAlchemyError

from bot import (
    backup_commands,
    benchmark,
    doctor,
    forget_command,
    import_commands,
    model,
    season_commands,
    user_commands,
)
from bot.channels.terminal import converse
from bot.chat_client import ChatClient, NobodyThere
from bot.conversations import forget_old
from bot.evaluation import page, tables
from bot.evaluation.breakdown import By
from bot.evaluation.naming import Names
from bot.evaluation.questions import BadEvaluationFile, read
from bot.evaluation.run import ask_all
from bot.launcher import CannotRun, Stack
from bot.processes import RASA_PYTHON
from bot.rivals import compare as rivals
from bot.rivals import report as rivals_report
from bot.rivals.roster import EPOCHS, Rival, taking_part
from bot.rivals.school import SchoolFailed
from knowledge.catalogue_files import CatalogueError, read_directory, write_directory
from knowledge.database import migrate, session
from knowledge.filling import fill, is_empty
from knowledge.repository import Repository
from knowledge.settings import settings
from knowledge.staff.audit import operator
from knowledge.staff.catalogue_changes import put_and_record
from knowledge.status import samples

main = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
imports = typer.Typer(no_args_is_help=True, help="Đưa dữ liệu vào.")
exports = typer.Typer(no_args_is_help=True, help="Lấy dữ liệu ra.")
main.add_typer(imports, name="import")
main.add_typer(exports, name="export")
console = Console()
_WIDE = 140
"""Characters of a table that is written to a file rather than to a terminal."""


@main.callback()
def check_settings() -> None:
    """Trợ lý hướng dẫn 61 thủ tục hành chính của Sở GD&ĐT Quảng Trị."""
    try:
        settings()
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, e['loc'])).upper()}={e['input']}" for e in error.errors()]
        _fail(f"Biến môi trường đặt sai: {', '.join(wrong)}. Sửa lại hoặc bỏ đi để dùng mặc định.")


@main.command()
def run() -> None:
    """Chạy tất cả: huấn luyện nếu cần, nạp cơ sở dữ liệu, mở trang chat."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        _prepare_database(starts=True)
        given = settings().staff_admin_password
        password = given.get_secret_value() if given else None
        user_commands.welcome_first_admin(console, password, settings().web_url, _fail)
        if not model.is_current():
            _train()
        console.print("Đang khởi động…")
        with Stack(settings(), console.print) as stack:
            console.print(f"ready {settings().web_url}", highlight=False)
            stack.watch()
    except CannotRun as error:
        _fail(str(error))
    except KeyboardInterrupt:
        console.print("Đã dừng.")


@main.command()
def train() -> None:
    """Huấn luyện mô hình từ nlu_data/."""
    _train()


@main.command()
def chat() -> None:
    """Trò chuyện ngay trong cửa sổ dòng lệnh, với bản đang chạy."""

    async def talk() -> None:
        async with ChatClient(settings().web_url) as client:
            await converse(client, console)

    _with_server(talk)


@main.command("eval")
def evaluate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="tệp JSON Lines")],
    by: Annotated[
        list[By] | None, typer.Option(help="chia điểm theo gì (mặc định: style, kind); lặp được")
    ] = None,
    failures: Annotated[bool, typer.Option(help="in từng câu chưa đúng")] = False,
    report: Annotated[Path | None, typer.Option(help="ghi thêm báo cáo HTML vào tệp này")] = None,
) -> None:
    """Chấm điểm bản đang chạy bằng các câu hỏi trong một hay nhiều tệp."""
    try:
        items = [item for file in files for item in read(file)]
        if report and (report.is_dir() or not report.parent.is_dir()):
            _fail(f"Không ghi được báo cáo vào {report}: cần tên tệp, trong một thư mục đã có.")
        names = Names.read() if report else None
    except (BadEvaluationFile, CatalogueError) as error:
        _fail(str(error))

    async def ask() -> None:
        with _progress() as progress:
            task = progress.add_task("Đang hỏi", total=len(items))
            results = await ask_all(settings().web_url, items, lambda: progress.advance(task))
        paper = console if console.is_terminal else Console(width=_WIDE)
        if failures:
            tables.show_failures(results, paper)
        tables.show(results, paper, by or tables.SHORT)
        if report and names:
            command = shlex.join(["motcua", "eval", *map(str, files), "--report", str(report)])
            _write(report, page.render(results, names, _made(command)))

    _with_server(ask)


@main.command()
def bench(
    lookups: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="chỉ đo N người tra phúc khảo cùng lúc")
    ] = None,
) -> None:
    """Đo tốc độ của bản đang chạy."""

    async def measure() -> None:
        url = settings().web_url
        measured = benchmark.measure_look_ups(url, lookups) if lookups else benchmark.measure(url)
        console.print(await measured)

    try:
        _with_server(measure)
    except benchmark.NoSample:
        _fail("Không tra được thí sinh mẫu. Chạy Motcua với SAMPLE_DATA=1, trên máy này.")


@main.command()
def compare(
    files: Annotated[list[Path], typer.Argument(help="tệp JSON Lines; mỗi tệp một bảng")],
    named: Annotated[
        list[Rival] | None, typer.Option("--with", help="thêm đối thủ học lâu: rasa-lr, rasa-diet")
    ] = None,
    epochs: Annotated[int, typer.Option(help="số vòng học của rasa-diet", min=1)] = EPOCHS,
) -> None:
    """So cách hiểu câu hỏi của Motcua với các cách khác, trên cùng các câu hỏi."""
    _need_rasa()
    log = settings().var / "log" / "compare.log"
    try:
        sets = rivals.question_sets(files)
        taking = taking_part(frozenset(named or ()))
        total = sum(map(len, sets.values()))
        with _progress() as progress:
            tasks: dict[Rival, TaskID] = {}

            def tell(rival: Rival, answered: int) -> None:
                if rival not in tasks:
                    tasks[rival] = progress.add_task("", total=total)
                doing = f"{answered}/{total} câu" if answered else "đang học"
                progress.update(tasks[rival], completed=answered, description=f"{rival}: {doing}")

            scores = rivals.compare(sets, taking, epochs, log, tell)
    except (BadEvaluationFile, CatalogueError) as error:
        _fail(str(error))
    except SchoolFailed as error:
        _fail(f"So sánh không thành; xem {error.log}")
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    paper = console if console.is_terminal else Console(width=_WIDE)
    for file in files:
        rivals_report.show(str(file), scores[file.resolve()], paper)


@main.command("doctor")
def examine() -> None:
    """Kiểm tra cài đặt, nói chỗ nào hỏng và cách sửa."""
    findings = doctor.examine(settings())
    for finding in findings:
        mark = "[green]ổn[/green]" if finding.fine else "[red]hỏng[/red]"
        console.print(f"{mark}  {finding.what}")
        if not finding.fine:
            console.print(f"      {finding.remedy}", markup=False)
    if not all(finding.fine for finding in findings):
        raise typer.Exit(1)


@imports.command("catalogue")
def import_catalogue(directory: Path) -> None:
    """Nạp các thủ tục từ một thư mục tệp YAML."""
    try:
        procedures = read_directory(directory)
    except CatalogueError as error:
        _fail(str(error))
    _prepare_database()
    try:
        with session() as opened:
            done = put_and_record(opened, procedures, operator())
    except LookupError as error:
        _fail(f"{directory}: {error}")
    console.print(f"thêm {done.added}, đổi {done.changed}, giữ nguyên {done.unchanged}")


@exports.command("catalogue")
def export_catalogue(directory: Path) -> None:
    """Ghi mỗi thủ tục ra một tệp YAML."""
    _prepare_database()
    with session() as opened:
        procedures = Repository(opened).procedures()
    try:
        count = write_directory(procedures, directory)
    except OSError as error:
        _fail(f"Không ghi được vào {directory}: {error.strerror}")
    console.print(f"đã ghi {count} thủ tục vào {directory}")


def _prepare_database(starts: bool = False) -> None:
    """Migrate and fill; samples come and go where Motcua `starts`, not beside a running one."""
    try:
        migrate()
        with session() as opened:
            if is_empty(opened):
                console.print(f"Đã nạp {fill(opened)} thủ tục vào cơ sở dữ liệu.")
            if starts:
                samples.arrange(opened, settings().sample_data)
        forget_old()
    except CatalogueError as error:
        _fail(str(error))
    except (SQLAlchemyError, CommandError, ImportError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        _fail(f"Cơ sở dữ liệu hỏng hoặc không mở được: {reason}. Chạy motcua doctor.")


def _need_rasa() -> None:
    if not RASA_PYTHON.exists():
        _fail("Chưa cài môi trường của Rasa. Chạy: make install")


def _train() -> None:
    _need_rasa()
    log = settings().var / "log" / "train.log"
    training = model.start_training(log)
    try:
        with _progress() as progress:
            progress.add_task("Đang huấn luyện mô hình (khoảng một phút)", total=None)
            while training.poll() is None:
                time.sleep(0.2)
        model.finish_training(training, log)
    except model.TrainingFailed:
        _fail(f"Huấn luyện không thành; xem {log}")
    finally:
        model.stop_training(training)
    console.print(f"Đã huấn luyện: {model.MODEL.name}")


def _made(command: str) -> page.Made:
    """Say by what an evaluation was made; the running Rasa is taken to have the newest model."""
    digest = model.MODEL.with_name("motcua.sha256")
    trained = digest.read_text().strip()[:12] if digest.exists() else "?"
    return page.Made(datetime.now().astimezone(), trained, not model.is_current(), command)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        _fail(f"Không ghi được vào {path}: {error.strerror}")
    console.print(f"Báo cáo: {path}", markup=False, highlight=False, soft_wrap=True)


def _with_server(job: Callable[[], Coroutine[None, None, None]]) -> None:
    try:
        asyncio.run(job())
    except NobodyThere as error:
        _fail(f"Không có bản nào đang chạy ở {error}. Chạy: make run")
    except HTTPStatusError as error:
        status = error.response.status_code
        _fail(f"{settings().web_url} trả lời lỗi {status}. Chạy motcua doctor để xem vì sao.")
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console
    )


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _fail(reason: str) -> NoReturn:
    print(reason, file=sys.stderr)
    raise typer.Exit(1)


import_commands.add_to(imports, console, _prepare_database, _fail)
user_commands.add_to(main, console, _prepare_database, _fail)
backup_commands.add_to(main, console, _prepare_database, _fail)
season_commands.add_to(main, console, _prepare_database, _fail)
forget_command.add_to(main, console, _prepare_database, _fail)
