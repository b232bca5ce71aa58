"""Q: how the queue goes: thinking, one follow-up, a go-round, an invitation, an open floor, a noter."""

from dataclasses import asdict

import orjson
import pytest

from app.facilitation import commands as c
from app.facilitation import events as e
from app.facilitation.refusals import Reason
from app.facilitation.terms import LINE, PauseAnswer, QuestionKind
from tests.facilitation.scenario import MEMBERS, Scenario, by_phone, in_round
from tests.facilitation.test_leads import facts

HERE = "r1.clarify"


def hand(one: Scenario, who: str, to: str | None = None) -> str:
    return one.give(c.RaiseHand(to=to), who)


def thinks(one: Scenario) -> Scenario:
    one.give(c.LetMeThink(step=one.state.step_id or ""), "amina")
    return one


def answer(one: Scenario, *, yes: bool, who: str = "danny") -> None:
    invite = one.view(who).mine.invite
    assert invite is not None
    one.give(c.AnswerInvite(invite=invite, yes=yes), who)


def now_says(one: Scenario) -> tuple[str, object]:
    """What the desk is told to do."""
    desk = one.view("jo").desk
    assert desk is not None
    return desk.what_now.key, desk.what_now.names


def has_asked(one: Scenario) -> set[str]:
    desk = one.view("jo").desk
    assert desk is not None
    return {person.person for person in desk.people if person.has_asked}


def test_Q20_let_me_think_holds_the_queue_unseen_until_the_holder_asks_for_the_next() -> None:
    one = in_round("clarify")
    first = hand(one, "danny")
    one.give(c.TakeHand(hand=first), "jo")
    second = hand(one, "ruth")
    assert one.refused(c.LetMeThink(step=HERE), "jo") is Reason.NOT_YOURS
    assert one.refused(c.LetMeThink(step="r1.explore"), "amina") is Reason.GONE
    thinks(one)
    assert one.heard() == {"amina"}
    assert one.view("ruth").hands.queue == []
    assert one.view("ruth").mine.hand_place is None
    for command in (c.NextQuestion(after=None), c.TakeHand(hand=second), c.OpenFloor(step=HERE)):
        assert one.refused(command, "jo") is Reason.NOT_NOW
    assert one.refused(c.BeginGoRound(step=HERE), "jo") is Reason.NOT_NOW
    hand(one, "priya")  # hands may go up meanwhile
    one.give(c.NextQuestion(after=first), "amina")
    assert one.heard() == {"amina", "ruth"}
    assert [line.person for line in one.view("ruth").hands.queue] == ["priya"]


def test_Q20_a_holder_who_thinks_and_goes_on_by_phone_holds_no_queue_against_the_chair() -> None:
    one = thinks(in_round("clarify"))
    up = hand(one, "danny")
    by_phone(one, "amina")
    assert one.heard() == {"amina"}
    assert now_says(one) == ("thinking_aloud", {"holder": "amina"})
    assert {"take_hand", "next_question", "begin_go_round", "open_floor"} <= one.may("jo")
    assert "ask_follow_up" not in one.may("danny")
    one.give(c.TakeHand(hand=up), "jo")
    assert one.heard() == {"amina", "danny"}
    two = thinks(in_round("clarify"))
    by_phone(two, "amina")
    two.give(c.NextQuestion(after=None), "jo")
    assert not two.state.thinking, "with no hand up the chair says that she has thought"


def test_Q20_whoever_asks_waits_for_the_answer_and_keeps_their_follow_up() -> None:
    one = in_round("clarify")
    first = hand(one, "danny")
    one.give(c.TakeHand(hand=first), "jo")
    thinks(one)
    assert one.refused(c.AskFollowUp(hand=first), "danny") is Reason.NOT_NOW
    one.give(c.LetMeThink(step=HERE, think=False), "amina")
    assert one.heard() == {"amina", "danny"}
    one.give(c.AskFollowUp(hand=first), "danny")


def test_Q20_with_nobody_waiting_or_by_saying_so_it_is_over_as_well() -> None:
    for over in (c.NextQuestion(after=None), c.LetMeThink(step=HERE, think=False)):
        one = thinks(in_round("clarify"))
        one.give(over, "amina")
        assert not one.view("ruth").step.thinking


