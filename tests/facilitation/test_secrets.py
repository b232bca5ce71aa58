"""V: what a person is shown, and what nobody is."""

from collections.abc import Callable
from dataclasses import asdict

import orjson
import pytest

from app.facilitation import commands as c
from app.facilitation.permissions import TABLE
from app.facilitation.plan import CarriedBid, OpenAction
from app.facilitation.refusals import WANT_OF_RIGHT, Refused
from app.facilitation.terms import HOUR, ActionStatus, BidKind
from tests.facilitation.pressing import BUILD, press
from tests.facilitation.scenario import (
    MEMBERS,
    START,
    Scenario,
    agreed,
    asking,
    check_in,
    in_round,
    lobby,
    planned,
    reviewing,
)

SECRET = "Between ourselves"
EVERYBODY = (*MEMBERS, "jo")


def seen_by(one: Scenario, words: str = SECRET) -> list[str]:
    """Who is shown these words anywhere."""
    return [who for who in EVERYBODY if words in orjson.dumps(asdict(one.view(who))).decode()]


@pytest.mark.parametrize("begin", [planned, lobby, check_in])
def test_V1_a_bid_made_early_is_its_makers_own_until_the_set_asks(begin: Callable[..., Scenario]) -> None:
    one = begin()
    one.give(c.PlaceBid(kind=BidKind.ASKS, headline=SECRET), "danny")
    assert seen_by(one) == ["danny"]
    if begin is check_in:
        one.give(c.OpenStep(step="asking"), "jo")
        assert seen_by(one) == list(EVERYBODY)
        one.give(c.OpenStep(step="writing"), "jo")
        assert seen_by(one) == ["danny"]


def test_V1_so_is_a_carried_one() -> None:
    one = check_in(carried_bids=(CarriedBid(person="danny", headline=SECRET),))
    assert seen_by(one) == ["danny"]


def test_V2_a_question_is_its_authors_until_it_is_asked_and_then_nobody_sees_whose_it_was() -> None:
    one = in_round("clarify")
    question = one.give(c.PrepareQuestion(words=SECRET), "danny")
    assert seen_by(one) == ["danny"]
    one.give(c.AskQuestion(question=question), "danny")
    assert seen_by(one) == list(EVERYBODY)
    assert "danny" not in orjson.dumps(asdict(one.view("amina").questions)).decode()
    assert "danny" not in orjson.dumps([asdict(line) for line in one.view("amina").mine.asked]).decode()
    one.give(c.OpenStep(step="r2.present"), "jo")
    assert seen_by(one) == ["amina"], "the holder has it to keep"


def test_V3_hands_in_airspace_are_seen_by_the_desk_alone() -> None:
    one = in_round()
    hands = [one.give(c.RaiseHand(), who) for who in ("ruth", "danny")]
    assert seen_by(one, hands[0]) == ["ruth", "jo"]
    assert seen_by(one, hands[1]) == ["danny", "jo"]
    assert one.view("danny").mine.hand_place is None, "a place tells how many others there are"
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    assert seen_by(one, hands[0]) == list(EVERYBODY)
    assert one.view("danny").mine.hand_place == 2


def test_V4_what_came_of_an_action_is_its_owners_until_their_turn_is_over() -> None:
    one = check_in(open_actions=(OpenAction(id="old", owner="danny", what="Ring"),))
    one.give(c.ReportAction(action="old", status=ActionStatus.DONE, learned=SECRET), "danny")
    one.give(c.EndTurn(turn=1), "amina")
    assert seen_by(one) == ["danny"], "in the middle of their turn"
    one.give(c.EndTurn(turn=2), "danny")
    assert seen_by(one) == list(EVERYBODY)


def test_V5_ratings_and_learning_are_their_authors_alone() -> None:
    one = reviewing()
    before = one.view("ruth")
    one.give(c.RateReview(ratings={"airspace": 1}), "danny")
    one.give(c.WriteLearning(words=SECRET), "danny")
    assert one.view("ruth") == before
    assert seen_by(one) == ["danny"]
    assert one.view("danny").mine.ratings == {"airspace": 1}


def test_V6_leaving_early_is_known_to_the_desk_and_whoever_said_so() -> None:
    one = check_in()
    one.give(c.LeaveEarly(at=START + HOUR), "ruth")
    assert seen_by(one, str(START + HOUR)) == ["ruth", "jo"]


def test_V7_in_airspace_no_hand_question_going_or_wish_of_others_reaches_a_members_screen() -> None:
    one = in_round()
    before = {who: one.view(who) for who in ("amina", "danny")}
    one.give(c.RaiseHand(), "ruth")
    one.give(c.PrepareQuestion(words=SECRET), "ruth")
    one.give(c.StepOut(), "priya")
    one.give(c.RaiseContract(version=1), "gareth")
    assert {who: one.view(who) for who in before} == before


def test_V8_the_desk_of_a_chair_who_is_a_member_goes_when_they_hold() -> None:
    one = agreed()
    one.give(c.HandOverChair(to="danny"), "jo")
    assert one.view("danny").desk is not None
    one.give(c.OpenStep(step="r2.present"), "danny")
    assert one.view("danny").desk is None


STATES: list[Callable[..., Scenario]] = [
    lobby,
    check_in,
    asking,
    agreed,
    in_round,
    reviewing,
    lambda: in_round("explore"),
]


@pytest.mark.parametrize("number", range(7))
def test_V9_a_button_is_shown_if_and_only_if_its_press_is_not_refused_for_want_of_right(number: int) -> None:
    one = STATES[number]()
    for who in EVERYBODY:
        shown = one.may(who)
        for kind in BUILD:
            command = press(kind, one.state, who, 1, lambda options: options[0])
            before, log = one.state, list(one.log)
            try:
                one.give(command, who)
                allowed = True
            except Refused as refusal:
                allowed = refusal.reason not in WANT_OF_RIGHT
            one.state, one.log = before, log
            assert (kind in shown) == allowed, f"{kind} by {who}"


def test_V10_every_button_has_a_row_in_the_permission_table() -> None:
    rows = {row.command for row in TABLE}
    for begin in (lobby, in_round, reviewing):
        for who in EVERYBODY:
            assert begin().may(who) <= rows


def test_V11_somebody_taken_out_has_nothing_of_their_own_and_no_desk() -> None:
    one = lobby()
    one.give(c.RemovePerson(person="ruth"), "jo")
    view = one.view("ruth")
    assert (view.mine.may, view.mine.heard, view.desk) == ([], False, None)
