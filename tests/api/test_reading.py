"""Attacks by reading: no GET changes anything, whoever asks; and no id of somebody else's opens or tells anything."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.api import pages, reference
from app.api.application import create_api, describe
from app.facilitation.terms import HOUR
from app.programme.sessions import open_lobby, plan
from tests.api.conftest import House
from tests.api.sitting import Sitting
from tests.cast import SAM, SET_TWO, as_new

DESCRIPTION = describe(create_api())
DESCRIBED = DESCRIPTION["paths"]
GAP = re.compile(r"\{(\w+)(?::path)?\}")
MAY_CHANGE = {("api_key", "last_used_at")}
"""That a key was used is noted, to the minute, so that one nobody uses can be found and revoked."""
PEOPLE = ("jo", "amina")


async def lived_in(house: House) -> None:
    """A session held, one going on, one planned; and another programme's set with a session of its own."""
    store, rooms = house.parts.store, house.parts.rooms
    await Sitting(store, rooms, house.clock).hold()
    for n in (1, 2):
        entry = await plan(
            store, rooms, "set-one", starts_at=house.clock.at + n * HOUR, minutes=90, session_id=f"more-{n}"
        )
        if n == 1:
            await open_lobby(store, rooms, entry)
    await store.directory.start_programme("Other", programme_id="other")
    await store.directory.start_set(
        "Set two",
        facilitators=as_new((SAM,)),
        members=as_new(SET_TWO),
        session_format="two-hours",
        programme_id="other",
        set_id="set-two",
    )
    await plan(store, rooms, "set-two", starts_at=house.clock.at + HOUR, minutes=120, session_id="two")
    house.seats |= {seat.person_id: seat.id for seat in store.directory.seats_of("set-two")}


async def admin(house: House) -> httpx.AsyncClient:
    link = await house.parts.sign_ins.new_admin_link()
    async with house.browser() as client:
        answer = await client.post("/api/v1/admin/sign-in", json={"token": link.partition("#")[2]})
    return house.browser(Cookie=answer.headers["set-cookie"].partition(";")[0])


