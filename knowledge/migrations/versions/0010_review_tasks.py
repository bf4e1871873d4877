"""Answers that must be looked at again because a law was replaced."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("law", sa.String(100), nullable=False),
        sa.Column("procedure_id", sa.Integer(), nullable=False),
        sa.Column("facet", sa.String(30), nullable=False),
        sa.Column("opened_by", sa.String(80), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_as", sa.String(20), nullable=True),
        sa.Column("closed_by", sa.String(80), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_task")),
    )
    for column in ("law", "procedure_id"):
        op.create_index(op.f(f"ix_review_task_{column}"), "review_task", [column])


def downgrade() -> None:
    op.drop_table("review_task")
