"""What was entered for somebody in a session that is over: theirs to confirm or strike out, for three days."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.facilitation.entries import ENTRIES_OPEN
from app.facilitation.evolve import replay
from app.facilitation.terms import CommandId, Millis, SessionId, Status
from app.facilitation.views import view_for
from app.store.entries import Seat, SessionEntry
from app.store.faults import KeyGone
from app.store.store import Store


@dataclass(frozen=True)
class OwnEntry:
    """Something that was entered for this person: by whom, and until when they may say yes or no to it."""

    entry: CommandId
    kind: str
    about: str
    by: str
    session: SessionId
    number: int
    starts_at: Millis
    until: Millis


def own_entries(store: Store, seat: Seat, now: Millis) -> list[OwnEntry]:
    """Everything entered for this person that they have said nothing to yet, the newest session first."""
    return [one for entry in _over(store, seat, now) for one in _unanswered(store, entry, seat)]


def session_of_entry(store: Store, seat: Seat, now: Millis, entry: CommandId) -> SessionId | None:
    """In which session this was entered for them; None: in none, or the time for it is over."""
    return next((one.session for one in own_entries(store, seat, now) if one.entry == entry), None)


def _over(store: Store, seat: Seat, now: Millis) -> Iterator[SessionEntry]:
    # closed less than three days ago: no further down than the newest few of a set
    for entry in store.directory.sessions(set_id=seat.set_id, status=Status.CLOSED, limit=10).entries:
        if entry.closed_at is None or now >= entry.closed_at + ENTRIES_OPEN:
            continue
        # a renewed link takes the PIN away; whoever holds it now need not be who held the old one
        if seat.renewed_at is None or seat.renewed_at < entry.closed_at:
            yield entry


def _unanswered(store: Store, entry: SessionEntry, seat: Seat) -> list[OwnEntry]:
    try:
        state = replay(entry.id, store.log.read(entry.id))
    except KeyGone:
        return []
    if all(person.id != seat.person_id for person in state.people):
        return []
    names = {person.id: person.name for person in state.people}
    mine = view_for(state, seat.person_id).mine
    if "strike_out" not in mine.may:  # whoever was taken out has nothing to press
        return []
    return [
        OwnEntry(
            entry=one.entry,
            kind=one.kind,
            about=one.about,
            by=names.get(one.by, ""),
            session=entry.id,
            number=entry.number,
            starts_at=entry.starts_at,
            until=mine.entered_until or 0,
        )
        for one in mine.entered
        if not one.confirmed
    ]
