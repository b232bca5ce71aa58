from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from app.facilitation.commands import Command, NoteHere, OpenLobby, PlanSession
from app.facilitation.plan import Contract, Person
from app.facilitation.terms import LINE, OFFICE, CommandId, PersonId
from app.programme.formats import formats_for
from app.realtime.room import DONE, Room
from app.realtime.rooms import OpenRoom, Rooms
from app.store import Store
from app.store.ids import new_id
from tests.cast import NOON, TABLE_ONE
from tests.realtime.fakes import HandClock, Troubled
from tests.stores import TestClock, a_store, two_sets


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def bare_store(tmp_path: Path) -> Iterator[Store]:
    with a_store(tmp_path, TestClock()) as store:
        yield store


@pytest.fixture
async def store(bare_store: Store) -> Store:
    await two_sets(bare_store)
    return bare_store


@pytest.fixture
async def troubled(store: Store) -> Troubled:
    return Troubled(store)


@pytest.fixture
async def rooms(troubled: Troubled, clock: HandClock) -> AsyncIterator[Rooms]:
    opened = Rooms(troubled, clock)
    yield opened
    troubled.gate.set()
    await opened.stop()


async def open_lobby(
    rooms: Rooms, *, here: bool = True, people: tuple[Person, ...] = TABLE_ONE, contract: Contract | None = None
) -> OpenRoom:
    """Session `one` with its lobby open and (unless told otherwise) everybody in it."""
    session_format, round_format = formats_for("two-hours", None)
    opened = await rooms.open("one")
    room = opened.room
    commands: list[tuple[Command, PersonId, CommandId]] = [
        (PlanSession(starts_at=NOON, people=people), OFFICE, "plan-one"),
        (
            OpenLobby(
                people=people,
                session_format=session_format,
                round_format=round_format,
                contract=contract or Contract(),
            ),
            OFFICE,
            "open-one",
        ),
    ]
    if here:
        commands += [(NoteHere(person=person.id), LINE, f"here-{person.id}") for person in people]
    for command, by, name in commands:
        assert await room.give(command, by, name) == DONE
    return opened


@pytest.fixture
async def lobby(rooms: Rooms) -> OpenRoom:
    return await open_lobby(rooms)


@pytest.fixture
async def room(lobby: OpenRoom) -> Room:
    return lobby.room


@pytest.fixture
def an_id() -> Callable[[], str]:
    return new_id
