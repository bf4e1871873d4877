"""Every route, for nobody, for each role, and with a wrong token in the form."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute

from bot.staff.app import console
from bot.staff.rights import RIGHTS, Right, allows
from knowledge.staff.accounts import Role
from knowledge.staff.lockout import Lockout
from tests.auxil.console import Officer

OPEN = {
    ("GET", "/static/{wanted}/{name}"),
    ("GET", "/login"),
    ("POST", "/login"),
    ("GET", "/login/code"),
    ("POST", "/login/code"),
}
NEEDS = {
    ("GET", "/"): Right.READ_KNOWLEDGE,
    ("GET", "/guide"): Right.READ_KNOWLEDGE,
    ("GET", "/guide/{picture}"): Right.READ_KNOWLEDGE,
    ("GET", "/coverage"): Right.READ_KNOWLEDGE,
    ("GET", "/coverage.csv"): Right.READ_KNOWLEDGE,
    ("GET", "/laws"): Right.READ_KNOWLEDGE,
    ("GET", "/laws/document"): Right.READ_KNOWLEDGE,
    ("GET", "/laws/new"): Right.REVIEW_KNOWLEDGE,
    ("POST", "/laws/new"): Right.REVIEW_KNOWLEDGE,
    ("GET", "/laws/mark"): Right.REVIEW_KNOWLEDGE,
    ("POST", "/laws/mark"): Right.REVIEW_KNOWLEDGE,
    ("POST", "/laws/unmark"): Right.REVIEW_KNOWLEDGE,
    ("GET", "/tasks"): Right.READ_KNOWLEDGE,
    ("POST", "/tasks/close"): Right.REVIEW_KNOWLEDGE,
    ("GET", "/reviews"): Right.READ_KNOWLEDGE,
    ("GET", "/contacts"): Right.READ_KNOWLEDGE,
    ("POST", "/contacts/{key}"): Right.REVIEW_KNOWLEDGE,
    ("GET", "/procedures"): Right.READ_KNOWLEDGE,
    ("GET", "/procedures/{number}"): Right.READ_KNOWLEDGE,
    ("GET", "/procedures/{number}/history"): Right.READ_KNOWLEDGE,
    ("GET", "/procedures/{number}/history/{change_id}"): Right.READ_KNOWLEDGE,
    ("POST", "/procedures/{number}/history/{change_id}/restore"): Right.EDIT_KNOWLEDGE,
    ("POST", "/procedures/{number}/confirm"): Right.REVIEW_KNOWLEDGE,
    ("POST", "/procedures/{number}/reviewed"): Right.REVIEW_KNOWLEDGE,
    ("GET", "/drafts"): Right.EDIT_KNOWLEDGE,
    ("GET", "/drafts/{number}"): Right.EDIT_KNOWLEDGE,
    ("POST", "/drafts/{number}/terms"): Right.EDIT_KNOWLEDGE,
    ("POST", "/drafts/{number}/withdraw"): Right.EDIT_KNOWLEDGE,
    ("GET", "/drafts/{number}/discard"): Right.EDIT_KNOWLEDGE,
    ("POST", "/drafts/{number}/discard"): Right.EDIT_KNOWLEDGE,
    ("POST", "/drafts/{number}/publish"): Right.REVIEW_KNOWLEDGE,
    ("POST", "/drafts/{number}/return"): Right.REVIEW_KNOWLEDGE,
    ("GET", "/drafts/{number}/preview"): Right.EDIT_KNOWLEDGE,
    ("GET", "/drafts/{number}/chat"): Right.EDIT_KNOWLEDGE,
    ("POST", "/drafts/{number}/chat"): Right.EDIT_KNOWLEDGE,
    ("GET", "/drafts/{number}/changes"): Right.EDIT_KNOWLEDGE,
    ("GET", "/drafts/{number}/{section}"): Right.EDIT_KNOWLEDGE,
    ("POST", "/drafts/{number}/{section}"): Right.EDIT_KNOWLEDGE,
    ("POST", "/drafts/{number}/{section}/autosave"): Right.EDIT_KNOWLEDGE,
    ("POST", "/drafts/{number}/{section}/undo"): Right.EDIT_KNOWLEDGE,
    ("GET", "/dossiers"): Right.LOOK_UP_STATUS,
    ("POST", "/dossiers"): Right.LOOK_UP_STATUS,
    ("GET", "/imports"): Right.IMPORT_STATUS,
    ("POST", "/imports"): Right.IMPORT_STATUS,
    ("GET", "/imports/{made}/refused.csv"): Right.IMPORT_STATUS,
    ("POST", "/imports/{made}"): Right.IMPORT_STATUS,
    ("GET", "/workbook.xlsx"): Right.EDIT_KNOWLEDGE,
    ("GET", "/workbook"): Right.EDIT_KNOWLEDGE,
    ("POST", "/workbook"): Right.EDIT_KNOWLEDGE,
    ("GET", "/workbook/{made}/refused.csv"): Right.EDIT_KNOWLEDGE,
    ("POST", "/workbook/{made}"): Right.EDIT_KNOWLEDGE,
    ("GET", "/log"): Right.READ_LOG,
    ("GET", "/log.csv"): Right.READ_LOG,
    ("GET", "/accounts"): Right.MANAGE_ACCOUNTS,
    ("POST", "/accounts"): Right.MANAGE_ACCOUNTS,
    ("POST", "/accounts/{name}/password"): Right.MANAGE_ACCOUNTS,
    ("POST", "/accounts/{name}/deactivate"): Right.MANAGE_ACCOUNTS,
    ("POST", "/accounts/{name}/activate"): Right.MANAGE_ACCOUNTS,
    ("POST", "/accounts/{name}/role"): Right.MANAGE_ACCOUNTS,
    ("POST", "/accounts/{name}/codes-off"): Right.MANAGE_ACCOUNTS,
    ("GET", "/account"): Right.OWN_ACCOUNT,
    ("POST", "/account/others"): Right.OWN_ACCOUNT,
    ("GET", "/codes"): Right.OWN_ACCOUNT,
    ("POST", "/codes/begin"): Right.OWN_ACCOUNT,
    ("POST", "/codes/on"): Right.OWN_ACCOUNT,
    ("POST", "/codes/off"): Right.OWN_ACCOUNT,
    ("GET", "/password"): Right.OWN_ACCOUNT,
    ("POST", "/password"): Right.OWN_ACCOUNT,
    ("POST", "/logout"): Right.OWN_ACCOUNT,
}
Comes = Callable[..., Officer]


def _address(path: str) -> str:
    filled = path.replace("{number}", "3").replace("{made}", "x" * 22).replace("{name}", "editor")
    filled = filled.replace("{section}", "documents").replace("{change_id}", "1")
    filled = filled.replace("{picture}", "01-trang-chinh.png")
    return filled.removeprefix("/")


@pytest.mark.parametrize(("method", "path"), NEEDS)
def test_nobody_gets_nowhere_without_a_session(comes: Comes, method: str, path: str) -> None:
    nobody = comes()
    answer = nobody.browser.request(method, f"/staff/{_address(path)}", data={"csrf": "a" * 64})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("login")


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_where_the_table_lets_it(comes: Comes, role: Role) -> None:
    officer = comes(role)
    for (method, path), right in NEEDS.items():
        if path == "/logout":
            continue
        answer = officer.opens(_address(path)) if method == "GET" else officer.sends(_address(path))
        forbidden = answer.status_code == 403
        assert forbidden is not allows(role, right), (method, path, answer.status_code)


@pytest.mark.parametrize("token", ["", "a" * 64, "không phải"])
def test_no_form_is_taken_without_its_own_token(comes: Comes, token: str) -> None:
    admin = comes(Role.ADMIN)
    for method, path in NEEDS:
        if method == "POST":
            answer = admin.sends(_address(path), csrf=token)
            assert answer.status_code == 403, path
            assert "Biểu mẫu đã cũ" in answer.text
    assert admin.opens("").status_code == 200


def test_the_token_of_another_session_is_wrong(comes: Comes) -> None:
    other = comes(Role.ADMIN).csrf()
    assert comes(Role.ADMIN).sends("logout", csrf=other).status_code == 403


def test_the_token_of_the_log_in_is_needed_too(comes: Comes) -> None:
    fields = {"name": "admin", "password": "một câu dễ nhớ"}
    assert comes().sends("login", csrf="a" * 64, **fields).status_code == 403


def test_no_route_is_left_out(tmp_path: Path) -> None:
    routes = all_routes(console(Lockout(), tmp_path).routes)
    assert routes == OPEN | set(NEEDS)


def all_routes(routes: Iterable[Any]) -> set[tuple[str, str]]:
    """Every method and path; routers that were included stand among the routes as they are."""
    found: set[tuple[str, str]] = set()
    for route in routes:
        if isinstance(route, APIRoute):
            found |= {(method, route.path) for method in route.methods}
        elif inner := getattr(getattr(route, "original_router", route), "routes", None):
            found |= all_routes(inner)
    return found


def test_roles_grow() -> None:
    assert RIGHTS[Role.EDITOR] < RIGHTS[Role.REVIEWER] < RIGHTS[Role.ADMIN] == set(Right)
