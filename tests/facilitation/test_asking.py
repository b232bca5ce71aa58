"""B: asking for time, and the agenda."""

import pytest

from app.facilitation import commands as c
from app.facilitation.formats import parse_session_format
from app.facilitation.plan import CarriedBid, Contract, OpenAction
from app.facilitation.refusals import Reason, Refused
from app.facilitation.terms import LINE, MINUTE, OFFICE, BidKind, PersonId
from tests.facilitation.scenario import (
    FOUR_STEPS,
    MEMBERS,
    PEOPLE,
    START,
    Scenario,
    agreed,
    asking,
    in_round,
    lobby,
    planned,
    proposal,
    shipped,
)


def bid(one: Scenario, who: PersonId, headline: str = "Discharge lounge", kind: BidKind = BidKind.ASKS) -> str:
    return one.give(c.PlaceBid(kind=kind, headline=headline), who)


def bids(one: Scenario) -> dict[PersonId, str]:
    return {line.person: line.headline for line in one.view("jo").bids.bids}


def test_B1_a_headline_is_enough() -> None:
    one = asking()
    assert one.refused(c.PlaceBid(kind=BidKind.ASKS), "danny") is Reason.EMPTY
    bid(one, "danny")
    assert bids(one) == {"danny": "Discharge lounge"}


@pytest.mark.parametrize("kind", [BidKind.IF_ROOM, BidKind.NOTHING])
def test_B2_if_theres_room_and_nothing_today_are_full_answers(kind: BidKind) -> None:
    one = asking()
    one.give(c.PlaceBid(kind=kind), "danny")
    assert bids(one) == {"danny": ""}


def test_B3_a_new_bid_takes_the_old_ones_place() -> None:
    one = asking()
    old = bid(one, "danny")
    bid(one, "danny", "Staffing at weekends")
    assert bids(one) == {"danny": "Staffing at weekends"}
    assert one.refused(c.WithdrawBid(bid=old), "danny") is Reason.GONE


def test_B4_a_bid_is_its_own_persons_to_withdraw() -> None:
    one = asking()
    mine, other = bid(one, "danny"), bid(one, "ruth")
    assert one.refused(c.WithdrawBid(bid=other), "danny") is Reason.GONE
    assert one.refused(c.WithdrawBid(bid=mine), "jo") is Reason.NOT_YOURS
    one.give(c.WithdrawBid(bid=mine), "danny")
    assert list(bids(one)) == ["ruth"]


def test_B5_time_may_be_asked_for_from_the_day_of_planning_until_the_agenda_is_agreed() -> None:
    early = planned()
    bid(early, "danny")
    absent = asking(here=("amina", "jo"))
    bid(absent, "danny")
    assert agreed().refused(c.PlaceBid(kind=BidKind.NOTHING), "ruth") is Reason.NOT_NOW
    assert Scenario().refused(c.PlaceBid(kind=BidKind.NOTHING), "ruth") is Reason.UNKNOWN_PERSON


def test_B6_the_facilitator_never_asks_for_time() -> None:
    one = asking()
    assert one.refused(c.PlaceBid(kind=BidKind.NOTHING), "jo") is Reason.NOT_YOURS
    assert one.refused(proposal(("jo", 40)), "jo") is Reason.NOT_A_HOLDER


def test_B7_a_carried_bid_stands_unless_its_person_asks_anew() -> None:
    carried = (CarriedBid(person="danny", headline="From last time"), CarriedBid(person="ruth", headline="Old"))
    one = planned()
    bid(one, "ruth", "New")
    two = asking(carried_bids=carried)
    assert bids(two) == {"danny": "From last time", "ruth": "Old"}
    bid(two, "ruth", "New")
    assert bids(two) == {"danny": "From last time", "ruth": "New"}


def test_B8_an_agenda_is_proposed_by_the_chair_while_the_set_is_asked() -> None:
    one = asking()
    assert one.refused(proposal(("danny", 40)), "danny") is Reason.NOT_YOURS
    one.propose(("danny", 40))
    assert lobby().refused(proposal(("danny", 40)), "jo") is Reason.NOT_NOW


def test_B9_an_agenda_fits_the_time_there_is_the_spare_minutes_included() -> None:
    one = asking()
    with pytest.raises(Refused) as refusal:
        one.propose(("danny", 40), ("ruth", 43.5))
    assert (refusal.value.reason, refusal.value.detail) == (Reason.DOES_NOT_FIT, {"minutes": "80"})
    one.propose(("danny", 40), ("ruth", 43))


def test_B10_every_round_keeps_its_steps_minimums() -> None:
    one = asking()
    with pytest.raises(Refused) as refusal:
        one.propose(("danny", 40), ("ruth", 8.5))
    assert (refusal.value.reason, refusal.value.detail) == (Reason.TOO_SHORT, {"minutes": "9"})
    one.propose(("danny", 40), ("ruth", 9))


