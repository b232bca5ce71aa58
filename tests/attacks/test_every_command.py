"""Every command of the wire by every kind of person in every situation: what is refused is what the rules refuse."""

import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from websockets import ConnectionClosed

from app.facilitation.commands import CloseSession, FromPeople, GivenByPeople, RemovePerson
from app.facilitation.refusals import WANT_OF_RIGHT
from app.facilitation.rights import rights
from app.facilitation.state import Session
from app.realtime.messages import SignalKind
from tests.attacks import rooms_around
from tests.attacks.prepared import Standing, standing
from tests.attacks.situations import SITUATIONS
from tests.attacks.two_sets import add_set_two
from tests.facilitation.pressing import press
from tests.facilitation.scenario import Scenario
from tests.server import Browser

COMMANDS = sorted(kind.model_fields["type"].default for kind in get_args(get_args(GivenByPeople)[0]))
SIGNALS = frozenset(get_args(SignalKind))
"""Sent over the same line and given no answer by the rules alone: what becomes of each is tried in test_signals."""
NO_RIGHT = {reason.value for reason in WANT_OF_RIGHT}
OURS = {"fault", "not_saved"}


def test_the_list_is_of_this_wire() -> None:
    assert set(COMMANDS) == {kind.model_fields["type"].default for kind in get_args(FromPeople)}
    written = frozenset[str]().union(*(one.by_hand() for some in SITUATIONS.values() for one in some.people.values()))
    assert written == set(COMMANDS) | SIGNALS, "each is somebody's somewhere, and is tried there"


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_two_books_agree(name: str) -> None:
    for who, standpoint in SITUATIONS[name].people.items():
        by_table = standpoint.by_table(SITUATIONS[name].words)
        assert standpoint.by_hand() == by_table, f"{name}, {who}: the words or the commands are not as written"


def pressed(kind: str, state: Session, who: str, number: int, moments: random.Random) -> dict[str, Any]:
    command: dict[str, Any] = json.loads(press(kind, state, who, number, moments.choice).model_dump_json())
    return command


@pytest.mark.parametrize("name", SITUATIONS)
async def test_what_is_refused_is_what_the_rules_refuse(tmp_path: Path, name: str) -> None:
    situation = SITUATIONS[name]
    async with standing(tmp_path) as here:
        here.prepare(situation.build())
        for who, standpoint in situation.people.items():
            await presses_everything(here, name, who, standpoint.by_hand())


async def presses_everything(here: Standing, name: str, who: str, allowed: frozenset[str]) -> None:
    """One person sends every command; after each that changed something the room is a fresh one."""
    moments = random.Random(f"{name} {who}")
    browser: Browser | None = None
    for number, kind in enumerate(COMMANDS):
        if browser is None:
            here.freshen()
            browser = await here.enter(who)
            assert set(browser.view["mine"]["may"]) == allowed, f"{name}: the buttons of {who}"
        before = await here.state()
        answer = await browser.give(**pressed(kind, before, who, number, moments))
        wanting = answer["type"] == "refused" and answer["code"] in NO_RIGHT
        assert wanting == (kind not in allowed), f"{name}: {kind} by {who} was answered {answer}"
        assert answer.get("code") not in OURS, f"{name}: {kind} by {who} was answered {answer}"
        if answer["type"] == "refused":
            assert await here.state() is before
        elif await here.state() is not before:
            done = here.logs.rows[here.door.session][-1]
            assert (done.by, done.events != ()) == (who, True)
            await browser.leave()
            browser = None
    if browser is not None:
        await browser.leave()


@pytest.mark.parametrize("build", [rooms_around.ended_now, rooms_around.review_put_off])
async def test_while_a_review_waits_the_room_is_shut_and_nothing_else_is_asked_of_its_members(
    tmp_path: Path, build: Callable[[], Scenario]
) -> None:
    one = build()
    for who in one.state.presence:
        looks_back = who in one.state.arrived and who not in {"jo", "sam"}
        assert rights(one.state, who).may == ({"rate_review", "write_learning"} if looks_back else set()), who
    async with standing(tmp_path) as here:
        here.prepare(one)
        for who in ("amina", "ruth", "jo", "sam"):
            for kind in ("rate_review", "write_learning", "enter_for", "open_step"):
                browser = Browser(await here.server.open(who, await here.cookie(who)))
                await browser.send({"type": "hello", "protocol": 1})
                command = pressed(kind, await here.state(), who, 1, random.Random(1))
                with suppress(ConnectionClosed):
                    await browser.send({"type": "give", "id": f"late-{kind}", "command": command})
                await browser.until_closed()
                assert (browser.closed, browser.answers) == (4004, {})
        assert replace(await here.state(), id=one.state.id) == one.state


@pytest.mark.parametrize(
    ("who", "name", "code"),
    [
        ("gareth", "questions, danny asks", 4003),  # taken out of the session
        ("amina", "close", 4004),  # the session is over
        ("hannah", "questions, danny asks", 4007),  # has a seat, but not in this session
        ("hannah", "lobby", 4007),
    ],
)
async def test_who_has_no_place_in_the_room_may_do_nothing_in_it(
    tmp_path: Path, who: str, name: str, code: int
) -> None:
    one = SITUATIONS[name].build()
    if code == 4003:
        one.give(RemovePerson(person=who), "jo")
    elif name == "close":
        one.give(CloseSession(), "jo")
    async with standing(tmp_path) as here:
        here.server.seats |= await add_set_two(here.server)
        here.prepare(one)
        before = await here.state()
        for number, kind in enumerate(COMMANDS):
            browser = Browser(await here.server.open(who, await here.cookie(who)))
            await browser.send({"type": "hello", "protocol": 1})
            command = pressed(kind, before, who, number, random.Random(number))
            with suppress(ConnectionClosed):  # sent without waiting: it is on its way when the door is shut
                await browser.send({"type": "give", "id": f"command-{number}", "command": command})
            await browser.until_closed()
            assert (browser.closed, browser.answers) == (code, {})
        assert await here.state() is before
