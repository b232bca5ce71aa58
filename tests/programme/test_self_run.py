"""A set without a facilitator: made by the office, entered by its members, driven by whoever of them has the chair."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.facilitation.terms import HOUR, MINUTE, Status
from app.programme.doors import Doors
from tests.api.conftest import House, a_house
from tests.server import Server, dial, greeted, running

NEW_SET = {
    "name": "A set of our own",
    "facilitators": [],
    "members": [{"name": "Hannah"}, {"name": "Kwame"}, {"name": "Leila"}, {"name": "Oliver"}],
}


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with running(tmp_path) as opened:
        yield opened


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path) as opened:
        yield opened


async def joined(server: Server, seat: dict[str, Any]) -> tuple[dict[str, Any], str]:
    async with server.http() as browser:
        answer = await browser.post("/api/v1/join", json={"token": seat["link"].partition("#")[2]})
        return answer.json(), answer.headers["set-cookie"].partition(";")[0]


async def test_a_set_started_now_is_held_by_its_members_alone(server: Server) -> None:
    office = {"Authorization": f"Local {server.parts.local_token}"}
    async with server.http(**office) as client:
        made = (await client.post("/api/v1/admin/sets", json=NEW_SET)).json()
    assert [seat["kind"] for seat in made["seats"]] == ["member"] * 4
    at_door, cookie = await joined(server, made["seats"][1])
    assert (at_door["facilitator"], at_door["session"]["members"]) == ("", 4)
    _, other = await joined(server, made["seats"][0])
    async with await greeted(await dial(server.url, at_door["seat"], cookie)) as kwame:
        await kwame.until(lambda: kwame.view["people"]["chair"] == kwame.me)
        assert kwame.view["people"]["self_run"] is True
        assert kwame.view["desk"] is not None, "whoever has the chair has the desk"
        async with await greeted(await dial(server.url, made["seats"][0]["seat"], other)) as hannah:
            assert hannah.view["desk"] is None
            assert (await hannah.give("open_step", step="check-in"))["code"] == "not_yours"
            assert (await kwame.give("open_step", step="check-in"))["type"] == "done"
            await hannah.until(lambda: hannah.view["step"]["id"] == "check-in")
    async with server.http(Cookie=cookie) as client:
        links = await client.get(f"/api/v1/seats/{at_door['seat']}/links")
        assert links.json()["code"] == "forbidden", "links are the administrator's to hand out"
        adds = await client.post(f"/api/v1/seats/{at_door['seat']}/seats", json={"name": "Farah", "kind": "guest"})
        assert adds.json()["code"] == "forbidden"


async def test_one_that_is_planned_is_opened_by_any_member_in_the_half_hour(house: House) -> None:
    at = house.clock.at + 2 * HOUR
    async with house.office() as office:
        made = (await office.post("/api/v1/admin/sets", json={**NEW_SET, "starts_at": at})).json()
    store = house.parts.store
    doors = Doors(store, house.parts.rooms, house.parts.sign_ins, house.clock)
    session, seat = made["session"]["id"], store.directory.seat(made["seats"][2]["seat"])
    assert await doors.enter(seat) is not None
    assert store.directory.session(session).status is Status.PLANNED
    await house.clock.pass_time(2 * HOUR - 29 * MINUTE)
    assert await doors.enter(seat) is not None
    assert store.directory.session(session).status is Status.OPEN
    await doors.stop()
