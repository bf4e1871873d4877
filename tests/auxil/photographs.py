"""Pictures of the console for the officers' guide, taken where ``MOTCUA_PHOTOGRAPHS`` is set."""

import os
from pathlib import Path

from playwright.sync_api import Locator, Page

FOLDER = Path(__file__).parents[2] / "docs" / "images" / "huong-dan"


def photograph(page: Page, name: str, focus: Locator | None = None) -> None:
    """Keep what the browser shows as `name`; with `focus`, once that stands in the middle."""
    if focus:
        focus.evaluate("node => node.scrollIntoView({block: 'center'})")
    if os.environ.get("MOTCUA_PHOTOGRAPHS"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=FOLDER / f"{name}.png")
