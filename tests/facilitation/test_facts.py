"""L: the newer commands tell leads nothing of who did what either."""

from dataclasses import asdict

import orjson
import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.plan import Contract, Share
from app.facilitation.replanning import rounds_ahead
from app.facilitation.report import lead_log, lead_report
from app.facilitation.terms import CLOCK, HOUR, LINE, BidKind, Presence, ReviewChoice, Sharing
from tests.facilitation.scenario import MEMBERS, START, WITH_OTHERS, Scenario, check_in
from tests.facilitation.test_leads import facts

NAMES = (*MEMBERS, "jo", "sian", "rao")
ATTENDANCE = {"person_arrived", "person_away", "person_back", "person_left", "seated_without_screen", "session_closed"}
WHO_DROVE = {"chair_taken"}
WORDS = ("headline", "question", "note", "contract", "follow")


def story(seats: tuple[str, ...]) -> Scenario:
    """A session with something of everything that is new, played by these six in these parts."""
    amina, danny, gareth, maureen, priya, ruth = seats
    one = check_in(people=WITH_OTHERS)
    one.give(c.SayOverheard(), danny)
    one.give(c.LeaveEarly(at=START + HOUR), gareth)
    one.give(c.NoteAway(person=ruth), LINE)
    one.give(c.NoteOnPhone(person=ruth), "jo")
    one.give(c.NoteAway(person=priya), LINE)
    one.give(c.SayTwoHere(person=priya), maureen)
    one.give(c.ObjectToGuest(guest="rao"), danny)
    one.give(c.ObjectToGuest(guest="rao", object=False), danny)
    one.give(c.AdmitGuest(guest="rao"), "jo")
    one.give(c.OpenStep(step="asking"), "jo")
    kept_back = one.give(c.PlaceBid(kind=BidKind.ASKS, headline="headline one", show=False, urgency=3), danny)
    one.give(c.ShowBid(bid=kept_back), danny)
    one.give(c.ShowBid(bid=kept_back, show=False), danny)
    one.give(c.EnterFor(person=ruth, entry=c.PlaceBid(kind=BidKind.ASKS, headline="headline two")), "jo")
    entry = one.give(c.EnterFor(person=priya, entry=c.PlaceBid(kind=BidKind.IF_ROOM)), maureen)
    rounds = (Share(holder=amina, minutes=30), Share(holder=gareth, minutes=30))
    agenda = one.give(c.ProposeAgenda(sharing=Sharing.OWN, rounds=rounds), "jo")
    one.give(c.EnterFor(person=ruth, entry=c.SayContent(agenda=agenda)), "jo")
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    one.give(c.OpenStep(step="r1.present"), "jo")
    one.give(c.OpenStep(step="r1.clarify"), amina)
    one.give(c.ChooseNoter(person=danny), amina)
    hand = one.give(c.RaiseHand(), maureen)
    one.give(c.TakeHand(hand=hand), "jo")
    one.give(c.AskFollowUp(hand=hand), maureen)
    one.give(c.NoteQuestion(words="note"), danny)
    one.give(c.LetMeThink(step="r1.clarify"), amina)
    one.give(c.NextQuestion(after=hand), amina)
    one.give(c.BeginGoRound(step="r1.clarify"), "jo")
    one.give(c.EndGoRound(step="r1.clarify"), "jo")
    one.give(c.InvitePerson(person=danny), "jo")
    invite = one.view(danny).mine.invite
    assert invite is not None
    one.give(c.AnswerInvite(invite=invite, yes=True), danny)
    one.give(c.OpenFloor(step="r1.clarify"), "jo")
    one.give(c.CloseFloor(step="r1.clarify"), amina)
    one.give(c.ReplanRounds(instead_of=rounds_ahead(one.state), rounds=(Share(holder=maureen, minutes=30),)), "jo")
    one.give(c.NoteHere(person=priya), LINE)
    one.give(c.StrikeOut(entry=entry), priya)
    one.later(9)
    one.give(c.OpenStep(step="writing"), "jo")
    put = one.give(c.ProposeContract(contract=Contract(text="contract", stand_in=ruth)), "jo")
    for who in (amina, danny, gareth, maureen, priya, ruth):
        if one.state.presence[who] is Presence.HERE:
            one.give(c.SayOfContract(proposal=put, content=True), who)
    one.give(c.AgreeContract(proposal=put), "jo")
    one.give(c.ChooseReview(ends_at=one.state.ends_at, choice=ReviewChoice.EXTEND, minutes=10), "jo")
    one.give(c.SendGuestOut(guest="rao"), "jo")
    one.give(c.ChooseReview(ends_at=one.state.ends_at, choice=ReviewChoice.RESCHEDULE), "jo")
    for mark, who in enumerate((amina, danny, gareth, maureen), 1):
        one.give(c.RateReview(ratings={"airspace": mark}), who)
    one.now += 72 * HOUR
    one.give(c.PassTime(), CLOCK)
    return one


@pytest.mark.parametrize("seats", [tuple(reversed(MEMBERS)), (*MEMBERS[2:], *MEMBERS[:2])])
def test_L2_swapping_who_did_what_with_the_newer_commands_changes_no_byte_a_lead_gets(seats: tuple[str, ...]) -> None:
    both = [facts(story(MEMBERS)), facts(story(seats))]
    logs = [orjson.dumps([asdict(line) for line in lead_log(rows)]) for rows in both]
    assert logs[0] == logs[1]
    reports = [asdict(lead_report(rows, [rows] * 3)) for rows in both]
    for report in reports:
        report.pop("attendance")
    assert reports[0] == reports[1]
    assert reports[0]["review"]["airspace"]["value"] == 2.5


def test_L3_the_newer_facts_name_a_person_only_for_attendance_and_for_who_drove() -> None:
    one = story(MEMBERS)
    told = [event for _, _, events in facts(one) for event in events]
    named = {event["type"] for event in told if any(f'"{who}"' in orjson.dumps(event).decode() for who in NAMES)}
    assert named <= ATTENDANCE | WHO_DROVE
    assert {"person_arrived", "seated_without_screen", "session_closed"} <= named
    everything = orjson.dumps(told).decode()
    assert not any(f'"{words}' in everything for words in ("headline one", "headline two", 'note"', 'contract"'))


def test_L3_of_a_guest_or_an_access_seat_no_attendance_is_told() -> None:
    [closed] = story(MEMBERS).happened(e.SessionClosed)
    assert set(closed.attendance) == set(MEMBERS)


def test_V2_a_noted_question_and_a_kept_one_are_the_holders_once_the_round_is_over() -> None:
    one = story(MEMBERS)
    seen = [who for who in NAMES if "note" in [line.words for line in one.view(who).mine.asked]]
    assert seen == ["amina"]
