"""E: what is entered for a holder by phone, taken back by whoever entered it, and undone as it was before."""

import pytest

from app.facilitation import commands as c
from app.facilitation.plan import CarriedBid
from app.facilitation.refusals import Reason
from app.facilitation.sections import EnteredLine
from app.facilitation.terms import LINE, BidKind
from tests.facilitation.scenario import Scenario, asking, by_phone, in_round, lobby
from tests.facilitation.test_entering import beside, bid, enter, refused

HERE = "r1.explore"
HOLDERS_OWN = {"let_me_think", "ask_for_offers", "reword_headline", "choose_noter"}
LAST_TIME = (CarriedBid(person="priya", headline="From last time", minutes=20),)


def offered(one: Scenario, who: str) -> set[str]:
    """What the desk is told may be entered for them."""
    desk = one.view("jo").desk
    assert desk is not None
    return {kind for line in desk.people if line.person == who for kind in line.may_enter}


def entered_at_desk(one: Scenario, who: str) -> list[EnteredLine]:
    desk = one.view("jo").desk
    assert desk is not None
    return next(line.entered for line in desk.people if line.person == who)


def headlines(one: Scenario) -> list[str]:
    return [line.headline for line in one.view("ruth").bids.bids]


def test_E8_a_holder_without_a_screen_has_the_rest_of_the_method_too() -> None:
    one = by_phone(in_round("explore"), "amina")
    assert offered(one, "amina") >= HOLDERS_OWN
    up = one.give(c.RaiseHand(), "danny")
    one.give(c.TakeHand(hand=up), "jo")
    enter(one, c.LetMeThink(step=HERE), "amina")
    assert one.heard() == {"amina"}
    enter(one, c.LetMeThink(step=HERE, think=False), "amina")
    assert one.heard() == {"amina", "danny"}
    enter(one, c.RewordHeadline(headline="Whose beds are they?"), "amina")
    assert one.view("ruth").step.issue == "Whose beds are they?"
    enter(one, c.ChooseNoter(person="ruth"), "amina")
    assert "note_question" in one.may("ruth")
    enter(one, c.AskForOffers(step="r1.offers"), "amina")
    assert one.view("ruth").step.id == "r1.offers"
    one.give(c.CloseOffers(step="r1.offers"), "jo")


def test_E8_whoever_has_a_screen_does_that_themselves() -> None:
    one = in_round("explore")
    assert not offered(one, "amina") & HOLDERS_OWN
    for entry in (c.LetMeThink(step=HERE), c.AskForOffers(step="r1.offers"), c.RewordHeadline(headline="Mine")):
        assert refused(one, entry, "amina") is Reason.NOT_FOR_THEM
    one.give(c.NoteAway(person="amina"), LINE)
    assert refused(one, c.LetMeThink(step=HERE), "amina") is Reason.NOT_FOR_THEM, "nobody has heard them say so"
    one.give(c.SayTwoHere(person="amina"), "danny")
    assert beside(one, "amina") >= HOLDERS_OWN
    enter(one, c.LetMeThink(step=HERE), "amina", by="danny")
    assert one.state.thinking


@pytest.mark.parametrize("by", ["amina", "jo"])
def test_E2_E8_what_was_entered_for_a_holder_is_struck_out_and_all_is_as_before(by: str) -> None:
    one = by_phone(in_round("explore"), "amina")
    entries = {
        "think": enter(one, c.LetMeThink(step=HERE), "amina"),
        "reword": enter(one, c.RewordHeadline(headline="Not what she said"), "amina"),
        "noter": enter(one, c.ChooseNoter(person="ruth"), "amina"),
        "offers": enter(one, c.AskForOffers(step="r1.offers"), "amina"),
    }
    enter(one, c.RewordHeadline(headline="Nor this"), "amina")
    [entries["reword"]] = [one.entry for one in one.view("amina").mine.entered if one.kind == "reword_headline"]
    if by == "amina":
        one.give(c.NoteHere(person="amina"), LINE)
    for entry in entries.values():
        one.give(c.StrikeOut(entry=entry), by)
    assert one.view("ruth").step.id == HERE
    assert not one.view("ruth").questions.offers_asked
    assert one.view("ruth").step.issue == "amina's issue"
    assert (one.view("ruth").questions.noter, one.state.thinking, one.state.entered) == (None, False, ())


def test_E1_D4_that_somebody_by_phone_may_be_overheard_is_entered_for_them() -> None:
    one = by_phone(asking(), "priya")
    entry = enter(one, c.SayOverheard())
    assert one.state.overheard == {"priya"}
    assert refused(one, c.SayOverheard()) is Reason.ALREADY
    one.give(c.StrikeOut(entry=entry), "jo")
    assert one.state.overheard == frozenset()
    enter(one, c.SayOverheard())
    enter(one, c.SayOverheard(on=False))
    assert one.state.overheard == frozenset()
    one.give(c.SayOverheard(), "ruth")
    assert refused(one, c.SayOverheard(on=False), "ruth") is Reason.OWN_WORD


