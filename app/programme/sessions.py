"""A session's way to its open doors: planned, opened with what the last one left over, and found by whoever comes.

What is carried over is read from the last session's own log; there is no second book of actions, bids or airspace.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.facilitation.carrying import carried_bids
from app.facilitation.commands import AddPerson, OpenLobby, PlanSession
from app.facilitation.decide import decide
from app.facilitation.evolve import replay
from app.facilitation.formats import RoundFormat, SessionFormat
from app.facilitation.plan import CarriedBid, OpenAction, Person
from app.facilitation.refusals import Reason, Refused
from app.facilitation.state import CORE, Action, Report, Session, blank
from app.facilitation.terms import (
    MINUTE,
    OFFICE,
    ActionStatus,
    Millis,
    PersonId,
    PersonKind,
    Presence,
    SessionId,
    Status,
)
from app.programme.contracts import contract_for
from app.programme.formats import fewest_minutes, formats_for
from app.realtime.room import Answer, Refusal
from app.realtime.rooms import Rooms
from app.realtime.socket import Entrance
from app.store.entries import LearningSet, NewPerson, Seat, SessionEntry
from app.store.faults import KeyGone
from app.store.ids import new_id
from app.store.store import Store

log = logging.getLogger(__name__)

DOORS_OPEN: Final[Millis] = 30 * MINUTE
"""How long before its start a session's lobby opens to whoever comes; a facilitator may come in earlier."""
FINISHED: Final = frozenset({ActionStatus.DONE, ActionStatus.CHANGED})


class NotPlanned(Exception):
    """The rules refused to plan the session; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass(frozen=True)
class CarriedOver:
    """What one session leaves to the next."""

    open_actions: tuple[OpenAction, ...] = ()
    bids: tuple[CarriedBid, ...] = ()
    airspace: dict[PersonId, Millis] | None = None


async def plan(
    store: Store,
    rooms: Rooms,
    set_id: str,
    *,
    starts_at: Millis,
    minutes: int | None = None,
    session_id: SessionId | None = None,
    session_format: str | None = None,
    round_format: str | None = None,
) -> SessionEntry:
    """A new session of a set; its log begins. Without minutes it has its format's; without formats, the set's.

    Raises `NotPlanned`, `NoSuchFormat`, `NotFound`, `Conflict`, `NotSaved`.
    """
    learning_set = await asyncio.to_thread(store.directory.learning_set, set_id)  # raises when there is none
    formats = chosen_formats(learning_set, session_format, round_format)
    people = await asyncio.to_thread(store.directory.roster, set_id)
    minutes = formats[0].minutes if minutes is None else minutes
    # asked on paper first: a refusal must not leave a session behind that has no log
    _check(PlanSession(starts_at=starts_at, minutes=minutes, people=people))
    _check_length(formats, sum(1 for person in people if person.kind is PersonKind.MEMBER), minutes)
    entry = await store.directory.add_session(
        set_id,
        starts_at=starts_at,
        minutes=minutes,
        session_id=session_id,
        session_format=session_format,
        round_format=round_format,
    )
    answer = await _begin_log(store, rooms, entry)
    if isinstance(answer, Refusal):
        raise NotPlanned(answer)
    return entry


def chosen_formats(
    learning_set: LearningSet, session_format: str | None, round_format: str | None
) -> tuple[SessionFormat, RoundFormat]:
    """What a session is held by: its own formats, else its set's. Raises `NoSuchFormat`.

    A session with a format of its own has that format's rounds unless it names others.
    """
    if session_format is None:
        return formats_for(learning_set.session_format, round_format or learning_set.round_format)
    return formats_for(session_format, round_format)


def check_plan(
    facilitators: Sequence[NewPerson],
    members: Sequence[NewPerson],
    *,
    visitors: int = 0,
    starts_at: Millis,
    minutes: int,
    formats: tuple[SessionFormat, RoundFormat] | None = None,
) -> None:
    """Whether a session could be planned with these people, before there is a set of them. Raises `NotPlanned`.

    `visitors`: how many guests and interpreters come too.
    """
    kinds = ((PersonKind.FACILITATOR, facilitators), (PersonKind.MEMBER, members))
    people = tuple(
        Person(id=each.id or f"{kind.value}-{place}", name=each.name, site=each.site, kind=kind)
        for kind, group in kinds
        for place, each in enumerate(group)
    )
    guests = (Person(id=f"visitor-{n}", name="Visitor", kind=PersonKind.GUEST) for n in range(visitors))
    people = (*people, *guests)
    _check(PlanSession(starts_at=starts_at, minutes=minutes, people=people))
    if formats is not None:
        _check_length(formats, len(members), minutes)


def check_seat(store: Store, set_id: str, new: NewPerson, kind: PersonKind) -> None:
    """Whether there is room for one more: a full table's doors would not open. Raises `NotPlanned`, `NotFound`."""
    store.directory.learning_set(set_id)
    one_more = Person(id=new.id or "one-more", name=new.name, site=new.site, kind=kind, beside=new.beside)
    _check(PlanSession(starts_at=0, minutes=120, people=(*store.directory.roster(set_id), one_more)))


def _check_length(formats: tuple[SessionFormat, RoundFormat], members: int, minutes: int) -> None:
    fewest = fewest_minutes(*formats, members)
    if minutes < fewest:
        raise NotPlanned(Refusal(Reason.TOO_SHORT.value, (("minutes", fewest),)))


