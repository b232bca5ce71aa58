"""What somebody might press: a plausible command of every kind, aimed at whatever the state has to aim at."""

from collections.abc import Callable, Mapping
from typing import Any

from app.facilitation import commands as c
from app.facilitation.commands import Command
from app.facilitation.plan import Contract, Share
from app.facilitation.replanning import rounds_ahead
from app.facilitation.rights import rights
from app.facilitation.state import Session, members
from app.facilitation.terms import (
    HOUR,
    ActionStatus,
    BidKind,
    Cameras,
    PauseAnswer,
    PersonId,
    PersonKind,
    QuestionKind,
    ReviewChoice,
    Sharing,
    Where,
)

Choose = Callable[[list[Any]], Any]
NOTHING = "nothing-of-that-name"
CALL = "https://call.example/j/8675309?pwd=airspace"
"""The address of a set's own call."""


def token(who: PersonId, kind: str, number: int) -> str:
    """Words that tell whose they are and what: found in a view they may not be in, they give it away."""
    return f"<{who}|{kind}|{number}>"


def _hands(state: Session, who: PersonId, *, mine: bool) -> list[str]:
    found = [hand.id for hand in state.hands if not mine or hand.person == who]
    if mine and state.asking and state.asking.person == who:
        found.append(state.asking.id)
    return found or [NOTHING]


def _questions(state: Session, who: PersonId) -> list[str]:
    return [one.id for one in state.questions if one.person == who and not one.asked] or [NOTHING]


def _asked(state: Session, who: PersonId) -> list[str]:
    return [one.id for one in state.questions if one.asked and state.holders.get(one.stage) == who] or [NOTHING]


def _actions(state: Session, who: PersonId) -> list[str]:
    return [one.id for one in state.actions if one.owner == who] or [NOTHING]


def _shares(state: Session, choose: Choose) -> tuple[Share, ...]:
    people = [one.id for one in members(state)]
    number = int(str(choose([1, 2, 3, 4])))
    first = people.index(str(choose(people)))
    chosen = [people[(first + i) % len(people)] for i in range(min(number, len(people)))]
    minutes = {1: 60.0, 2: 40.0, 3: 26.5, 4: 20.0}[len(chosen)]
    return tuple(Share(holder=one, minutes=minutes) for one in chosen)


def press(kind: str, state: Session, who: PersonId, number: int, choose: Choose) -> Command:
    """A command of this kind by this person, with a target that exists where there is one."""
    return BUILD[kind](state, who, number, choose)


Build = Callable[[Session, PersonId, int, Choose], Command]


def _turn(state: Session) -> int:
    return state.turns.now.number if state.turns.now else 0


