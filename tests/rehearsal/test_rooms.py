"""A practice room beside live ones: unseen by leads, paced by itself, shared with somebody real, forgotten."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.auth.keys import Scope
from app.main import create_app
from app.programme.practice import begin_practice
from app.realtime.clock import Pacing
from app.rehearsal.rehearsals import Patience, Rehearsal, TooManyRehearsals, wanted_of
from app.settings import load_settings
from app.store.faults import KeyGone, NotFound
from tests.realtime.voicing import joining
from tests.rehearsal.stage import Pair, a_stage, asked, outcome
from tests.server import Browser, Server, dial, greeted

pytestmark = pytest.mark.timeout(180)

SHORT: Pair = ("als-30", "als-30")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Server]:
    async with a_stage(tmp_path) as server:
        yield server


async def lead(server: Server) -> httpx.AsyncClient:
    """Somebody with a key for every programme."""
    _, text = await server.parts.keys.make("Lead", programme_id=None, scopes=tuple(Scope))
    headers = {"Authorization": f"Bearer {text}"}
    return httpx.AsyncClient(base_url=server.url, headers=headers, trust_env=False)


async def come_in(server: Server, link: str | None) -> Browser:
    """A browser with nothing but a link, as anybody's."""
    assert link is not None
    async with server.http() as client:
        answer = await client.post("/api/v1/join", json={"token": link.partition("#")[2]})
        assert answer.status_code == 200, answer.text
    cookie = answer.headers["set-cookie"].partition(";")[0]
    return await greeted(await dial(server.url, answer.json()["seat"], cookie))


def room_now(server: Server, rehearsal: Rehearsal) -> int:
    (found,) = (one.room.now() for one in server.parts.rooms.now_open() if one.room.id == rehearsal.session_id)
    return found


async def until(true: Any, within: float = 20.0) -> None:
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)


async def test_no_lead_hears_of_a_rehearsal_while_it_is_on_and_after_it(stage: Server) -> None:
    async def sees_nothing(client: httpx.AsyncClient, session: str, set_id: str) -> None:
        listed = (await client.get("/api/v1/sessions")).json()
        assert [item["id"] for item in listed["items"]] == ["one"]
        for path in ("", "/log", "/report", "/log.csv", "/report.csv"):
            assert (await client.get(f"/api/v1/sessions/one{path}")).status_code == 200
            answer = await client.get(f"/api/v1/sessions/{session}{path}")
            assert answer.status_code == 404, path
            assert set_id not in answer.text
        for status in ("open", "closed"):
            assert (await client.get(f"/api/v1/sessions?status={status}")).json()["items"] == []

    begun = await stage.parts.rehearsals.begin(asked(SHORT))
    directory = stage.parts.store.directory
    async with await lead(stage) as client:
        await sees_nothing(client, begun.session_id, begun.set_id)
        assert [one.id for one in directory.learning_sets()] == ["set-one"]
        assert (await outcome(stage, begun)).faults == []
        await sees_nothing(client, begun.session_id, begun.set_id)
    assert directory.sessions(set_id=begun.set_id).entries == ()  # what reports pool is read from here


async def test_a_live_room_beside_it_keeps_its_own_clock(stage: Server) -> None:
    async with await stage.enter("jo") as jo:
        assert jo.of("welcome")[0]["session"]["speed"] == 1
        assert jo.of("welcome")[0]["session"]["practice"] is False
        begun = await stage.parts.rehearsals.begin(asked(SHORT))
        live = next(one.room for one in stage.parts.rooms.now_open() if one.room.id == "one")
        asked_at, live_then, told_at = time.monotonic(), live.now(), time.monotonic()
        fast_then = room_now(stage, begun)
        await asyncio.sleep(1)
        fewest = (time.monotonic() - told_at) * 1000  # however long a loaded machine takes over any of this
        passed = live.now() - live_then
        most = (time.monotonic() - asked_at) * 1000
        assert fewest - 5 <= passed <= most + 5
        assert room_now(stage, begun) - fast_then > 500 * 1000
        assert (await jo.give("open_step", step="check-in"))["type"] == "done"
        await stage.parts.rehearsals.end(begun)


async def test_what_was_said_is_forgotten_and_its_links_open_nothing(stage: Server) -> None:
    begun = await stage.parts.rehearsals.begin(asked(SHORT, human="facilitator"))
    link = stage.parts.rehearsals.link(begun)
    store = stage.parts.store
    jo = await come_in(stage, link)
    assert store.read(begun.session_id)
    await stage.parts.rehearsals.end(begun)
    await jo.until(lambda: jo.closed is not None)
    assert jo.closed == 4004
    with pytest.raises(KeyGone):
        store.read(begun.session_id)
    practice = store.practices.of_set(begun.set_id)
    assert practice is not None
    assert practice.forgotten_at is not None
    assert store.practices.remembered() == ()
    assert begun.session_id not in [entry.id for entry in store.directory.open_sessions()]
    assert begun.session_id not in [one.room.id for one in stage.parts.rooms.now_open()]
    async with stage.http() as client:
        assert link is not None
        answer = await client.post("/api/v1/join", json={"token": link.partition("#")[2]})
    assert (answer.status_code, answer.json()["code"]) == (403, "unknown_link")
    assert store.log.facts(begun.session_id)  # rows stay; nothing in them is anybody's
    with pytest.raises(NotFound):
        await store.forget_practice("set-one", 1)
    assert store.read("one")


