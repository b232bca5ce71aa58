"""Access seats, how often a set meets, which contract a session agreed, until when its review waits."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seat", sa.Column("beside", sa.String))
    op.add_column("learning_set", sa.Column("contract_version", sa.Integer))
    op.add_column("learning_set", sa.Column("meets", sa.Integer))
    op.add_column("session", sa.Column("contract_version", sa.Integer))
    op.add_column("session", sa.Column("review_until", sa.BigInteger))


def downgrade() -> None:
    for table, column in (
        ("session", "review_until"),
        ("session", "contract_version"),
        ("learning_set", "meets"),
        ("learning_set", "contract_version"),
        ("seat", "beside"),
    ):
        op.drop_column(table, column)
