"""Rehearsals in this server: a practice set each, simulated people over real lines to our own address, and an end.

One ends when its session is over and whoever is real has had time to read its close, when nobody real has been there
for long, or after the longest time; then all that was said in it is forgotten. Those that were on when the server
stopped go on when it is back.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from app.auth.sign_in import SignIns
from app.clock import Clock
from app.facilitation.formats import SessionFormat
from app.facilitation.plan import OpenAction
from app.facilitation.terms import PersonId, PersonKind, SessionId, StageKind, Status
from app.programme.formats import formats_for
from app.programme.practice import (
    FASTEST,
    SLOWEST,
    Wanted,
    begin_practice,
    forget_practice,
    session_practised,
    with_ids,
)
from app.realtime.rooms import Rooms
from app.realtime.traces import trace
from app.rehearsal.audit import broken_rules
from app.rehearsal.population import Invitation, SimulatedRoom, invitations
from app.rehearsal.tally import Tally
from app.rehearsal.words import words
from app.settings import Settings
from app.store.entries import NewPerson, Practice, Seat
from app.store.faults import NotFound, StoreFault
from app.store.store import Store

log = logging.getLogger(__name__)

LOOK: Final = 1.0
"""Seconds between two looks at whether a rehearsal is over."""


class NoSuchSeat(ValueError):
    """Nobody of this name is at the table."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__(f"nobody is called {name} here; there are {', '.join(names)}")


class TooManyRehearsals(Exception):
    """As many as this server holds at once are on."""


@dataclass(frozen=True)
class Patience:
    """How long a rehearsal lasts, in seconds, real ones."""

    longest: float = 3 * 3600.0
    absent: float = 15 * 60.0
    """Without the one who is real, from the beginning or since they left."""
    steps_in: float = 90.0
    """After so long without them somebody simulated takes their seat, until they are back."""
    reads: float = 10 * 60.0
    """Once the session is over: the close page is still there to be read."""


@dataclass(frozen=True)
class Asked:
    """What somebody wants to practise."""

    session_format: str
    round_format: str | None
    members: int = 6
    minutes: int | None = None
    """None: the session format's own."""
    speed: float = 1.0
    seed: int = 1
    guest: bool = False
    """Whether a guest waits to be let in."""
    access: bool = False
    """Whether an interpreter is there for the second member."""
    self_run: bool = False
    """Nobody facilitates: the chair goes round."""
    human: str | None = "facilitator"
    """Whose seat is for somebody real: `facilitator`, `member`, or a name, which may be a guest's or an interpreter's:
    then they are there. None: nobody's."""


@dataclass(frozen=True)
class SeatToTake:
    """A seat at a practice table."""

    kind: PersonKind
    name: str
    site: str = ""


@dataclass
class Rehearsal:
    """One that is on."""

    set_id: str
    session_id: SessionId
    room: SimulatedRoom
    human: Seat | None
    ends: asyncio.Task[None] | None = None
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def tally(self) -> Tally:
        """What was counted in it."""
        return self.room.tally


