"""A session in a test: given, when, then, in the field's words, with a clock that moves only when told to."""

from collections import deque
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import TypeAdapter

from app.facilitation import commands as c
from app.facilitation.commands import Command
from app.facilitation.decide import decide
from app.facilitation.events import AnyEvent, Event
from app.facilitation.evolve import evolve, replay
from app.facilitation.formats import parse_round_format, parse_session_format
from app.facilitation.plan import CarriedBid, Contract, OpenAction, Person, Share
from app.facilitation.refusals import Reason, Refused
from app.facilitation.sections import View
from app.facilitation.state import Session, blank
from app.facilitation.terms import (
    CLOCK,
    LINE,
    MINUTE,
    OFFICE,
    BidKind,
    CommandId,
    Millis,
    PersonId,
    PersonKind,
    Sharing,
)
from app.facilitation.timing import looked_at, next_deadline
from app.facilitation.views import view_for

START: Millis = 1_800_000_000_000

MEMBERS = ("amina", "danny", "gareth", "maureen", "priya", "ruth")
OBSERVER = "jo"
PEOPLE = (
    *(Person(id=who, name=who.capitalize(), site=f"{who}'s trust") for who in MEMBERS),
    Person(id="jo", name="Jo", kind=PersonKind.FACILITATOR),
)
SIAN = Person(id="sian", name="Siân", kind=PersonKind.ACCESS, beside="amina")
"""Amina's interpreter: an access seat."""
RAO = Person(id="rao", name="Dr Rao", kind=PersonKind.GUEST)
WITH_OTHERS = (*PEOPLE, SIAN, RAO)
SELF_RUN = PEOPLE[:-1]
"""A set that nobody was asked to facilitate."""


def shipped(kind: str, name: str) -> str:
    """The text of a format that comes with the server."""
    return (files("app.facilitation") / "shipped" / kind / f"{name}.toml").read_text()


TWO_HOURS = parse_session_format(shipped("sessions", "two-hours"))
FOUR_STEPS = parse_round_format(shipped("rounds", "als-4step"))
TROIKA = parse_round_format(shipped("rounds", "troika"))


E = TypeVar("E")
ANY_EVENT: TypeAdapter[Event] = TypeAdapter(AnyEvent)


def _stored(event: Event) -> Event:
    return ANY_EVENT.validate_json(ANY_EVENT.dump_json(event))


@dataclass(frozen=True)
class Row:
    """A row of the log, as replay needs it."""

    at: Millis
    by: PersonId
    events: tuple[Event, ...]


MADE: deque["Scenario"] = deque(maxlen=50)
"""The sessions of this test: at its end each is replayed. As many as a test could want, and no heap of a machine's."""


def proposal(*shares: tuple[PersonId, float]) -> c.ProposeAgenda:
    """An agenda with these rounds."""
    return c.ProposeAgenda(sharing=Sharing.OWN, rounds=tuple(Share(holder=who, minutes=m) for who, m in shares))


@dataclass
class Scenario:
    """One session, driven by hand."""

    state: Session = field(default_factory=lambda: blank("session-1"))
    now: Millis = START
    log: list[Row] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        MADE.append(self)

    def new_id(self) -> CommandId:
        self.count += 1
        return f"command-{self.count:04d}"

    def give(self, command: Command, by: PersonId, id: CommandId | None = None) -> CommandId:  # noqa: A002
        """Give a command; its id comes back."""
        name = id or self.new_id()
        events = decide(self.state, command, by=by, now=self.now, id=name)
        at = max(self.now, self.state.last_at)
        for event in events:
            self.state = evolve(self.state, event, by=by, at=at)
        if events:
            self.log.append(Row(at, by, events))
        return name

    def propose(self, *shares: tuple[PersonId, float], by: PersonId = "jo") -> CommandId:
        """Put an agenda to the set."""
        return self.give(proposal(*shares), by)

    def refused(self, command: Command, by: PersonId) -> Reason:
        """Give a command that the rules must refuse; nothing has changed."""
        before = self.state
        try:
            self.give(command, by)
        except Refused as refusal:
            assert self.state is before
            return refusal.reason
        raise AssertionError(f"{command!r} by {by} was not refused")

    def later(self, minutes: float = 0, seconds: float = 0) -> None:
        """Time passes, and the clock asks."""
        self.now += round(minutes * MINUTE + seconds * 1000)
        if self.state.status.value == "open":
            self.give(c.PassTime(), CLOCK)

    def left_to_itself(self) -> None:
        """Nobody does anything more, and the clock asks until the session is over."""
        while self.state.status.value == "open":
            due = self.deadline()
            assert due is not None, "it would stay open for ever"
            self.now = due
            self.later()

    def check_replay(self) -> None:
        """The log, written down and read again, amounts to the same state."""
        stored = [Row(row.at, row.by, tuple(_stored(event) for event in row.events)) for row in self.log]
        assert replay(self.state.id, stored) == self.state

    def view(self, who: PersonId) -> View:
        return view_for(looked_at(self.state, self.now), who)

    def happened(self, kind: type[E]) -> list[E]:
        return [event for row in self.log for event in row.events if isinstance(event, kind)]

    def deadline(self) -> Millis | None:
        """When the clock will ask next."""
        return next_deadline(self.state)

    def heard(self) -> set[PersonId]:
        """Everybody who may be heard now."""
        return set(self.view(OBSERVER).floor.heard)

    def may(self, who: PersonId) -> set[str]:
        """The buttons this person is shown."""
        return set(self.view(who).mine.may)

    def left(self) -> float:
        """Minutes left of the open step."""
        assert self.state.timer is not None
        return self.state.timer.left_at(self.now) / MINUTE

    def asks(self, who: PersonId) -> str:
        return self.view(who).mine.ask.key


