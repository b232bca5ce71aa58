"""What is asked of me now: one sentence of the catalogue, chosen by floor and role, never by a format's name."""

from app.facilitation.heard import airspace_is_kept, heard
from app.facilitation.plan import Step
from app.facilitation.rights import Rights
from app.facilitation.sections import Ask
from app.facilitation.state import (
    CORE,
    Session,
    asked_person,
    contract_put,
    floor,
    holder,
    holder_is_missed,
    in_room,
    members,
    members_in_room,
    next_in_go_round,
    next_speaker,
    not_content,
    person,
    stage_kind,
    step,
    still_to_say,
)
from app.facilitation.terms import (
    BidKind,
    Floor,
    PauseAnswer,
    PersonId,
    PersonKind,
    Presence,
    StageKind,
    Status,
    Stop,
    Writes,
)

ENDINGS = {Status.PLANNED: "planned", Status.CLOSED: "closed", Status.CANCELLED: "cancelled"}


def _ask(key: str, **names: PersonId | None) -> Ask:
    return Ask(key, {gap: who for gap, who in names.items() if who is not None})


def ask_of(state: Session, who: PersonId, mine: Rights) -> Ask:
    """The sentence for this person now."""
    if "rate_review" in mine.may and state.status is Status.CLOSED:
        return Ask("review_later")
    if "write_learning" in mine.may and state.status is Status.CLOSED:
        return Ask("learning_later")
    if state.status in ENDINGS:
        return Ask(ENDINGS[state.status])
    outside = _outside_the_set(state, who)
    if outside is not None:
        return outside
    if state.presence.get(who) is Presence.OUT:
        return Ask("stepped_out")
    if state.word is not None:
        return _ask("word_yours") if state.word.person == who else _ask("word", speaker=state.word.person)
    if state.pause is not None:
        return _in_pause(state, who, mine)
    if Stop.HEARING in state.stops and holder(state) is not None:
        mine_to_hear = holder(state) == who
        return Ask("cannot_hear_holder") if mine_to_hear else _ask("cannot_hear", holder=holder(state))
    if state.open_to_all and not airspace_is_kept(state):
        return Ask("open_to_all")
    if step(state) is None:
        return Ask("lobby")
    return _BY_STAGE.get(stage_kind(state), _in_round)(state, who, mine)


def _outside_the_set(state: Session, who: PersonId) -> Ask | None:
    """Of guests and access seats nothing is asked but what they are here for."""
    them = person(state, who)
    if them is None or them.kind in CORE:
        return None
    if them.kind is PersonKind.GUEST:
        if not in_room(state, who):
            return Ask("guest_waits")
        return Ask("guest_heard" if who in heard(state) else "guest_listens")
    speaks = "access_speaks" if who in heard(state) else "access_listens"
    return _ask(speaks, member=them.beside)


def _in_opening(state: Session, who: PersonId, mine: Rights) -> Ask:
    now = step(state)
    if now is not None and now.floor is Floor.TURNS:
        return _in_turns(state, who, "opening")
    return Ask("contract_make" if now is not None and Writes.CONTRACT in now.writes else "opening")


def _in_pause(state: Session, who: PersonId, mine: Rights) -> Ask:
    answer = state.pause.answer if state.pause else None
    if answer is PauseAnswer.LET_SET_IN:
        return Ask("paused_let_in")
    if answer is PauseAnswer.SHORT_BREAK:
        return Ask("paused_break")
    if "answer_pause" in mine.may:
        return Ask("paused_asked")
    return _ask("paused", holder=holder(state))


def _in_check_in(state: Session, who: PersonId, mine: Rights) -> Ask:
    return _in_turns(state, who, "check_in")


def _in_turns(state: Session, who: PersonId, which: str) -> Ask:
    turn = state.turns.now
    if turn is None:
        waiting = _out_without_turn(state)
        return _ask(f"{which}_waits", waiting=waiting) if waiting else Ask(f"{which}_over")
    if turn.person == who:
        return Ask(f"{which}_yours")
    return _ask(f"{which}_listen", speaker=turn.person, next=next_speaker(state))


def _out_without_turn(state: Session) -> PersonId | None:
    """Somebody who is back soon and has a turn still to come."""
    out = (one.id for one in members(state) if state.presence.get(one.id) is Presence.OUT)
    return next((who for who in out if who not in state.turns.done), None)