def test_B11_minutes_are_given_in_halves() -> None:
    one = asking()
    assert one.refused(proposal(("danny", 20.25)), "jo") is Reason.BAD_VALUE
    one.propose(("danny", 20.5))


def test_B12_each_member_holds_once_and_nobody_else_holds() -> None:
    one = asking()
    one.give(c.RemovePerson(person="ruth"), "jo")
    assert one.refused(proposal(), "jo") is Reason.EMPTY
    assert one.refused(proposal(("danny", 20), ("danny", 20)), "jo") is Reason.ALREADY
    for nobody in ("ruth", "stranger"):
        assert one.refused(proposal((nobody, 20)), "jo") is Reason.NOT_A_HOLDER
    one.propose(("danny", 20), ("priya", 20))


def test_B13_members_say_whether_they_are_content_with_the_proposal_that_stands() -> None:
    one = asking()
    old = one.propose(("danny", 40))
    new = one.propose(("danny", 40), ("ruth", 40))
    assert one.refused(c.SayContent(agenda=old), "ruth") is Reason.GONE
    assert one.refused(c.SayContent(agenda=new), "jo") is Reason.NOT_YOURS
    one.give(c.SayContent(agenda=new), "ruth")
    one.give(c.SayNotContent(agenda=new), "priya")
    view = one.view("ruth")
    assert (view.mine.content, one.view("priya").mine.content) == (True, False)
    assert view.agenda.proposal is not None
    assert view.agenda.proposal.not_content == ["priya"]


def test_B14_the_chair_says_what_the_set_agreed_and_may_go_on_without_all() -> None:
    one = asking()
    old, new = one.propose(("danny", 40)), one.propose(("ruth", 40))
    one.give(c.SayNotContent(agenda=new), "priya")
    assert one.refused(c.AgreeAgenda(agenda=new), "ruth") is Reason.NOT_YOURS
    assert one.refused(c.AgreeAgenda(agenda=old), "jo") is Reason.GONE
    one.give(c.AgreeAgenda(agenda=new), "jo")
    assert one.refused(c.AgreeAgenda(agenda=new), "jo") is Reason.NOT_NOW
    assert one.state.holders == {"r1": "ruth"}


def test_B14_nothing_is_agreed_for_somebody_who_was_taken_out_since() -> None:
    one = asking()
    agenda = one.propose(("amina", 40), ("danny", 40))
    one.give(c.RemovePerson(person="amina"), "jo")
    assert one.refused(c.AgreeAgenda(agenda=agenda), "jo") is Reason.NOT_A_HOLDER
    one.give(c.AgreeAgenda(agenda=one.propose(("danny", 40))), "jo")


def test_B15_the_break_stands_where_half_of_the_rounds_time_has_gone() -> None:
    def order(*shares: tuple[PersonId, float]) -> list[str]:
        return [line.id for line in agreed(shares=shares).view("jo").agenda.stages[2:-2]]

    assert order(("amina", 40), ("danny", 40)) == ["r1", "break", "r2"]
    assert order(("amina", 20), ("danny", 20), ("ruth", 40)) == ["r1", "r2", "break", "r3"]
    assert order(("amina", 26.5), ("danny", 26.5), ("ruth", 26.5)) == ["r1", "r2", "break", "r3"]
    assert order(("amina", 20), ("danny", 60)) == ["r1", "break", "r2"], "between the two, not after both"
    assert order(("amina", 60)) == ["r1"]


def test_B16_an_agenda_may_be_made_anew_until_the_first_round_begins() -> None:
    one = agreed()
    agenda = one.give(proposal(("ruth", 40)), "jo")
    assert not one.view("jo").agenda.agreed
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    assert one.state.holders == {"r1": "ruth"}
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert one.refused(proposal(("danny", 40)), "jo") is Reason.NOT_NOW


@pytest.mark.parametrize(
    "shares",
    [
        (("amina", 40), ("danny", 40)),
        (("amina", 26.5), ("danny", 26.5), ("ruth", 26.5)),
        (("amina", 20), ("danny", 20), ("ruth", 20), ("priya", 20)),
    ],
)
def test_B17_six_people_in_two_hours_have_eighty_minutes_for_rounds(shares: tuple[tuple[PersonId, float], ...]) -> None:
    one = asking()
    assert one.view("jo").agenda.minutes_for_rounds == 80
    one.propose(*shares)
    stages = {line.id: line.length / MINUTE for line in agreed(shares=shares).view("jo").agenda.stages}
    assert [stages.pop(name) for name in ("check-in", "asking", "break", "review", "close")] == [12, 8, 5, 12, 0]
    assert list(stages.values()) == [minutes for _, minutes in shares]


