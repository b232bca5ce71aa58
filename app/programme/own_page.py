"""What is a person's own, over all sessions of a set: shown by the same function that shows it in the room."""

from dataclasses import dataclass

from app.facilitation.evolve import replay
from app.facilitation.sections import MineSection
from app.facilitation.terms import CommandId, Millis, Status
from app.facilitation.views import view_for
from app.store.entries import Seat, SessionEntry
from app.store.faults import KeyGone
from app.store.store import Store


@dataclass(frozen=True)
class OwnAction:
    """An action, with what came of it where that was said."""

    what: str
    by_when: str
    status: str | None
    learned: str


@dataclass(frozen=True)
class OwnQuestion:
    """A question this person was asked."""

    words: str
    kept: bool


@dataclass(frozen=True)
class OwnSession:
    """What one session left this person with."""

    id: str
    number: int
    starts_at: Millis
    actions: list[OwnAction]
    asked: list[OwnQuestion]
    learning: str


def own_sessions(store: Store, seat: Seat) -> list[OwnSession]:
    """Every session held since the link was renewed last, newest first, as far as this person was part of it."""
    shown = [(entry, mine) for entry in _held(store, seat.set_id) if (mine := _mine(store, entry, seat))]
    # what came of an action is said in a later session: the newest word on it counts
    said: dict[CommandId, tuple[str | None, str]] = {}
    for _, mine in shown:
        for report in mine.open_actions:
            if report.status is not None and report.action not in said:
                said[report.action] = (report.status, report.learned)
    return [
        OwnSession(
            id=entry.id,
            number=entry.number,
            starts_at=entry.starts_at,
            actions=[
                OwnAction(action.what, action.by_when, *said.get(action.action, (None, ""))) for action in mine.actions
            ],
            asked=[OwnQuestion(question.words, question.kept) for question in mine.asked],
            learning=mine.learning,
        )
        for entry, mine in shown
    ]


def _held(store: Store, set_id: str) -> list[SessionEntry]:
    found: list[SessionEntry] = []
    cursor: str | None = None
    while True:
        page = store.directory.sessions(set_id=set_id, limit=200, cursor=cursor)
        found.extend(entry for entry in page.entries if entry.status in {Status.OPEN, Status.CLOSED})
        cursor = page.cursor
        if cursor is None:
            return found


def _mine(store: Store, entry: SessionEntry, seat: Seat) -> MineSection | None:
    try:
        state = replay(entry.id, store.log.read(entry.id))
    except KeyGone:
        return None
    if all(person.id != seat.person_id for person in state.people):
        return None
    # a renewed link takes the PIN away; whoever holds it now need not be who held the old one
    if seat.renewed_at is not None and state.last_at < seat.renewed_at:
        return None
    return view_for(state, seat.person_id).mine
