"""A house for whatever a set does together: formats, guests, access seats, nudges, and a quick way to a step."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import monotonic, sleep

from app.api.parts import Parts
from app.facilitation import commands as c
from app.facilitation.commands import Command
from app.facilitation.order import onward
from app.facilitation.plan import Person, Share
from app.facilitation.state import Session, in_room, stage_kind
from app.facilitation.terms import (
    CLOCK,
    HOUR,
    LINE,
    MINUTE,
    BidKind,
    Cameras,
    Millis,
    PersonId,
    PersonKind,
    Sharing,
    StageKind,
)
from app.programme.sessions import open_lobby, plan
from app.realtime.room import Refusal
from app.store.entries import NewPerson
from tests.browser.house import CONTRACT, House
from tests.cast import JO, SET_ONE, as_new

NIA = NewPerson("Nia Bowen", "", "nia", beside="amina")
"""A speech-to-text reporter, there for Amina."""
RAO = NewPerson("Dr Rao", "Public Health", "rao")
"""A guest."""


HEADLINE = c.PlaceBid(kind=BidKind.ASKS, headline="By eleven, our unit has become a waiting area for beds.")


@dataclass
class Together(House):
    """The server with a set of any format, and others at its door."""

    session_format: str = "two-hours"
    facilitators: Sequence[Person] = (JO,)
    stand_in: PersonId | None = None
    nudges: bool = False
    cameras: Cameras = Cameras.OFF
    access: Sequence[NewPerson] = ()
    guests: Sequence[NewPerson] = ()
    ahead: Millis = MINUTE
    """How long before the session they come: an hour before, its doors are still shut."""
    minutes: float = 20
    """Of the one round."""
    _count: "itertools.count[int]" = field(init=False, default_factory=itertools.count)

    async def _start_set(self, parts: Parts) -> None:
        directory = parts.store.directory
        await directory.start_set(
            "Set one",
            facilitators=as_new(tuple(self.facilitators)),
            members=as_new(tuple(SET_ONE)),
            session_format=self.session_format,
            round_format=self.round_format,
            set_id="set-one",
        )
        for one in self.access:
            await directory.add_seat("set-one", one, PersonKind.ACCESS)
        for one in self.guests:
            await directory.add_seat("set-one", one, PersonKind.GUEST)
        ours = {"nudges": self.nudges, "cameras": self.cameras, "stand_in": self.stand_in}
        await directory.agree_contract("set-one", CONTRACT.model_copy(update=ours))
        starts_at = parts.clock.wall() + self.ahead
        entry = await plan(parts.store, parts.rooms, "set-one", starts_at=starts_at, minutes=120, session_id="today")
        if self.ahead < HOUR:
            await open_lobby(parts.store, parts.rooms, entry)

    def open_doors(self) -> None:
        """As its time comes."""
        assert self.app.parts is not None
        store = self.app.parts.store
        answer = self.do(open_lobby(store, self.app.parts.rooms, store.directory.session(self.session)))
        assert not isinstance(answer, Refusal), answer

    @property
    def state(self) -> Session:
        """The session as the rules have it."""
        assert self.app.parts is not None
        return self.do(self.app.parts.rooms.open(self.session)).room.state

    def give(self, who: PersonId, *commands: Command) -> None:
        """Give these past the pages, as somebody who presses quickly would, once their line is there."""
        assert self.app.parts is not None
        until = monotonic() + 10
        while not in_room(self.state, who):
            assert monotonic() < until, f"{who} has not come"
            sleep(0.05)
        for command in commands:
            answer = self.do(self.app.parts.rooms.give(self.session, command, who, f"given-{next(self._count)}-abcdef"))
            assert not isinstance(answer, Refusal), f"{who}: {command.type}: {answer}"

    def note(self, command: Command, by: PersonId = LINE) -> None:
        """What nobody presses: a line that came or went, an outage, the time."""
        assert self.app.parts is not None
        answer = self.do(self.app.parts.rooms.give(self.session, command, by, f"noted-{next(self._count)}-abcdef"))
        assert not isinstance(answer, Refusal), f"{command.type}: {answer}"

    def gone(self, who: PersonId) -> None:
        """Their page has just been closed: it is noted at once that their line has gone, not after its ten seconds."""
        assert self.app.parts is not None
        until = monotonic() + 10
        while who in self.do(self.app.parts.rooms.open(self.session)).audience.people:
            assert monotonic() < until, f"{who} is still here"
            sleep(0.02)
        self.note(c.NoteAway(person=who))

    def forward(self, length: Millis) -> None:
        """The room's clock is put forward, for everybody in it, and asks whether it is time."""

        async def put_forward() -> None:
            assert self.app.parts is not None
            room = (await self.app.parts.rooms.open(self.session)).room
            room.clock = replace(room.clock, origin=room.clock.origin + length)

        self.do(put_forward())
        self.note(c.PassTime(), CLOCK)

    def to_step(self, step: str) -> None:
        """Jo opens one step after the other, and the set agrees on Amina's round on the way."""
        while self.state.step_id != step:
            state = self.state
            if state.proposal is None and not state.agreed and stage_kind(state) is StageKind.ASKING:
                self.agree()
            following = onward(self.state)
            assert following is not None, f"{step} does not come"
            self.give("jo", c.OpenStep(step=following.id))

    def agree(self) -> None:
        self.give("amina", HEADLINE)
        self.give("jo", c.ProposeAgenda(sharing=Sharing.OWN, rounds=(Share(holder="amina", minutes=self.minutes),)))
        put = self.state.proposal
        assert put is not None
        self.give("jo", c.AgreeAgenda(agenda=put.id))


@dataclass
class NotYet(Together):
    """The same, before its doors open."""

    ahead: Millis = HOUR
