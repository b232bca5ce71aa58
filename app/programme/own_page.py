"""What is a person's own, over all sessions of a set: shown by the same function that shows it in the room."""

from dataclasses import dataclass

from app.facilitation.evolve import replay
from app.facilitation.sections import MineSection
from app.facilitation.terms import CommandId, Millis, PersonId, Status
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
    entered_by: str
    """The name of whoever entered it for them; empty: nobody did."""


@dataclass(frozen=True)
class OwnQuestion:
    """A question this person was asked."""

    words: str
    kept: bool


@dataclass(frozen=True)
class SetMarks:
    """How often the set gave each mark from 1 to 5 to one thing it looked back on."""

    name: str
    counts: list[int]


@dataclass(frozen=True)
class OwnSession:
    """What one session left this person with."""

    id: str
    number: int
    starts_at: Millis
    actions: list[OwnAction]
    asked: list[OwnQuestion]
    learning: str
    marks: list[SetMarks]
    """What the set gave after a session that ended before its review, once the time for it is over."""


def own_sessions(store: Store, seat: Seat) -> list[OwnSession]:
    """Every session held since the link was renewed last, newest first, as far as this person was part of it."""
    shown = [(entry, *own) for entry in _held(store, seat.set_id) if (own := _own(store, entry, seat))]
    # what came of an action is said in a later session: the newest word on it counts
    said: dict[CommandId, tuple[str | None, str]] = {}
    for _, mine, _, _ in shown:
        for report in mine.open_actions:
            if report.status is not None and report.action not in said:
                said[report.action] = (report.status, report.learned)
    return [
        OwnSession(
            id=entry.id,
            number=entry.number,
            starts_at=entry.starts_at,
            actions=[
                OwnAction(
                    action.what,
                    action.by_when,
                    *said.get(action.action, (None, "")),
                    entered_by=names.get(action.entered_by or "", ""),
                )
                for action in mine.actions
            ],
            asked=[OwnQuestion(question.words, question.kept) for question in mine.asked],
            learning=mine.learning,
            marks=marks,
        )
        for entry, mine, marks, names in shown
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


def _own(
    store: Store, entry: SessionEntry, seat: Seat
) -> tuple[MineSection, list[SetMarks], dict[PersonId, str]] | None:
    """What is theirs of one session, the marks of the set, and the names of everybody in it."""
    try:
        state = replay(entry.id, store.log.read(entry.id))
    except KeyGone:
        return None
    if all(person.id != seat.person_id for person in state.people):
        return None
    # A renewed link takes the PIN away; whoever holds it now need not be who held the old one. What the log has after
    # the close (a review that was totalled, say) makes a session no later.
    over_at = state.last_at if entry.closed_at is None else entry.closed_at
    if seat.renewed_at is not None and over_at < seat.renewed_at:
        return None
    view = view_for(state, seat.person_id)
    took_part = seat.person_id in state.arrived and state.late_marks
    marks = [SetMarks(item.name, item.counts) for item in view.review.items if item.counts and took_part]
    return view.mine, marks, {person.id: person.name for person in state.people}