def test_E1_Q24_an_invitation_is_answered_by_phone_through_the_desk_alone() -> None:
    one = by_phone(in_round("clarify"), "priya")
    one.give(c.NoteAway(person="ruth"), LINE)
    one.give(c.SayTwoHere(person="ruth"), "danny")
    for who in ("priya", "ruth"):
        one.give(c.InvitePerson(person=who), "jo")
    invites = {invite.person: invite.id for invite in one.state.invites}
    desk = one.view("jo").desk
    assert desk is not None
    assert {line.person: line.invite for line in desk.people if line.invite} == invites
    assert "answer_invite" not in beside(one, "ruth"), "the invited and the desk alone know of it"
    yes = c.AnswerInvite(invite=invites["ruth"], yes=True)
    assert refused(one, yes, "ruth", by="danny") is Reason.NOT_FOR_THEM
    enter(one, c.AnswerInvite(invite=invites["priya"], yes=False))
    assert one.heard() == {"amina"}
    entry = enter(one, yes, "ruth")
    assert one.heard() == {"amina", "ruth"}
    one.give(c.StrikeOut(entry=entry), "jo")
    assert one.heard() == {"amina"}


def test_E7_whoever_entered_it_takes_a_slip_back_until_it_is_confirmed_and_nobody_else_does() -> None:
    one = by_phone(in_round("reflect"), "amina")
    entry = enter(one, c.TakeAction(what="Speek with farmacy"), "amina")
    assert one.refused(c.StrikeOut(entry=entry), "ruth") is Reason.NOT_YOURS
    one.give(c.StrikeOut(entry=entry), "jo")
    assert not one.view("ruth").actions.taken
    again = enter(one, c.TakeAction(what="Speak with pharmacy"), "amina")
    one.give(c.NoteHere(person="amina"), LINE)
    one.give(c.ConfirmEntry(entry=again), "amina")
    assert one.refused(c.StrikeOut(entry=again), "jo") is Reason.NOT_YOURS
    other = enter(one, c.RaiseContract(version=1), "danny")
    one.give(c.HandOverChair(to="danny"), "jo")
    assert one.refused(c.StrikeOut(entry=again), "jo") is Reason.GONE, "confirmed, though another is not"
    one.give(c.StrikeOut(entry=other), "jo")


@pytest.mark.parametrize("kind", [BidKind.NOTHING, BidKind.ASKS])
def test_E2_a_carried_bid_stands_again_when_what_took_its_place_is_struck_out(kind: BidKind) -> None:
    one = asking(carried_bids=LAST_TIME)
    entry = enter(one, c.PlaceBid(kind=kind, headline="" if kind is BidKind.NOTHING else "Something else"))
    entry = enter(one, bid("Something else again"))
    one.give(c.StrikeOut(entry=entry), "priya")
    assert headlines(one) == ["From last time"]
    mine = one.view("priya").mine.bid
    assert mine is not None
    assert (mine.carried, mine.minutes) == (True, 20)
    assert one.state.headlines["priya"] == "From last time"


def test_E2_but_not_when_they_have_asked_anew_themselves() -> None:
    one = asking(carried_bids=LAST_TIME)
    enter(one, bid("Entered"))
    mine = one.give(bid("My own"), "priya")
    one.give(c.WithdrawBid(bid=mine), "priya")
    entry = enter(one, bid("Entered again"))
    one.give(c.StrikeOut(entry=entry), "priya")
    assert headlines(one) == []


def test_E3_E7_readiness_that_is_ones_own_is_not_undone_by_an_entry() -> None:
    one = lobby()
    one.give(c.SayReady(), "priya")
    assert refused(one, c.SayReady()) is Reason.OWN_WORD
    assert one.view("ruth").people.people[4].ready
    entry = enter(one, c.SayReady(), "ruth")
    assert refused(one, c.SayReady(), "ruth") is Reason.ALREADY
    one.give(c.StrikeOut(entry=entry), "ruth")
    assert one.state.ready == {"priya"}


def test_E2_each_holders_own_headline_stands_again_whatever_was_entered_in_an_earlier_round() -> None:
    one = by_phone(in_round("explore"), "amina", "danny")
    enter(one, c.RewordHeadline(headline="As Amina said it"), "amina")
    one.give(c.OpenStep(step="r2.present"), "jo")
    entry = enter(one, c.RewordHeadline(headline="Not what he said"), "danny")
    one.give(c.StrikeOut(entry=entry), "jo")
    assert one.view("ruth").step.issue == "danny's issue"


@pytest.mark.parametrize("chosen", ["priya", None])
def test_E2_whoever_noted_questions_before_notes_them_again(chosen: str | None) -> None:
    one = in_round("explore")
    one.give(c.ChooseNoter(person="gareth"), "amina")
    by_phone(one, "amina")
    enter(one, c.ChooseNoter(person="ruth"), "amina")
    entry = enter(one, c.ChooseNoter(person=chosen), "amina")
    assert one.view("ruth").questions.noter == chosen
    one.give(c.StrikeOut(entry=entry), "jo")
    assert one.view("ruth").questions.noter == "gareth"