def planned(minutes: int = 120, people: tuple[Person, ...] = PEOPLE, at: Millis = START) -> Scenario:
    one = Scenario(now=at)
    one.give(c.PlanSession(starts_at=START, minutes=minutes, people=people), OFFICE)
    return one


def lobby(
    people: tuple[Person, ...] = PEOPLE,
    round_format: str = "als-4step",
    contract: Contract | None = None,
    here: tuple[PersonId, ...] | None = None,
    open_actions: tuple[OpenAction, ...] = (),
    carried_bids: tuple[CarriedBid, ...] = (),
    begun: Scenario | None = None,
    session_format: str = "two-hours",
    airspace: dict[PersonId, Millis] | None = None,
) -> Scenario:
    one = begun or planned(people=people)
    one.give(
        c.OpenLobby(
            people=people,
            session_format=parse_session_format(shipped("sessions", session_format)),
            round_format=parse_round_format(shipped("rounds", round_format)),
            contract=contract or Contract(text="What is said stays with us."),
            open_actions=open_actions,
            carried_bids=carried_bids,
            airspace_so_far=airspace or {},
        ),
        OFFICE,
    )
    for who in here if here is not None else tuple(person.id for person in people):
        one.give(c.NoteHere(person=who), LINE)
    return one


def check_in(**given: Any) -> Scenario:
    one = lobby(**given)
    one.give(c.OpenStep(step="check-in"), "jo")
    return one


def asking(**given: Any) -> Scenario:
    one = check_in(**given)
    while (turn := one.state.turns.now) is not None:
        one.later(2)
        one.give(c.EndTurn(turn=turn.number), turn.person)
    one.give(c.OpenStep(step="asking"), "jo")
    return one


def chair_of(one: Scenario) -> PersonId:
    """Whoever drives."""
    assert one.state.chair is not None
    return one.state.chair


def first_session(step: str = "welcome", **given: Any) -> Scenario:
    """A set meets for the first time, and has come as far as this step."""
    one = lobby(session_format="first-session", **given)
    while one.state.step_id != step:
        after = one.view(chair_of(one)).mine.next_step
        assert after is not None, f"no way to {step}"
        one.give(c.OpenStep(step=after), chair_of(one))
    return one


def by_phone(one: Scenario, *people: PersonId) -> Scenario:
    """They are with us without a screen: their line has gone, and the chair notes that they have dialled in."""
    for who in people:
        one.give(c.NoteAway(person=who), LINE)
        one.give(c.NoteOnPhone(person=who), chair_of(one))
    return one


def agreed(shares: tuple[tuple[PersonId, float], ...] = (("amina", 40), ("danny", 40)), **given: Any) -> Scenario:
    one = asking(**given)
    for who, minutes in shares:
        one.give(c.PlaceBid(kind=BidKind.ASKS, headline=f"{who}'s issue", minutes=round(minutes)), who)
    rounds = tuple(Share(holder=who, minutes=minutes) for who, minutes in shares)
    agenda = one.give(c.ProposeAgenda(sharing=Sharing.AS_ASKED, rounds=rounds), "jo")
    for who in MEMBERS:
        if one.state.presence[who].value == "here":
            one.give(c.SayContent(agenda=agenda), who)
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    return one


def in_round(step: str = "present", **given: Any) -> Scenario:
    """Amina's round, with this step open."""
    one = agreed(**given)
    first = one.state.round_steps[0].id
    one.give(c.OpenStep(step=f"r1.{first}"), "jo")
    if step != first:
        one.give(c.OpenStep(step=f"r1.{step}"), "jo")
    return one


def reviewing(**given: Any) -> Scenario:
    one = in_round(**given)
    one.give(c.OpenStep(step="writing"), "jo")
    return one
