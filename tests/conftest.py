"""What all tests share: which programs of the machine are there, and what was skipped for lack."""

import os

import pytest

from tests import machine

pytest_plugins = ["tests.auxil.databases", "tests.auxil.installation"]
_IN_CI = os.environ.get("CI") == "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests whose program is missing; in CI let them fail instead."""
    lacking = {"chromium": "browser", "postgresql": "postgresql", "redis": "redis"}
    marks = {lacking[name] for name in machine.missing()}
    items.sort(key=lambda item: item.get_closest_marker("stack") is not None)
    if _IN_CI:
        return
    for item in items:
        for mark in marks:
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=f"no {mark} on this machine"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the one command that would enable what was skipped."""
    if terminalreporter.stats.get("skipped") and machine.missing():
        terminalreporter.section("skipped")
        terminalreporter.line(f"not on this machine: {', '.join(machine.missing())}")
        terminalreporter.line(f"to enable these tests: {machine.REMEDY}")
