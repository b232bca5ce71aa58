"""Q and O: hands, questions and offers."""

import pytest

from app.facilitation import commands as c
from app.facilitation.plan import Contract
from app.facilitation.refusals import Reason
from app.facilitation.terms import LINE, QuestionKind, Status
from tests.facilitation.scenario import Scenario, in_round


def raise_hands(one: Scenario, *people: str) -> list[str]:
    return [one.give(c.RaiseHand(), who) for who in people]


def asker(one: Scenario) -> str | None:
    return one.view("jo").floor.asker


def go_on(one: Scenario, by: str = "amina") -> None:
    one.give(c.NextQuestion(after=one.view("jo").floor.asking), by)


def test_Q1_hands_are_taken_in_the_order_the_server_heard_of_them() -> None:
    one = in_round("clarify")
    raise_hands(one, "ruth", "danny", "priya")
    assert [hand.person for hand in one.view("danny").hands.queue] == ["ruth", "danny", "priya"]
    order = []
    for _ in range(3):
        go_on(one)
        order.append(asker(one))
    assert order == ["ruth", "danny", "priya"]


def test_Q2_one_hand_each() -> None:
    one = in_round("clarify")
    raise_hands(one, "danny")
    assert one.refused(c.RaiseHand(), "danny") is Reason.ALREADY
    go_on(one)
    assert one.refused(c.RaiseHand(), "danny") is Reason.ALREADY


def test_Q3_the_asker_and_the_holder_are_heard_and_nobody_else() -> None:
    one = in_round("clarify")
    raise_hands(one, "danny", "ruth")
    go_on(one)
    assert one.heard() == {"amina", "danny"}
    go_on(one)
    assert one.heard() == {"amina", "ruth"}
    go_on(one)
    assert one.heard() == {"amina"}


@pytest.mark.parametrize("by", ["amina", "jo"])
def test_Q4_the_holder_or_the_chair_says_when_the_next_question_comes(by: str) -> None:
    one = in_round("clarify")
    assert one.refused(c.NextQuestion(after=None), by) is Reason.NOT_NOW
    raise_hands(one, "danny")
    assert one.refused(c.NextQuestion(after=None), "danny") is Reason.NOT_YOURS
    go_on(one, by)
    assert asker(one) == "danny"


def test_Q5_a_hand_is_its_own_persons_to_lower_also_while_asking() -> None:
    one = in_round("clarify")
    first, second = raise_hands(one, "danny", "ruth")
    assert one.refused(c.LowerHand(hand=second), "danny") is Reason.GONE
    one.give(c.LowerHand(hand=second), "ruth")
    go_on(one)
    one.give(c.LowerHand(hand=first), "danny")
    assert asker(one) is None
    assert one.refused(c.LowerHand(hand=first), "danny") is Reason.NOT_YOURS


def test_Q6_somebody_back_soon_keeps_their_place_and_is_passed_over_meanwhile() -> None:
    one = in_round("clarify")
    raise_hands(one, "danny", "ruth")
    one.give(c.StepOut(), "danny")
    go_on(one)
    assert asker(one) == "ruth"
    one.give(c.ComeBack(), "danny")
    go_on(one)
    assert asker(one) == "danny"


def test_Q6_when_everybody_who_waits_is_away_nobody_is_next() -> None:
    one = in_round("clarify")
    raise_hands(one, "danny")
    one.give(c.NoteAway(person="danny"), LINE)
    assert one.refused(c.NextQuestion(after=None), "amina") is Reason.NOBODY_WAITS


def test_Q7_whoever_leaves_takes_their_hand_and_their_question_with_them() -> None:
    one = in_round("clarify")
    raise_hands(one, "danny", "ruth")
    go_on(one)
    one.give(c.Leave(), "danny")
    one.give(c.Leave(), "ruth")
    assert asker(one) is None
    assert not one.view("jo").hands.queue


def test_Q8_the_chair_or_the_holder_may_take_another_hand_than_the_first() -> None:
    one = in_round("clarify")
    first, second = raise_hands(one, "danny", "ruth")
    assert one.refused(c.TakeHand(hand=second), "ruth") is Reason.NOT_YOURS
    one.give(c.TakeHand(hand=second), "jo")
    assert asker(one) == "ruth"
    one.give(c.TakeHand(hand=first), "amina")
    assert asker(one) == "danny"
    raise_hands(one, "priya")
    assert one.refused(c.TakeHand(hand=first), "jo") is Reason.GONE


def test_Q8_the_floor_is_not_given_to_a_line_that_is_down() -> None:
    one = in_round("clarify")
    first, second = raise_hands(one, "danny", "ruth")
    one.give(c.NoteAway(person="danny"), LINE)
    assert one.refused(c.TakeHand(hand=first), "jo") is Reason.NO_SUCH_PERSON
    one.give(c.TakeHand(hand=second), "jo")


