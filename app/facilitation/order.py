"""Order is held, not rigid: which steps may be opened from where."""

from app.facilitation.plan import Step
from app.facilitation.state import Session
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
    ids = [one.id for one in state.steps]
    behind = state.steps[ids.index(state.step_id) + 1 if state.step_id in ids else 0 :]
    return next((one for one in behind if not one.on_request and in_order(state, one)), None)


def in_order(state: Session, opening: Step) -> bool:
    """Check-in, then asking; airspace before a round's other steps; a review offered before the close."""
    if opening.id in state.opened_at:
        # the agenda is not made anew once a round has begun
        return opening.stage_kind is not StageKind.ASKING or not _any_opened(state, StageKind.ROUND)
    match opening.stage_kind:
        case StageKind.ASKING:
            return _offered(state, StageKind.CHECK_IN)
        case StageKind.ROUND:
            first = next(one for one in state.steps if one.stage == opening.stage)
            return opening.id == first.id or first.id in state.opened_at
        case StageKind.REST | StageKind.REVIEW:
            return _offered(state, StageKind.ASKING)
        case StageKind.CLOSE:
            return _offered(state, StageKind.REVIEW)
        case StageKind.LOBBY | StageKind.CHECK_IN:
            return True


def _any_opened(state: Session, kind: StageKind) -> bool:
    return any(one.id in state.opened_at for one in state.steps if one.stage_kind is kind)


def _offered(state: Session, kind: StageKind) -> bool:
    return _any_opened(state, kind) or not any(one.stage_kind is kind for one in state.steps)
