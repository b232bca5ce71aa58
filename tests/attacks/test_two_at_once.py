"""Two facilitators press at once, two hundred times: one order, one truth, and both see it."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.facilitation.events import ChairTaken
from app.facilitation.evolve import evolve, replay
from app.facilitation.state import Session, blank
from tests.cast import JO, SAM, SET_ONE
from tests.server import Browser, Server, running

TIMES = 200
OWN = {"mine", "desk"}


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with running(tmp_path, people=(JO, SAM, *SET_ONE)) as opened:
        opened.as_fast_as_you_like()
        yield opened


async def state_of(server: Server) -> Session:
    return (await server.parts.rooms.open("one")).room.state


def presses(state: Session, moments: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the two press in the same moment, as what they see suggests it."""
    steps = [one.id for one in state.steps if one.id != "close"]
    here = state.step_id or "check-in"
    same = {"type": "open_step", "step": moments.choice(steps)}
    clock = {"type": moments.choice(["stop_clock", "start_clock"]), "step": here}
    time = {"type": "add_time", "step": here, "minutes": moments.choice([1, 2, 5])}
    to_sam, to_jo = {"type": "hand_over_chair", "to": "sam"}, {"type": "hand_over_chair", "to": "jo"}
    to_member = {"type": "hand_over_chair", "to": moments.choice(["amina", "ruth"])}
    take = {"type": "take_chair"}
    turn = {"type": "end_turn", "turn": state.turns.now.number if state.turns.now else 1}
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (same, same),
        (same, {"type": "open_step", "step": moments.choice(steps)}),
        (clock, clock),
        (clock, time),
        (time, same),
        (to_sam, to_jo),
        (to_sam, same),
        (to_member, to_member),
        (take, take),
        (take, to_sam),
        (turn, turn),
    ]
    return moments.choice(pairs)


async def converged(jo: Browser, sam: Browser, server: Server) -> None:
    """Until both see the newest, which is then the same for both."""
    opened = await server.parts.rooms.open("one")
    picture = opened.audience._picture
    assert picture is not None
    await asyncio.gather(*(each.until_it(lambda it: it.version == picture.version) for each in (jo, sam)))
    shared = [{name: part for name, part in each.view.items() if name not in OWN} for each in (jo, sam)]
    assert shared[0] == shared[1]


async def test_two_who_press_at_once_make_one_order_and_see_one_truth(server: Server) -> None:
    moments = random.Random("two at once")
    answers: list[dict[str, Any]] = []
    async with (
        await server.enter("jo") as jo,
        await server.enter("sam") as sam,
        await server.enter("amina"),
        await server.enter("ruth"),
    ):
        room = (await server.parts.rooms.open("one")).room
        await jo.until(lambda: len(jo.view["people"]["people"]) == 8)
        for _ in range(TIMES):
            first, second = presses(room.state, moments)
            who = [(jo, first), (sam, second)]
            moments.shuffle(who)
            answers += await asyncio.gather(*(each.give(**command) for each, command in who))
            await converged(jo, sam, server)
            for each in (jo, sam):
                assert ("hand_over_chair" in each.view["mine"]["may"]) == (room.state.chair == each.me)
        assert not {answer.get("code") for answer in answers} & {"fault", "not_saved"}
    one_order(server, room.state, answers)


def one_order(server: Server, state: Session, answers: list[dict[str, Any]]) -> None:
    """The log alone amounts to the state; every row has its number; nothing was done twice, nor in vain."""
    rows = server.parts.store.read("one")
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert replay("one", rows) == state
    given = [row.command_id for row in rows]
    assert len(set(given)) == len(given)
    done = {answer["id"] for answer in answers if answer["type"] == "done"}
    refused = {answer["id"] for answer in answers if answer["type"] == "refused"}
    assert len(done | refused) == 2 * TIMES
    assert not refused & set(given)
    assert len(done & set(given)) > TIMES / 2, "most of it should have come to something"
    now = blank("one")
    for row in rows:
        if row.by in {"jo", "sam"}:
            took_back = any(isinstance(event, ChairTaken) for event in row.events) and now.chair in {"amina", "ruth"}
            assert row.by == now.chair or took_back, f"row {row.seq}: {row.by} drove without the chair"
        for event in row.events:
            now = evolve(now, event, by=row.by, at=row.at)


async def test_of_two_who_take_the_chair_back_at_once_one_has_it(server: Server) -> None:
    async with await server.enter("jo") as jo, await server.enter("sam") as sam, await server.enter("amina") as amina:
        await amina.until(lambda: amina.view["people"]["people"][2]["presence"] == "here")
        for _ in range(20):
            chair = jo if (await state_of(server)).chair == "jo" else sam
            assert (await chair.give("hand_over_chair", to="amina"))["type"] == "done"
            answers = await asyncio.gather(jo.give("take_chair"), sam.give("take_chair"))
            assert sorted(answer["type"] for answer in answers) == ["done", "refused"]
            winner = "jo" if answers[0]["type"] == "done" else "sam"
            assert (await state_of(server)).chair == winner
            await converged(jo, sam, server)


async def test_the_same_command_on_two_lines_in_the_same_moment_is_done_once(server: Server) -> None:
    cookie = await server.cookie("jo")
    async with await server.enter("jo", cookie) as one, await server.enter("jo", cookie) as two:
        await one.give("open_step", step="check-in")
        for n in range(50):
            message = {
                "type": "give",
                "id": f"both-tabs-{n:03d}",
                "command": {"type": "add_time", "step": "check-in", "minutes": 1},
            }
            answers = await asyncio.gather(one.ask(message), two.ask(message))
            assert [answer["type"] for answer in answers] == ["done", "done"]
        assert (await state_of(server)).added["check-in"] == 50 * 60_000
