"""The console as a part of the whole web application."""

from fastapi.testclient import TestClient

from bot.channels.web.app import build
from knowledge.settings import Settings
from tests.auxil.console import Officer

LARGE = b"x" * (200 * 1024)


def test_the_console_stands_beside_the_chat(configured: Settings) -> None:
    browser = TestClient(build(configured), base_url="https://testserver", follow_redirects=False)
    assert browser.get("/staff/").headers["location"] == "./login"
    assert Officer(browser).logs_in("ai", "sai mất rồi").status_code == 401
    missing = browser.get("/staff/khong-co")
    assert missing.status_code == 404
    assert missing.headers["content-type"].startswith("text/html")
    assert browser.get("/api/khong-co").headers["content-type"] == "application/problem+json"
    assert "/staff" not in browser.get("/openapi.json").text


def test_only_where_files_come_in_are_bodies_large_and_only_from_officers(
    configured: Settings,
) -> None:
    browser = TestClient(build(configured), follow_redirects=False)
    assert browser.post("/staff/login", content=LARGE).status_code == 413
    assert browser.post("/api/chat/messages", content=LARGE).status_code == 413
    for path in ("/staff/imports", "/staff/workbook"):
        tried = browser.post(path, files={"file": ("a.xlsx", LARGE)})
        assert (tried.status_code, tried.headers["location"]) == (303, "./login")
