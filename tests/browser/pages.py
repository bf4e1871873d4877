"""Pages of a real browser, and what people do on them."""

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}

NewPage = Callable[..., Page]


def ask(page: Page, text: str) -> None:
    page.get_by_label("Câu hỏi của bạn").fill(text)
    page.get_by_role("button", name="Gửi", exact=True).click()


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds serious or critical, by all of its rules or by these."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


def is_for_everybody(page: Page, width: int) -> None:
    """Assert that axe finds nothing, nothing is wider than the screen and no thumb misses."""
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert _small_targets(page) == [], page.url


def _small_targets(page: Page) -> list[str]:
    """Buttons, boxes and links of menus that a thumb would miss."""
    return page.evaluate(
        """() => [...document.querySelectorAll("button, .action, nav a, select, .list a, summary")]
        .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 43.5)
        .map(e => e.outerHTML.slice(0, 80))"""
    )
