"""Who wants to hear of which request, and what is still to be told to whom."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("exam", sa.String(60), nullable=False),
        sa.Column("candidate", sa.String(10), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint(
            "conversation",
            "kind",
            "code",
            "exam",
            "candidate",
            name=op.f("uq_subscription_conversation"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscription_code", "subscription", ["code"])
    op.create_index("ix_subscription_candidate", "subscription", ["candidate", "exam"])
    op.create_index(op.f("ix_subscription_expires_at"), "subscription", ["expires_at"])

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("claimed_by", sa.String(40), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_notice_subscription_id_subscription"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["status_change.id"],
            name=op.f("fk_notice_change_id_status_change"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("change_id", "subscription_id", name=op.f("uq_notice_change_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notice_state", "notice", ["state", "id"])
    op.create_index("ix_notice_subscription", "notice", ["subscription_id", "id"])


def downgrade() -> None:
    op.drop_table("notice")
    op.drop_table("subscription")