def _in_asking(state: Session, who: PersonId, mine: Rights) -> Ask:
    if state.agreed:
        return Ask("asking_done")
    if state.proposal is not None:
        if who == state.chair:
            return Ask("agenda_yours")
        return _ask("agenda_put", chair=state.chair)
    if "place_bid" not in mine.may or any(bid.person == who and not bid.carried for bid in state.bids):
        hidden = any(bid.person == who and not bid.shown for bid in state.bids)
        return Ask("asking_show" if hidden else "asking_wait")
    return Ask("asking")


def _in_review(state: Session, who: PersonId, mine: Rights) -> Ask:
    now = step(state)
    if now is not None and now.floor is Floor.TURNS:
        return _in_turns(state, who, "review")
    if now is not None and Writes.RATINGS in now.writes and not state.ratings_shown:
        return Ask("writing_done" if who in state.finished_writing else "writing")
    return Ask("silence" if floor(state) is Floor.NOBODY else "floor_open")


def _in_close(state: Session, who: PersonId, mine: Rights) -> Ask:
    return Ask("close")


def _in_rest(state: Session, who: PersonId, mine: Rights) -> Ask:
    return Ask("rest")


def _in_round(state: Session, who: PersonId, mine: Rights) -> Ask:
    them = holder(state)
    now = step(state)
    missed = _missed(state)
    if missed is not None and floor(state) is not Floor.NOBODY:
        return _ask(missed, holder=them)
    match floor(state):
        case Floor.HOLDER:
            return _in_airspace(state, who, acting=now is not None and Writes.ACTIONS in now.writes)
        case Floor.ASKER_AND_HOLDER:
            return _in_offers(state, who) if now is not None and now.on_request else _in_questions(state, who)
        case Floor.OTHERS:
            return Ask("others_holder") if who == them else _ask("others_talk", holder=them)
        case Floor.NOBODY:
            return Ask("silence")
        case Floor.TURNS:
            return _in_turns(state, who, "mirror")
        case _:
            return _in_talk(state, now)


def _missed(state: Session) -> str | None:
    """How it is said that the holder is not with us: that the clock has stopped, only where it has."""
    them, now = holder(state), step(state)
    if them is None or now is None or not holder_is_missed(state):
        return None  # beside a call, or by text, a holder without a line is with us all the same
    presence = state.presence.get(them)
    if Stop.HOLDER_AWAY not in state.stops:
        return None if presence is Presence.OUT else "holder_not_here"
    if presence is Presence.OUT:
        return "holder_out"
    if presence is not Presence.AWAY:
        return "holder_awaited"
    return "holder_gone" if now.floor is Floor.HOLDER else "holder_gone_time"


def _in_talk(state: Session, now: Step | None) -> Ask:
    if state.floor_open:
        return _ask("floor_opened", holder=holder(state))
    looking_back = now is not None and (now.kept or Writes.ACTIONS in now.writes)
    return _ask("look_back" if looking_back else "talk", holder=holder(state))


def _in_airspace(state: Session, who: PersonId, *, acting: bool) -> Ask:
    them = holder(state)
    if acting:
        return Ask("round_reflect_yours") if who == them else _ask("round_reflect_listen", holder=them)
    if who == them:
        return Ask("airspace_yours")
    return _ask("airspace_listen", holder=them)


def _in_questions(state: Session, who: PersonId) -> Ask:
    them = holder(state)
    asker = state.asking.person if state.asking else None
    if state.thinking:
        return Ask("thinking_yours") if who == them else _ask("thinking", holder=them)
    if any(one.person == who for one in state.invites):
        return _ask("invited", chair=state.chair, holder=them)
    if asked_person(state) != them and asker is not None and asker != who:
        return _ask(
            "anybody_asked" if who == asked_person(state) else "anybody_asks", asker=asker, asked=asked_person(state)
        )
    if who == them and asker != who:
        return _ask("questions_asking_you", asker=asker) if asker else Ask("questions_holder_wait")
    if asker == who:
        key = "follow_up_yours" if state.asking and state.asking.follow_up else "questions_yours"
        return _ask(key, holder=asked_person(state))
    if asker is None:
        return _ask("questions_open", holder=them)
    first = state.hands[0].person if state.hands else None
    return _ask("questions_next_you" if first == who else "questions_listen", asker=asker, holder=them)


