"""Dossiers, re-marking requests, and their changes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dossier",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("procedure", sa.SmallInteger(), nullable=False),
        sa.Column("phone_tail", sa.String(4), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_dossier")),
    )
    op.create_index(op.f("ix_dossier_sample"), "dossier", ["sample"])

    op.create_table(
        "regrade",
        sa.Column("exam", sa.String(60), nullable=False),
        sa.Column("candidate", sa.String(10), nullable=False),
        sa.Column("subject", sa.String(60), nullable=False),
        sa.Column("exam_name", sa.String(100), nullable=False),
        sa.Column("subject_name", sa.String(60), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=False),
        sa.Column("score_before", sa.SmallInteger(), nullable=False),
        sa.Column("score_after", sa.SmallInteger(), nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("exam", "candidate", "subject", name=op.f("pk_regrade")),
    )
    op.create_index(op.f("ix_regrade_candidate"), "regrade", ["candidate"])
    op.create_index(op.f("ix_regrade_sample"), "regrade", ["sample"])

    op.create_table(
        "status_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("code", sa.String(40), nullable=True),
        sa.Column("exam", sa.String(60), nullable=True),
        sa.Column("candidate", sa.String(10), nullable=True),
        sa.Column("subject", sa.String(60), nullable=True),
        sa.Column("from_state", sa.String(20), nullable=True),
        sa.Column("to_state", sa.String(20), nullable=False),
        sa.Column("from_due_on", sa.Date(), nullable=True),
        sa.Column("to_due_on", sa.Date(), nullable=True),
        sa.Column("from_score_before", sa.SmallInteger(), nullable=True),
        sa.Column("to_score_before", sa.SmallInteger(), nullable=True),
        sa.Column("from_score_after", sa.SmallInteger(), nullable=True),
        sa.Column("to_score_after", sa.SmallInteger(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
    )
    op.create_index(op.f("ix_status_change_source"), "status_change", ["source"])
    op.create_index("ix_status_change_code", "status_change", ["code"])
    op.create_index("ix_status_change_candidate", "status_change", ["candidate", "exam", "subject"])


def downgrade() -> None:
    op.drop_table("status_change")
    op.drop_table("regrade")
    op.drop_table("dossier")