def test_Q20_it_ends_with_the_step_and_lasts_over_a_pause_and_a_word() -> None:
    one = thinks(in_round("clarify"))
    word = one.give(c.BeginWord(step=HERE), "jo")
    one.give(c.EndWord(word=word), "jo")
    assert one.view("ruth").step.thinking
    one.give(c.OpenStep(step="r1.explore"), "amina")
    assert not one.view("ruth").step.thinking


@pytest.mark.parametrize("gone", ["leave", "drop"])
def test_Q20_a_holder_who_has_gone_holds_no_queue(gone: str) -> None:
    one = thinks(in_round("clarify"))
    waiting = hand(one, "ruth")
    one.give(c.Leave(), "amina") if gone == "leave" else one.give(c.NoteAway(person="amina"), LINE)
    assert one.view("jo").step.thinking, "until somebody goes on"
    one.give(c.OpenFloor(step=HERE), "jo")
    assert one.heard() == {*MEMBERS, "jo"} - {"amina"}
    one.give(c.CloseFloor(step=HERE), "jo")
    one.give(c.TakeHand(hand=waiting), "jo")
    assert one.heard() == {"ruth"}


def test_Q21_each_asker_has_one_follow_up() -> None:
    one = in_round("clarify")
    mine = hand(one, "danny")
    assert one.refused(c.AskFollowUp(hand=mine), "danny") is Reason.NOT_YOURS, "not before they ask"
    one.give(c.TakeHand(hand=mine), "amina")
    assert one.refused(c.AskFollowUp(hand=mine), "ruth") is Reason.NOT_YOURS
    one.give(c.AskFollowUp(hand=mine), "danny")
    assert one.view("amina").floor.follow_up
    assert one.refused(c.AskFollowUp(hand=mine), "danny") is Reason.NOT_NOW


@pytest.mark.parametrize("spoken", [True, False])
def test_Q21_written_questions_count_as_well_whether_the_first_was_spoken_or_not(*, spoken: bool) -> None:
    one = in_round("clarify")
    questions = [one.give(c.PrepareQuestion(words=f"Question {n}?"), "danny") for n in range(3)]
    mine = hand(one, "danny")
    one.give(c.TakeHand(hand=mine), "amina")
    if spoken:
        one.give(c.AskFollowUp(hand=mine), "danny")
    else:
        one.give(c.AskQuestion(question=questions.pop()), "danny")
    one.give(c.AskQuestion(question=questions.pop()), "danny")
    assert one.view("amina").floor.follow_up
    assert one.refused(c.AskQuestion(question=questions.pop()), "danny") is Reason.ONE_FOLLOW_UP


def test_Q22_since_when_somebody_asks_is_known_to_their_own_page_alone() -> None:
    one = in_round("clarify")
    one.later(3)
    one.give(c.TakeHand(hand=hand(one, "danny")), "jo")
    assert one.view("danny").mine.asking_since == one.now
    others = [who for who in (*MEMBERS, "jo") if who != "danny"]
    assert all(one.view(who).mine.asking_since is None for who in others)
    one.later(1)
    assert not any(str(one.now - 60_000).encode() in orjson.dumps(asdict(one.view(who))) for who in others)


def test_Q22_no_question_is_awaited_while_the_holder_thinks_nor_where_suggestions_are_made() -> None:
    one = in_round("explore")
    one.give(c.TakeHand(hand=hand(one, "danny")), "jo")
    one.later(1)
    thinks(one)
    assert one.view("danny").mine.asking_since is None
    one.later(1)
    one.give(c.LetMeThink(step="r1.explore", think=False), "amina")
    assert one.view("danny").mine.asking_since == one.now, "they have thought about it: it has been asked"
    one.give(c.AskForOffers(step="r1.offers"), "amina")
    one.give(c.TakeHand(hand=hand(one, "ruth")), "amina")
    assert one.view("ruth").mine.asking_since is None


def test_Q23_in_a_go_round_each_is_asked_in_the_order_of_seats_before_any_hand() -> None:
    one = in_round("clarify")
    hand(one, "ruth")
    one.give(c.StepOut(), "gareth")
    assert one.refused(c.BeginGoRound(step=HERE), "amina") is Reason.NOT_YOURS
    one.give(c.BeginGoRound(step=HERE), "jo")
    assert one.refused(c.BeginGoRound(step=HERE), "jo") is Reason.NOT_NOW
    assert one.view("ruth").hands.go_round == ["danny", "gareth", "maureen", "priya", "ruth"]
    asked = []
    for _ in range(4):
        one.give(c.NextQuestion(after=one.state.asking.id if one.state.asking else None), "jo")
        assert one.state.asking is not None
        asked.append(one.state.asking.person)
    assert asked == ["danny", "maureen", "priya", "ruth"]
    assert one.view("ruth").hands.go_round == ["gareth"], "his place is kept"
    assert one.view("ruth").hands.queue == [], "her hand was her turn"