BUILD: Mapping[str, Build] = {
    "say_ready": lambda s, w, n, ch: c.SayReady(),
    "reaffirm": lambda s, w, n, ch: c.Reaffirm(version=s.contract.version),
    "raise_contract": lambda s, w, n, ch: c.RaiseContract(version=s.contract.version),
    "leave_early": lambda s, w, n, ch: c.LeaveEarly(at=ch([None, s.last_at + HOUR])),
    "send_apologies": lambda s, w, n, ch: c.SendApologies(on=ch([True, True, False])),
    "note_apologies": lambda s, w, n, ch: c.NoteApologies(
        person=ch([one.id for one in s.people]), on=ch([True, True, False])
    ),
    "step_out": lambda s, w, n, ch: c.StepOut(),
    "come_back": lambda s, w, n, ch: c.ComeBack(),
    "leave": lambda s, w, n, ch: c.Leave(),
    "remove_person": lambda s, w, n, ch: c.RemovePerson(person=ch([one.id for one in s.people])),
    "open_step": lambda s, w, n, ch: c.OpenStep(step=ch([one.id for one in s.steps] or [NOTHING])),
    "stop_clock": lambda s, w, n, ch: c.StopClock(step=s.step_id or NOTHING),
    "start_clock": lambda s, w, n, ch: c.StartClock(step=s.step_id or NOTHING),
    "add_time": lambda s, w, n, ch: c.AddTime(step=s.step_id or NOTHING, minutes=ch([-5, -1, 1, 2, 5])),
    "give_back_time": lambda s, w, n, ch: c.GiveBackTime(step=s.step_id or NOTHING),
    "begin_word": lambda s, w, n, ch: c.BeginWord(step=s.step_id or NOTHING),
    "end_word": lambda s, w, n, ch: c.EndWord(word=s.word.id if s.word else NOTHING),
    "take_chair": lambda s, w, n, ch: c.TakeChair(),
    "hand_over_chair": lambda s, w, n, ch: c.HandOverChair(to=ch([one.id for one in s.people])),
    "offer_to_keep_time": lambda s, w, n, ch: c.OfferToKeepTime(),
    "object_to_offer": lambda s, w, n, ch: c.ObjectToOffer(offer=s.chair_offer.id if s.chair_offer else NOTHING),
    "close_session": lambda s, w, n, ch: c.CloseSession(),
    "end_now": lambda s, w, n, ch: c.EndNow(),
    "pause_together": lambda s, w, n, ch: c.PauseTogether(),
    "answer_pause": lambda s, w, n, ch: c.AnswerPause(
        pause=s.pause.id if s.pause else NOTHING, answer=ch(list(PauseAnswer))
    ),
    "end_turn": lambda s, w, n, ch: c.EndTurn(turn=_turn(s)),
    "pass_turn": lambda s, w, n, ch: c.PassTurn(turn=_turn(s)),
    "report_action": lambda s, w, n, ch: c.ReportAction(
        action=next((one.id for one in s.reports if one.owner == w), NOTHING),
        status=ch(list(ActionStatus)),
        learned=token(w, "report", n),
    ),
    "place_bid": lambda s, w, n, ch: c.PlaceBid(kind=ch(list(BidKind)), headline=token(w, "bid", n), minutes=20),
    "withdraw_bid": lambda s, w, n, ch: c.WithdrawBid(bid=next((one.id for one in s.bids if one.person == w), NOTHING)),
    "propose_agenda": lambda s, w, n, ch: c.ProposeAgenda(sharing=Sharing.OWN, rounds=_shares(s, ch)),
    "say_content": lambda s, w, n, ch: c.SayContent(agenda=s.proposal.id if s.proposal else NOTHING),
    "say_not_content": lambda s, w, n, ch: c.SayNotContent(agenda=s.proposal.id if s.proposal else NOTHING),
    "agree_agenda": lambda s, w, n, ch: c.AgreeAgenda(agenda=s.proposal.id if s.proposal else NOTHING),
    "raise_hand": lambda s, w, n, ch: c.RaiseHand(),
    "lower_hand": lambda s, w, n, ch: c.LowerHand(hand=ch(_hands(s, w, mine=True))),
    "take_hand": lambda s, w, n, ch: c.TakeHand(hand=ch(_hands(s, w, mine=False))),
    "next_question": lambda s, w, n, ch: c.NextQuestion(after=s.asking.id if s.asking else None),
    "prepare_question": lambda s, w, n, ch: c.PrepareQuestion(words=token(w, "question", n)),
    "change_question": lambda s, w, n, ch: c.ChangeQuestion(
        question=ch(_questions(s, w)), words=token(w, "question", n), kind=QuestionKind.CLARIFYING
    ),
    "drop_question": lambda s, w, n, ch: c.DropQuestion(question=ch(_questions(s, w))),
    "ask_question": lambda s, w, n, ch: c.AskQuestion(question=ch(_questions(s, w))),
    "keep_question": lambda s, w, n, ch: c.KeepQuestion(question=ch(_asked(s, w)), keep=ch([True, False])),
    "ask_for_offers": lambda s, w, n, ch: c.AskForOffers(step=_request(s)),
    "close_offers": lambda s, w, n, ch: c.CloseOffers(step=s.step_id or NOTHING),
    "make_offer": lambda s, w, n, ch: c.MakeOffer(words=token(w, "offer", n)),
    "reword_headline": lambda s, w, n, ch: c.RewordHeadline(headline=token(w, "headline", n)),
    "hide_time": lambda s, w, n, ch: c.HideTime(hide=ch([True, False])),
    "take_action": lambda s, w, n, ch: c.TakeAction(what=token(w, "action", n)),
    "change_action": lambda s, w, n, ch: c.ChangeAction(action=ch(_actions(s, w)), what=token(w, "action", n)),
    "drop_action": lambda s, w, n, ch: c.DropAction(action=ch(_actions(s, w))),
    "say_line": lambda s, w, n, ch: c.SayLine(words=token(w, "line", n)),
    "rate_review": lambda s, w, n, ch: c.RateReview(
        ratings={item.id: ch([1, 2, 3, 4, 5]) for item in s.items if ch([True, False])}
    ),
    "write_learning": lambda s, w, n, ch: c.WriteLearning(words=token(w, "learning", n)),
    "share_learning": lambda s, w, n, ch: c.ShareLearning(share=ch([True, False])),
    "finish_writing": lambda s, w, n, ch: c.FinishWriting(),
    "say_overheard": lambda s, w, n, ch: c.SayOverheard(on=ch([True, False])),
    "note_on_phone": lambda s, w, n, ch: c.NoteOnPhone(person=ch(_anybody(s))),
    "say_two_here": lambda s, w, n, ch: c.SayTwoHere(person=ch(_anybody(s))),
    "note_gone": lambda s, w, n, ch: c.NoteGone(person=ch(list(s.without_screen) or _anybody(s))),
    "object_to_guest": lambda s, w, n, ch: c.ObjectToGuest(guest=ch(_guests(s)), object=ch([True, False, False])),
    "admit_guest": lambda s, w, n, ch: c.AdmitGuest(guest=ch(_guests(s))),
    "send_guest_out": lambda s, w, n, ch: c.SendGuestOut(guest=ch(_guests(s))),
    "choose_where": lambda s, w, n, ch: c.ChooseWhere(where=ch(list(Where)), call_link=ch(["", CALL, "no address"])),
    "propose_contract": lambda s, w, n, ch: c.ProposeContract(
        contract=Contract(
            text=f"Words of a contract, {n}",
            limits=ch(["Serious harm.", "Serious harm.", ""]),
            modelling=ch([True, False]),
            challenge=ch([True, False]),
            cameras=ch(list(Cameras)),
        )
    ),
    "say_of_contract": lambda s, w, n, ch: c.SayOfContract(
        proposal=_contract(s), content=ch([True, True, True, False])
    ),
    "agree_contract": lambda s, w, n, ch: c.AgreeContract(proposal=_contract(s)),
    "drop_contract": lambda s, w, n, ch: c.DropContract(proposal=_contract(s)),
    "choose_review": lambda s, w, n, ch: c.ChooseReview(
        ends_at=s.ends_at, choice=ch(list(ReviewChoice)), minutes=ch([10, 15])
    ),
    "show_bid": lambda s, w, n, ch: c.ShowBid(
        bid=next((one.id for one in s.bids if one.person == w), NOTHING), show=ch([True, False])
    ),
    "replan_rounds": lambda s, w, n, ch: c.ReplanRounds(instead_of=rounds_ahead(s), rounds=_ahead(s, ch)),
    "ask_follow_up": lambda s, w, n, ch: c.AskFollowUp(hand=s.asking.id if s.asking else NOTHING),
    "let_me_think": lambda s, w, n, ch: c.LetMeThink(step=s.step_id or NOTHING, think=ch([True, True, False])),
    "begin_go_round": lambda s, w, n, ch: c.BeginGoRound(step=s.step_id or NOTHING),
    "end_go_round": lambda s, w, n, ch: c.EndGoRound(step=s.step_id or NOTHING),
    "invite_person": lambda s, w, n, ch: c.InvitePerson(person=ch(_anybody(s))),
    "answer_invite": lambda s, w, n, ch: c.AnswerInvite(
        invite=next((one.id for one in s.invites if one.person == w), NOTHING), yes=ch([True, False])
    ),
    "open_floor": lambda s, w, n, ch: c.OpenFloor(step=s.step_id or NOTHING),
    "close_floor": lambda s, w, n, ch: c.CloseFloor(step=s.step_id or NOTHING),
    "choose_noter": lambda s, w, n, ch: c.ChooseNoter(person=ch([None, *_anybody(s)])),
    "note_question": lambda s, w, n, ch: c.NoteQuestion(words=token(w, "noted", n)),
    "enter_for": lambda s, w, n, ch: _entry(s, n, ch),
    "confirm_entry": lambda s, w, n, ch: c.ConfirmEntry(entry=ch(_entered(s))),
    "strike_out": lambda s, w, n, ch: c.StrikeOut(entry=ch(_entered(s))),
}


