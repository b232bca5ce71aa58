"""Anybody sends anything, at any pace, with time moved exactly to the deadlines: the rules hold at every event."""

import os
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.commands import Command
from app.facilitation.decide import decide
from app.facilitation.events import Event
from app.facilitation.evolve import evolve, replay
from app.facilitation.refusals import WANT_OF_RIGHT, Reason, Refused
from app.facilitation.rights import rights
from app.facilitation.state import Session, blank
from app.facilitation.terms import (
    CLOCK,
    HOUR,
    LINE,
    PersonId,
    Presence,
    Status,
)
from app.facilitation.timing import next_deadline
from tests.facilitation.beginnings import BEGINNINGS, ROUNDS
from tests.facilitation.claims import check_event, check_lead, check_state, check_views, holder
from tests.facilitation.claims_voices import check_voices
from tests.facilitation.pressing import BUILD, press
from tests.facilitation.scenario import MEMBERS, START, Row, Scenario

PEOPLE = (*MEMBERS, "jo", "sian", "rao")
STRANGER = "stranger"

SELDOM = {
    **dict.fromkeys(
        ("leave_early", "raise_contract", "reaffirm", "hide_time", "reword_headline", "hand_over_chair"), 0.1
    ),
    **dict.fromkeys(("say_overheard", "object_to_guest", "drop_contract", "note_gone", "send_guest_out"), 0.1),
    **dict.fromkeys(("note_on_phone", "say_two_here", "choose_review", "choose_noter", "propose_contract"), 0.2),
    **dict.fromkeys(("replan_rounds", "open_floor", "begin_go_round", "say_of_contract", "invite_person"), 0.3),
    **dict.fromkeys(("step_out", "open_step", "pause_together", "take_action", "add_time", "stop_clock"), 0.2),
    "begin_word": 0.4,
    "choose_where": 0.1,
    "enter_for": 0.6,
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
        self.looked_at: Session | None = None

    @initialize(beginning=st.sampled_from(sorted(BEGINNINGS)), form=st.sampled_from(ROUNDS))
    def begin(self, beginning: str, form: str) -> None:
        self.one = BEGINNINGS[beginning](form)
        self.left = self._left()
        self._look_at_what_led_here()

    def _look_at_what_led_here(self) -> None:
        state = blank(self.one.state.id)
        for row in self.one.log:
            for event in row.events:
                after = evolve(state, event, by=row.by, at=row.at)
                check_event(state, event, after, row.by, row.at)
                state = after

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
        who = chance.choice((*PEOPLE, "jo", *([holder(self.one.state) or "jo"] * 3)))
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
        if next_deadline(self.one.state) is not None or self.one.state.status is Status.OPEN:
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
        waiting = [hand.person for hand in state.hands if state.presence[hand.person] is Presence.HERE]
        going = [who for who in state.go_round if state.presence[who] is Presence.HERE]
        first = next(iter([*going, *waiting]), None)
        taken = next((event for event in events if isinstance(event, e.HandTaken)), None)
        assert (taken.person if taken else None) == first, "a hand out of order"

    # --- the clock, kept a second time ---

    def _left(self) -> int | None:
        return self.one.state.timer.left_at(self.one.now) if self.one.state.timer else None

    def _shadow(self, event: Event, now: int) -> None:
        match event:
            case e.StepOpened():
                self.left = event.due_at - now
            case e.TimeAdded() | e.ReviewExtended():
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
    def voices_keep_the_floor(self) -> None:
        check_voices(self.one.state)

    @invariant()
    def views_keep_secrets(self) -> None:
        if self.one.state.people and self.one.state is not self.looked_at:  # or it is shown as it was
            check_views(self.one.state, self.one.now)
            self.looked_at = self.one.state

    def teardown(self) -> None:
        assert replay("session-1", self.one.log) == self.one.state
        rows: list[Any] = []
        for number, row in enumerate(self.one.log, 1):
            events = [event.model_dump(mode="json", exclude=set(event.seals())) for event in row.events]
            rows.append((number, row.at, events))
        check_lead(rows, set(PEOPLE))
        assert self.one.now >= START


TestAnybodySendsAnything = pytest.mark.timeout(900)(AnybodySendsAnything.TestCase)
TestAnybodySendsAnything.settings = settings(
    max_examples=int(os.environ.get("AIRSPACE_EXAMPLES", "120")),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # planted bugs need finding, not explaining
    phases=[Phase.generate] if "AIRSPACE_NO_SHRINKING" in os.environ else list(Phase),
)
