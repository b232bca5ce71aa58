"""Practice sets: which they are, how fast their rooms' clocks run and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practice",
        sa.Column("set_id", sa.String, nullable=False),
        sa.Column("speed", sa.Float, nullable=False),
        sa.Column("began_at", sa.BigInteger, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("human_id", sa.String),
        sa.Column("forgotten_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("set_id", name="pk_practice"),
        sa.ForeignKeyConstraint(["set_id"], ["learning_set.id"], name="fk_practice_set_id"),
    )


def downgrade() -> None:
    op.drop_table("practice")
