"""Drafts of officers, and the log found by what it is about."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procedure_id", sa.Integer(), nullable=False),
        sa.Column("version_from", sa.Date(), nullable=False),
        sa.Column("applies_from", sa.Date(), nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("opened_by", sa.String(40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.String(40), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("procedure_id", name=op.f("uq_draft_procedure_id")),
    )
    op.create_table(
        "draft_section",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(30), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(40), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_section_draft_id_draft")
        ),
        sa.PrimaryKeyConstraint("draft_id", "section", name=op.f("pk_draft_section")),
    )
    op.create_table(
        "draft_author",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_author_draft_id_draft")
        ),
        sa.PrimaryKeyConstraint("draft_id", "account", name=op.f("pk_draft_author")),
    )
    op.create_index(op.f("ix_audit_log_object"), "audit_log", ["object"])


def downgrade() -> None:
    op.drop_index(op.f("ix_audit_log_object"), "audit_log")
    op.drop_table("draft_author")
    op.drop_table("draft_section")
    op.drop_table("draft")
