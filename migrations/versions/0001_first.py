"""The first shape: directory, log, sign-ins, keys."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_programme"),
    )
    op.create_table(
        "learning_set",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("programme_id", sa.String),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("session_format", sa.String, nullable=False),
        sa.Column("round_format", sa.String),
        sa.Column("contract", sa.String),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learning_set"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name="fk_learning_set_programme_id"),
    )
    op.create_index("ix_learning_set_programme_id", "learning_set", ["programme_id"])
    op.create_table(
        "person",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("site", sa.String, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "seat",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("set_id", sa.String, nullable=False),
        sa.Column("person_id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("left_at", sa.BigInteger),
        sa.Column("link_generation", sa.Integer, nullable=False),
        sa.Column("link_revoked_at", sa.BigInteger),
        sa.Column("renewed_at", sa.BigInteger),
        sa.Column("pin_hash", sa.String),
        sa.Column("pin_tries", sa.Integer, nullable=False),
        sa.Column("pin_locked_until", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
        sa.ForeignKeyConstraint(["set_id"], ["learning_set.id"], name="fk_seat_set_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_seat_person_id"),
        sa.UniqueConstraint("set_id", "person_id", name="uq_seat_set_id_person_id"),
    )
    op.create_index("ix_seat_person_id", "seat", ["person_id"])
    op.create_table(
        "session",
        sa.Column("key", BIG_KEY, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("set_id", sa.String, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("starts_at", sa.BigInteger, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("session_format", sa.String),
        sa.Column("round_format", sa.String),
        sa.Column("opened_at", sa.BigInteger),
        sa.Column("finish_at", sa.BigInteger),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("ending", sa.String),
        sa.PrimaryKeyConstraint("key", name="pk_session"),
        sa.ForeignKeyConstraint(["set_id"], ["learning_set.id"], name="fk_session_set_id"),
        sa.UniqueConstraint("id", name="uq_session_id"),
    )
    op.create_index("ix_session_starts_at_key", "session", ["starts_at", "key"])
    op.create_index("ix_session_set_id_starts_at", "session", ["set_id", "starts_at"])
    op.create_index("ix_session_status", "session", ["status"])
    op.create_table(
        "log",
        sa.Column("key", BIG_KEY, nullable=False),
        sa.Column("session_key", sa.BigInteger, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("command_id", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("given_by", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("events", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_log"),
        sa.ForeignKeyConstraint(["session_key"], ["session.key"], name="fk_log_session_key"),
        sa.UniqueConstraint("session_key", "seq", name="uq_log_session_key_seq"),
        sa.UniqueConstraint("session_key", "command_id", name="uq_log_session_key_command_id"),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.String, nullable=False),
        sa.Column("seat_id", sa.String),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in"),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name="fk_sign_in_seat_id"),
    )
    op.create_index("ix_sign_in_seat_id", "sign_in", ["seat_id"])
    op.create_index("ix_sign_in_expires_at", "sign_in", ["expires_at"])
    op.create_table(
        "admin_link",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_admin_link"),
    )
    op.create_table(
        "api_key",
        sa.Column("prefix", sa.String, nullable=False),
        sa.Column("secret_hash", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("programme_id", sa.String),
        sa.Column("scopes", sa.String, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
        sa.Column("last_used_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("prefix", name="pk_api_key"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name="fk_api_key_programme_id"),
    )
    op.create_index("ix_api_key_programme_id", "api_key", ["programme_id"])


def downgrade() -> None:
    for table in ("api_key", "admin_link", "sign_in", "log", "session", "seat", "person", "learning_set", "programme"):
        op.drop_table(table)
