"""How a set meets: here, beside its own call, or in writing; with the call's link, sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # the sets that there are have met here
    op.add_column("learning_set", sa.Column("meets_where", sa.String, nullable=False, server_default="here"))
    op.add_column("learning_set", sa.Column("call_link", sa.String))


def downgrade() -> None:
    for column in ("call_link", "meets_where"):
        op.drop_column("learning_set", column)