def test_E3_what_somebody_enters_for_another_is_no_word_of_their_own() -> None:
    one = by_phone(asking(), "priya")
    entry = enter(one, bid("As Danny said it"), "danny")
    one.give(c.SayTwoHere(person="priya"), "danny")
    enter(one, bid("As Priya said it"), "priya", by="danny")
    assert [line.entry for line in one.view("danny").mine.entered] == [entry]
    enter(one, bid("As Danny said it again"), "danny")


def test_E7_S9_a_host_takes_back_nothing_of_a_holders_once_they_have_a_line_of_their_own() -> None:
    one = in_round("explore")
    one.give(c.NoteAway(person="amina"), LINE)
    one.give(c.SayTwoHere(person="amina"), "danny")
    entry = enter(one, c.AskForOffers(step="r1.offers"), "amina", by="danny")
    one.give(c.NoteHere(person="amina"), LINE)
    assert one.refused(c.StrikeOut(entry=entry), "danny") is Reason.GONE
    assert one.view("ruth").step.id == "r1.offers"
    one.give(c.StrikeOut(entry=entry), "amina")
    assert one.view("ruth").step.id == HERE


def test_E7_nor_does_the_chair_take_back_what_is_a_holders_alone_once_they_have_a_line() -> None:
    one = by_phone(in_round("explore"), "amina")
    thinking = enter(one, c.LetMeThink(step=HERE), "amina")
    one.give(c.NoteHere(person="amina"), LINE)
    assert one.refused(c.StrikeOut(entry=thinking), "jo") is Reason.GONE
    assert one.state.thinking
    one.give(c.StrikeOut(entry=thinking), "amina")
    assert not one.state.thinking


def test_E2_P6_H16_what_moves_the_step_is_not_struck_out_while_nothing_moves() -> None:
    one = by_phone(in_round("explore"), "amina")
    entry = enter(one, c.AskForOffers(step="r1.offers"), "amina")
    one.give(c.PauseTogether(), "jo")
    assert one.refused(c.StrikeOut(entry=entry), "jo") is Reason.NOT_NOW
    assert one.view("ruth").step.id == "r1.offers"
    two = by_phone(in_round("explore"), "amina")
    entry = enter(two, c.AskForOffers(step="r1.offers"), "amina")
    two.give(c.BeginWord(step="r1.offers"), "jo")
    assert two.refused(c.StrikeOut(entry=entry), "jo") is Reason.NOT_NOW
    assert two.state.word is not None
    two.give(c.EndWord(word=two.state.word.id), "jo")
    two.give(c.StrikeOut(entry=entry), "jo")
    assert two.view("ruth").step.id == HERE


def test_E2_a_yes_to_an_invitation_is_struck_out_where_a_hand_was_up_before() -> None:
    one = by_phone(in_round("clarify"), "priya")
    enter(one, c.RaiseHand())
    invite = one.give(c.InvitePerson(person="priya"), "jo")
    entry = enter(one, c.AnswerInvite(invite=invite, yes=True))
    assert one.heard() == {"amina", "priya"}
    one.give(c.StrikeOut(entry=entry), "jo")
    assert one.heard() == {"amina"}


def test_E2_E3_a_hand_that_was_up_before_an_invitation_is_no_part_of_its_answer() -> None:
    one = in_round("clarify")
    own = one.give(c.RaiseHand(), "priya")
    by_phone(one, "priya")
    invite = one.give(c.InvitePerson(person="priya"), "jo")
    no = enter(one, c.AnswerInvite(invite=invite, yes=False))
    assert refused(one, c.LowerHand(hand=own)) is Reason.OWN_WORD
    one.give(c.StrikeOut(entry=no), "jo")
    assert [hand.id for hand in one.state.hands] == [own]
    invite = one.give(c.InvitePerson(person="priya"), "jo")
    yes = enter(one, c.AnswerInvite(invite=invite, yes=True))
    assert one.heard() == {"amina", "priya"}
    one.give(c.StrikeOut(entry=yes), "jo")
    assert one.heard() == {"amina"}
    assert [hand.id for hand in one.state.hands] == [own], "it stands in the queue as before"


def test_E7_the_desk_is_offered_nothing_to_take_back_that_it_may_not() -> None:
    one = by_phone(in_round("explore"), "amina")
    enter(one, c.LetMeThink(step=HERE), "amina")
    assert [line.kind for line in entered_at_desk(one, "amina")] == ["let_me_think"]
    one.give(c.NoteHere(person="amina"), LINE)
    assert entered_at_desk(one, "amina") == []
    assert [line.kind for line in one.view("amina").mine.entered] == ["let_me_think"]