def test_Q23_passing_is_a_full_answer_and_whoever_leaves_is_not_waited_for() -> None:
    one = in_round("clarify")
    one.give(c.BeginGoRound(step=HERE), "jo")
    one.give(c.NextQuestion(after=None), "jo")
    asking = one.view("danny").mine.hand
    assert asking is not None
    one.give(c.LowerHand(hand=asking), "danny")
    assert one.heard() == {"amina"}
    one.give(c.Leave(), "gareth")
    assert one.view("ruth").hands.go_round == ["maureen", "priya", "ruth"]
    one.give(c.NextQuestion(after=None), "amina")
    assert one.heard() == {"amina", "maureen"}
    one.give(c.EndGoRound(step=HERE), "jo")
    assert one.view("ruth").hands.go_round == []


def test_Q23_who_is_next_is_the_first_who_is_here_and_whoever_is_back_in_time_is_asked() -> None:
    one = in_round("clarify")
    one.give(c.StepOut(), "ruth")
    one.give(c.BeginGoRound(step=HERE), "jo")
    one.give(c.StepOut(), "danny")
    assert (one.view("jo").hands.go_round_next, now_says(one)) == ("gareth", ("go_round", {"next": "gareth"}))
    one.give(c.NextQuestion(after=None), "jo")
    assert one.state.asking is not None
    assert one.state.asking.person == "gareth"
    for who in ("maureen", "priya"):
        one.give(c.StepOut(), who)
    assert one.view("jo").hands.go_round_next is None, "nobody is named whom no press would ask"
    assert now_says(one)[0] != "go_round"
    one.give(c.ComeBack(), "ruth")
    assert one.view("jo").hands.go_round_next == "ruth"


def test_Q23_it_lasts_over_a_pause_and_ends_with_the_step() -> None:
    one = in_round("clarify")
    one.give(c.BeginGoRound(step=HERE), "jo")
    pause = one.give(c.PauseTogether(), "amina")
    assert one.refused(c.EndGoRound(step=HERE), "jo") is Reason.NOT_NOW
    one.give(c.AnswerPause(pause=pause, answer=PauseAnswer.CARRY_ON), "amina")
    assert len(one.view("ruth").hands.go_round) == 5
    one.give(c.OpenStep(step="r1.explore"), "jo")
    assert one.view("ruth").hands.go_round == []


def test_Q24_an_invitation_is_seen_by_the_invited_and_the_desk_alone() -> None:
    one = in_round("clarify")
    before = {who: one.view(who) for who in MEMBERS if who != "danny"}
    assert one.refused(c.InvitePerson(person="amina"), "jo") is Reason.NO_SUCH_PERSON
    assert one.refused(c.InvitePerson(person="danny"), "ruth") is Reason.NOT_YOURS
    invite = one.give(c.InvitePerson(person="danny"), "jo")
    assert one.refused(c.InvitePerson(person="danny"), "jo") is Reason.ALREADY
    assert one.view("danny").mine.invite == invite
    assert one.asks("danny") == "invited"
    desk = one.view("jo").desk
    assert desk is not None
    assert [person.person for person in desk.people if person.invite] == ["danny"]
    assert {who: one.view(who) for who in before} == before
    assert one.refused(c.AnswerInvite(invite=invite, yes=True), "ruth") is Reason.NOT_YOURS
    answer(one, yes=False)
    assert one.heard() == {"amina"}
    assert {who: one.view(who) for who in before} == before


