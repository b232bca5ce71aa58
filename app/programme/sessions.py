"""A session's way to its open doors: planned, opened with what the last one left over, and found by whoever comes.

What is carried over is read from the last session's own log; there is no second book of actions, bids or airspace.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.facilitation.commands import OpenLobby, PlanSession
from app.facilitation.decide import decide
from app.facilitation.evolve import replay
from app.facilitation.plan import CarriedBid, OpenAction, Person
from app.facilitation.refusals import Refused
from app.facilitation.state import Action, Report, Session, blank
from app.facilitation.terms import (
    MINUTE,
    OFFICE,
    ActionStatus,
    BidKind,
    Millis,
    PersonId,
    PersonKind,
    SessionId,
    Status,
)
from app.programme.formats import formats_for
from app.realtime.room import Answer, Refusal
from app.realtime.rooms import Rooms
from app.realtime.socket import Entrance
from app.store.entries import NewPerson, Seat, SessionEntry
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
    store: Store, rooms: Rooms, set_id: str, *, starts_at: Millis, minutes: int, session_id: SessionId | None = None
) -> SessionEntry:
    """A new session of a set; its log begins. Raises `NotPlanned`, `NotFound`, `Conflict`, `NotSaved`."""
    store.directory.learning_set(set_id)  # raises when there is none
    # asked on paper first: a refusal must not leave a session behind that has no log
    _check(PlanSession(starts_at=starts_at, minutes=minutes, people=store.directory.roster(set_id)))
    entry = await store.directory.add_session(set_id, starts_at=starts_at, minutes=minutes, session_id=session_id)
    answer = await _begin_log(store, rooms, entry)
    if isinstance(answer, Refusal):
        raise NotPlanned(answer)
    return entry


def check_plan(
    facilitators: Sequence[NewPerson], members: Sequence[NewPerson], *, starts_at: Millis, minutes: int
) -> None:
    """Whether a session could be planned with these people, before there is a set of them. Raises `NotPlanned`."""
    kinds = ((PersonKind.FACILITATOR, facilitators), (PersonKind.MEMBER, members))
    people = tuple(
        Person(id=each.id or f"{kind.value}-{place}", name=each.name, site=each.site, kind=kind)
        for kind, group in kinds
        for place, each in enumerate(group)
    )
    _check(PlanSession(starts_at=starts_at, minutes=minutes, people=people))


def _check(wanted: PlanSession) -> None:
    try:
        decide(blank("on-paper"), wanted, by=OFFICE, now=wanted.starts_at, id="on-paper")
    except Refused as refused:
        raise NotPlanned(Refusal(refused.reason.value, tuple(refused.detail.items()))) from None


async def _begin_log(store: Store, rooms: Rooms, entry: SessionEntry) -> Answer:
    people = store.directory.roster(entry.set_id)
    command = PlanSession(number=entry.number, starts_at=entry.starts_at, minutes=entry.minutes, people=people)
    # an id that nobody can guess: whoever had used it for something else would keep the session from being planned
    return await rooms.give(entry.id, command, OFFICE, f"plan-{new_id()}")


async def open_lobby(store: Store, rooms: Rooms, entry: SessionEntry) -> Answer:
    """Open the doors of a planned session; harmless when they are open already."""
    command = await asyncio.to_thread(_lobby, store, entry)
    return await rooms.give(entry.id, command, OFFICE, f"open-{new_id()}")


def _lobby(store: Store, entry: SessionEntry) -> OpenLobby:
    learning_set = store.directory.learning_set(entry.set_id)
    session_format, round_format = formats_for(learning_set.session_format, learning_set.round_format)
    people = store.directory.roster(entry.set_id)
    carried = carried_over(store, entry.set_id)
    here = {person.id for person in people}
    return OpenLobby(
        people=people,
        session_format=session_format,
        round_format=round_format,
        contract=store.directory.contract(entry.set_id),
        open_actions=tuple(action for action in carried.open_actions if action.owner in here),
        carried_bids=tuple(bid for bid in carried.bids if bid.person in here),
        airspace_so_far={who: time for who, time in (carried.airspace or {}).items() if who in here},
    )


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
    begun = {step.stage for step in state.steps if step.id in state.opened_at}
    held = {who for stage, who in state.holders.items() if stage in begun}
    bids = [
        CarriedBid(person=one.person, headline=one.headline, minutes=one.minutes)
        for one in state.bids
        if one.kind is BidKind.ASKS and one.person not in held and one.headline
    ]
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
        if now >= doors_at or seat.kind is PersonKind.FACILITATOR:
            answer = await open_lobby(store, rooms, entry)
            if isinstance(answer, Refusal) and room.state.status is not Status.OPEN:
                log.warning("The lobby of session %s did not open: %s", entry.id, answer.code)
            doors_at = None
    learning_set = await asyncio.to_thread(store.directory.learning_set, entry.set_id)
    following = await asyncio.to_thread(store.directory.next_session, entry.set_id, max(entry.starts_at, now))
    entrance = Entrance(
        session_id=entry.id,
        set_name=learning_set.name,
        number=entry.number,
        of=None,
        next_at=following.starts_at if following else None,
    )
    return entrance, doors_at
