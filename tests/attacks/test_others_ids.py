"""Ids of another room, ids used again, and ids of somebody else: each names nothing here, and changes nothing."""

import types
import typing
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from app.facilitation.commands import FromPeople
from app.facilitation.events import AnyEvent, Event
from app.facilitation.state import Session
from app.store.event_log import LoggedCommand
from tests.attacks.prepared import Standing, standing
from tests.attacks.situations import SITUATIONS
from tests.facilitation.pressing import BUILD, NOTHING, press
from tests.server import Server

COMMANDS = {kind.model_fields["type"].default: kind for kind in get_args(FromPeople)}
ANY_EVENT: TypeAdapter[Event] = TypeAdapter(AnyEvent)
OTHER = "another-room"


def strings(value: object) -> Iterator[str]:
    """Every text anywhere in this."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from strings(name)
            yield from strings(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from strings(one)


def may_be_text(annotation: object) -> bool:
    """Whether a field holds plain text (and no word of a closed list)."""
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return any(may_be_text(one) for one in get_args(annotation))
    return annotation is str


def id_fields(kind: str, command: dict[str, Any], state: Session) -> Iterator[str]:
    """The fields in which this command names something of the room."""
    ids = {NOTHING, *strings(asdict(state))} - {""}
    for name, field in COMMANDS[kind].model_fields.items():
        if name != "type" and may_be_text(field.annotation) and (command[name] is None or command[name] in ids):
            yield name


def over_there(value: str | None, state: Session) -> str:
    """What the same thing is called in the other room."""
    if value in state.presence:
        return "hannah"
    if value in {step.id for step in state.steps}:
        return "r3.present"  # with six people there may be three rounds; here are two at the most
    return (value or "command-0040").replace("command-", "elsewhere-")


def new_rows(here: Standing) -> list[LoggedCommand]:
    return here.logs.rows[here.door.session][len(here.logs.begun) :]


async def open_other(here: Standing) -> int:
    """A room beside this one, in which the same has happened under other ids. The number of its newest row."""
    here.logs.rows[OTHER] = [
        LoggedCommand(
            OTHER,
            row.seq,
            row.command_id,
            row.at,
            row.by,
            tuple(
                ANY_EVENT.validate_json(ANY_EVENT.dump_json(event).replace(b"command-", b"elsewhere-"))
                for event in row.events
            ),
        )
        for row in here.logs.begun
    ]
    return (await here.rooms.open(OTHER)).room.seq


@pytest.mark.parametrize("name", [name for name in SITUATIONS if name != "planned"])
async def test_what_stands_in_another_room_cannot_be_named_in_this_one(tmp_path: Path, name: str) -> None:
    situation = SITUATIONS[name]
    async with standing(tmp_path) as here:
        here.prepare(situation.build())
        there = await open_other(here)
        tried = 0
        for who, standpoint in situation.people.items():
            async with await here.enter(who) as browser:
                before = await here.state()
                for kind in sorted(standpoint.by_hand() & BUILD.keys()):  # signals name nothing but people
                    command = press(kind, before, who, 1, lambda some: some[0]).model_dump(mode="json")
                    for field in id_fields(kind, command, before):
                        foreign = over_there(command[field], before)
                        answer = await browser.give(**{**command, field: foreign})
                        assert answer["type"] == "refused", f"{name}: {kind} by {who} with {field}={foreign}"
                        assert answer.get("code") not in {"fault", "not_saved"}
                        tried += 1
                assert not [row for row in new_rows(here) if row.by == who]
            here.freshen()
        assert tried >= 2, "nothing was tried"
        assert (await here.rooms.open(OTHER)).room.seq == there


def given(name: str, **command: Any) -> dict[str, Any]:
    return {"type": "give", "id": name, "command": command}


async def test_an_id_that_somebody_else_used_is_theirs(server: Server) -> None:
    async with await server.enter("amina") as amina, await server.enter("danny") as danny:
        hers = given("hers-0001", type="place_bid", kind="asks", headline="Beds")
        assert (await amina.ask(hers))["type"] == "done"
        for again in (hers, given("hers-0001", type="say_ready")):
            danny.answers.clear()
            answer = await danny.ask(again)
            assert (answer["type"], answer["code"]) == ("refused", "already")
        assert danny.view["mine"]["bid"] is None
        refused = given("hers-0002", type="open_step", step="check-in")
        assert (await amina.ask(refused))["code"] == "not_yours"
        assert (await danny.ask(refused))["code"] == "already"
    assert [row.by for row in server.parts.store.read("one") if row.command_id.startswith("hers-")] == ["amina"]


async def test_ids_that_the_house_has_used_answer_nobody_else(server: Server) -> None:
    async with await server.enter("jo") as jo, await server.enter("amina") as amina:
        await amina.until(lambda: amina.view["people"]["people"][1]["presence"] == "here")
        rows = server.parts.store.read("one")
        assert {row.by for row in rows} >= {"office", "line"}
        for row in rows:
            for browser in (amina, jo):
                browser.answers.clear()
                assert (await browser.ask(given(row.command_id, type="say_ready")))["code"] == "already"
        assert server.parts.store.read("one") == rows


async def test_an_answer_stays_the_answer_on_a_new_line_though_it_would_be_another_now(server: Server) -> None:
    cookie = await server.cookie("amina")
    early = given("too-early-1", type="take_action", what="Ring Tomasz")
    async with await server.enter("jo") as jo:
        async with await server.enter("amina", cookie) as amina:
            first = await amina.ask(early)
            assert first["type"] == "refused"
            bid = given("her-bid-1", type="place_bid", kind="asks", headline="Beds")
            assert (await amina.ask(bid))["type"] == "done"
        for step in ("check-in", "asking", "writing"):
            assert (await jo.give("open_step", step=step))["type"] == "done"
        async with await server.enter("amina", cookie) as amina:
            assert "take_action" in amina.view["mine"]["may"]
            assert await amina.ask(early) == first
            assert (await amina.ask(bid))["type"] == "done", "though the bids are closed by now, or it were done twice"
            amina.answers.clear()
            assert (await amina.ask(given("her-bid-1", type="say_ready")))["code"] == "already"
    assert [row.command_id for row in server.parts.store.read("one")].count("her-bid-1") == 1
