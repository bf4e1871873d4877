"""The report in a real browser: readable on a phone, in the light and in the dark."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, sync_playwright

from bot.evaluation.naming import Group, Names
from bot.evaluation.page import Made, render
from tests.auxil.results import (
    ASKED,
    FALLBACK,
    OTHER_FACET,
    RIGHT,
    WRONG,
    conversation,
    result,
)

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"width": 360, "height": 740}
NAMES = Names(
    {number: f"Cho phép hoạt động trở lại: trung tâm thứ {number}" for number in range(1, 62)},
    (Group("Nhóm đầu", tuple(range(1, 31))), Group("Nhóm sau", tuple(range(31, 62)))),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    results = [
        *[result(RIGHT)] * 30,
        *(result(WRONG, procedures=[n], facets=["fee"], style="nodiac") for n in range(9, 62)),
        result(ASKED, text="dài" * 100),
        result(OTHER_FACET),
        result(FALLBACK, "out_of_scope"),
        *conversation(RIGHT, WRONG),
    ]
    made = Made(datetime(2026, 11, 23, tzinfo=UTC), "3f2a9c0d1e4b", True, "motcua eval x.jsonl")
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(results, NAMES, made), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_and_has_no_faults_of_accessibility(
    browser: Browser, address: str, scheme: str
) -> None:
    # The page's own policy would keep out the script that looks for faults.
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_a_link_filters_the_failures_and_another_shows_them_all(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    items = page.locator(".list > li")
    shown = page.locator(".list > li:visible")
    assert shown.count() == items.count() == 56
    page.get_by_role("link", name="Hỏi lại (1)", exact=True).click()
    assert shown.count() == 1
    assert "Chỉ hiện 1 câu: Hỏi lại." in page.locator(".filtered:visible").inner_text()
    page.get_by_role("link", name="Hiện tất cả").click()
    assert shown.count() == 56
    assert asked == [address]
    context.close()
