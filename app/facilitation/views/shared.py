"""The sections that the whole set sees. In airspace most of them fall quiet."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.facilitation import sections as s
from app.facilitation.heard import heard
from app.facilitation.plan import Share
from app.facilitation.proposals import left_out
from app.facilitation.state import (
    Action,
    Bid,
    ContractProposal,
    Hand,
    Session,
    asked_person,
    at_table,
    chair_is_missing,
    contract_put,
    floor,
    holder,
    members,
    next_in_go_round,
    not_content,
    request_step,
    rounds,
    self_run,
    stage_kind,
    step,
    still_to_say,
)
from app.facilitation.terms import (
    CommandId,
    Floor,
    PauseAnswer,
    PersonId,
    PersonKind,
    Presence,
    StageKind,
    Status,
    Stop,
)
from app.facilitation.timing import finish_with, rest_of_session, share_out, time_for_rounds
from app.facilitation.views.plan_lines import stage_lines
from app.facilitation.voices import MOST

HALF_MINUTE = 30_000


def quiet(state: Session) -> bool:
    """Whether the room is in airspace, where nothing is shown that could take the holder's or a listener's mind off."""
    open_step = state.status is Status.OPEN and step(state) is not None
    return open_step and floor(state) is Floor.HOLDER and state.pause is None


def step_section(state: Session) -> s.StepSection:
    """Where we are."""
    now = step(state)
    who = holder(state)
    order = rounds(state)
    answer = state.pause.answer if state.pause else None
    return s.StepSection(
        status=state.status,
        number=state.number,
        starts_at=state.starts_at,
        id=now.id if now else "lobby",
        name=now.name if now else "",
        says=now.says if now else "",
        stage=now.stage if now else "lobby",
        stage_kind=stage_kind(state),
        floor=floor(state),
        holder=who,
        issue=state.headlines.get(who, "") if who else "",
        round=order.index(now.stage) + 1 if now and now.stage in order else None,
        rounds=len(order),
        paused=state.pause.id if state.pause else None,
        set_let_in=answer is PauseAnswer.LET_SET_IN,
        short_break=answer is PauseAnswer.SHORT_BREAK,
        word=state.word.id if state.word else None,
        word_from=state.word.person if state.word else None,
        asks=now.asks if now else None,
        anybody=now.anybody if now else False,
        thinking=state.thinking,
        floor_open=state.floor_open,
        cannot_hear=Stop.HEARING in state.stops,
        open_to_all=state.open_to_all,
    )


def lit(state: Session) -> PersonId | None:
    """The one whose floor it is."""
    if state.status is not Status.OPEN:
        return None
    if state.word is not None:
        return state.word.person
    return time_of(state)


def time_of(state: Session) -> PersonId | None:
    """Whose time it is: the holder's, also while somebody has a word, or whoever's turn it is."""
    now = floor(state)
    if now in {Floor.HOLDER, Floor.ASKER_AND_HOLDER}:
        return holder(state)
    if now is Floor.TURNS and state.turns.now is not None:
        return state.turns.now.person
    return None


def floor_section(state: Session) -> s.FloorSection:
    """Who may be heard, and what they have written."""
    speaking = heard(state)
    asked = next((one for one in state.questions if one.id == state.asking_question), None)
    return s.FloorSection(
        heard=[one.id for one in state.people if one.id in speaking],
        lit=lit(state),
        asker=state.asking.person if state.asking else None,
        asking=state.asking.id if state.asking else None,
        asked=asked_person(state) if state.asking else None,
        follow_up=state.asking is not None and state.asking.follow_up,
        question=asked.words if asked else "",
        question_id=asked.id if asked else None,
        lines=[s.Line(one.id, one.person, one.words) for one in state.lines],
    )


def clock_section(state: Session) -> s.ClockSection:
    """The time of this step, or of this turn."""
    whole = state.timer
    turn = state.turn_timer is not None
    timer = state.turn_timer or whole
    rest = rest_of_session(state) if state.status is Status.OPEN else 0
    due = whole.due_at if whole else None
    finish = due + rest if due is not None else None
    if whole is None and state.status is not Status.CLOSED:  # not begun: as planned
        finish = state.starts_at + rest if state.steps else state.ends_at
    return s.ClockSection(
        running=timer is not None and timer.since is not None,
        due_at=timer.due_at if timer else None,
        left=timer.left if timer else None,
        length=timer.length if timer else 0,
        of=time_of(state) if state.status is Status.OPEN else None,
        turn=turn,
        counting=state.pause is None,
        finish_at=finish if state.pause is None else None,
        rest=rest,
        step_due_at=due,
        step_left=whole.left if whole else None,
        spare=state.ends_at - finish if finish is not None else 0,
        ends_at=state.ends_at,
    )


def agenda_section(state: Session) -> s.AgendaSection:
    """The plan, and the proposal that is put to the set."""
    asking = stage_kind(state) is StageKind.ASKING
    return s.AgendaSection(
        stages=stage_lines(state),
        minutes_for_rounds=time_for_rounds(state) / 60_000 if state.steps and (not state.agreed or asking) else 0,
        proposal=_proposal(state),
        agreed=state.agreed,
    )


def _proposal(state: Session) -> s.Proposal | None:
    put = state.proposal
    if put is None or state.agreed or stage_kind(state) is not StageKind.ASKING:
        return None
    return s.Proposal(
        agenda=put.id,
        sharing=put.sharing,
        rounds=share_lines(state, put.rounds),
        left_out=left_out(state, put.rounds),
        finish_at=finish_with(state, put.rounds),
        not_content=[one.id for one in state.people if put.content.get(one.id) is False],
    )


def share_lines(state: Session, rounds: Sequence[Share]) -> list[s.ShareLine]:
    """Rounds with their minutes as they fall on the steps, for the set to see before it agrees."""
    return [
        s.ShareLine(
            share.holder,
            share.minutes,
            [
                s.StepLength(one.name, one.length / 60_000)
                for one in share_out(state.round_steps, "r", share.minutes)
                if not one.on_request
            ],
        )
        for share in rounds
    ]


def presence_shown(state: Session, who: PersonId) -> Presence:
    """As the table shows it. In airspace the table stands still; only the holder's own place tells the truth."""
    truly = state.presence.get(who, Presence.EXPECTED)
    return truly if who == holder(state) else state.shown_presence.get(who, Presence.EXPECTED)