def _in_offers(state: Session, who: PersonId) -> Ask:
    them = holder(state)
    asker = state.asking.person if state.asking else None
    if who == them:
        return Ask("offers_holder")
    if asker == who:
        return _ask("offers_yours", holder=them)
    return _ask("offers_listen", asker=asker, holder=them) if asker else _ask("offers_open", holder=them)


_BY_STAGE = {
    StageKind.OPENING: _in_opening,
    StageKind.CHECK_IN: _in_check_in,
    StageKind.ASKING: _in_asking,
    StageKind.REST: _in_rest,
    StageKind.REVIEW: _in_review,
    StageKind.CLOSE: _in_close,
}


def what_now(state: Session, who: PersonId) -> Ask:
    """One sentence for the desk that proposes what to do."""
    if state.status is not Status.OPEN:
        return Ask("closed")
    if state.chair != who:
        return _ask("not_driving", chair=state.chair) if state.chair else Ask("chair_away")
    if state.pause is not None:
        return Ask("paused")
    if state.word is not None:
        return Ask("word")
    if Stop.HEARING in state.stops:
        return Ask("cannot_hear")
    if step(state) is None:
        return Ask("lobby")
    return _now_in_stage(state)


def _now_in_stage(state: Session) -> Ask:
    kind = stage_kind(state)
    put = contract_put(state)
    if put is not None:
        waits = still_to_say(state) or not members_in_room(state)
        return Ask("contract_not_content" if not_content(state) else "contract_awaited" if waits else "contract_put")
    if any(presence is Presence.WAITING for presence in state.presence.values()) and floor(state) is not Floor.HOLDER:
        return Ask("guest_waits")
    if floor(state) is Floor.TURNS:
        turn = state.turns.now
        if turn is not None:
            return _ask("turn_of", speaker=turn.person)
        waiting = _out_without_turn(state)
        return _ask("turns_wait", waiting=waiting) if waiting else Ask("turns_done")
    if kind is StageKind.ASKING:
        return _now_in_asking(state)
    if kind is StageKind.ROUND:
        return _now_in_round(state)
    fixed = {
        StageKind.OPENING: "opening",
        StageKind.REST: "rest",
        StageKind.CLOSE: "close",
        StageKind.REVIEW: _in_review_now(state),
    }
    return Ask(fixed.get(kind, "all_well"))


def _in_review_now(state: Session) -> str:
    now = step(state)
    if now is not None and Writes.RATINGS in now.writes and not state.ratings_shown:
        return "writing"
    return "silence" if floor(state) is Floor.NOBODY else "all_well"


def _now_in_asking(state: Session) -> Ask:
    if state.agreed:
        return Ask("turns_done")
    if state.proposal is None:
        asked = any(bid.shown and bid.kind is not BidKind.NOTHING for bid in state.bids)
        return Ask("propose" if asked else "asking")
    here = [one.id for one in state.people if one.kind is PersonKind.MEMBER and in_room(state, one.id)]
    content = all(state.proposal.content.get(who) for who in here)
    return Ask("proposal_content" if content else "proposal_put")


def _now_in_round(state: Session) -> Ask:
    them = holder(state)
    now = step(state)
    missed = _missed(state)
    if missed is not None:
        return _ask(missed, holder=them)
    if them is not None and not in_room(state, them):
        return _ask("holder_no_line", holder=them)
    if now is not None and now.on_request:
        return _ask("offers", holder=them)
    if floor(state) is Floor.NOBODY:
        return Ask("silence")
    if state.thinking:
        by_word = them in state.without_screen  # they say aloud when they go on, and the chair presses it
        return _ask("thinking_aloud" if by_word else "thinking", holder=them)
    if state.floor_open:
        return _ask("floor_opened", holder=them)
    if floor(state) is Floor.ASKER_AND_HOLDER:
        going = next_in_go_round(state)
        if going is not None:
            return _ask("go_round", next=going)
        if state.hands:
            return _ask("hands_waiting", first=state.hands[0].person)
        if state.asking is None:
            return _ask("nobody_asks", holder=them)
    return _ask("all_well", holder=them)
