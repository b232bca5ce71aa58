"""Many rooms of simulated people, against any server: what a rehearsal is held with, and what a load is made of.

`Population(address).room(links, ...)` seats everybody who is simulated in one room; `wait()` returns when all sessions
are over. The tally has what a benchmark wants: acknowledgements, latencies, frames, refusals, faults.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from app.rehearsal.aloud import DIALLED_IN, Air
from app.rehearsal.chance import Chance
from app.rehearsal.line import RoomTime, SimulatedLine
from app.rehearsal.mind import Mind
from app.rehearsal.person import Caller, SimulatedPerson
from app.rehearsal.tally import Tally
from app.rehearsal.temperaments import AT_A_DEVICE, MEMBERS, STEADY, UNSEEN, VISITOR, Temperament
from app.rehearsal.words import words


@dataclass(frozen=True)
class Invitation:
    """A seat for somebody simulated: their own link, as a person would be given it, and what they are like."""

    name: str
    link: str
    temper: Temperament
    at_device_of: str = DIALLED_IN
    """Without a line of their own: the name of whoever they sit beside."""


@dataclass
class SimulatedRoom:
    """The simulated people of one room."""

    address: str
    seed: int
    tally: Tally
    waits_for: str = ""
    """The name of somebody real, who has to find their way in."""
    clock: RoomTime = field(default_factory=RoomTime)
    people: dict[str, SimulatedPerson | Caller] = field(default_factory=dict)
    air: Air = field(default_factory=Air)
    _tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def seat(self, invited: Invitation) -> None:
        """One more comes in."""
        person = self.people[invited.name] = self._person(invited)
        self._tasks[invited.name] = asyncio.create_task(person.live(), name=f"simulated {invited.name}")

    def _person(self, invited: Invitation) -> SimulatedPerson | Caller:
        if not invited.temper.has_line:
            return Caller(invited.name, invited.at_device_of, self.air, self.clock)
        line = SimulatedLine(invited.link, self.address, self.clock, self.tally)
        mind = Mind(invited.temper, Chance(self.seed, invited.name), words(), self.waits_for, self.air)
        return SimulatedPerson(line, mind, self.clock, self.tally)

    async def unseat(self, name: str) -> None:
        """Somebody real takes this seat (back)."""
        person, task = self.people.pop(name, None), self._tasks.pop(name, None)
        if person is not None and task is not None:
            await person.leave()
            await task

    async def wait(self) -> None:
        """Until everybody has gone."""
        await asyncio.gather(*self._tasks.values())

    async def stop(self) -> None:
        """Everybody goes at once."""
        for task in self._tasks.values():
            task.cancel()
        for task in self._tasks.values():
            with suppress(asyncio.CancelledError):
                await task


class Population:
    """Rooms of simulated people, with one tally."""

    def __init__(self, address: str, *, seed: int = 1) -> None:
        self.address = address
        self.seed = seed
        self.tally = Tally()
        self.rooms: list[SimulatedRoom] = []

    def room(self, members: Mapping[str, str], facilitators: Mapping[str, str]) -> SimulatedRoom:
        """Seat these people, by name and link, in one room; all are simulated."""
        found = SimulatedRoom(self.address, self.seed + len(self.rooms), self.tally)
        self.rooms.append(found)
        for invited in invitations(tuple(members.items()), tuple(facilitators.items())):
            found.seat(invited)
        return found

    async def wait(self) -> None:
        """Until every session is over."""
        await asyncio.gather(*(room.wait() for room in self.rooms))

    async def stop(self) -> None:
        """Everybody goes at once."""
        await asyncio.gather(*(room.stop() for room in self.rooms))


def invitations(
    members: Sequence[tuple[str, str]],
    facilitators: Sequence[tuple[str, str]] = (),
    visitors: Sequence[tuple[str, str]] = (),
    *,
    unseen: bool = False,
) -> tuple[Invitation, ...]:
    """Temperaments as people sit: the facilitators are steady, and members as they come round.

    `unseen`: at a table of more than six, some without a screen, for whom all is entered by whoever has the chair.
    """
    tempers = (*MEMBERS, *UNSEEN) if unseen else MEMBERS
    hosts = [name for place, (name, _) in enumerate(members) if tempers[place % len(tempers)].hosts]
    return (
        *(Invitation(name, link, STEADY) for name, link in facilitators),
        *(
            _member(name, link, tempers[place % len(tempers)], hosts[0] if hosts else DIALLED_IN)
            for place, (name, link) in enumerate(members)
        ),
        *(Invitation(name, link, VISITOR) for name, link in visitors),
    )


def _member(name: str, link: str, temper: Temperament, host: str) -> Invitation:
    return Invitation(name, link, temper, host if temper is AT_A_DEVICE else DIALLED_IN)
