"""An officer at the console of a running installation, in a real browser."""

from playwright.sync_api import Browser, Page, expect

from knowledge.database import engine, session
from knowledge.staff.accounts import Accounts, Role
from tests.auxil.installation import Installation

WORD = "một câu dễ nhớ"
PATIENCE = 30_000


def hire(installation: Installation, **officers: Role) -> None:
    """Make accounts by these names, all with the password `WORD`; those that are there stay."""
    with session(engine(installation.database_url)) as opened:
        accounts = Accounts(opened, "motcua")
        known = {officer.name for officer in accounts.listed()}
        for name, role in officers.items():
            if name not in known:
                accounts.add(name, role, WORD)


def come_in(
    browser: Browser, installation: Installation, name: str, *, width: int, height: int
) -> Page:
    """Return a page of a browser of its own on which `name` has logged in."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{installation.url}/staff/")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(WORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name=f"Chào {name}")).to_be_visible()
    return page