class Rehearsals:
    """Begins them, looks after them, ends them."""

    def __init__(
        self,
        store: Store,
        rooms: Rooms,
        sign_ins: SignIns,
        settings: Settings,
        clock: Clock,
        *,
        patience: Patience | None = None,
    ) -> None:
        self._store = store
        self._rooms = rooms
        self._sign_ins = sign_ins
        self._settings = settings
        self._clock = clock
        self.patience = patience or Patience()
        self.keep = False
        """For somebody who wants to look at the data afterwards: nothing is forgotten."""
        self._on: dict[str, Rehearsal] = {}
        self._beginning = 0

    @property
    def on(self) -> tuple[Rehearsal, ...]:
        """Those that are on."""
        return tuple(self._on.values())

    async def start(self) -> None:
        """Go on with those that were on, and forget those that were over, when the server stopped."""
        for practice in await asyncio.to_thread(self._store.practices.remembered):
            try:
                entry = await asyncio.to_thread(session_practised, self._store, practice.set_id)
            except (NotFound, IndexError):
                entry = None
            if entry is None or entry.status is not Status.OPEN:
                await self._forget(practice.set_id)
            else:
                await self._begin(practice, entry.id)

    async def stop(self) -> None:
        """Everybody simulated goes; the rehearsals are resumed when the server is back."""
        for each in self.on:
            if each.ends is not None:
                each.ends.cancel()
                with suppress(asyncio.CancelledError):
                    await each.ends
            await each.room.stop()
        self._on.clear()

    async def begin(self, asked: Asked) -> Rehearsal:
        """A new one, with everybody simulated on their way in.

        Raises `TooManyRehearsals`, `NoSuchFormat`, `NotPlanned`, `NotSaved`, `NoSuchSeat`, `ValueError`.
        """
        if len(self._on) + self._beginning >= self._settings.rehearsals:
            raise TooManyRehearsals
        self._beginning += 1
        try:
            wanted = wanted_of(asked)
            now = self._clock.wall()
            entry = await begin_practice(self._store, self._rooms, wanted, now)
            practice = await asyncio.to_thread(self._store.practices.of_set, entry.set_id)
            if practice is None:
                raise NotFound(f"practice set {entry.set_id}")
            return await self._begin(practice, entry.id)
        finally:
            self._beginning -= 1

    def link(self, rehearsal: Rehearsal) -> str | None:
        """The address for whoever is real."""
        return self._sign_ins.link_for(rehearsal.human) if rehearsal.human else None

    async def end(self, rehearsal: Rehearsal) -> None:
        """End it now, and forget it."""
        if rehearsal.ends is not None and rehearsal.ends is not asyncio.current_task():
            rehearsal.ends.cancel()
            with suppress(asyncio.CancelledError):
                await rehearsal.ends
        self._on.pop(rehearsal.set_id, None)
        await rehearsal.room.stop()
        rehearsal.tally.faults.extend(await asyncio.to_thread(self._broken, rehearsal.session_id))
        await self._forget(rehearsal.set_id)
        rehearsal.over.set()

    # --- within ------------------------------------------------------------------------------------------------------

    async def _begin(self, practice: Practice, session_id: SessionId) -> Rehearsal:
        seats = await self._seats(practice.set_id)
        human = next((seat for seat in seats if seat.person_id == practice.human_id), None)
        room = SimulatedRoom(self._settings.own_address, practice.seed, Tally(), human.name if human else "")
        for invited in self._invited(seats, practice.human_id):
            if human is None or invited.name != human.name:
                room.seat(invited)
        made = self._on[practice.set_id] = Rehearsal(practice.set_id, session_id, room, human)
        made.ends = asyncio.create_task(self._look_after(made, practice), name=f"rehearsal {session_id}")
        return made

    def _invited(self, seats: tuple[Seat, ...], human_id: PersonId | None) -> tuple[Invitation, ...]:
        def links(kind: PersonKind) -> list[tuple[str, str]]:
            return [(seat.name, self._sign_ins.link_for(seat)) for seat in seats if seat.kind is kind]

        desk = links(PersonKind.FACILITATOR)
        # nobody real hears what is said aloud: whoever presses nothing is heard by somebody simulated at the desk
        unseen = bool(desk) and all(seat.person_id != human_id for seat in seats if seat.kind is PersonKind.FACILITATOR)
        visitors = (*links(PersonKind.GUEST), *links(PersonKind.ACCESS))
        return invitations(links(PersonKind.MEMBER), desk, visitors, unseen=unseen)

    async def _seats(self, set_id: str) -> tuple[Seat, ...]:
        return await asyncio.to_thread(self._store.directory.seats_of, set_id)

    async def _look_after(self, each: Rehearsal, practice: Practice) -> None:
        # it may have begun before the server's last start
        lasted = max(0, self._clock.wall() - practice.began_at) / 1000
        until = self._clock.steady() + self.patience.longest - lasted
        seen_at = self._clock.steady()
        try:
            while self._clock.steady() < until:
                await asyncio.sleep(LOOK)
                if await self._is_over(each):
                    await self._wait_for_reader(each)
                    break
                if each.human is not None:
                    now = self._clock.steady()
                    if self._is_there(each, each.human):
                        seen_at = now
                    gone = now - seen_at
                    await self._keep_seat(each, each.human, gone)
                    if gone > self.patience.absent:
                        break
            await self.end(each)
        except StoreFault as fault:
            log.warning("A rehearsal could not be forgotten yet: %s", trace(fault))  # at the next start, then
            each.over.set()

    async def _is_over(self, each: Rehearsal) -> bool:
        entry = await asyncio.to_thread(self._store.directory.session, each.session_id)
        return entry.status is Status.CLOSED

    async def _wait_for_reader(self, each: Rehearsal) -> None:
        if each.human is not None:
            await asyncio.sleep(self.patience.reads)
        else:
            with suppress(TimeoutError):
                async with asyncio.timeout(10):
                    await each.room.wait()

    async def _keep_seat(self, each: Rehearsal, human: Seat, gone: float) -> None:
        """Somebody simulated sits in for whoever is real, while they are away."""
        sits_in = human.name in each.room.people
        if sits_in and gone == 0:
            await each.room.unseat(human.name)
        elif not sits_in and gone > self.patience.steps_in:
            seats = await self._seats(each.set_id)
            invited = next(one for one in self._invited(seats, human.person_id) if one.name == human.name)
            there = replace(invited.temper, late=0, drops=0.0, has_line=True)
            each.room.seat(replace(invited, temper=there))

    def _is_there(self, each: Rehearsal, human: Seat) -> bool:
        """Whether whoever is real has a line; the one who sits in for them has one too, and does not count."""
        open_room = next((one for one in self._rooms.now_open() if one.room.id == each.session_id), None)
        if open_room is None:
            return False
        lines = len(list(open_room.audience.lines(human.person_id)))
        return lines > (human.name in each.room.people)

    def _broken(self, session_id: SessionId) -> list[str]:
        """What got through although it never may; nothing, when the log can't be read any more."""
        with suppress(StoreFault):
            return broken_rules(session_id, self._store.read(session_id))
        return []

    async def _forget(self, set_id: str) -> None:
        if not self.keep:
            await forget_practice(self._store, self._rooms, set_id, self._clock.wall())


