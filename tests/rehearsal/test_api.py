"""Asking for a rehearsal over HTTP: a facilitator or the administrator may, few at once, and nobody else."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from app.auth.limits import Limit
from app.clock import MachineClock
from app.programme.formats import round_formats, session_formats
from tests.rehearsal.stage import a_stage
from tests.server import Server

PATH = "/api/v1/admin/rehearsals"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Server]:
    async with a_stage(tmp_path) as server:
        server.app.api.state.limits.rehearsals = Limit(1_000, 1, MachineClock().wall)
        yield server


def office(server: Server) -> httpx.AsyncClient:
    return server.http(Authorization=f"Local {server.parts.local_token}")


async def test_a_facilitator_gets_a_link_to_a_desk_of_their_own(stage: Server) -> None:
    async with stage.http(Cookie=await stage.cookie("jo")) as jo:
        answer = await jo.post(f"/api/v1/seats/{stage.seats['jo']}/rehearsals", json={"speed": 12})
        assert answer.status_code == 201, answer.text
        said = answer.json()
        assert (said["name"], said["members"], said["speed"]) == ("Jo", 6, 12)
        joined = await jo.post("/api/v1/join", json={"token": said["link"].partition("#")[2]})
    assert said["link"].startswith(f"{stage.url}/join#s-")
    assert joined.json()["kind"] == "facilitator"
    assert joined.json()["session"]["id"] == said["session"]
    assert joined.json()["seat"] != stage.seats["jo"]


async def test_members_and_strangers_get_none(stage: Server) -> None:
    async with stage.http(Cookie=await stage.cookie("amina")) as amina:
        answer = await amina.post(f"/api/v1/seats/{stage.seats['amina']}/rehearsals", json={})
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
        answer = await amina.post(f"/api/v1/seats/{stage.seats['jo']}/rehearsals", json={})
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
        answer = await amina.post(PATH, json={})
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    assert stage.parts.rehearsals.on == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"speed": 0.5}, "bad_request"),
        ({"speed": 601}, "bad_request"),
        ({"members": 2}, "bad_request"),
        ({"as": "Zed"}, "bad_request"),
        ({"round_format": "nothing-like-it"}, "no_such_format"),
        ({"seed": 4}, "bad_request"),
        ({"minutes": 15}, "not_planned"),
    ],
)
async def test_what_cannot_be_practised_is_a_problem(stage: Server, body: dict[str, object], code: str) -> None:
    async with office(stage) as client:
        answer = await client.post(PATH, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert stage.parts.rehearsals.on == ()
    assert stage.parts.store.practices.remembered() == (), "nothing is left of it"


@pytest.mark.parametrize(
    ("seat", "kind", "name"),
    [
        ("facilitator", "facilitator", "Jo"),
        ("member", "member", "Amina"),
        ("Ruth", "member", "Ruth"),
        ("guest", "guest", "Mair"),
        ("mair", "guest", "Mair"),
        ("access", "access", "Tesni"),
    ],
)
async def test_any_seat_can_be_taken(stage: Server, seat: str, kind: str, name: str) -> None:
    async with office(stage) as client:
        offered = (await client.get(PATH)).json()["seats"]
        assert {"kind": kind, "name": name} in offered
        said = (await client.post(PATH, json={"as": seat})).json()
        assert said["name"] == name
        joined = await client.post("/api/v1/join", json={"token": said["link"].partition("#")[2]})
    assert joined.json()["kind"] == kind
    (begun,) = stage.parts.rehearsals.on
    assert name not in begun.room.people


async def test_few_at_once_and_not_too_often(stage: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = stage.parts.settings.model_copy(update={"rehearsals": 1})
    monkeypatch.setattr(stage.parts.rehearsals, "_settings", settings)
    async with office(stage) as client:
        assert (await client.post(PATH, json={"as": "member"})).status_code == 201
        answer = await client.post(PATH, json={})
        assert (answer.status_code, answer.json()["code"]) == (429, "rehearsals_full")
        stage.app.api.state.limits.rehearsals = Limit(1, 60_000, MachineClock().wall)
        await client.post(PATH, json={})
        answer = await client.post(PATH, json={})
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many")
        assert int(answer.headers["Retry-After"]) > 0


async def test_what_can_be_practised_is_every_format_and_nothing_where_none_are_held(
    stage: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/api/v1/seats/{stage.seats['jo']}/rehearsals"
    async with office(stage) as client, stage.http(Cookie=await stage.cookie("jo")) as jo:
        said = {}
        for asking, where in ((client, PATH), (jo, path)):
            said = (await asking.get(where)).json()
            assert said["offered"] is True
            assert {one["name"] for one in said["formats"]["sessions"]} == set(session_formats())
            assert {one["name"] for one in said["formats"]["rounds"]} == set(round_formats())
        mine = stage.parts.store.directory.learning_set("set-one")
        assert (said["session_format"], said["round_format"]) == (mine.session_format, mine.round_format)
        settings = stage.parts.settings.model_copy(update={"rehearsals": 0})
        monkeypatch.setattr(stage.app.api.state, "parts", replace(stage.parts, settings=settings))
        monkeypatch.setattr(stage.parts.rehearsals, "_settings", settings)
        assert (await client.get(PATH)).json()["offered"] is False
        assert (await jo.get(path)).json()["offered"] is False
        assert (await client.post(PATH, json={})).json()["code"] == "rehearsals_full"
    async with stage.http(Cookie=await stage.cookie("amina")) as amina:
        assert (await amina.get(f"/api/v1/seats/{stage.seats['amina']}/rehearsals")).status_code == 403
