"""Anybody sends anything, at any pace, with time moved exactly to the deadlines: the rules hold at every event."""

import os
from collections.abc import Callable
from random import Random
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.commands import Command
from app.facilitation.decide import decide
from app.facilitation.events import Event
from app.facilitation.evolve import evolve, replay
from app.facilitation.plan import CarriedBid, Contract, OpenAction
from app.facilitation.refusals import WANT_OF_RIGHT, Reason, Refused
from app.facilitation.rights import rights
from app.facilitation.state import Session
from app.facilitation.terms import CLOCK, HOUR, LINE, PersonId, Presence, Status
from app.facilitation.timing import next_deadline
from tests.facilitation.claims import check_event, check_lead, check_state, check_views
from tests.facilitation.pressing import BUILD, press
from tests.facilitation.scenario import (
    MEMBERS,
    START,
    Row,
    Scenario,
    agreed,
    asking,
    check_in,
    in_round,
    lobby,
    reviewing,
)

PEOPLE = (*MEMBERS, "jo")
STRANGER = "stranger"
ACTIONS = tuple(OpenAction(id=f"old-{who}", owner=who, what=f"{who}'s action") for who in MEMBERS[:3])


def member_in_chair(form: str) -> Scenario:
    """The set has agreed, and the one whose round comes first keeps time."""
    one = agreed(round_format=form)
    one.give(c.HandOverChair(to="amina"), "jo")
    return one


BEGINNINGS: dict[str, Callable[[str], Scenario]] = {
    "lobby": lambda form: lobby(round_format=form, open_actions=ACTIONS, here=()),
    "check_in": lambda form: check_in(
        round_format=form,
        open_actions=ACTIONS,
        contract=Contract(stand_in="ruth", modelling=True),
        carried_bids=(CarriedBid(person="priya", headline="carried", minutes=20),),
    ),
    "asking": lambda form: asking(round_format=form),
    "member_in_chair": member_in_chair,
    "agreed": lambda form: agreed(round_format=form),
    "first": lambda form: in_round("present" if form == "als-4step" else "share", round_format=form),
    "questions": lambda form: in_round("clarify", round_format=form),
    "third": lambda form: in_round("explore" if form == "als-4step" else "consult", round_format=form),
    "reflect": lambda form: in_round("reflect", round_format=form),
    "review": lambda form: reviewing(round_format=form, step="present" if form == "als-4step" else "share"),
}


SELDOM = {
    **dict.fromkeys(
        ("leave_early", "raise_contract", "reaffirm", "hide_time", "reword_headline", "hand_over_chair"), 0.1
    ),
    **dict.fromkeys(("step_out", "open_step", "pause_together", "take_action", "add_time", "stop_clock"), 0.2),
    "begin_word": 0.4,
}
"""What may be pressed nearly always would drown what may be pressed seldom."""


