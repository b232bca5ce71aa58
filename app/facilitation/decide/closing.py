"""Closing: the totals that leads may have are written as facts while the room can still work them out."""

from collections import Counter

from app.facilitation import events as e
from app.facilitation.carrying import carried_bids
from app.facilitation.decide.draft import Draft
from app.facilitation.decide.moving import leave_step
from app.facilitation.state import Session, members, rounds, self_run, stage_kind
from app.facilitation.terms import (
    HOUR,
    Attendance,
    BidKind,
    Ending,
    Facilitation,
    PersonId,
    PersonKind,
    Presence,
    StageKind,
)

REVIEW_WAITS = frozenset({Ending.ENDED_NOW, Ending.REVIEW_LATER, Ending.LEFT_OPEN})
REVIEW_OPEN = 72 * HOUR
"""How long the review of a session that ended before it waits on each person's own page."""
FEWEST_BEHIND = 4
"""Results of fewer people than this are withheld outside the set."""
NOT_BACK = frozenset({Presence.AWAY, Presence.OUT, Presence.LEFT, Presence.REMOVED})
"""Whoever is so at the close has not come back."""


def close(draft: Draft, ending: Ending) -> None:
    """The session is over."""
    waits = ending in REVIEW_WAITS and _has_still_to_look_back(draft.state)
    learning_only = waits and draft.state.ratings_shown
    left_at = draft.state.empty_since if ending is Ending.LEFT_OPEN else None
    leave_step(draft, total=not waits, at=left_at)
    state = draft.state
    shown = [bid for bid in state.bids if bid.shown]
    askers = {bid.person for bid in shown if bid.kind is not BidKind.NOTHING and not bid.carried}
    owners = {one.owner for one in state.reports if one.status is not None}
    enough = len(owners) >= FEWEST_BEHIND
    totals = Counter(one.status for one in state.reports if one.status is not None)
    draft.say(
        e.SessionClosed(
            ending=ending,
            attendance={one.id: _attendance(state, one.id) for one in members(state)},
            rounds=sum(1 for stage in rounds(state) if any(one.startswith(f"{stage}.") for one in state.opened_at)),
            bids=len(askers) if len(askers) >= FEWEST_BEHIND else None,
            carried=len(carried_bids(state)) if len(askers) >= FEWEST_BEHIND else None,
            action_owners=len(owners) if enough else 0,
            action_totals=dict(totals) if enough else None,
            facilitation=_facilitation(state),
            review_until=draft.now + REVIEW_OPEN if waits else None,
            learning_only=learning_only,
            left_at=left_at,
        )
    )


def _has_still_to_look_back(state: Session) -> bool:
    """Whether it had begun and its review was not held: in the close it was."""
    return state.step_id is not None and stage_kind(state) is not StageKind.CLOSE


def _facilitation(state: Session) -> Facilitation:
    if self_run(state):
        return Facilitation.SELF_RUN
    kinds = {one.id: one.kind for one in state.people}
    driven_by_member = any(kinds.get(who) is PersonKind.MEMBER for who in state.chairs)
    if state.opened_at and not state.chairs:  # open to all: the set drove
        driven_by_member = True
    return Facilitation.MEMBER_IN_CHAIR if driven_by_member else Facilitation.FACILITATED


def _attendance(state: Session, who: PersonId) -> Attendance:
    if who not in state.arrived:
        return Attendance.APOLOGIES if who in state.apologies else Attendance.NOT_WITH_US
    presence = state.presence.get(who)
    gone = presence in NOT_BACK and state.away_in.get(who) not in {
        StageKind.REVIEW,
        StageKind.CLOSE,
    }
    return Attendance.PART if gone or who in state.part else Attendance.PRESENT
