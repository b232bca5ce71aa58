"""Brings a database to the shape that this version of the server works with, in one transaction, at start-up."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from app.store.faults import NewerDatabase, StoreFault

PACKAGE = Path(__file__).resolve().parent.parent


def migrations_folder() -> Path:
    """Where the migrations stand: inside the package in a wheel, beside it in a checkout."""
    for folder in (PACKAGE / "_migrations", PACKAGE.parent / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    raise FileNotFoundError("the migrations are missing from this installation")


def upgrade(writing: Engine) -> None:
    """Bring the database to the newest shape. Raises `NewerDatabase` when it was made by a newer server."""
    with _transaction(writing) as connection:
        config = _config(connection)
        scripts = ScriptDirectory.from_config(config)
        known = {script.revision for script in scripts.walk_revisions()}
        for revision in MigrationContext.configure(connection).get_current_heads():
            if revision not in known:
                raise NewerDatabase(
                    f"The database has the shape {revision}, which this version does not know: it was used by a newer "
                    "server. Run that one, or restore the backup made before it was installed."
                )
        command.upgrade(config, "head")


def downgrade(writing: Engine, revision: str) -> None:
    """Take the database back to an older shape (`base`: to nothing)."""
    with _transaction(writing) as connection:
        command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _transaction(writing: Engine) -> Iterator[Connection]:
    """One transaction for all steps; with SQLite, foreign keys are looked at once at its end.

    A table is changed there by making a new one and dropping the old, which the pointers at it would forbid.
    """
    with writing.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        driver = connection.connection.dbapi_connection
        assert driver is not None  # noqa: S101 - it was connected a line ago
        if sqlite:
            driver.cursor().execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
        try:
            with connection.begin():
                yield connection
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise StoreFault("the migration would leave rows that point at nothing; nothing was changed")
        finally:
            if sqlite:
                driver.cursor().execute("PRAGMA foreign_keys=ON")
