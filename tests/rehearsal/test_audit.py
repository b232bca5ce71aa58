"""The account of a log: it finds what never may be, planted in the log of a session that was held by the rules."""

import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.plan import Contract
from app.facilitation.terms import LINE
from app.rehearsal.audit import broken_rules
from tests.facilitation.scenario import MEMBERS, RAO, WITH_OTHERS, Row, Scenario, in_round


def found(one: Scenario, *planted: e.Event, by: str = "danny") -> list[str]:
    return broken_rules("session-1", [*one.log, Row(one.now, by, planted)])


def said(who: str) -> e.LineSaid:
    return e.LineSaid(line="line-1", person=who, words="Well")


def test_a_session_by_the_rules_has_nothing_in_it_that_never_may_be() -> None:
    one = in_round("clarify")
    hand = one.give(c.RaiseHand(), "danny")
    one.give(c.TakeHand(hand=hand), "jo")
    one.give(c.AskFollowUp(hand=hand), "danny")
    one.give(c.SayLine(words="How many?"), "danny")
    one.give(c.LetMeThink(step="r1.clarify"), "amina")
    one.give(c.RaiseHand(), "priya")
    one.give(c.NextQuestion(after=hand), "amina")
    assert broken_rules("session-1", one.log) == []


def test_a_hand_taken_while_the_holder_thinks_is_found() -> None:
    one = in_round("clarify")
    hand = one.give(c.RaiseHand(), "danny")
    one.give(c.LetMeThink(step="r1.clarify"), "amina")
    taken = e.HandTaken(hand=hand, person="danny")
    assert found(one, taken, by="jo") == ["a hand was taken while the holder thought (at r1.clarify)"]
    assert found(one, taken, by="amina") == []


def test_a_second_follow_up_and_unasked_advice_are_found() -> None:
    one = in_round("clarify")
    hand = one.give(c.RaiseHand(), "danny")
    one.give(c.TakeHand(hand=hand), "jo")
    one.give(c.AskFollowUp(hand=hand), "danny")
    assert found(one, e.FollowUpBegan(hand=hand)) == ["a second follow-up began (at r1.clarify)"]
    offer = e.OfferMade(offer="offer-1", person="danny", words="You should")
    assert found(one, offer) == ["a suggestion was made where none was wanted (at r1.clarify)"]


def test_speaking_in_airspace_and_in_stillness_is_found() -> None:
    one = in_round("present")
    assert found(one, said("danny")) == ["somebody spoke in the holder's airspace (at r1.present)"]
    assert found(one, said("amina"), by="amina") == []
    clinic = in_round("case", round_format="case-clinic")
    for step in ("r1.clarify", "r1.stillness"):
        clinic.give(c.OpenStep(step=step), "jo")
    assert found(clinic, said("amina"), by="amina") == ["somebody spoke in stillness (at r1.stillness)"]


def test_a_reflection_left_out_is_found() -> None:
    one = in_round("present", round_format="wial")
    opened = e.StepOpened(step="writing", name="Review", planned=1, due_at=one.now)
    assert found(one, opened, by="jo") == ["r1.reflection, which is always kept, was left out (at r1.present)"]


@pytest.mark.parametrize("who", ["rao", "sian"])
def test_what_comes_from_outside_the_set_is_found(who: str) -> None:
    one = in_round("clarify", people=WITH_OTHERS)
    raised = e.HandRaised(hand="hand-1", person=who)
    assert found(one, raised, by=who) == ["hand_raised: by somebody who is not of the set (at r1.clarify)"]


def test_whoever_is_not_content_is_not_passed_over() -> None:
    one = in_round("present", people=WITH_OTHERS)
    one.give(c.ObjectToGuest(guest=RAO.id), "danny")
    came = e.GuestAdmitted(person=RAO.id)
    assert found(one, came, by="jo") == ["a guest was let in though somebody was not content (at r1.present)"]
    put = e.ContractProposed(proposal="put-1", contract=Contract(version=2, text="New"))
    unwilling = e.ContractAnswered(proposal="put-1", person="danny", content=False)
    agreed = e.ContractAgreed(proposal="put-1", version=2, contract=Contract(version=2, text="New"))
    assert found(one, put, unwilling, agreed, by="jo") == [
        "a contract was agreed though somebody was not content (at r1.present)"
    ]
    silent = "a contract was agreed though somebody had not said that they are content (at r1.present)"
    assert found(one, put, agreed, by="jo") == [silent]
    one.give(c.ObjectToGuest(guest=RAO.id, object=False), "danny")
    for who in MEMBERS:
        one.give(c.NoteAway(person=who), LINE)
    alone = "a guest was let in where nobody of the set could say whether they are content (at r1.present)"
    assert found(one, came, by="jo") == [alone]