def _turn(state: Session, who: PersonId) -> str:
    if step(state) is None or floor(state) is not Floor.TURNS:
        return ""
    turns = state.turns
    if turns.now is not None and turns.now.person == who:
        return "now"
    if who in turns.done:
        return "done"
    return "later" if who in turns.later else "ahead"


def people_section(state: Session) -> s.PeopleSection:
    """Who is at the table."""
    turners = {one.id for one in members(state)}
    shown = {one.id for one in at_table(state)}
    offer = state.chair_offer
    return s.PeopleSection(
        people=[
            s.PersonLine(
                id=one.id,
                name=one.name,
                site=one.site,
                kind=one.kind,
                presence=presence_shown(state, one.id),
                turn=_turn(state, one.id) if one.id in turners else "",
                ready=step(state) is None and one.id in state.ready,
                beside=one.beside,
                without_screen=one.id in state.without_screen and not quiet(state),
                at_device_of=None if quiet(state) else state.without_screen.get(one.id),
                overheard=one.id in state.shown_overheard,
                objections=[] if quiet(state) else [who for guest, who in _objections(state) if guest == one.id],
                hidden=one.id not in shown,
            )
            for one in state.people
            if one.kind is not PersonKind.GUEST or one.id in shown
        ],
        chair=state.chair,
        chair_away=chair_is_missing(state)
        and (not quiet(state) or bool(state.stops)),  # with the clock standing, it shows
        offer=s.ChairOffer(offer.id, offer.person, offer.effective_at) if offer else None,
        contract_raised_by=[] if quiet(state) else list(state.raised_contract),
        self_run=self_run(state),
    )


def _objections(state: Session) -> list[tuple[PersonId, PersonId]]:
    return sorted(state.guest_objections)


def hands_section(state: Session) -> s.HandsSection:
    """The queue. In airspace hands are kept, and shown to nobody but the desk."""
    held = quiet(state) or state.thinking
    return s.HandsSection(
        queue=[] if held else [hand_line(state, one) for one in state.hands],
        go_round=[] if held else list(state.go_round),
        go_round_next=None if held else next_in_go_round(state),
    )


def hand_line(state: Session, hand: Hand) -> s.HandLine:
    """One hand as it is shown."""
    return s.HandLine(hand.id, hand.person, hand.to, entered_by(state, hand.id))


def entered_by(state: Session, about: CommandId) -> PersonId | None:
    """Whoever entered this for somebody else."""
    return next((one.by for one in state.entered if one.about == about), None)


def bid_line(state: Session, bid: Bid) -> s.BidLine:
    """One bid as it is shown."""
    return s.BidLine(
        bid=bid.id,
        person=bid.person,
        kind=bid.kind,
        headline=bid.headline,
        minutes=bid.minutes,
        urgency=bid.urgency,
        importance=bid.importance,
        carried=bid.carried,
        shown=bid.shown,
        entered_by=entered_by(state, bid.id),
    )


def bids_section(state: Session) -> s.BidsSection:
    """Who asks for time. A bid is its maker's own until they show it, and until the set is asked for time."""
    asked = stage_kind(state) is StageKind.ASKING and state.status is Status.OPEN
    return s.BidsSection(bids=[bid_line(state, bid) for bid in state.bids if bid.shown] if asked else [])