def _anybody(state: Session) -> list[str]:
    return [one.id for one in state.people]


def _guests(state: Session) -> list[str]:
    return [one.id for one in state.people if one.kind is PersonKind.GUEST] or [NOTHING]


def _contract(state: Session) -> str:
    return state.contract_proposal.id if state.contract_proposal else NOTHING


def _entered(state: Session) -> list[str]:
    return [one.id for one in state.entered] or [NOTHING]


def _ahead(state: Session, choose: Choose) -> tuple[Share, ...]:
    """The rounds still to come, the other way round, or with some minutes more or less."""
    ahead = rounds_ahead(state)
    more = float(str(choose([-5, 0, 0, 5])))
    changed = [one.model_copy(update={"minutes": max(1.0, one.minutes + more)}) for one in reversed(ahead)]
    return tuple(changed)


ENTRIES = (
    "say_ready",
    "reaffirm",
    "raise_contract",
    "leave_early",
    "report_action",
    "place_bid",
    "say_content",
    "say_not_content",
    "say_of_contract",
    "raise_hand",
    "lower_hand",
    "take_action",
)


def _entry(state: Session, number: int, choose: Choose) -> c.EnterFor:
    """Something entered for somebody, aimed as if they had pressed it themselves."""
    who = str(choose(_anybody(state)))
    may = rights(state, who).may
    kind = str(choose([one for one in ENTRIES if one in may] or list(ENTRIES)))
    return c.EnterFor(person=who, entry=BUILD[kind](state, who, number, choose))  # type: ignore[arg-type]


def _request(state: Session) -> str:
    return next(
        (one.id for one in state.steps if one.on_request and state.step_id and one.stage == state.step_id[:2]), NOTHING
    )