def rows(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for what may change."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for table in tables:
            columns = [column[1] for column in connection.execute(f"PRAGMA table_info({table})")]
            kept = [f'"{column}"' for column in columns if (table, column) not in MAY_CHANGE]
            found[table] = list(connection.execute(f"SELECT {', '.join(kept)} FROM {table} ORDER BY rowid"))  # noqa: S608
        return found


def everything(data_dir: Path) -> dict[str, dict[str, list[tuple[Any, ...]]]]:
    return {path.name: rows(path) for path in sorted(data_dir.glob("*.db"))}


def files(data_dir: Path) -> dict[str, bytes]:
    """Every byte that is kept. In the shared memory beside a database its readers tell each other where they are."""
    return {
        path.relative_to(data_dir).as_posix(): path.read_bytes()
        for path in sorted(data_dir.rglob("*"))
        if path.is_file() and not path.name.endswith("-shm")
    }


def filled(path: str, fill: Mapping[str, str]) -> str:
    """The address with these in its gaps, and `x` in those that it has nothing for."""
    return GAP.sub(lambda gap: fill.get(gap[1], "x"), path)


def readings(house: House) -> Iterator[str]:
    """Every address that can be read: of the interface, of pages, and of the reference; with ids of both sets."""
    paths = [path for path, methods in DESCRIBED.items() if "get" in methods]
    paths += [str(getattr(route, "path", "")) for router in (pages.router, reference.router) for route in router.routes]
    for session, set_id, person in (("one", "set-one", "jo"), ("two", "set-two", "sam"), ("no", "no", "")):
        seat = house.seats.get(person, "nobody")
        fill = {"session": session, "session_id": session, "set_id": set_id, "seat": seat, "seat_id": seat}
        for path in paths:
            yield filled(path, fill)
    yield f"/api/v1/seats/{house.seats['amina']}/what-the-lead-sees"
    yield "/api/v1/sessions?limit=1&status=closed"
    yield "/nothing"


async def read_all(house: House, clients: dict[str, httpx.AsyncClient]) -> dict[str, set[str]]:
    """Everybody reads everything, also as one who has it already; what was opened, by whom."""
    good: dict[str, set[str]] = {who: set() for who in clients}
    for who, client in clients.items():
        for path in readings(house):
            answer = await client.get(path)
            assert answer.status_code < 500, path
            if answer.status_code == 200:
                good[who].add(path)
            await client.get(path, headers={"If-None-Match": answer.headers.get("etag", "*")})
            await client.head(path)
            await client.options(path)
    return good


async def test_reading_changes_nothing_whoever_reads(house: House) -> None:
    await lived_in(house)
    data_dir = house.parts.settings.data_dir
    async with AsyncExitStack() as stack:
        clients = {who: await stack.enter_async_context(await house.signed_in(who)) for who in PEOPLE}
        clients["lead"] = await stack.enter_async_context(await house.lead())
        clients["admin"] = await stack.enter_async_context(await admin(house))
        clients["office"] = await stack.enter_async_context(house.office())
        clients["nobody"] = await stack.enter_async_context(house.browser())
        while house.parts.store.has_lines("one"):  # destroyed in the background once a session is over
            await house.clock.pass_time(1)
        states = {opened.room.id: opened.room.state for opened in house.parts.rooms.now_open()}
        before = everything(data_dir)
        assert before["airspace.db"]["log"]
        assert len(before) == 2, "the database and the key store"
        await read_all(house, clients)
        assert everything(data_dir) == before
        kept = files(data_dir)
        good = await read_all(house, clients)
        assert files(data_dir) == kept, "not a byte, the second time"
        assert everything(data_dir) == before
        assert {opened.room.id: opened.room.state for opened in house.parts.rooms.now_open()} == states
    # it would prove nothing if they had been let in nowhere
    assert "/api/v1/sessions/one/report.csv" in good["lead"]
    assert f"/api/v1/seats/{house.seats['jo']}/links" in good["jo"]
    assert f"/api/v1/seats/{house.seats['amina']}/what-the-lead-sees" in good["amina"]
    assert "/api/v1/admin/sets" in good["admin"] & good["office"]
    assert not [path for path in good["nobody"] if path.startswith("/api/")]


def test_what_is_watched_is_really_kept_there(tmp_path: Path) -> None:
    """The comparison itself: one changed row, in one file, is seen by both of its halves."""
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("CREATE TABLE api_key (name TEXT, last_used_at INTEGER)")
        connection.execute("INSERT INTO api_key VALUES ('one', 1)")
        connection.commit()
        before, bytes_before = everything(tmp_path), files(tmp_path)
        connection.execute("UPDATE api_key SET last_used_at = 2")
        connection.commit()
        assert everything(tmp_path) == before
        assert files(tmp_path) != bytes_before
        connection.execute("UPDATE api_key SET name = 'two'")
        connection.commit()
        assert everything(tmp_path) != before


OPERATIONS = [
    (path, method) for path, methods in DESCRIBED.items() for method in methods if GAP.search(path) is not None
]


def needed(path: str, method: str) -> str:
    (security,) = DESCRIBED[path][method]["security"]
    (name,) = security
    return str(name)


def body(path: str, method: str) -> Any:
    """What the description gives as an example, so that nothing but the id is wrong."""
    asked = DESCRIBED[path][method].get("requestBody")
    if asked is None:
        return None
    name = asked["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return DESCRIPTION["components"]["schemas"][name]["examples"][0]


FOREIGN: dict[str, dict[str, tuple[str, ...]]] = {
    "leadKey": {"session_id": ("two", "no-such")},
    "seatCookie": {"seat": ("hannah", "sam", "danny", "no-such")},
    "adminCookie": {
        "session_id": ("no-such", "%00"),
        "set_id": ("no-such", "programme"),
        "seat_id": ("no-such", "set-one"),
        "prefix": ("no-such",),
    },
}
"""Ids that are somebody else's, and ids that are nobody's: they must be answered alike."""
ANSWERS = {"leadKey": (404, "not_found"), "seatCookie": (401, "signed_out"), "adminCookie": (404, "not_found")}


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
async def test_an_id_of_somebody_else_s_opens_and_tells_nothing(house: House, path: str, method: str) -> None:
    await lived_in(house)
    data_dir = house.parts.settings.data_dir
    kind = needed(path, method)
    wanted = ANSWERS[kind]
    (name,) = GAP.findall(path)
    clients: list[httpx.AsyncClient] = {
        "leadKey": [await house.lead()],
        "seatCookie": [await house.signed_in("amina"), await house.signed_in("jo"), await admin(house)],
        "adminCookie": [await admin(house)],
    }[kind]
    while house.parts.store.has_lines("one"):
        await house.clock.pass_time(1)
    before = everything(data_dir)
    answers = []
    for client in clients:
        async with client:
            for foreign in FOREIGN[kind].get(name, ("no-such",)):
                filled = GAP.sub(house.seats.get(foreign, foreign), path)
                answers.append(await client.request(method, filled, json=body(path, method)))
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == wanted, (path, answer.text)
        assert str(answer.status_code) in DESCRIBED[path][method]["responses"], "a documented answer"
    assert len({answer.content for answer in answers}) == 1, "what is somebody else's is answered as what is nobody's"
    assert everything(data_dir) == before


@pytest.mark.parametrize(("path", "method"), [each for each in OPERATIONS if each[0].startswith("/api/v1/admin")])
async def test_the_office_s_addresses_tell_nobody_else_whether_an_id_is_good(
    house: House, path: str, method: str
) -> None:
    fill = {"session_id": "one", "set_id": "set-one", "seat_id": house.seats["amina"], "prefix": "x"}
    answers = []
    for client in (await house.signed_in("jo"), await house.lead(), house.browser(), house.program()):
        async with client:
            for good in (True, False):
                address = filled(path, fill if good else dict.fromkeys(fill, "no-such"))
                answers.append(await client.request(method, address, json=body(path, method)))
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(401, "signed_out")}
    assert len({answer.content for answer in answers}) == 1