def wanted_of(asked: Asked) -> Wanted:
    """The practice set that fits what was asked for. Raises `NoSuchFormat`, `NoSuchSeat`, `ValueError`."""
    known = words()
    if not 3 <= asked.members <= len(known.members):
        raise ValueError(f"a set has 3 to {len(known.members)} members")
    if not SLOWEST <= asked.speed <= FASTEST:
        raise ValueError(f"the speed is from {SLOWEST:.0f} to {FASTEST:.0f}")
    seated = seats_at(asked.members, self_run=asked.self_run)
    mine = None
    if asked.human is not None:
        mine = next((one for one in seated if asked.human.lower() in {one.kind.value, one.name.lower()}), None)
        if mine is None:
            raise NoSuchSeat(asked.human, tuple(one.name for one in seated))
    present = {PersonKind.FACILITATOR, PersonKind.MEMBER, *([mine.kind] if mine else ())}
    present |= {kind for kind, there in ((PersonKind.GUEST, asked.guest), (PersonKind.ACCESS, asked.access)) if there}
    people = {
        kind: with_ids(tuple(NewPerson(one.name, one.site) for one in seated if one.kind is kind and kind in present))
        for kind in PersonKind
    }
    members = people[PersonKind.MEMBER]
    ids = {one.name: one.id for group in people.values() for one in group}
    session_format, _ = formats_for(asked.session_format, asked.round_format)
    return Wanted(
        name="A set that practises",
        facilitators=people[PersonKind.FACILITATOR],
        members=members,
        guests=people[PersonKind.GUEST],
        interpreters=tuple(replace(one, beside=members[1].id) for one in people[PersonKind.ACCESS]),
        session_format=asked.session_format,
        round_format=asked.round_format,
        minutes=asked.minutes or session_format.minutes,
        speed=asked.speed,
        seed=asked.seed,
        contract=known.contract,
        human_id=ids[mine.name] if mine else None,
        open_actions=() if _is_first(session_format) else _last_time(members),
    )


def seats_at(members: int, *, self_run: bool = False) -> tuple[SeatToTake, ...]:
    """Every seat that somebody real may take at such a table: the desk, the members', a guest's, an interpreter's."""
    known = words()
    kinds = (
        (PersonKind.FACILITATOR, () if self_run else known.facilitators[:1]),
        (PersonKind.MEMBER, known.members[:members]),
        (PersonKind.GUEST, known.guests[:1]),
        (PersonKind.ACCESS, known.interpreters[:1]),
    )
    return tuple(SeatToTake(kind, one.name, one.site) for kind, group in kinds for one in group)


def _is_first(session_format: SessionFormat) -> bool:
    """Whether the set makes its contract in it: then there was no last time."""
    return any(stage.kind is StageKind.OPENING and "contract" in stage.writes for stage in session_format.stage)


def _last_time(members: tuple[NewPerson, ...]) -> tuple[OpenAction, ...]:
    """What each of them took on last time. The same seed reports on the same: an id has no chance in it."""
    owners = {one.name: one.id for one in members if one.id}
    taken = [(owners[name], what) for name, what in words().last_time if name in owners]
    return tuple(OpenAction(id=f"last-time-{n}", owner=owner, what=what) for n, (owner, what) in enumerate(taken))
