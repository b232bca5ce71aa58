"""Order is held, not rigid: which steps may be opened from where."""

from app.facilitation.plan import Step
from app.facilitation.state import IN_ROOM, Session, step, steps_ahead
from app.facilitation.terms import StageKind, Status


def openable(state: Session) -> list[Step]:
    """The steps that could be opened now: the next one first, then the others as planned."""
    if state.status is not Status.OPEN:
        return []
    after = onward(state)
    others = [
        one
        for one in state.steps
        if one.id != state.step_id and not one.on_request and in_order(state, one) and one is not after
    ]
    return [*([after] if after is not None else []), *others]


def onward(state: Session) -> Step | None:
    """Where the session goes from here: the first step behind the open one that may be opened. None at the end."""
    return next((one for one in steps_ahead(state) if not one.on_request and in_order(state, one)), None)


def in_order(state: Session, opening: Step) -> bool:
    """Check-in, then asking; airspace before a round's other steps; a review offered before the close."""
    if _drops_kept_step(state, opening):
        return False
    if opening.id in state.opened_at:
        # the agenda is not made anew once a round has begun
        return opening.stage_kind is not StageKind.ASKING or not _any_opened(state, StageKind.ROUND)
    match opening.stage_kind:
        case StageKind.ASKING:
            return _offered(state, StageKind.CHECK_IN)
        case StageKind.ROUND:
            first = next(one for one in state.steps if one.stage == opening.stage)
            return opening.id == first.id or first.id in state.opened_at
        case StageKind.REST:
            return opening.id != _placed_rest(state) or _offered(state, StageKind.ASKING)
        case StageKind.REVIEW:
            return _offered(state, StageKind.ASKING)
        case StageKind.CLOSE:
            return _offered(state, StageKind.REVIEW)
        case StageKind.LOBBY | StageKind.OPENING | StageKind.CHECK_IN:
            return True


def _placed_rest(state: Session) -> str | None:
    return state.rest.id if state.rest else None


def _drops_kept_step(state: Session, opening: Step) -> bool:
    """A step that is always kept is opened before anything that comes after its round, unless its holder has gone."""
    if opening.id in state.opened_at:
        return False  # one may go back: but from there on, nothing new comes before what was to be kept
    owed = (one for one in state.steps if one.kept and one.id not in state.opened_at and one.stage != opening.stage)
    return any(_is_owed(state, one.stage) for one in owed)


def _is_owed(state: Session, stage: str) -> bool:
    """Whether this round is on, or was gone back from: nothing that stands behind it has been opened since."""
    places = [place for place, one in enumerate(state.steps) if one.stage == stage]
    begun = any(state.steps[place].id in state.opened_at for place in places)
    who = state.holders.get(stage)
    if not begun or who is None or state.presence.get(who) not in IN_ROOM:
        return False
    now = step(state)
    left = any(one.id in state.opened_at for one in state.steps[places[-1] + 1 :])
    return not left or (now is not None and now.stage == stage)


def _any_opened(state: Session, kind: StageKind) -> bool:
    return any(one.id in state.opened_at for one in state.steps if one.stage_kind is kind)


def _offered(state: Session, kind: StageKind) -> bool:
    return _any_opened(state, kind) or not any(one.stage_kind is kind for one in state.steps)
