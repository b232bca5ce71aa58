import json
import sqlite3
import threading
from pathlib import Path

import pytest

from app.facilitation.events import (
    AgendaAgreed,
    BidPlaced,
    ContentSaid,
    HandRaised,
    LineSaid,
    OfferMade,
    PersonArrived,
    ReviewRated,
    SessionPlanned,
)
from app.facilitation.plan import Contract, Person
from app.facilitation.terms import BidKind, Where
from app.store import Store
from app.store.faults import KeyGone, StoreFault, WrongMasterKey
from app.store.key_store import KeyStore, author
from app.store.sealed import KINDS
from tests.cast import NOON
from tests.stores import a_store, logged, two_sets

CANARY = "canary-words-that-nobody-else-says"
GHOST = "canary-person"
BID = BidPlaced(bid="b", person="amina", kind=BidKind.ASKS, headline=CANARY, minutes=25)


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def stored_event(folder: Path, seq: int) -> dict[str, dict[str, str]]:
    with sqlite3.connect(folder / "airspace.db") as db:
        (text,) = db.execute("SELECT events FROM log WHERE seq = ?", (seq,)).fetchone()
    db.close()
    event: dict[str, dict[str, str]] = json.loads(text)[0]
    return event


async def test_nothing_personal_is_on_the_disk(store: Store, tmp_path: Path) -> None:
    ghost = Person(id=GHOST, name=CANARY, site=CANARY)
    await store.append(logged(1, SessionPlanned(number=1, starts_at=NOON, minutes=120, people=(ghost,)), by=GHOST))
    await store.append(logged(2, OfferMade(offer="o", person=GHOST, words=CANARY), by=GHOST))
    await store.append(logged(3, LineSaid(line="l", person=GHOST, words=CANARY), by=GHOST))
    await store.append(logged(4, AgendaAgreed(agenda="a", steps=(), holders={"r1": GHOST}), by=GHOST))
    await store.directory.agree_contract("set-one", Contract(text=CANARY, stand_in=GHOST))
    await store.directory.choose_where("set-one", Where.CALL, f"https://{CANARY}.example/")
    assert (tmp_path / "airspace.db-wal").stat().st_size > 0
    assert CANARY.encode() not in bytes_in(tmp_path)
    on_disk = b"".join(path.read_bytes() for path in tmp_path.glob("airspace.db*"))
    assert CANARY.encode() not in on_disk
    assert GHOST.encode() not in on_disk
    assert store.read("one")[1].events == (OfferMade(offer="o", person=GHOST, words=CANARY),)
    assert store.directory.contract("set-one") == Contract(text=CANARY, stand_in=GHOST)
    assert store.directory.call_link("set-one") == f"https://{CANARY}.example/"


async def test_facts_need_no_key_and_hold_neither_giver_nor_anything_sealed(store: Store) -> None:
    await store.append(logged(1, BID, PersonArrived(person="amina")))
    await store.append(logged(2))
    await store.forget_set("set-one")
    rows = store.log.facts("one")
    assert [(row.seq, row.at) for row in rows] == [(1, NOON + 1), (2, NOON + 2)]
    assert rows[0].events == [{"type": "bid_placed", "bid": "b"}, {"type": "person_arrived", "person": "amina"}]
    assert not hasattr(rows[0], "by")
    assert [row.seq for row in store.log.facts("one", after=1)] == [2]
    assert [row.seq for row in store.log.facts("one", limit=1)] == [1]


async def test_without_the_author_s_key_their_words_are_blank_and_the_rest_stays(store: Store) -> None:
    other = BidPlaced(bid="c", person="danny", kind=BidKind.IF_ROOM, headline="Discharge before noon")
    rating = ReviewRated(person="amina", ratings={"airspace": 5})
    await store.append(logged(1, BID, other, by="jo"))  # entered for both by the chair
    await store.append(logged(2, rating))
    await store.erase_author("set-one", "amina")
    first, second = store.read("one")
    assert first.events == (BidPlaced(bid="b", person="amina", kind=BidKind.ASKS), other)
    assert second.events == (ReviewRated(person="amina"),)
    assert second.by == "amina"
    with pytest.raises(KeyGone):  # her key is never made again
        await store.append(logged(3, rating))


async def test_an_author_s_key_is_the_set_s_own(store: Store) -> None:
    await store.append(logged(1, BID, session="two"))
    await store.erase_author("set-one", "amina")
    assert store.read("two")[0].events == (BID,)


async def test_lines_go_when_the_session_s_lines_are_forgotten(store: Store) -> None:
    line = LineSaid(line="l", person="amina", words="I wonder.")
    await store.append(logged(1, line, BID))
    await store.append(logged(1, line, session="two"))
    await store.forget_lines("one")
    assert store.read("one")[0].events == (LineSaid(line="l", person="amina"), BID)
    assert store.read("two")[0].events == (line,)