async def test_one_seat_may_be_somebodys_and_is_kept_while_they_are_away(tmp_path: Path) -> None:
    async with a_stage(tmp_path, patience=Patience(reads=0, steps_in=0.3)) as server:
        begun = await server.parts.rehearsals.begin(asked(SHORT, speed=60, human="Ruth"))
        link = server.parts.rehearsals.link(begun)
        ruth = await come_in(server, link)
        session = ruth.of("welcome")[0]["session"]
        assert (session["practice"], session["speed"]) == (True, 60)
        assert "Ruth" not in begun.room.people
        await ruth.until(
            lambda: len([one for one in ruth.view["people"]["people"] if one["presence"] == "here"]) >= 6, 20
        )
        await ruth.until(lambda: ruth.view["step"]["id"] == "asking", 60)
        assert (await ruth.give("place_bid", kind="asks", headline="Who decides that a bed is free?"))["type"] == "done"
        await ruth.leave()
        await until(lambda: "Ruth" in begun.room.people)
        ruth = await come_in(server, link)
        await until(lambda: "Ruth" not in begun.room.people)
        assert ruth.view["mine"]["bid"]["headline"] == "Who decides that a bed is free?"
        await ruth.leave()
        await server.parts.rehearsals.end(begun)


async def test_nobody_gets_a_voice_or_a_relay_in_a_rehearsal(tmp_path: Path) -> None:
    async with a_stage(tmp_path, patience=Patience(reads=0)) as server:
        begun = await server.parts.rehearsals.begin(asked(SHORT, human="Ruth"))
        ruth = await come_in(server, server.parts.rehearsals.link(begun))
        await ruth.send(joining("ruth"))
        await ruth.until(lambda: bool(ruth.of("voice_refused")), 20)
        assert [one["code"] for one in ruth.of("voice_refused")] == ["voice_closed"]
        assert ruth.of("voice_ice") == []
        await ruth.leave()
        await server.parts.rehearsals.end(begun)


async def test_the_facilitators_seat_may_be_the_real_one(stage: Server) -> None:
    begun = await stage.parts.rehearsals.begin(asked(SHORT, human="facilitator"))
    jo = await come_in(stage, stage.parts.rehearsals.link(begun))
    await jo.until(lambda: len([one for one in jo.view["people"]["people"] if one["presence"] == "here"]) >= 6, 20)
    assert jo.view["step"]["id"] == "lobby"
    assert (await jo.give("open_step", step=jo.view["desk"]["next"][0]["id"]))["type"] == "done"
    await jo.until(lambda: len(jo.view["bids"]["bids"]) >= 5, 20)  # the members ask for time, and nobody else drives
    assert jo.view["people"]["chair"] == jo.me
    await stage.parts.rehearsals.end(begun)


async def test_nobody_real_for_long_ends_it(tmp_path: Path) -> None:
    async with a_stage(tmp_path, patience=Patience(absent=1.5)) as server:
        begun = await server.parts.rehearsals.begin(asked(speed=1, human="member"))
        await asyncio.wait_for(begun.over.wait(), 15)
        assert server.parts.store.practices.remembered() == ()


async def test_only_so_many_are_on_at_once(stage: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearsals = stage.parts.rehearsals
    monkeypatch.setattr(rehearsals, "_settings", stage.parts.settings.model_copy(update={"rehearsals": 1}))
    begun = await rehearsals.begin(asked(speed=1))
    with pytest.raises(TooManyRehearsals):
        await rehearsals.begin(asked())
    await rehearsals.end(begun)
    await rehearsals.end(await rehearsals.begin(asked(speed=1)))


async def test_a_restart_finds_the_clock_where_it_would_be_and_the_rehearsal_goes_on(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    app = create_app(settings)
    parts = await app.start()
    began = parts.clock.wall()
    entry = await begin_practice(parts.store, parts.rooms, wanted_of(asked(speed=60)), began)
    assert (await parts.rooms.open(entry.id)).room.clock.speed == 60
    await app.stop()
    await asyncio.sleep(1)
    app = create_app(settings)
    parts = await app.start()
    try:
        room = (await parts.rooms.open(entry.id)).room
        assert room.clock.speed == 60
        before, now, after = parts.clock.wall(), room.now(), parts.clock.wall()
        assert began + (before - began - 20) * 60 <= now <= began + (after - began + 20) * 60
        assert [one.session_id for one in parts.rehearsals.on] == [entry.id]
        assert len(parts.rehearsals.on[0].room.people) == 7
    finally:
        await app.stop()


def test_a_pace_of_one_is_the_walls_whenever_it_began() -> None:
    assert Pacing(1, 5).at(1_000) == 1_000
    assert Pacing(10, 1_000).at(1_100) == 2_000
