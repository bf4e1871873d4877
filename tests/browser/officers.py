"""The officers of the console in the browser, and what they do on its pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import unquote_plus

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine

from knowledge.database import session
from knowledge.editing.drafts import Drafts
from knowledge.editing.sections import Section
from knowledge.staff.accounts import Role

WORD: Final = "một câu dễ nhớ"
OFFICERS: Final = {
    "lan": Role.ADMIN,
    "hoa.nguyen": Role.EDITOR,
    "an": Role.EDITOR,
    "duc": Role.REVIEWER,
}
SAVED: Final = "Đã lưu lúc"

Comes = Callable[..., Page]
"""(name, path, **options of the browser's context)"""


def log_in(page: Page, name: str) -> None:
    """Log in on the page of the door."""
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(WORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name=f"Chào {name}")).to_be_visible()


def told(page: Page) -> Locator:
    """The line beside the button that says whether the form is saved."""
    return page.locator("#saved")


@contextmanager
def saving(page: Page, text: str) -> Iterator[None]:
    """Wait until `text` was sent to be saved by itself and the answer is there."""
    with page.expect_response(
        lambda answer: (
            answer.url.endswith("/autosave")
            and text in unquote_plus(answer.request.post_data or "")
        )
    ):
        yield


def stored(database: Engine, number: int, section: Section) -> dict[str, object]:
    """What the draft of a procedure has of a section; {} if it changes nothing there."""
    with session(database) as opened:
        draft = Drafts(opened, "x").of(number)
        saved = draft.sections.get(section) if draft else None
    return dict(saved.fields) if saved else {}
