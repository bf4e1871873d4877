"""`motcua backup` and `motcua restore`: the whole state in one file, and back."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from knowledge import database
from knowledge.backup.restoring import check, holds, restore
from knowledge.backup.writing import BackupError, write
from knowledge.staff.audit import Action, operator, record

_File = Annotated[Path, typer.Argument(metavar="FILE", help="tệp sao lưu")]
_TOLD: Final = {
    "procedure": "thủ tục",
    "dossier": "hồ sơ",
    "regrade": "môn phúc khảo",
    "staff_account": "tài khoản",
    "audit_log": "dòng nhật ký",
}
"""The tables that an operator asks about."""


def add_to(
    main: typer.Typer,
    console: Console,
    prepare: Callable[[], None],
    fail: Callable[[str], NoReturn],
) -> None:
    """Add the two commands; `prepare` brings the database up to date, `fail` ends with 1."""

    def tell(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    @main.command("backup")
    def backup(file: _File) -> None:
        """Ghi toàn bộ dữ liệu vào một tệp, trong lúc Motcua vẫn chạy."""
        prepare()
        try:
            with database.session() as opened:  # first, so that the file holds the line too
                record(opened, operator(), Action.BACKUP, file.name)
            manifest = write(database.engine(), file)
        except BackupError as error:
            fail(f"{file}: {error}")
        except SQLAlchemyError as error:
            fail(f"Không dùng được cơ sở dữ liệu: {type(error).__name__}. Chạy motcua doctor.")
        rows = {name: entry.rows for name, entry in manifest.tables.items()}
        tell(f"Đã sao lưu vào {file}: {_listed(rows)}.")
        tell("Không có trong tệp: phiên đăng nhập, điều người dân đang khai dở (chỉ giữ vài phút).")
        tell("Tệp có dữ liệu cá nhân: cất như cất cơ sở dữ liệu.")

    @main.command("restore")
    def restore_(
        file: _File,
        yes: Annotated[bool, typer.Option("--yes", help="không hỏi lại")] = False,
    ) -> None:
        """Thay toàn bộ dữ liệu đang có bằng dữ liệu trong một tệp sao lưu."""
        try:
            manifest = check(file)
            database.migrate()
            there = holds(database.engine())
            if there and not yes:
                tell(f"Cơ sở dữ liệu đang có: {_listed(there)}.")
                made = manifest.made_at.astimezone()
                tell(f"Tất cả sẽ được thay bằng bản sao lưu lúc {made:%H:%M ngày %d/%m/%Y}.")
                if not typer.confirm("Thay?"):
                    fail("Chưa có gì thay đổi.")
            restore(database.engine(), file, operator())
            tell(f"Đã khôi phục: {_listed(holds(database.engine()))}. Cán bộ cần đăng nhập lại.")
        except BackupError as error:
            fail(f"{file}: {error}")
        except SQLAlchemyError as error:
            fail(
                f"Không ghi được vào cơ sở dữ liệu ({type(error).__name__}), chưa có gì thay đổi. "
                "Hãy dừng Motcua rồi thử lại; nếu vẫn thế, chạy motcua doctor."
            )


def _listed(rows: dict[str, int]) -> str:
    known = [f"{rows[name]} {told}" for name, told in _TOLD.items() if rows.get(name)]
    others = sum(count for name, count in rows.items() if name not in _TOLD)
    return ", ".join([*known, f"{others} dòng khác"])