async def test_without_the_set_s_key_its_sessions_cannot_be_read_or_written(store: Store) -> None:
    await store.append(logged(1))
    await store.append(logged(1, session="two"))
    await store.forget_set("set-one")
    with pytest.raises(KeyGone):
        store.read("one")
    with pytest.raises(KeyGone):
        await store.append(logged(2))
    assert len(store.read("two")) == 1


async def test_length_tells_nothing(store: Store, tmp_path: Path) -> None:
    for seq, (person, content) in enumerate([("amina", True), ("maureen", False)], start=1):
        await store.append(logged(seq, ContentSaid(agenda="a", person=person, content=content), by=person))
    one, other = stored_event(tmp_path, 1)["sealed"], stored_event(tmp_path, 2)["sealed"]
    assert {name: len(text) for name, text in one.items()} == {name: len(text) for name, text in other.items()}


async def test_a_sealed_field_moved_to_another_place_is_not_believed(store: Store) -> None:
    await store.append(logged(1))
    await store.append(logged(2, HandRaised(hand="h", person="danny"), by="danny"))

    await store.write(
        lambda db: (
            db.connection()
            .exec_driver_sql("UPDATE log SET events = (SELECT events FROM log WHERE seq = 2) WHERE seq = 1")
            .close()
        )
    )
    with pytest.raises(ValueError, match="damaged"):
        store.read("one")


async def test_keys_last_as_long_as_their_file(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        await two_sets(store)
        await store.append(logged(1, BID))
    with a_store(tmp_path) as store:
        assert store.read("one")[0].events == (BID,)
    assert (tmp_path / "master.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys.db").stat().st_mode & 0o777 == 0o600


async def test_a_destroyed_key_is_gone_from_the_file_and_a_backup_of_the_database_does_not_bring_it_back(
    tmp_path: Path,
) -> None:
    with a_store(tmp_path) as store:
        await two_sets(store)
        await store.append(logged(1, BID))
        with sqlite3.connect(tmp_path / "keys.db") as db:
            (wrapped,) = db.execute("SELECT wrapped FROM kept WHERE name = ?", (author("amina"),)).fetchone()
        db.close()
    assert wrapped in bytes_in(tmp_path)
    backup = (tmp_path / "airspace.db").read_bytes()
    with a_store(tmp_path) as store:
        await store.erase_author("set-one", "amina")
        assert wrapped not in bytes_in(tmp_path)
    (tmp_path / "airspace.db").write_bytes(backup)
    with a_store(tmp_path) as store:
        assert store.read("one")[0].events == (BidPlaced(bid="b", person="amina", kind=BidKind.ASKS),)


def test_a_key_store_being_read_says_that_the_bytes_are_still_there(tmp_path: Path) -> None:
    keys = KeyStore(tmp_path / "keys.db", b"m" * 32)
    keys.key("set-one", "set")
    reader = sqlite3.connect(tmp_path / "keys.db", isolation_level=None)
    reader.execute("BEGIN").close()
    reader.execute("SELECT * FROM kept").fetchall()
    with pytest.raises(StoreFault, match="still on the disk"):
        keys.destroy("set-one", "set")
    reader.close()
    assert keys.known("set-one", "set") is None
    keys.destroy("set-one", "set")  # asking again finishes it
    keys.close()


def test_another_master_key_is_refused_at_the_start(tmp_path: Path) -> None:
    KeyStore(tmp_path / "keys.db", b"m" * 32).close()
    with pytest.raises(WrongMasterKey):
        KeyStore(tmp_path / "keys.db", b"n" * 32)


def test_every_field_sealed_with_a_key_that_may_go_has_a_blank() -> None:
    for kind in KINDS.values():
        for name, mark in kind.seals().items():
            assert mark.value == "set" or not kind.model_fields[name].is_required(), f"{kind.__name__}.{name}"
        assert "sealed" not in kind.model_fields, "the log keeps the sealed fields under this name"
        assert kind.author_field is None or kind.author_field in kind.model_fields


def test_a_key_that_is_known_waits_for_nobody_who_destroys_another(tmp_path: Path) -> None:
    keys = KeyStore(tmp_path / "keys.db", b"m" * 32)
    made = keys.key("set-one", "author:ruth")
    holds, lets_go = threading.Event(), threading.Event()

    def destroys() -> None:
        with keys._lock:
            holds.set()
            lets_go.wait(10)

    slow = threading.Thread(target=destroys)
    slow.start()
    try:
        assert holds.wait(10)
        found: list[bytes | None] = []
        ask = (keys.known, keys.key)
        asks = threading.Thread(target=lambda: found.extend(each("set-one", "author:ruth") for each in ask))
        asks.start()
        asks.join(5)
        assert found == [made, made]
    finally:
        lets_go.set()
        slow.join()
        keys.close()