def _check(wanted: PlanSession) -> None:
    try:
        decide(blank("on-paper"), wanted, by=OFFICE, now=wanted.starts_at, id="on-paper")
    except Refused as refused:
        raise NotPlanned(Refusal(refused.reason.value, tuple(refused.detail.items()))) from None


async def _begin_log(store: Store, rooms: Rooms, entry: SessionEntry) -> Answer:
    people = await asyncio.to_thread(store.directory.roster, entry.set_id)
    command = PlanSession(number=entry.number, starts_at=entry.starts_at, minutes=entry.minutes, people=people)
    # an id that nobody can guess: whoever had used it for something else would keep the session from being planned
    return await rooms.give(entry.id, command, OFFICE, f"plan-{new_id()}")


async def open_lobby(store: Store, rooms: Rooms, entry: SessionEntry, carried: CarriedOver | None = None) -> Answer:
    """Open the doors of a planned session; harmless when they are open already. What it carries is its set's own."""
    command = await asyncio.to_thread(_lobby, store, entry, carried)
    return await rooms.give(entry.id, command, OFFICE, f"open-{new_id()}")


def _lobby(store: Store, entry: SessionEntry, carried: CarriedOver | None) -> OpenLobby:
    learning_set = store.directory.learning_set(entry.set_id)
    session_format, round_format = chosen_formats(learning_set, entry.session_format, entry.round_format)
    people = store.directory.roster(entry.set_id)
    carried = carried_over(store, entry.set_id) if carried is None else carried
    here = {person.id for person in people}
    return OpenLobby(
        people=people,
        session_format=session_format,
        round_format=round_format,
        contract=contract_for(store, entry.set_id),
        open_actions=tuple(action for action in carried.open_actions if action.owner in here),
        carried_bids=tuple(bid for bid in carried.bids if bid.person in here),
        airspace_so_far={who: time for who, time in (carried.airspace or {}).items() if who in here},
        where=learning_set.where,
        call_link=store.directory.call_link(entry.set_id),
    )


async def seat_now(store: Store, rooms: Rooms, seat: Seat) -> bool:
    """Whether somebody new comes this time: into a session whose people were fixed before, a guest or an access seat.

    Turns and minutes are planned for members: whoever joins as one comes next time, once the doors are open.
    """
    entry = await asyncio.to_thread(store.directory.session_of, seat.id)
    if entry is None or entry.status not in {Status.PLANNED, Status.OPEN}:
        return True
    planned = entry.status is Status.PLANNED  # its people are fixed as its doors open
    if seat.kind in CORE:
        return planned
    person = Person(id=seat.person_id, name=seat.name, site=seat.site, kind=seat.kind, beside=seat.beside)
    answer = await rooms.give(entry.id, AddPerson(person=person), OFFICE, f"add-{new_id()}")
    # already: the doors opened a moment ago, with them
    return planned or not isinstance(answer, Refusal) or answer.code == Reason.ALREADY.value


def carried_over(store: Store, set_id: str) -> CarriedOver:
    """What the session that closed last leaves over. Each session carries on what it was given, so one is enough."""
    last = store.directory.last_closed(set_id)
    if last is None:
        return CarriedOver()
    try:
        state = replay(last.id, store.log.read(last.id))
    except KeyGone:
        return CarriedOver()  # the set's words were destroyed, and its actions with them
    return left_over(state)


def left_over(state: Session) -> CarriedOver:
    """What a session that is over leaves to the next: unfinished actions, bids without time, airspace so far."""
    kept: list[Report | Action] = [one for one in state.reports if one.status not in FINISHED]
    kept.extend(state.actions)
    actions = [
        OpenAction(id=one.id, owner=one.owner, what=one.what, by_when=one.by_when)
        for one in kept
        if one.what  # its words are gone when its author's key is
    ]
    bids = [CarriedBid(person=one.person, headline=one.headline, minutes=one.minutes) for one in carried_bids(state)]
    return CarriedOver(tuple(actions), tuple(bids), dict(state.airspace))


async def enter(store: Store, rooms: Rooms, seat: Seat, now: Millis) -> tuple[Entrance, Millis | None] | None:
    """The session that a seat's link opens now, and when its doors will open (None: they are, or never will).

    The doors open when somebody comes in the half hour before the start, or a facilitator at any time.
    """
    entry = await asyncio.to_thread(store.directory.session_of, seat.id)
    if entry is None:
        return None
    doors_at = None
    if entry.status is Status.PLANNED:
        room = (await rooms.open(entry.id)).room
        if room.state == blank(entry.id):
            await _begin_log(store, rooms, entry)  # the server stopped between the two halves of planning
        doors_at = entry.starts_at - DOORS_OPEN
        absent = room.state.presence.get(seat.person_id) is Presence.APOLOGIES
        if (now >= doors_at and not absent) or seat.kind is PersonKind.FACILITATOR:
            answer = await open_lobby(store, rooms, entry)
            if isinstance(answer, Refusal) and room.state.status is not Status.OPEN:
                log.warning("The lobby of session %s did not open: %s", entry.id, answer.code)
            doors_at = None
    learning_set = await asyncio.to_thread(store.directory.learning_set, entry.set_id)
    following = await asyncio.to_thread(store.directory.next_session, entry.set_id, max(entry.starts_at, now))
    practice = await asyncio.to_thread(store.practices.of_set, entry.set_id)
    entrance = Entrance(
        session_id=entry.id,
        set_name=learning_set.name,
        number=entry.number,
        of=learning_set.meets,
        next_at=following.starts_at if following else None,
        practice=practice is not None,
    )
    return entrance, doors_at
