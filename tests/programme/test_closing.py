"""A session's lines go with its closing: the key that sealed them is destroyed, now or at the next start."""

import asyncio
from pathlib import Path

from app.facilitation.commands import Command, EndNow, NoteHere, OpenLobby, PlanSession, SayLine
from app.facilitation.events import LineSaid
from app.facilitation.terms import LINE, OFFICE, PersonId
from app.programme.closing import Forgetting
from app.programme.formats import formats_for
from app.realtime.room import DONE
from app.realtime.rooms import Rooms
from app.store import Store
from tests.cast import NOON, TABLE_ONE
from tests.realtime.fakes import HandClock
from tests.stores import a_store, two_sets


async def said_and_closed(rooms: Rooms) -> None:
    session_format, round_format = formats_for("two-hours", None)
    commands: tuple[tuple[Command, PersonId], ...] = (
        (PlanSession(starts_at=NOON, people=TABLE_ONE), OFFICE),
        (OpenLobby(people=TABLE_ONE, session_format=session_format, round_format=round_format), OFFICE),
        (NoteHere(person="jo"), LINE),
        (NoteHere(person="amina"), LINE),
        (SayLine(words="I am a line"), "amina"),
        (EndNow(), "jo"),
    )
    for n, (command, by) in enumerate(commands):
        assert await rooms.give("one", command, by, f"command-{n}") == DONE


def line(store: Store) -> str:
    return next(event.words for row in store.read("one") for event in row.events if isinstance(event, LineSaid))


async def test_lines_cannot_be_read_once_the_session_is_closed(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        await two_sets(store)
        rooms = Rooms(store, HandClock())
        forgetting = Forgetting(store, rooms)
        await said_and_closed(rooms)
        await forgetting.stop()
        assert line(store) == ""
        assert not store.has_lines("one")
        assert (await rooms.open("one")).room.state.lines == ()
        await rooms.stop()


async def test_what_was_missed_is_made_up_for_at_the_next_start(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        await two_sets(store)
        rooms = Rooms(store, HandClock())
        await said_and_closed(rooms)  # and the server stops before the key is gone
        await rooms.stop()
        assert line(store) == "I am a line"
    with a_store(tmp_path) as store:
        forgetting = Forgetting(store, Rooms(store, HandClock()))
        await forgetting.start()
        await asyncio.sleep(0)
        await forgetting.stop()
        assert line(store) == ""
