"""What a citizen told for one purpose, for minutes, as a ciphertext."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealed",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed")),
    )
    op.create_index(op.f("ix_sealed_expires_at"), "sealed", ["expires_at"])


def downgrade() -> None:
    op.drop_table("sealed")
