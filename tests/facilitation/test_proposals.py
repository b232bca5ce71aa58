"""B: bids that are somebody's own until they show them, and the three ways to share out the time."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import orjson
import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.refusals import Reason
from app.facilitation.sections import DeskSection, Plan
from app.facilitation.terms import MINUTE, BidKind, PersonId, Sharing
from app.programme.sessions import left_over
from tests.facilitation.scenario import MADE, MEMBERS, START, Scenario, agreed, asking, lobby, planned, proposal

SECRET = "Between ourselves"


def desk(one: Scenario) -> DeskSection:
    found = one.view("jo").desk
    assert found is not None
    return found


def plan(one: Scenario, sharing: Sharing) -> Plan:
    return next(found for found in desk(one).proposals if found.sharing is sharing)


def rounds(found: Plan) -> list[tuple[PersonId, float]]:
    return [(share.holder, share.minutes) for share in found.rounds]


def bid(one: Scenario, who: PersonId, minutes: int | None = None, **given: Any) -> str:
    return one.give(c.PlaceBid(kind=BidKind.ASKS, headline=f"{who}'s issue", minutes=minutes, **given), who)


def seen_by(one: Scenario, words: str = SECRET) -> list[str]:
    return [who for who in (*MEMBERS, "jo") if words in orjson.dumps(asdict(one.view(who))).decode()]


@pytest.mark.parametrize("begin", [planned, lobby, asking])
def test_B24_a_bid_is_its_makers_alone_until_they_show_it_and_can_be_kept_back_again(
    begin: Callable[..., Scenario],
) -> None:
    one = begin()
    mine = one.give(c.PlaceBid(kind=BidKind.ASKS, headline=SECRET, show=False), "danny")
    assert seen_by(one) == ["danny"]
    if begin is not asking:
        return
    assert one.refused(c.ShowBid(bid=mine), "ruth") is Reason.NOT_YOURS
    bid(one, "ruth")
    assert one.refused(c.ShowBid(bid=mine), "ruth") is Reason.GONE, "another's"
    one.give(c.ShowBid(bid=mine), "danny")
    assert seen_by(one) == [*MEMBERS, "jo"]
    one.give(c.ShowBid(bid=mine, show=False), "danny")
    assert seen_by(one) == ["danny"]
    assert agreed().refused(c.ShowBid(bid="x"), "amina") is Reason.NOT_NOW


def test_B24_nothing_is_made_of_a_bid_that_is_kept_back() -> None:
    one = asking()
    for who in MEMBERS[:4]:
        bid(one, who, show=False)
    view = one.view("jo")
    assert desk(one).what_now.key == "asking", "nor does the desk tell that somebody asks"
    assert desk(one).bids_in == 4
    assert [found.sharing for found in desk(one).proposals] == [Sharing.SHORT_TURNS]
    assert view.bids.bids == []
    one.propose(("ruth", 40))
    put = one.view("ruth").agenda.proposal
    assert put is not None
    assert put.left_out == []
    one.give(c.EndNow(), "jo")
    [closed] = one.happened(e.SessionClosed)
    assert (closed.bids, closed.carried) == (None, None)


def test_B24_it_is_not_counted_among_those_that_are_carried() -> None:
    one = asking()
    for who in MEMBERS[:4]:
        bid(one, who)
    bid(one, "priya", show=False)
    one.give(c.EndNow(), "jo")
    [closed] = one.happened(e.SessionClosed)
    assert (closed.bids, closed.carried) == (4, 4)
    assert [found.person for found in left_over(one.state).bids] == list(MEMBERS[:4]), "nor carried, to be shown then"


def test_B24_its_words_are_not_shown_when_its_makers_round_comes() -> None:
    one = asking()
    one.give(c.PlaceBid(kind=BidKind.ASKS, headline=SECRET, show=False), "danny")
    one.give(c.AgreeAgenda(agenda=one.propose(("danny", 40))), "jo")
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert seen_by(one) == ["danny"]
    one.give(c.RewordHeadline(headline="What I would like to say"), "danny")
    assert one.view("ruth").step.issue == "What I would like to say"


def test_B24_nor_on_the_desk_where_it_was_entered_for_them() -> None:
    one = asking()
    one.give(c.EnterFor(person="danny", entry=c.PlaceBid(kind=BidKind.ASKS, headline=SECRET, show=False)), "jo")
    assert seen_by(one) == ["danny"]
    assert [line.kind for person in desk(one).people for line in person.entered] == ["place_bid"]


def test_B25_minutes_urgency_and_importance_are_optional_and_order_nothing() -> None:
    def ways(**given: Any) -> list[Plan]:
        one = asking()
        bid(one, "ruth", 20)
        bid(one, "danny", 20, **given)
        return desk(one).proposals

    assert ways() == ways(urgency=3, importance=3) == ways(urgency=1)
    one = asking()
    bid(one, "ruth", urgency=2)
    [line] = one.view("danny").bids.bids
    assert (line.minutes, line.urgency, line.importance) == (None, 2, None)


def test_B26_three_proposals_each_with_what_fits_what_does_not_and_the_finish() -> None:
    one = asking(airspace={"amina": 60 * MINUTE, "danny": 10 * MINUTE})
    for who, minutes in (("amina", 30), ("danny", 30), ("ruth", 40)):
        bid(one, who, minutes)
    equal, asked, least = (plan(one, way) for way in (Sharing.EQUAL, Sharing.AS_ASKED, Sharing.LEAST_AIRSPACE))
    assert rounds(equal) == [("amina", 26.5), ("danny", 26.5), ("ruth", 26.5)]
    assert (rounds(asked), asked.left_out) == ([("amina", 30), ("danny", 30)], ["ruth"])
    assert (rounds(least), least.left_out) == ([("ruth", 40), ("danny", 30)], ["amina"])
    assert (asked.minutes, least.minutes) == (60, 70)
    # 12 check-in, 8 asking, the rounds, 5 break, 12 review
    assert [(found.finish_at - START) / MINUTE for found in (equal, asked, least)] == [116.5, 97, 107]


@pytest.mark.parametrize("who", ["amina", "danny"])
def test_B26_the_finish_that_is_told_is_the_one_that_comes_of_it(who: PersonId) -> None:
    one = asking()
    bid(one, who, 40)
    found = plan(one, Sharing.AS_ASKED)
    agenda = one.propose(*rounds(found))
    put = one.view("ruth").agenda.proposal
    assert put is not None
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    finish = one.view("ruth").clock.finish_at
    assert (found.finish_at, put.finish_at) == (finish, finish), "with one round there is no break"


def test_B26_somebody_who_names_no_minutes_gets_the_usual_ones_and_nobody_less_than_a_round_takes() -> None:
    one = asking()
    bid(one, "amina")
    bid(one, "danny", 2)
    assert rounds(plan(one, Sharing.AS_ASKED)) == [("amina", 20), ("danny", 9)]


def test_B26_every_way_can_be_put_to_the_set_as_it_is() -> None:
    one = asking()
    for minutes, who in enumerate(MEMBERS, 17):
        bid(one, who, minutes)
    for found in desk(one).proposals:
        assert found.rounds
        one.give(proposal(*rounds(found)), "jo")


@pytest.mark.parametrize("stands", [False, True])
@pytest.mark.parametrize("spare", [0, 3 * MINUTE])
def test_B33_every_way_can_be_put_as_it_was_shown_however_long_asking_takes(stands: bool, spare: int) -> None:
    one = asking()
    one.state = replace(one.state, spare=spare)
    MADE.remove(one)  # its log says otherwise
    for minutes, who in enumerate(MEMBERS, 17):
        bid(one, who, minutes)
    if stands:
        one.give(c.StopClock(step="asking"), "jo")
    for _ in range(15):
        one.later(3, seconds=7)
        shown = desk(one).proposals
        one.now += MINUTE
        for found in shown:
            one.give(proposal(*rounds(found)), "jo")


def test_B33_the_ways_share_out_what_is_left_by_now() -> None:
    one = asking()
    bid(one, "amina", 40)
    bid(one, "danny", 40)
    one.later(8)
    assert rounds(plan(one, Sharing.EQUAL)) == [("amina", 40), ("danny", 40)]
    one.later(12)
    assert one.view("ruth").agenda.minutes_for_rounds == 68
    assert rounds(plan(one, Sharing.EQUAL)) == [("amina", 34), ("danny", 34)]
    assert (rounds(plan(one, Sharing.AS_ASKED)), plan(one, Sharing.AS_ASKED).left_out) == ([("amina", 40)], ["danny"])
    starts = {line.id: (line.at - START) / MINUTE for line in one.view("ruth").agenda.stages}
    assert (starts["rounds"], starts["review"]) == (32, 105), "what is behind the rounds stays where it was"


def test_B26_any_rounds_finish_is_told_with_what_they_leave_out_of_account() -> None:
    one = asking()
    bid(one, "amina", 30)
    found = desk(one)
    assert found.bare_finish_at is not None
    assert found.bare_finish_at + 30 * MINUTE == plan(one, Sharing.AS_ASKED).finish_at
    bid(one, "danny", 20)
    assert found.bare_finish_at + 50 * MINUTE + found.rest_between == plan(one, Sharing.AS_ASKED).finish_at
    one.give(c.AgreeAgenda(agenda=one.propose(("amina", 30))), "jo")
    assert desk(one).bare_finish_at == found.bare_finish_at, "also while it is shared out anew"
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert desk(one).bare_finish_at is None


def test_B26_of_those_who_are_with_us_so_many_have_answered() -> None:
    early = planned()
    for who in ("priya", "ruth"):
        bid(early, who)
    one = lobby(begun=early, here=("amina", "danny", "gareth", "jo"))
    for step in ("check-in", "asking"):
        one.give(c.OpenStep(step=step), "jo")
    for who in ("amina", "danny"):
        bid(one, who)
    assert desk(one).bids_in == 2, "Gareth has yet to answer, whatever those said who have not come"
    one.give(c.Leave(), "danny")
    assert desk(one).bids_in == 1


def test_B27_if_theres_room_comes_after_those_who_ask() -> None:
    one = asking(airspace={"danny": 90 * MINUTE})
    one.give(c.PlaceBid(kind=BidKind.IF_ROOM, headline="Perhaps", minutes=30), "amina")
    bid(one, "danny", 60)
    for way in (Sharing.AS_ASKED, Sharing.LEAST_AIRSPACE):
        assert (rounds(plan(one, way)), plan(one, way).left_out) == ([("danny", 60)], ["amina"])
    assert [who for who, _ in rounds(plan(one, Sharing.EQUAL))] == ["danny", "amina"]


def test_B27_equal_shares_leave_it_what_was_not_asked_for() -> None:
    one = asking()
    bid(one, "amina", 40)
    for who in ("danny", "ruth", "priya"):
        one.give(c.PlaceBid(kind=BidKind.IF_ROOM, headline="Perhaps"), who)
    assert rounds(plan(one, Sharing.EQUAL)) == [("amina", 40), ("danny", 13), ("ruth", 13), ("priya", 13)]
    bid(one, "amina")
    assert rounds(plan(one, Sharing.EQUAL)) == [("amina", 80)], "she asks, and named no end to it"
    one.give(c.WithdrawBid(bid=one.state.bids[-1].id), "amina")
    assert rounds(plan(one, Sharing.EQUAL)) == [("danny", 26.5), ("ruth", 26.5), ("priya", 26.5)], "nobody else asks"


def test_B26_a_bid_for_more_than_all_the_time_is_shown_with_what_fits() -> None:
    one = asking()
    bid(one, "amina", 100)
    assert rounds(plan(one, Sharing.AS_ASKED)) == [("amina", 80)]
    bid(one, "danny", 90)
    assert (rounds(plan(one, Sharing.AS_ASKED)), plan(one, Sharing.AS_ASKED).left_out) == ([("amina", 80)], ["danny"])
    bid(one, "danny", 30)
    assert rounds(plan(one, Sharing.AS_ASKED)) == [("danny", 30)], "what can be given whole goes first"


def test_B28_whoever_must_leave_early_comes_first_and_the_desk_sees_whose_round_ends_too_late() -> None:
    one = asking()
    for who in ("amina", "danny", "ruth"):
        bid(one, who, 26)
    one.give(c.LeaveEarly(at=START + 60 * MINUTE), "ruth")
    one.give(c.LeaveEarly(at=START + 50 * MINUTE), "danny")
    for way in (Sharing.EQUAL, Sharing.AS_ASKED, Sharing.LEAST_AIRSPACE):
        found = plan(one, way)
        assert [who for who, _ in rounds(found)] == ["danny", "ruth", "amina"]
        assert found.leaving == ["ruth"]
    one.propose(("amina", 40), ("danny", 30))
    assert desk(one).leaving == ["danny"]
    assert one.view("danny").desk is None


def test_B28_also_of_the_rounds_that_are_agreed_with_the_break_before_them_and_of_none_passed_over() -> None:
    one = agreed(shares=(("amina", 40), ("danny", 35)))
    one.give(c.OpenStep(step="r1.present"), "jo")
    one.give(c.OpenStep(step="r1.look-back"), "jo")
    # look-back 2, the break 5, danny's 35: it ends 42 minutes from now
    one.give(c.LeaveEarly(at=one.now + 41 * MINUTE), "danny")
    assert desk(one).leaving == ["danny"]
    one.give(c.LeaveEarly(at=one.now + 42 * MINUTE), "danny")
    assert desk(one).leaving == []
    one.later(10)
    assert desk(one).leaving == ["danny"], "looking back took eight minutes more"
    one.give(c.OpenStep(step="writing"), "jo")
    assert desk(one).leaving == [], "the round was passed over"


def test_B29_a_proposal_shows_how_each_rounds_minutes_fall_on_its_steps() -> None:
    one = asking()
    bid(one, "danny", 40)
    agenda = one.propose(("danny", 40))
    put = one.view("ruth").agenda.proposal
    assert put is not None
    [share] = put.rounds
    assert [found.name for found in share.steps] == [
        "Present",
        "Clarify",
        "Explore",
        "Reflect and act",
        "A short review",
    ]
    assert sum(found.minutes for found in share.steps) == 40
    assert [found.steps for found in plan(one, Sharing.AS_ASKED).rounds] == [share.steps]
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    round_one = next(line for line in one.view("ruth").agenda.stages if line.id == "r1")
    planned_steps = [line.length / MINUTE for line in round_one.steps if not line.on_request]
    assert planned_steps == [found.minutes for found in share.steps]


def test_B30_when_nobody_asks_short_turns_for_all_who_are_here_are_proposed() -> None:
    one = asking(here=("amina", "danny", "ruth", "priya", "jo"))
    one.give(c.PlaceBid(kind=BidKind.NOTHING), "danny")
    [found] = desk(one).proposals
    assert found.sharing is Sharing.SHORT_TURNS
    assert rounds(found) == [(who, 21) for who in ("amina", "danny", "priya", "ruth")], (
        "two turns of check-in were not used"
    )
    bid(one, "ruth", 30)
    assert Sharing.SHORT_TURNS not in {found.sharing for found in desk(one).proposals}


def test_B30_where_there_is_time_for_them() -> None:
    one = asking()
    assert rounds(desk(one).proposals[0]) == [(who, 13) for who in MEMBERS]
    one.give(c.AddTime(step="asking", minutes=5), "jo")
    for _ in range(5):
        one.give(c.AddTime(step="asking", minutes=5), "jo")
    assert desk(one).proposals == [], "fifty minutes are too few for six rounds"