def test_Q24_yes_is_the_floor_where_nobody_has_it_and_otherwise_a_hand() -> None:
    one = in_round("clarify")
    one.give(c.InvitePerson(person="danny"), "jo")
    answer(one, yes=True)
    assert one.heard() == {"amina", "danny"}
    two = in_round("clarify")
    two.give(c.TakeHand(hand=hand(two, "ruth")), "jo")
    two.give(c.InvitePerson(person="danny"), "jo")
    answer(two, yes=True)
    assert [line.person for line in two.view("ruth").hands.queue] == ["danny"]
    three = thinks(in_round("clarify"))
    three.give(c.InvitePerson(person="danny"), "jo")
    answer(three, yes=True)
    assert three.heard() == {"amina"}, "not while the holder thinks"


def test_Q25_the_chair_opens_the_floor_and_chair_or_holder_closes_it() -> None:
    for closer in ("jo", "amina"):
        one = in_round("clarify")
        one.give(c.TakeHand(hand=hand(one, "danny")), "jo")
        for who in ("amina", "danny"):
            assert one.refused(c.OpenFloor(step=HERE), who) is Reason.NOT_YOURS
        one.give(c.OpenFloor(step=HERE), "jo")
        assert one.heard() == {*MEMBERS, "jo"}
        assert one.refused(c.CloseFloor(step=HERE), "danny") is Reason.NOT_YOURS
        one.give(c.CloseFloor(step=HERE), closer)
        assert one.heard() == {"amina"}


def test_Q25_it_closes_with_the_step_and_opens_in_no_airspace() -> None:
    one = in_round("present")
    assert one.refused(c.OpenFloor(step="r1.present"), "jo") is Reason.NOT_NOW
    one.give(c.OpenStep(step=HERE), "jo")
    one.give(c.OpenFloor(step=HERE), "jo")
    one.give(c.OpenStep(step="r1.explore"), "jo")
    assert one.heard() == {"amina"}
    one.give(c.OpenStep(step=HERE), "jo")
    assert one.heard() == {"amina"}


def noted() -> Scenario:
    one = in_round("clarify")
    assert one.refused(c.ChooseNoter(person="ruth"), "jo") is Reason.NOT_YOURS
    assert one.refused(c.ChooseNoter(person="amina"), "amina") is Reason.NO_SUCH_PERSON
    assert one.refused(c.NoteQuestion(words="Who else knows?"), "ruth") is Reason.NOT_YOURS
    one.give(c.ChooseNoter(person="ruth"), "amina")
    one.give(c.TakeHand(hand=hand(one, "danny")), "jo")
    one.give(c.NoteQuestion(words="Who else knows?"), "ruth")
    return one


def test_Q26_the_holder_asks_one_member_to_note_spoken_questions() -> None:
    one = noted()
    assert one.view("danny").questions.noter == "ruth"
    [line] = one.view("amina").mine.asked
    assert (line.words, line.kept) == ("Who else knows?", False)
    one.give(c.KeepQuestion(question=line.question), "amina")
    assert one.view("amina").mine.asked[0].kept
    one.give(c.ChooseNoter(person=None), "amina")
    assert one.refused(c.NoteQuestion(words="Again?"), "ruth") is Reason.NOT_YOURS
    one.give(c.NoteQuestion(words="I heard this one"), "amina")


def test_Q26_nobody_who_has_left_or_was_taken_out_is_asked_to_note() -> None:
    one = in_round("clarify")
    one.give(c.RemovePerson(person="ruth"), "jo")
    one.give(c.Leave(), "priya")
    for gone in ("ruth", "priya"):
        assert one.refused(c.ChooseNoter(person=gone), "amina") is Reason.NO_SUCH_PERSON


def test_Q26_a_note_is_of_this_round_and_never_of_airspace() -> None:
    one = noted()
    one.give(c.OpenStep(step="r1.present"), "jo")
    assert one.refused(c.NoteQuestion(words="A word in airspace"), "ruth") is Reason.NOT_NOW
    one.give(c.OpenStep(step="r2.present"), "jo")
    one.give(c.OpenStep(step="r2.clarify"), "jo")
    assert one.view("amina").questions.noter is None
    assert one.refused(c.NoteQuestion(words="In another's round"), "ruth") is Reason.NOT_YOURS


def test_Q26_neither_who_asked_nor_who_noted_is_kept_with_it() -> None:
    one = noted()
    for who in (*MEMBERS, "jo"):
        shown = one.view(who)
        assert not any("danny" in str(line) or "ruth" in str(line) for line in shown.questions.questions)
    [event] = one.happened(e.QuestionNoted)
    assert set(event.model_dump()) == {"type", "question", "holder", "words"}
    assert event.holder == "amina"
    row = next(found for found in facts(one) if any(line["type"] == "question_noted" for line in found[2]))
    told = orjson.dumps(row[2]).decode()
    assert not any(word in told for word in (*MEMBERS, "Who else"))
    assert all(found.person == "amina" for found in one.state.questions)