def questions_section(state: Session) -> s.QuestionsSection:
    """What was put to the holder in this round, in writing."""
    now = step(state)
    stage = now.stage if now and now.stage_kind is StageKind.ROUND and not quiet(state) else None
    wanted = request_step(state)
    return s.QuestionsSection(
        questions=[
            s.QuestionLine(one.id, one.words, one.kind) for one in state.questions if one.asked and one.stage == stage
        ],
        offers=[s.OfferLine(one.id, one.words) for one in state.offers if one.stage == stage],
        offers_asked=wanted is not None and wanted.id in state.offers_asked,
        noter=state.noters.get(stage) if stage else None,
    )


def _reports_shown(state: Session, who: PersonId) -> bool:
    """What came of an action is shown once its owner's turn is over."""
    if stage_kind(state) is StageKind.CHECK_IN:
        return who in state.turns.done
    checked_in = [one.id in state.opened_at for one in state.steps if one.stage_kind is StageKind.CHECK_IN]
    return step(state) is not None and (any(checked_in) or not checked_in)


def actions_section(state: Session) -> s.ActionsSection:
    """Actions, which the set shares."""
    return s.ActionsSection(
        reports=[
            s.ReportLine(
                one.id,
                one.owner,
                one.what,
                one.by_when,
                one.status if _reports_shown(state, one.owner) else None,
                one.learned if _reports_shown(state, one.owner) else "",
                entered_by(state, one.id) if _reports_shown(state, one.owner) else None,
            )
            for one in state.reports
        ],
        taken=[action_line(state, one) for one in state.actions],
    )


def action_line(state: Session, one: Action) -> s.ActionLine:
    """One action as it is shown."""
    return s.ActionLine(one.id, one.owner, one.what, one.by_when, entered_by(state, one.id))


def review_section(state: Session) -> s.ReviewSection:
    """The process review. Ratings appear once, when the writing closes, and never update."""

    def counts(item: str) -> list[int]:
        given = [ratings[item] for ratings in state.ratings.values() if item in ratings]
        return [given.count(mark) for mark in range(1, 6)]

    return s.ReviewSection(
        items=[s.ItemLine(item.id, item.name, counts(item.id) if state.ratings_shown else []) for item in state.items],
        shown=state.ratings_shown,
        learnings=[
            s.SharedLearning(one.id, state.learnings[one.id])
            for one in state.people
            if one.id in state.shared and state.learnings.get(one.id)
        ],
    )


def contract_section(state: Session, *, proposal: bool = True) -> s.ContractSection:
    """What the set has agreed, and what is put to it (not in airspace, nor to anybody outside)."""
    contract = state.contract
    put = contract_put(state) if proposal and not quiet(state) else None
    return s.ContractSection(
        version=contract.version,
        text=contract.text,
        limits=contract.limits,
        support_line=contract.support_line,
        stand_in=contract.stand_in,
        modelling=contract.modelling,
        challenge=contract.challenge,
        cameras=contract.cameras,
        nudges=contract.nudges,
        proposal=_put(state, put) if put else None,
    )


def _put(state: Session, put: ContractProposal) -> s.ContractProposed:
    return s.ContractProposed(
        proposal=put.id,
        text=put.contract.text,
        limits=put.contract.limits,
        support_line=put.contract.support_line,
        stand_in=put.contract.stand_in,
        modelling=put.contract.modelling,
        challenge=put.contract.challenge,
        cameras=put.contract.cameras,
        nudges=put.contract.nudges,
        not_content=list(not_content(state)),
        still_to_say=list(still_to_say(state)),
    )


def voice_section(state: Session) -> s.VoiceSection:
    """Where the set meets, and how many voices its room would have to carry."""
    return s.VoiceSection(
        where=state.where,
        link=state.call_link if state.status is Status.OPEN else "",
        cameras=state.contract.cameras,
        expected=sum(1 for one in at_table(state) if _brings_a_device(state, one.id)),
        most=MOST,
    )


def _brings_a_device(state: Session, who: PersonId) -> bool:
    """As the table shows it: in airspace no coming or going changes a number either."""
    if presence_shown(state, who) in {Presence.APOLOGIES, Presence.LEFT, Presence.REMOVED}:
        return False
    return quiet(state) or who not in state.without_screen


UNKNOWN_TO_GUESTS: Mapping[str, Any] = {
    "bids": s.BidsSection([]),
    "questions": s.QuestionsSection([], [], False, None),
    "actions": s.ActionsSection([], []),
    "review": s.ReviewSection([], False, []),
}
"""What is set apart from guests, as it is shown to them: there is none of it."""
SECTIONS: Mapping[str, Callable[[Session], Any]] = {
    "step": step_section,
    "floor": floor_section,
    "clock": clock_section,
    "agenda": agenda_section,
    "people": people_section,
    "hands": hands_section,
    "bids": bids_section,
    "questions": questions_section,
    "actions": actions_section,
    "review": review_section,
    "contract": contract_section,
    "voice": voice_section,
}