def test_B18_what_asking_takes_over_its_time_is_missing_from_the_rounds() -> None:
    one = asking()
    one.later(8 + 10)
    assert one.refused(proposal(("danny", 73.5)), "jo") is Reason.DOES_NOT_FIT
    one.propose(("danny", 73))


def test_B18_time_that_stood_still_is_missing_from_the_rounds_too() -> None:
    one = asking()
    one.give(c.StopClock(step="asking"), "jo")
    one.later(10)
    assert one.refused(proposal(("danny", 73.5)), "jo") is Reason.DOES_NOT_FIT
    one.propose(("danny", 73))


def test_B19_when_nobody_asks_the_set_goes_on_to_its_review() -> None:
    one = asking()
    for who in MEMBERS:
        bid(one, who, kind=BidKind.NOTHING)
    one.give(c.OpenStep(step="writing"), "jo")
    assert [line.id for line in one.view("jo").agenda.stages] == ["check-in", "asking", "review", "close"]
    assert one.view("jo").clock.finish_at == START + (12 + 12) * MINUTE


def test_B20_a_holder_may_be_somebody_who_is_still_to_come() -> None:
    one = asking(here=("amina", "danny", "jo"))
    agenda = one.propose(("ruth", 40))
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    one.give(c.OpenStep(step="r1.present"), "jo")
    one.give(c.NoteHere(person="ruth"), LINE)
    assert one.heard() == {"ruth"}


def test_B21_who_asked_and_gets_no_time_is_said_with_the_proposal() -> None:
    one = asking()
    for who in ("amina", "danny", "ruth"):
        bid(one, who)
    bid(one, "priya", kind=BidKind.NOTHING)
    one.propose(("danny", 40))
    put = one.view("ruth").agenda.proposal
    assert put is not None
    assert put.left_out == ["amina", "ruth"]
    # whoever has gone for today, or was taken out, is not said to have been passed over, nor proposed for a round
    one.give(c.Leave(), "amina")
    one.give(c.RemovePerson(person="ruth"), "jo")
    put, desk = one.view("danny").agenda.proposal, one.view("jo").desk
    assert put is not None
    assert put.left_out == []
    assert desk is not None
    assert {share.holder for way in desk.proposals for share in way.rounds} == {"danny"}


def test_B22_bids_and_actions_of_people_who_are_not_in_the_session_after_all_stay_away_too() -> None:
    one = planned()
    bid(one, "ruth")
    bid(one, "danny")
    two = lobby(
        people=tuple(person for person in one.state.people if person.id not in {"ruth", "priya"}),
        carried_bids=(CarriedBid(person="priya", headline="From last time"),),
        open_actions=(OpenAction(id="old", owner="ruth", what="Ring the bed manager"),),
        begun=one,
    )
    assert [found.person for found in two.state.bids] == ["danny"]
    assert not two.state.reports


def test_B23_the_holders_headline_is_what_their_bid_said() -> None:
    assert in_round().view("ruth").step.issue == "amina's issue"
    one = asking()
    mine = bid(one, "amina", "Something I would rather not")
    one.give(c.WithdrawBid(bid=mine), "amina")
    agenda = one.propose(("amina", 40))
    one.give(c.AgreeAgenda(agenda=agenda), "jo")
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert one.view("ruth").step.issue == "", "what was taken back is not shown"


@pytest.mark.parametrize("minutes", [0, -1, 241, 2**31])
def test_B1_minutes_that_make_no_sense_are_refused_with_a_word_about_which_do(minutes: int) -> None:
    one = asking()
    assert one.refused(c.PlaceBid(kind=BidKind.ASKS, headline="beds", minutes=minutes), "amina") is Reason.MINUTES


def test_B9_a_spare_that_is_being_used_up_is_not_given_out_again() -> None:
    one = planned()
    much = parse_session_format(shipped("sessions", "two-hours").replace("spare = 3", "spare = 30"))
    one.give(c.OpenLobby(people=PEOPLE, session_format=much, round_format=FOUR_STEPS, contract=Contract()), OFFICE)
    one.give(c.NoteHere(person="jo"), LINE)
    one.give(c.NoteHere(person="danny"), LINE)
    for step in ("check-in", "asking"):
        one.give(c.OpenStep(step=step), "jo")
    one.later(95)
    free = one.view("jo").agenda.minutes_for_rounds
    assert free == 0
    left = (one.state.ends_at - one.now) / MINUTE
    assert one.refused(proposal(("danny", left)), "jo") is Reason.DOES_NOT_FIT, "the review and the break come too"
