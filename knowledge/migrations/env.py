"""Runs migrations on the connection that `knowledge.database.migrate` hands over."""

from alembic import context

from knowledge.asked import tables as asked_tables  # noqa: F401
from knowledge.editing import tables as editing_tables  # noqa: F401
from knowledge.laws import tables as law_tables  # noqa: F401
from knowledge.models import Base
from knowledge.staff import tables as staff_tables  # noqa: F401
from knowledge.status import news_tables, tables  # noqa: F401  Base learns of them

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
