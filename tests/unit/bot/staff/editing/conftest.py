"""The two who change what is told."""

from collections.abc import Callable

import pytest

from knowledge.staff.accounts import Role
from tests.auxil.console import Officer

Comes = Callable[..., Officer]


@pytest.fixture
def editor(comes: Comes) -> Officer:
    return comes(Role.EDITOR)


@pytest.fixture
def reviewer(comes: Comes) -> Officer:
    return comes(Role.REVIEWER)
