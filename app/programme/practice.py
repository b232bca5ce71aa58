"""Practice sets in the programme: made with their session open, paced by a clock of their own, forgotten after use."""

import asyncio
from dataclasses import dataclass
from typing import Final

from app.facilitation.plan import Contract, OpenAction
from app.facilitation.terms import MINUTE, Millis, PersonId, PersonKind, SessionId
from app.programme.formats import formats_for
from app.programme.sessions import CarriedOver, NotPlanned, check_plan, open_lobby, plan
from app.realtime.clock import AS_IN_LIFE, Pacing
from app.realtime.messages import SESSION_CLOSED
from app.realtime.room import Refusal
from app.realtime.rooms import Rooms
from app.store.entries import NewPerson, NewPractice, SessionEntry
from app.store.faults import NotFound
from app.store.ids import new_id
from app.store.store import Store

SLOWEST: Final = 1.0
FASTEST: Final = 600.0
LOBBY: Final[Millis] = 3 * MINUTE
"""Time in the lobby, on the room's clock; longer when somebody real must find their link first."""
TO_COME_IN: Final = 40
"""Seconds, real ones, that somebody real is given for that."""
SIMULATED_COME_IN: Final = 2
"""The same for those who are not: however fast the clock, they too come in by the door."""


@dataclass(frozen=True)
class Wanted:
    """What is to be practised. `human_id`: whose seat is for somebody real; one of those below."""

    name: str
    facilitators: tuple[NewPerson, ...]
    members: tuple[NewPerson, ...]
    session_format: str
    round_format: str | None
    minutes: int
    speed: float
    seed: int
    contract: Contract
    human_id: PersonId | None = None
    guests: tuple[NewPerson, ...] = ()
    interpreters: tuple[NewPerson, ...] = ()
    """Access seats, each there for one of the members."""
    open_actions: tuple[OpenAction, ...] = ()
    """From a last time that never was, so that checking in on actions can be practised, too."""


def pacing_of(store: Store, session_id: SessionId) -> Pacing:
    """How the clock of a session's room runs."""
    practice = store.practices.of_session(session_id)
    return AS_IN_LIFE if practice is None else Pacing(practice.speed, practice.began_at)


async def begin_practice(store: Store, rooms: Rooms, wanted: Wanted, now: Millis) -> SessionEntry:
    """A practice set whose lobby is open. Raises `NoSuchFormat`, `NotPlanned`, `NotSaved`."""
    formats = formats_for(wanted.session_format, wanted.round_format)
    to_come_in = TO_COME_IN if wanted.human_id else SIMULATED_COME_IN
    lobby = max(LOBBY, round(to_come_in * 1000 * wanted.speed))
    starts_at = now + lobby
    visitors = (*wanted.interpreters, *wanted.guests)
    check_plan(
        wanted.facilitators,
        wanted.members,
        visitors=len(visitors),
        starts_at=starts_at,
        minutes=wanted.minutes,
        formats=formats,
    )
    made = await store.directory.start_set(
        wanted.name,
        facilitators=wanted.facilitators,
        members=wanted.members,
        session_format=wanted.session_format,
        round_format=wanted.round_format,
        practice=NewPractice(wanted.speed, now, wanted.seed, wanted.human_id),
    )
    await store.directory.agree_contract(made.id, wanted.contract)
    for kind, group in ((PersonKind.ACCESS, wanted.interpreters), (PersonKind.GUEST, wanted.guests)):
        for one in group:
            await store.directory.add_seat(made.id, one, kind)
    entry = await plan(store, rooms, made.id, starts_at=starts_at, minutes=wanted.minutes)
    answer = await open_lobby(store, rooms, entry, CarriedOver(wanted.open_actions))
    if isinstance(answer, Refusal):
        raise NotPlanned(answer)
    return await asyncio.to_thread(store.directory.session, entry.id)


def session_practised(store: Store, set_id: str) -> SessionEntry | None:
    """The session of a practice set. Raises `NotFound`, `IndexError` (a set that was hardly begun)."""
    return store.directory.session_of(store.directory.seats_of(set_id)[0].id)


async def forget_practice(store: Store, rooms: Rooms, set_id: str, now: Millis) -> None:
    """Close its room and destroy its keys: nobody reads a word of it again. Raises `NotFound`, `NotSaved`."""
    try:
        entry = await asyncio.to_thread(session_practised, store, set_id)
    except (NotFound, IndexError):
        entry = None
    await store.practices.shut(set_id, now)  # or somebody whose line ends now would come in again, and open the room
    if entry is not None:
        await rooms.let_go(entry.id, SESSION_CLOSED)
    await store.forget_practice(set_id, now)
    if entry is not None:
        await rooms.let_go(entry.id, SESSION_CLOSED)  # whoever was in the doorway meanwhile


def with_ids(people: tuple[NewPerson, ...]) -> tuple[NewPerson, ...]:
    """The same people, each a new person of their own."""
    return tuple(NewPerson(one.name, one.site, new_id()) for one in people)
