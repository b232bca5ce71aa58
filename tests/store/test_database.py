import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from app.facilitation.plan import Contract
from app.facilitation.terms import Where
from app.settings import load_settings
from app.store import Store, open_store
from app.store.engine import Database, open_database
from app.store.faults import AlreadyRunning, NewerDatabase, NotSaved, StoreFault
from app.store.migrate import downgrade, upgrade
from app.store.secret_files import secret_key
from app.store.tables import Table
from tests.stores import TestClock, a_store, logged, two_sets

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    yield opened
    opened.close()


def test_the_migrated_database_has_the_shape_of_the_models(database: Database) -> None:
    upgrade(database.writing)
    with database.writing.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_migrating_twice_changes_nothing_and_the_way_back_leads_to_nothing(database: Database) -> None:
    upgrade(database.writing)
    upgrade(database.writing)
    downgrade(database.writing, "base")
    assert inspect(database.reading).get_table_names() == ["alembic_version"]
    upgrade(database.writing)
    assert "log" in inspect(database.reading).get_table_names()


def test_a_database_of_a_newer_server_is_refused(database: Database) -> None:
    upgrade(database.writing)
    with database.writing.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabase, match="9999"):
        upgrade(database.writing)


def test_a_migration_that_leaves_loose_ends_changes_nothing(database: Database) -> None:
    upgrade(database.writing)
    with database.writing.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            connection.exec_driver_sql(
                "INSERT INTO learning_set (id, programme_id, name, session_format, created_at)"
                " VALUES ('s', 'nowhere', 'n', 'f', 0)"
            )
    with pytest.raises(StoreFault, match="point at nothing"):
        upgrade(database.writing)
    with database.writing.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


async def test_a_set_of_an_older_server_meets_here(tmp_path: Path) -> None:
    """From the shape before, made by the real migrations, with a set and its contract in it."""
    contract = Contract(text="What is said here stays here.", version=2)
    with a_store(tmp_path) as store:
        await two_sets(store)
        await store.directory.agree_contract("set-one", contract)
        await store.directory.choose_where("set-two", Where.CALL, "https://call.example/two")
    older = open_database(load_settings(data_dir=tmp_path).database)
    downgrade(older.writing, "0003")
    columns = {column["name"] for column in inspect(older.reading).get_columns("learning_set")}
    older.close()
    assert "contract" in columns
    assert not columns & {"meets_where", "call_link"}
    with a_store(tmp_path) as store:
        kept = store.directory.learning_set("set-one")
        assert (kept.name, kept.where, store.directory.call_link("set-one")) == ("set one", Where.HERE, "")
        assert store.directory.learning_set("set-two").where is Where.HERE
        assert store.directory.contract("set-one") == contract
        await store.directory.choose_where("set-one", Where.CALL, "https://call.example/one")
        assert store.directory.learning_set("set-one").where is Where.CALL
        assert store.directory.call_link("set-one") == "https://call.example/one"


def test_how_the_database_is_opened(database: Database) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    with database.writing.connect() as connection:
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted} == wanted
    with database.reading.connect() as connection, pytest.raises(NotSaved) as refused:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    assert "readonly" in str(refused.value.__cause__)


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="file"):
        open_database("sqlite://")


def test_a_second_store_in_the_same_directory_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    with a_store(tmp_path), pytest.raises(AlreadyRunning, match=str(os.getpid())):
        open_store(load_settings(data_dir=tmp_path), TestClock())
    with a_store(tmp_path):
        pass


@pytest.mark.process
def test_a_second_process_is_refused_with_a_clear_sentence(tmp_path: Path) -> None:
    second = (
        "import sys; from pathlib import Path; from tests.stores import a_store\nwith a_store(Path(sys.argv[1])): pass"
    )
    with a_store(tmp_path):
        done = subprocess.run(
            [sys.executable, "-c", second, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert f"A server (process {os.getpid()}) is using {tmp_path} already." in done.stderr


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.key"
    key = secret_key(path)
    assert secret_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    with pytest.raises(PermissionError, match="chmod 600"):
        secret_key(path)
    path.chmod(0o600)
    path.write_text("not a key\n")
    with pytest.raises(ValueError, match="32 bytes"):
        secret_key(path)


def test_a_store_that_cannot_be_opened_lets_go_of_what_it_held(tmp_path: Path) -> None:
    (tmp_path / "master.key").write_text("not a key")
    (tmp_path / "master.key").chmod(0o600)
    with pytest.raises(ValueError, match="32 bytes"):
        open_store(load_settings(data_dir=tmp_path), TestClock())
    (tmp_path / "master.key").unlink()
    with a_store(tmp_path):
        pass


async def test_readers_do_not_wait_for_the_writer(store: Store) -> None:
    await store.append(logged(1))

    def read_meanwhile(_: object) -> int:
        return len(store.read("one"))

    assert await store.write(read_meanwhile) == 1


def test_a_closed_store_leaves_no_half_written_files_behind(tmp_path: Path) -> None:
    async def work(store: Store) -> None:
        await two_sets(store)
        await store.append(logged(1))
        store.read("one")

    with a_store(tmp_path) as store:
        asyncio.run(work(store))
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"airspace.db", "keys.db", "master.key", "airspace.lock"}


def test_a_read_that_fails_is_a_fault_of_the_store_s(database: Database) -> None:
    with database.reading.connect() as connection, pytest.raises(NotSaved):
        connection.exec_driver_sql("SELECT * FROM nothing_like_it")
    with database.writing.connect() as connection, pytest.raises(OperationalError):
        connection.exec_driver_sql("SELECT * FROM nothing_like_it")
