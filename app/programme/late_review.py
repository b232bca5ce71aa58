"""The review of a session that ended before it: on each person's own page, while it waits."""

from dataclasses import dataclass

from app.facilitation.evolve import replay
from app.facilitation.terms import Millis, PersonKind, SessionId
from app.store.entries import Seat, SessionEntry
from app.store.faults import KeyGone
from app.store.store import Store


@dataclass(frozen=True)
class OwnItem:
    """One thing to look back on, from 1 (hardly) to 5 (fully)."""

    id: str
    name: str


@dataclass(frozen=True)
class OwnReview:
    """What one person may still look back on, and what they have written so far."""

    session: SessionId
    number: int
    starts_at: Millis
    until: Millis
    items: list[OwnItem]
    """None where the ratings were shown in the session: what was learned may still be written."""
    ratings: dict[str, int]
    learning: str
    written: bool = False
    """Something is written that is not given back here: this browser signed in after the close."""


def waiting_session(store: Store, seat: Seat, now: Millis) -> SessionEntry | None:
    """The session of this seat's set whose review waits now."""
    waiting = [
        entry
        for entry in store.directory.reviews_waiting()
        if entry.set_id == seat.set_id and entry.review_until is not None and now < entry.review_until
    ]
    return max(waiting, key=lambda entry: entry.closed_at or 0, default=None)


def own_review(store: Store, seat: Seat, now: Millis, *, pin_given: bool = False) -> OwnReview | None:
    """What this person may look back on; None when nothing waits, or it is not theirs to rate.

    What they wrote is given back behind their PIN, or to a browser that was signed in when the session closed: a link
    may be in other hands by now, and whoever comes with it may write, and read nothing, not even what is written later.
    """
    entry = waiting_session(store, seat, now)
    if entry is None or entry.review_until is None or seat.kind is not PersonKind.MEMBER:
        return None
    try:
        state = replay(entry.id, store.log.read(entry.id))
    except KeyGone:
        return None
    if seat.person_id not in state.arrived:  # whoever was not with us has nothing to look back on
        return None
    # what was written before the link was renewed is not for whoever holds it now: they need not be the same person
    theirs = seat.renewed_at is None or seat.renewed_at < (entry.closed_at or 0)
    known = pin_given or seat.signed_in_at is None or seat.signed_in_at <= (entry.closed_at or 0)
    ratings = dict(state.ratings.get(seat.person_id, {})) if theirs else {}
    learning = state.learnings.get(seat.person_id, "") if theirs else ""
    return OwnReview(
        session=entry.id,
        number=entry.number,
        starts_at=entry.starts_at,
        until=entry.review_until,
        items=[] if state.ratings_shown else [OwnItem(item.id, item.name) for item in state.items],
        ratings=ratings if known else {},
        learning=learning if known else "",
        written=not known and bool((ratings and not state.ratings_shown) or learning),
    )
