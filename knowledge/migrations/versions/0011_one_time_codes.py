"""The second step of a log-in: codes of an authenticator."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("staff_account") as table:
        table.add_column(sa.Column("totp_secret", sa.String(64), nullable=True))
        table.add_column(sa.Column("totp_used", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("staff_account") as table:
        table.drop_column("totp_used")
        table.drop_column("totp_secret")