def test_Q9_the_facilitator_asks_only_where_the_contract_has_it_and_the_holder_never() -> None:
    assert in_round("clarify").refused(c.RaiseHand(), "jo") is Reason.NOT_YOURS
    assert in_round("clarify").refused(c.RaiseHand(), "amina") is Reason.NOT_YOURS
    one = in_round("clarify", contract=Contract(modelling=True))
    raise_hands(one, "danny", "jo")
    go_on(one)
    go_on(one)
    assert one.heard() == {"amina", "jo"}


def test_Q10_a_prepared_question_is_reworded_or_dropped_by_its_author_until_it_is_asked() -> None:
    one = in_round("clarify")
    mine, other = (one.give(c.PrepareQuestion(words=f"Question {n}?"), "danny") for n in (1, 2))
    reword = c.ChangeQuestion(question=mine, words="What stops you?", kind=QuestionKind.CHALLENGING)
    assert one.refused(reword, "ruth") is Reason.NOT_YOURS
    one.give(reword, "danny")
    one.give(c.AskQuestion(question=mine), "danny")
    assert one.view("amina").mine.asked[0].words == "What stops you?"
    assert one.refused(reword, "danny") is Reason.ALREADY
    assert one.refused(c.DropQuestion(question=mine), "danny") is Reason.ALREADY
    one.give(c.DropQuestion(question=other), "danny")
    assert not one.view("danny").mine.prepared


def test_Q11_a_question_is_the_words_of_the_askers_turn_or_else_put_in_writing() -> None:
    one = in_round("explore")
    spoken = one.give(c.PrepareQuestion(words="Who else?"), "danny")
    written = one.give(c.PrepareQuestion(words="What then?"), "ruth")
    raise_hands(one, "danny")
    go_on(one)
    one.give(c.AskQuestion(question=written), "ruth")
    assert one.view("amina").floor.question == ""
    one.give(c.AskQuestion(question=spoken), "danny")
    assert one.view("amina").floor.question == "Who else?"
    assert [line.words for line in one.view("amina").questions.questions] == ["What then?", "Who else?"]


def test_Q12_a_question_for_one_round_is_not_asked_in_another() -> None:
    one = in_round("clarify")
    question = one.give(c.PrepareQuestion(words="What then?"), "ruth")
    one.give(c.OpenStep(step="r2.present"), "jo")
    one.give(c.OpenStep(step="r2.clarify"), "jo")
    assert one.refused(c.AskQuestion(question=question), "ruth") is Reason.NOT_YOURS
    one.give(c.PrepareQuestion(words="And who?"), "ruth")
    assert one.refused(c.AskQuestion(question=question), "ruth") is Reason.GONE
    one.give(c.OpenStep(step="r1.explore"), "jo")
    one.give(c.AskQuestion(question=question), "ruth")


def test_Q13_questions_are_put_in_writing_only_in_the_question_steps() -> None:
    one = in_round("present")
    question = one.give(c.PrepareQuestion(words="What then?"), "ruth")
    assert one.refused(c.AskQuestion(question=question), "ruth") is Reason.NOT_NOW
    one.give(c.OpenStep(step="r1.clarify"), "amina")
    one.give(c.AskQuestion(question=question), "ruth")


def test_Q14_the_holder_keeps_a_question_and_nobody_sees_it() -> None:
    one = in_round("clarify")
    question = one.give(c.PrepareQuestion(words="What then?"), "ruth")
    assert one.refused(c.KeepQuestion(question=question), "amina") is Reason.NOT_YOURS
    one.give(c.AskQuestion(question=question), "ruth")
    others = one.view("ruth"), one.view("jo").desk
    assert one.refused(c.KeepQuestion(question=question), "ruth") is Reason.NOT_YOURS
    one.give(c.KeepQuestion(question=question), "amina")
    assert one.view("amina").mine.asked[0].kept
    assert (one.view("ruth"), one.view("jo").desk) == others


def test_Q15_a_round_begins_with_no_hands_and_its_steps_hand_them_on() -> None:
    one = in_round("clarify")
    raise_hands(one, "ruth")
    one.give(c.OpenStep(step="r1.explore"), "amina")
    assert [hand.person for hand in one.view("jo").hands.queue] == ["ruth"]
    one.give(c.OpenStep(step="r2.present"), "jo")
    assert not one.state.hands


def test_Q16_a_challenging_question_needs_the_contracts_consent() -> None:
    question = c.PrepareQuestion(words="Is that so?", kind=QuestionKind.CHALLENGING)
    one = in_round("clarify", contract=Contract(challenge=False))
    assert one.refused(question, "danny") is Reason.BAD_VALUE
    mine = one.give(c.PrepareQuestion(words="Is that so?"), "danny")
    reword = c.ChangeQuestion(question=mine, words="Is it?", kind=QuestionKind.CHALLENGING)
    assert one.refused(reword, "danny") is Reason.BAD_VALUE
    in_round("clarify").give(question, "danny")


