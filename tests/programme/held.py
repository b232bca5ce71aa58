"""A session held through its room's door as far as a test needs it."""

import asyncio
from collections.abc import Callable

from app.facilitation import commands as c
from app.programme.sessions import open_lobby
from app.realtime.connection import Connection, Pace
from app.realtime.room import DONE
from app.store.ids import new_id
from tests.api.conftest import House
from tests.cast import TABLE_ONE
from tests.realtime.fakes import FakeWire, settled

EVERYBODY = tuple(person.id for person in TABLE_ONE)


async def in_lobby(house: House, session: str = "one", people: tuple[str, ...] = EVERYBODY) -> None:
    """The doors are open, and everybody is there."""
    await open_lobby(house.parts.store, house.parts.rooms, house.parts.store.directory.session(session))
    opened = await house.parts.rooms.open(session)
    for who in people:
        opened.audience.join(Connection(who, FakeWire(), Pace(), steady=house.clock.steady))
    await settled(opened.room)


async def give(house: House, command: c.Command, by: str = "jo", session: str = "one") -> str:
    """Give a command that is taken; its id."""
    name = new_id()
    answer = await house.parts.rooms.give(session, command, by, name)
    assert answer == DONE, f"{command!r} by {by}: {answer}"
    return name


async def to_review(house: House, session: str = "one") -> None:
    """Nobody asks for time, and the set looks back."""
    for step in ("check-in", "asking", "writing"):
        await give(house, c.OpenStep(step=step), session=session)


async def until(true: Callable[[], bool]) -> None:
    """Wait until this holds."""
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come about within five seconds")