def test_Q27_where_a_format_says_so_anybody_may_ask_anybody_the_holder_too() -> None:
    one = in_round("questions", round_format="wial")
    mine = hand(one, "danny", to="ruth")
    assert one.view("priya").hands.queue[0].to == "ruth"
    one.give(c.TakeHand(hand=mine), "jo")
    assert one.heard() == {"amina", "danny", "ruth"}, "who is asked answers"
    assert one.view("ruth").floor.asked == "ruth"
    for to in (None, "amina"):
        assert one.refused(c.RaiseHand(to=to), "amina") is Reason.NO_SUCH_PERSON, "nobody asks themselves"
    for to in ("ruth", "jo", "stranger"):
        assert one.refused(c.RaiseHand(to=to), "ruth") is Reason.NO_SUCH_PERSON
    theirs = hand(one, "amina", to="priya")
    one.give(c.TakeHand(hand=theirs), "jo")
    assert one.heard() == {"amina", "priya"}


def test_Q27_and_nowhere_else() -> None:
    one = in_round("clarify")
    assert one.refused(c.RaiseHand(to="ruth"), "danny") is Reason.NO_SUCH_PERSON
    assert one.refused(c.RaiseHand(to="ruth"), "amina") is Reason.NOT_YOURS
    two = in_round("present", round_format="wial")
    assert two.refused(c.RaiseHand(to="ruth"), "amina") is Reason.NOT_YOURS, "the holder asks nobody in airspace"


def test_Q28_the_desk_alone_sees_who_has_not_asked_in_this_round() -> None:
    one = in_round("clarify")
    assert has_asked(one) == set()
    one.give(c.TakeHand(hand=hand(one, "danny")), "jo")
    question = one.give(c.PrepareQuestion(words="What else?", kind=QuestionKind.CLARIFYING), "ruth")
    one.give(c.AskQuestion(question=question), "ruth")
    one.give(c.OpenStep(step="r1.explore"), "jo")
    assert has_asked(one) == {"danny", "ruth"}
    assert "has_asked" not in orjson.dumps(asdict(one.view("priya"))).decode()
    one.give(c.OpenStep(step="r2.present"), "jo")
    assert has_asked(one) == set()


def test_Q28_a_member_by_phone_whose_hand_was_entered_has_asked_too() -> None:
    one = by_phone(in_round("clarify"), "priya")
    up = one.give(c.EnterFor(person="priya", entry=c.RaiseHand()), "jo")
    one.give(c.TakeHand(hand=up), "jo")
    assert has_asked(one) == {"priya"}


def test_Q29_slips_come_before_the_holder_one_at_a_time() -> None:
    one = in_round("facts", round_format="post-it")
    one.give(c.OpenStep(step="r1.probing"), "amina")
    slips = {
        who: [one.give(c.PrepareQuestion(words=f"{who} asks, {number}"), who) for number in range(3)]
        for who in ("danny", "gareth", "maureen")
    }
    hands = {who: one.give(c.RaiseHand(), who) for who in slips}
    for who in slips:
        assert "ask_question" not in one.may(who)
        assert one.refused(c.AskQuestion(question=slips[who][0]), who) is Reason.NOT_YOURS
    before: list[str] = []
    after = None
    for who, hand in hands.items():
        one.give(c.NextQuestion(after=after), "amina")
        assert [each for each in slips if "ask_question" in one.may(each)] == [who]
        for slip in slips[who][:2]:  # a question, and its follow-up
            one.give(c.AskQuestion(question=slip), who)
            before.append(slip)
            assert [line.question for line in one.view("amina").questions.questions] == before
        assert one.refused(c.AskQuestion(question=slips[who][2]), who) is Reason.ONE_FOLLOW_UP
        after = hand


def test_Q29_elsewhere_a_question_may_be_put_in_writing_without_the_floor() -> None:
    one = in_round("clarify")
    one.give(c.AskQuestion(question=one.give(c.PrepareQuestion(words="How many?"), "danny")), "danny")
    assert len(one.view("amina").questions.questions) == 1