def test_Q17_a_doubled_press_does_not_take_two_hands() -> None:
    one = in_round("clarify")
    raise_hands(one, "danny", "ruth")
    go_on(one)
    assert one.refused(c.NextQuestion(after=None), "jo") is Reason.GONE
    assert asker(one) == "danny"


def test_Q18_at_most_twenty_questions_wait_for_one_person() -> None:
    one = in_round("clarify")
    questions = [one.give(c.PrepareQuestion(words=f"Question {n}?"), "danny") for n in range(20)]
    assert one.refused(c.PrepareQuestion(words="One more?"), "danny") is Reason.TOO_MANY
    one.give(c.AskQuestion(question=questions[0]), "danny")
    one.give(c.PrepareQuestion(words="One more?"), "danny")


def test_Q19_hands_go_up_only_in_airspace_and_in_questions() -> None:
    assert in_round("look-back").refused(c.RaiseHand(), "danny") is Reason.NOT_NOW
    for step in ("present", "explore", "reflect"):
        raise_hands(in_round(step), "danny")


# --- offers ----------------------------------------------------------------------------------------------------------


def test_O1_offers_open_only_when_the_holder_asks() -> None:
    one = in_round("explore")
    assert one.refused(c.OpenStep(step="r1.offers"), "jo") is Reason.OUT_OF_ORDER
    assert one.refused(c.AskForOffers(step="r1.offers"), "jo") is Reason.NOT_YOURS
    assert one.refused(c.AskForOffers(step="r2.offers"), "amina") is Reason.GONE
    one.give(c.AskForOffers(step="r1.offers"), "amina")
    assert one.state.step_id == "r1.offers"
    assert one.refused(c.AskForOffers(step="r1.offers"), "amina") is Reason.NOT_NOW


def test_O2_suggestions_are_written_only_while_the_holder_wants_them() -> None:
    one = in_round("explore")
    offer = c.MakeOffer(words="You could ring the bed manager.")
    assert one.refused(offer, "danny") is Reason.NOT_NOW
    one.give(c.AskForOffers(step="r1.offers"), "amina")
    one.give(offer, "danny")
    assert one.refused(offer, "amina") is Reason.NOT_YOURS
    assert one.refused(offer, "jo") is Reason.NOT_YOURS
    one.give(c.CloseOffers(step="r1.offers"), "amina")
    assert one.refused(offer, "danny") is Reason.NOT_NOW


@pytest.mark.parametrize("by", ["amina", "jo"])
def test_O3_the_holder_says_that_is_enough_or_the_chair_in_their_absence_and_the_round_goes_on(by: str) -> None:
    one = in_round("explore")
    assert one.refused(c.CloseOffers(step="r1.explore"), by) is Reason.NOT_NOW
    one.give(c.AskForOffers(step="r1.offers"), "amina")
    assert one.refused(c.CloseOffers(step="r1.offers"), "danny") is Reason.NOT_YOURS
    if by == "jo":
        assert one.refused(c.CloseOffers(step="r1.offers"), "jo") is Reason.NOT_NOW
        one.give(c.NoteAway(person="amina"), LINE)
    one.give(c.CloseOffers(step="r1.offers"), by)
    assert one.state.step_id == "r1.reflect"


def test_O4_offers_take_no_time_until_they_are_asked_for() -> None:
    one = in_round("present")
    shown = next(line for line in one.view("jo").agenda.stages if line.id == "r1").steps
    assert not any(line.on_request for line in shown)
    assert sum(line.length for line in shown) == 40 * 60_000
    one.give(c.OpenStep(step="r1.explore"), "jo")
    before = one.view("jo").clock
    one.give(c.AskForOffers(step="r1.offers"), "amina")
    assert one.left() == 5
    assert one.view("jo").clock.rest == before.rest


def test_O5_where_a_step_welcomes_advice_consultants_offer_unasked() -> None:
    one = in_round("clarify", round_format="troika", shares=(("amina", 11),))
    offer = c.MakeOffer(words="You could ring the bed manager.")
    assert one.refused(offer, "danny") is Reason.NOT_NOW
    one.give(c.OpenStep(step="r1.consult"), "amina")
    one.give(offer, "danny")
    assert one.refused(c.AskForOffers(step="r1.offers"), "amina") is Reason.NOT_NOW


def test_O6_what_was_suggested_stays_with_whoever_held_the_round() -> None:
    one = in_round("explore")
    one.give(c.AskForOffers(step="r1.offers"), "amina")
    one.give(c.MakeOffer(words="You could ring the bed manager."), "danny")
    one.give(c.CloseOffers(step="r1.offers"), "amina")
    assert one.state.step_id == "r1.reflect"
    for _ in range(2):  # in their last step, and once the session is over
        mine = one.view("amina").mine.suggested
        assert [suggestion.words for suggestion in mine] == ["You could ring the bed manager."]
        assert "danny" not in repr(mine)
        assert all(not one.view(who).mine.suggested for who in ("danny", "ruth", "jo"))
        if one.state.status is Status.OPEN:
            one.give(c.EndNow(), "jo")
    assert one.state.status is Status.CLOSED
