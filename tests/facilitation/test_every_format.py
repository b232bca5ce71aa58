"""Every session format with every format of a round, from the lobby to the close, as a good facilitator would hold it.

At each step: who is heard, by the floor of that step; and everybody presses whatever is not theirs to press.
"""

from pathlib import Path

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.formats import parse_round_format, parse_session_format
from app.facilitation.plan import Person, Share, Step
from app.facilitation.refusals import WANT_OF_RIGHT, Reason, Refused
from app.facilitation.terms import (
    LINE,
    MINUTE,
    OFFICE,
    BidKind,
    Ending,
    Floor,
    PersonId,
    PersonKind,
    Sharing,
    StageKind,
)
from app.facilitation.timing import least_minutes
from tests.cast import JO, SET_ONE, SET_TWO
from tests.facilitation.pressing import BUILD, press
from tests.facilitation.scenario import START, Scenario, chair_of, shipped

SHIPPED = Path(__file__).resolve().parents[2] / "app" / "facilitation" / "shipped"
SESSIONS = sorted(path.stem for path in (SHIPPED / "sessions").glob("*.toml"))
ROUNDS = sorted(path.stem for path in (SHIPPED / "rounds").glob("*.toml"))
TABLES = {3: (*SET_ONE[:3], JO), 6: (*SET_ONE, JO), 12: (*SET_ONE, *SET_TWO)}
"""With a facilitator; twelve members fill the table, and run themselves."""


def begun(session: str, round_format: str, people: tuple[Person, ...]) -> Scenario:
    """The lobby is open, and everybody has come."""
    form = parse_session_format(shipped("sessions", session))
    one = Scenario(now=START)
    minutes = form.minutes if len(people) < 12 else 240
    one.give(c.PlanSession(starts_at=START, minutes=minutes, people=people), OFFICE)
    pattern = parse_round_format(shipped("rounds", round_format))
    one.give(c.OpenLobby(people=people, session_format=form, round_format=pattern), OFFICE)
    for person in people:
        one.give(c.NoteHere(person=person.id), LINE)
    return one