class AnybodySendsAnything(RuleBasedStateMachine):
    """One session, and everybody who might press something."""

    one: Scenario

    def __init__(self) -> None:
        super().__init__()
        self.one = Scenario()
        self.number = 0
        self.left: int | None = None

    @initialize(beginning=st.sampled_from(sorted(BEGINNINGS)), form=st.sampled_from(["als-4step", "troika"]))
    def begin(self, beginning: str, form: str) -> None:
        self.one = BEGINNINGS[beginning](form)
        self.left = self._left()

    # --- what people, lines and time do ---

    @rule(seed=st.integers(0, 2**32 - 1))
    def somebody_does_something(self, seed: int) -> None:
        """One number decides it all, so that every choice is as likely as the next, in deep states too."""
        chance = Random(seed)
        chance.choices(*zip(*self.MOVES.items(), strict=True))[0](self, chance)

    def _press_allowed(self, chance: Random) -> None:
        options = [
            (kind, who)
            for who in PEOPLE
            for kind in rights(self.one.state, who).may & set(BUILD)
            # leaving and ending empty the room: they are pressed with the rest, below
            if kind not in {"leave", "end_now", "remove_person", "close_session"}
        ]
        kinds = sorted({kind for kind, _ in options})
        if kinds:
            kind = chance.choices(kinds, [SELDOM.get(one, 1.0) for one in kinds])[0]
            self._give(kind, chance.choice(sorted(who for one, who in options if one == kind)), chance)

    def _press_anything(self, chance: Random) -> None:
        self._give(chance.choice(sorted(BUILD)), chance.choice((*PEOPLE, STRANGER)), chance)

    def _go_on(self, chance: Random) -> None:
        """Whoever may opens the next step, so that a session gets somewhere."""
        for who in chance.sample(PEOPLE, len(PEOPLE)):
            if (step := self.one.view(who).mine.next_step) is not None:
                self._decide(c.OpenStep(step=step), who)
                return

    def _line(self, chance: Random) -> None:
        who = chance.choice((*PEOPLE, "jo"))
        self._decide(c.NoteHere(person=who) if chance.random() < 0.6 else c.NoteAway(person=who), LINE)

    def _cannot_hear(self, chance: Random) -> None:
        self._decide(c.StopForHearing(), LINE)

    def _outage(self, chance: Random) -> None:
        self._decide(c.NoteOutage(lost=chance.randrange(100_000)), LINE)

    def _to_deadline(self, chance: Random) -> None:
        """Exactly to the deadline, or a millisecond short of it."""
        deadline = next_deadline(self.one.state)
        # an empty room closes itself after half a day: that ends the game, so it comes seldom
        if deadline is not None and (deadline - self.one.now < HOUR or chance.random() < 0.1):
            self._pass(max(self.one.now, deadline - chance.choice([0, 0, 0, 1])))

    def _some_time(self, chance: Random) -> None:
        self._pass(self.one.now + chance.randrange(1, 400_000))

    MOVES: ClassVar = {  # how often, of a hundred
        _press_allowed: 60,
        _press_anything: 10,
        _go_on: 7,
        _line: 8,
        _to_deadline: 6,
        _some_time: 5,
        _cannot_hear: 2,
        _outage: 2,
    }

    def _pass(self, until: int) -> None:
        timer = self.one.state.timer
        if self.left is not None and timer is not None and timer.since is not None:
            self.left -= until - self.one.now
        self.one.now = until
        if self.one.state.status is Status.OPEN:
            self._decide(c.PassTime(), CLOCK)

    # --- the door ---

    def _give(self, kind: str, who: PersonId, chance: Random) -> None:
        self.number += 1
        command = press(kind, self.one.state, who, self.number, chance.choice)
        self._decide(command, who)

    def _decide(self, command: Command, who: PersonId) -> None:
        state = self.one.state
        now = max(self.one.now, state.last_at)
        allowed = command.type in rights(state, who).may
        refused: Reason | None = None
        events: tuple[Event, ...] = ()
        try:
            events = decide(state, command, by=who, now=self.one.now, id=self.one.new_id())
        except Refused as refusal:
            refused = refusal.reason
        if refused is not None:
            assert allowed == (refused not in WANT_OF_RIGHT), f"{command.type}: {refused}"
            return
        assert allowed, f"{who} gave {command.type} without the right to"
        if isinstance(command, c.NextQuestion):
            self._in_strict_order(state, events)
        for event in events:
            after = evolve(self.one.state, event, by=who, at=now)
            check_event(self.one.state, event, after, who, now)
            self._shadow(event, now)
            self.one.state = after
        if events:
            self.one.log.append(Row(now, who, events))

    def _in_strict_order(self, state: Session, events: tuple[Event, ...]) -> None:
        first = next((h for h in state.hands if state.presence[h.person] is Presence.HERE), None)
        taken = next((event for event in events if isinstance(event, e.HandTaken)), None)
        assert (taken.hand if taken else None) == (first.id if first else None), "a hand out of order"

    # --- the clock, kept a second time ---

    def _left(self) -> int | None:
        return self.one.state.timer.left_at(self.one.now) if self.one.state.timer else None

    def _shadow(self, event: Event, now: int) -> None:
        match event:
            case e.StepOpened():
                self.left = event.due_at - now
            case e.TimeAdded():
                assert self.left is not None
                self.left += event.added
            case e.SessionClosed():
                self.left = None
            case _:
                pass

    @invariant()
    def no_time_is_lost(self) -> None:
        if self.left is not None and self.one.state.status is Status.OPEN:
            assert self._left() == self.left, "time was lost or found"

    @invariant()
    def the_state_holds_together(self) -> None:
        if self.one.state.status is Status.OPEN:
            check_state(self.one.state, self.one.now)

    @invariant()
    def views_keep_secrets(self) -> None:
        if self.one.state.people:
            check_views(self.one.state, self.one.now)

    def teardown(self) -> None:
        assert replay("session-1", self.one.log) == self.one.state
        rows: list[Any] = []
        for number, row in enumerate(self.one.log, 1):
            events = [event.model_dump(mode="json", exclude=set(event.seals())) for event in row.events]
            rows.append((number, row.at, events))
        check_lead(rows, set(PEOPLE))
        assert self.one.now >= START


TestAnybodySendsAnything = AnybodySendsAnything.TestCase
TestAnybodySendsAnything.settings = settings(
    max_examples=int(os.environ.get("AIRSPACE_EXAMPLES", "120")),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # planted bugs need finding, not explaining
    phases=[Phase.generate] if "AIRSPACE_NO_SHRINKING" in os.environ else list(Phase),
)
