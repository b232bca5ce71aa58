"""The sections that the whole set sees. In airspace most of them fall quiet."""

from collections.abc import Callable, Mapping
from typing import Any

from app.facilitation import sections as s
from app.facilitation.rights import heard
from app.facilitation.state import (
    Bid,
    Session,
    chair_is_missing,
    floor,
    holder,
    members,
    request_step,
    rounds,
    stage_kind,
    step,
)
from app.facilitation.terms import Floor, PauseAnswer, PersonId, Presence, StageKind, Status, Stop
from app.facilitation.timing import rest_of_session, time_for_rounds
from app.facilitation.views.plan_lines import stage_lines

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
    holders = {share.holder for share in put.rounds}
    planned = sum(share.minutes for share in put.rounds) * 60_000
    finish = state.ends_at - state.spare - (time_for_rounds(state) - round(planned))
    return s.Proposal(
        agenda=put.id,
        sharing=put.sharing,
        rounds=[s.ShareLine(share.holder, share.minutes) for share in put.rounds],
        left_out=[bid.person for bid in state.bids if bid.kind.value != "nothing" and bid.person not in holders],
        finish_at=finish,
        not_content=[one.id for one in state.people if put.content.get(one.id) is False],
    )


def presence_shown(state: Session, who: PersonId) -> Presence:
    """As the table shows it. In airspace the table stands still; only the holder's own place tells the truth."""
    truly = state.presence.get(who, Presence.EXPECTED)
    return truly if who == holder(state) else state.shown_presence.get(who, truly)


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
            )
            for one in state.people
        ],
        chair=state.chair,
        chair_away=chair_is_missing(state)
        and (not quiet(state) or bool(state.stops)),  # with the clock standing, it shows
        offer=s.ChairOffer(offer.id, offer.person, offer.effective_at) if offer else None,
        contract_raised_by=[] if quiet(state) else list(state.raised_contract),
    )


def hands_section(state: Session) -> s.HandsSection:
    """The queue. In airspace hands are kept, and shown to nobody but the desk."""
    return s.HandsSection(queue=[] if quiet(state) else [s.HandLine(one.id, one.person) for one in state.hands])


def bid_line(bid: Bid) -> s.BidLine:
    """One bid as it is shown."""
    return s.BidLine(bid.id, bid.person, bid.kind, bid.headline, bid.minutes, bid.carried)


def bids_section(state: Session) -> s.BidsSection:
    """Who asks for time; a bid made early is its maker's own until the set asks."""
    asked = stage_kind(state) is StageKind.ASKING and state.status is Status.OPEN
    return s.BidsSection(bids=[bid_line(bid) for bid in state.bids] if asked else [])


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
    )


def _reports_shown(state: Session, who: PersonId) -> bool:
    """What came of an action is shown once its owner's turn is over."""
    if stage_kind(state) is StageKind.LOBBY:
        return False
    if stage_kind(state) is not StageKind.CHECK_IN:
        return True
    return who in state.turns.done


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
            )
            for one in state.reports
        ],
        taken=[s.ActionLine(one.id, one.owner, one.what, one.by_when) for one in state.actions],
    )


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


def contract_section(state: Session) -> s.ContractSection:
    """What the set has agreed."""
    contract = state.contract
    return s.ContractSection(
        version=contract.version,
        text=contract.text,
        limits=contract.limits,
        support_line=contract.support_line,
        stand_in=contract.stand_in,
        modelling=contract.modelling,
        challenge=contract.challenge,
    )


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
}
