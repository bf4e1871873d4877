"""`motcua user …`: accounts of the officers' console."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError

from knowledge.database import session
from knowledge.staff.accounts import (
    FIRST_ADMIN,
    AccountError,
    Accounts,
    Officer,
    Role,
    make_first_admin,
)
from knowledge.staff.audit import operator
from knowledge.staff.passwords import BadPassword

_Name = Annotated[str, typer.Argument(metavar="NAME", help="tên đăng nhập, ví dụ lan.nguyen")]
_Stdin = Annotated[
    bool, typer.Option("--password-stdin", help="đọc mật khẩu từ dòng đầu của đầu vào chuẩn")
]


def add_to(
    main: typer.Typer,
    console: Console,
    prepare: Callable[[], None],
    fail: Callable[[str], NoReturn],
) -> None:
    """Add the commands; `prepare` brings the database up to date, `fail` ends with 1."""
    users = typer.Typer(no_args_is_help=True, help="Tài khoản của trang cán bộ (/staff).")
    main.add_typer(users, name="user")

    @contextmanager
    def accounts() -> Iterator[Accounts]:
        try:
            with session() as opened:
                yield Accounts(opened, operator())
        except (AccountError, BadPassword) as error:
            fail(str(error))
        except SQLAlchemyError as error:
            fail(f"Không ghi được vào cơ sở dữ liệu: {type(error).__name__}. Chạy motcua doctor.")

    def tell(text: str) -> None:
        console.print(text, markup=False, highlight=False)

    def asked(stdin: bool) -> str:
        return _asked(stdin, fail)

    @users.command("add")
    def add(
        name: _Name,
        role: Annotated[Role, typer.Option(help="editor, reviewer hoặc admin")],
        password_stdin: _Stdin = False,
    ) -> None:
        """Thêm một tài khoản."""
        prepare()
        password = asked(password_stdin)
        with accounts() as open_accounts:
            made = open_accounts.add(name, role, password)
        tell(f"Đã thêm {made.name} ({made.role}).")

    @users.command("list")
    def list_() -> None:
        """Liệt kê các tài khoản."""
        prepare()
        with accounts() as open_accounts:
            officers = open_accounts.listed()
        if not officers:
            tell("Chưa có tài khoản nào. Lần chạy motcua run tới sẽ tạo tài khoản admin.")
            return
        console.print(_table(officers))

    @users.command("password")
    def password(name: _Name, password_stdin: _Stdin = False) -> None:
        """Đặt mật khẩu mới cho một tài khoản; các phiên đang mở của tài khoản đó kết thúc."""
        prepare()
        new = asked(password_stdin)
        with accounts() as open_accounts:
            open_accounts.set_password(name, new)
        tell(f"Đã đặt mật khẩu mới cho {name}.")

    _add_changes(users, prepare, accounts, tell)


def _add_changes(
    users: typer.Typer,
    prepare: Callable[[], None],
    accounts: Callable[[], AbstractContextManager[Accounts]],
    tell: Callable[[str], None],
) -> None:
    """Add the commands that change one thing of an account and ask nothing."""

    @users.command("role")
    def role(
        name: _Name, role: Annotated[Role, typer.Option(help="editor, reviewer hoặc admin")]
    ) -> None:
        """Đổi vai trò của một tài khoản; các phiên đang mở của tài khoản đó kết thúc."""
        prepare()
        with accounts() as open_accounts:
            open_accounts.set_role(name, role)
        tell(f"Vai trò của {name} bây giờ là {role}.")

    @users.command("codes-off")
    def codes_off(name: _Name) -> None:
        """Tắt mã xác thực của một tài khoản, chẳng hạn khi mất điện thoại."""
        prepare()
        with accounts() as open_accounts:
            open_accounts.switch_codes_off(name)
        tell(f"Đăng nhập bằng {name} không cần mã xác thực nữa.")

    @users.command("deactivate")
    def deactivate(name: _Name) -> None:
        """Khóa một tài khoản; nhật ký vẫn giữ tên."""
        prepare()
        with accounts() as open_accounts:
            open_accounts.deactivate(name)
        tell(f"Đã khóa {name}.")

    @users.command("activate")
    def activate(name: _Name) -> None:
        """Mở lại một tài khoản đã khóa."""
        prepare()
        with accounts() as open_accounts:
            open_accounts.activate(name)
        tell(f"Đã mở lại {name}.")


def _asked(stdin: bool, fail: Callable[[str], NoReturn]) -> str:
    """Return the password, typed twice unseen or read from the standard input."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    told: str = typer.prompt("Mật khẩu", hide_input=True)
    if typer.prompt("Nhập lại mật khẩu", hide_input=True) != told:
        fail("Hai lần nhập không giống nhau. Chưa có gì thay đổi.")
    return told


def _table(officers: list[Officer]) -> Table:
    table = Table("tên", "vai trò", "tình trạng", "mã xác thực", "tạo ngày")
    for officer in officers:
        state = "dùng được" if officer.active else "đã khóa"
        codes = "có" if officer.codes else "không"
        table.add_row(officer.name, officer.role, state, codes, f"{officer.created_at:%d/%m/%Y}")
    return table


def welcome_first_admin(
    console: Console, given: str | None, url: str, fail: Callable[[str], NoReturn]
) -> None:
    """Where there is no account yet, make one; print its password if nobody has chosen it."""
    try:
        with session() as opened:
            password = make_first_admin(opened, given)
    except BadPassword as error:
        fail(f"STAFF_ADMIN_PASSWORD: {error}")
    if password:
        console.print(
            f"Trang cán bộ: {url}/staff, tên {FIRST_ADMIN}, mật khẩu {password}\n"
            "Mật khẩu này chỉ hiện một lần. Lần đăng nhập đầu sẽ hỏi mật khẩu mới.",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