class Walk:
    """A session on its way, step by step."""

    def __init__(self, one: Scenario, people: tuple[Person, ...], *, attacked: bool) -> None:
        self.one, self.attacked = one, attacked
        self.everybody = {person.id for person in people}
        self.members = {person.id for person in people if person.kind is PersonKind.MEMBER}
        self.passed: list[str] = []

    def to_the_end(self) -> list[str]:
        """Every step in order; their ids come back."""
        while (after := self.one.view(chair_of(self.one)).mine.next_step) is not None:
            self.one.give(c.OpenStep(step=after), chair_of(self.one))
            self.passed.append(after)
            self._step(next(found for found in self.one.state.steps if found.id == after))
            self.one.later(1)
        self.one.give(c.CloseSession(), chair_of(self.one))
        return self.passed

    def _step(self, now: Step) -> None:
        holder = self.one.state.holders.get(now.stage)
        if holder is not None:
            assert chair_of(self.one) != holder
        self._by_floor(now, holder)
        if now.stage_kind is StageKind.ASKING:
            self._share_out()
        self._press_what_is_not_theirs()
        self._advice(now, holder)

    def _by_floor(self, now: Step, holder: PersonId | None) -> None:
        heard = self.one.view(chair_of(self.one)).floor.heard
        mine = {holder} if holder else set()
        match now.floor:
            case Floor.HOLDER:
                assert set(heard) == mine
            case Floor.NOBODY:
                assert heard == []
            case Floor.EVERYBODY:
                assert set(heard) == self.everybody
            case Floor.OTHERS:
                assert set(heard) == self.members - mine
            case Floor.ASKER_AND_HOLDER:
                assert set(heard) == mine
                self._one_question(now, holder)
            case Floor.TURNS:
                self._turns(mine)
            case _:
                raise AssertionError(now.floor)

    def _one_question(self, now: Step, holder: PersonId | None) -> None:
        asker = min(self.members - {holder})
        hand = self.one.give(c.RaiseHand(), asker)
        self.one.give(c.TakeHand(hand=hand), chair_of(self.one))
        assert set(self.one.view(asker).floor.heard) == {holder, asker}
        others = self.members - {holder, asker}
        assert all("say_line" not in self.one.may(who) for who in others), "statements by nobody but these two"
        if now.anybody:
            self.one.give(c.NextQuestion(after=hand), chair_of(self.one))
            back = self.one.give(c.RaiseHand(to=asker), str(holder))
            self.one.give(c.TakeHand(hand=back), chair_of(self.one))
            assert set(self.one.view(asker).floor.heard) == {holder, asker}
        self.one.give(c.NextQuestion(after=self.one.state.asking.id if self.one.state.asking else None), str(holder))

    def _turns(self, mine: set[PersonId]) -> None:
        speakers = []
        while (turn := self.one.state.turns.now) is not None:
            speakers.append(turn.person)
            heard = set(self.one.view(turn.person).floor.heard)
            facilitator = self.everybody - self.members
            assert heard == ({turn.person} if mine else {turn.person} | facilitator)
            self.one.give(c.EndTurn(turn=turn.number), turn.person)
        assert set(speakers) == self.members
        assert not mine or {speakers[-1]} == mine
        assert len(speakers) == len(self.members)

    def _share_out(self) -> None:
        chair = chair_of(self.one)
        free = self.one.view(chair).agenda.minutes_for_rounds
        least = least_minutes(self.one.state.round_steps)
        count = max(1, min(3, int(free // max(least, 15))))
        each = int(free / count * 2) / 2
        holders = sorted(self.members)[:count]
        for who in holders:
            self.one.give(c.PlaceBid(kind=BidKind.ASKS, headline=f"{who}'s issue", minutes=int(each)), who)
        rounds = tuple(Share(holder=who, minutes=each) for who in holders)
        agenda = self.one.give(c.ProposeAgenda(sharing=Sharing.EQUAL, rounds=rounds), chair)
        for who in sorted(self.members):
            self.one.give(c.SayContent(agenda=agenda), who)
        self.one.give(c.AgreeAgenda(agenda=agenda), chair)

    def _press_what_is_not_theirs(self) -> None:
        """Everybody presses every command that they have no button for; nothing comes of any."""
        if not self.attacked:
            return
        before = self.one.state
        for who in sorted(self.everybody):
            for kind in sorted(set(BUILD) - self.one.may(who)):
                command = press(kind, self.one.state, who, 1, lambda options: options[0])
                assert self.one.refused(command, who) in WANT_OF_RIGHT, f"{kind} by {who}"
        assert self.one.state is before

    def _advice(self, now: Step, holder: PersonId | None) -> None:
        """Suggestions are refused outside the steps that welcome them, and the holder's own are always."""
        offer = c.MakeOffer(words="Have you tried a list?")
        for who in sorted(self.members - {holder}):
            if now.advice and "offers" in {found.value for found in now.writes}:
                self.one.give(offer, who)
            else:
                assert self.one.refused(offer, who) in WANT_OF_RIGHT
        if holder is not None:
            assert self.one.refused(offer, holder) in WANT_OF_RIGHT


@pytest.mark.parametrize("count", TABLES)
@pytest.mark.parametrize("round_format", ROUNDS)
@pytest.mark.parametrize("session", SESSIONS)
def test_F13_every_session_format_is_held_to_its_end_with_every_format_of_a_round(
    session: str, round_format: str, count: int
) -> None:
    people = TABLES[count]
    one = begun(session, round_format, people)
    passed = Walk(one, people, attacked=count == 6).to_the_end()
    [closed] = one.happened(e.SessionClosed)
    assert closed.ending is Ending.AS_PLANNED
    assert closed.rounds >= 1
    assert passed == [step.id for step in one.state.steps if not step.on_request]
    assert len(passed) == len(set(passed))
    assert set(closed.attendance) == {person.id for person in people if person.kind is PersonKind.MEMBER}


@pytest.mark.parametrize("session", SESSIONS)
@pytest.mark.parametrize("round_format", ROUNDS)
def test_F13_the_finish_foretold_in_the_lobby_is_the_one_that_comes(session: str, round_format: str) -> None:
    one = begun(session, round_format, TABLES[6])
    foretold = one.view("jo").clock.finish_at
    assert foretold is not None
    assert foretold <= one.state.ends_at
    planned = {line.id: line.at for line in one.view("jo").agenda.stages}
    for step in [found for found in one.state.steps if found.stage_kind is not StageKind.CLOSE]:
        if step.stage_kind is StageKind.REVIEW:
            break
        one.give(c.OpenStep(step=step.id), "jo")
        assert one.now == planned[step.stage]
        one.later(step.length / MINUTE)
    assert one.view("jo").clock.finish_at == foretold


def test_F13_the_client_of_troika_is_silent_while_the_consultants_talk() -> None:
    one = begun("two-hours", "troika", TABLES[6])
    walk = Walk(one, TABLES[6], attacked=False)
    for step in ("check-in", "asking"):
        one.give(c.OpenStep(step=step), "jo")
    walk._share_out()
    holder = one.state.holders["r1"]
    for step in ("share", "clarify", "consult"):
        one.give(c.OpenStep(step=f"r1.{step}"), "jo")
    assert one.refused(c.SayLine(words="But"), holder) is Reason.NOT_YOURS
    assert "raise_hand" not in one.may(holder)
    assert not one.view(holder).mine.heard
    one.give(c.MakeOffer(words="What about the ward clerk?"), max(walk.members - {holder}))


def test_F13_no_step_behind_the_round_opens_before_the_reflection_of_wial() -> None:
    one = begun("two-hours", "wial", TABLES[6])
    walk = Walk(one, TABLES[6], attacked=False)
    for step in ("check-in", "asking"):
        one.give(c.OpenStep(step=step), "jo")
    walk._share_out()
    behind = [step.id for step in one.state.steps if step.stage not in {"check-in", "asking", "r1"}]
    for step in ("present", "questions", "problem", "more-questions", "actions"):
        one.give(c.OpenStep(step=f"r1.{step}"), "jo")
        for after in behind:
            with pytest.raises(Refused) as refusal:
                one.give(c.OpenStep(step=after), "jo")
            assert refusal.value.reason is Reason.OUT_OF_ORDER
    one.give(c.OpenStep(step="r1.reflection"), "jo")
    one.give(c.OpenStep(step="r2.present"), "jo")
