"""The register on both databases."""

import pytest
from sqlalchemy import Engine

from knowledge.database import migrate


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either(request: pytest.FixtureRequest) -> Engine:
    """A migrated database of the test's own."""
    if request.param == "sqlite":
        made: Engine = request.getfixturevalue("database")
        return made
    made = request.getfixturevalue("postgresql_database")
    migrate(made.url.render_as_string(hide_password=False))
    return made
