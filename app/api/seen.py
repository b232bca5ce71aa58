"""What the programme lead will see of a session, shown to the people it is about: made by the lead's own functions."""

from fastapi import APIRouter

from app.api.models import Answer, errors
from app.api.parts import GivenParts, Parts, SignedInSeat
from app.api.problems import ApiProblem
from app.api.sessions import LogPage, ReportAnswer, SessionAnswer, report_answer, session_answer, whole_log
from app.facilitation.terms import PersonKind, Status
from app.store.entries import Seat, SessionEntry

router = APIRouter(tags=["Seats"])


class SeenByLead(Answer):
    """Everything that a lead's key reads of one session. Without `programme`, no lead sees any of it."""

    programme: str | None
    """The programme's name. Null: the set is in none, or only practises."""
    session: SessionAnswer | None
    log: LogPage | None
    report: ReportAnswer | None


@router.get(
    "/seats/{seat}/what-the-lead-sees",
    summary="What the programme lead will see",
    responses=errors("signed_out", "not_for_guests"),
)
def get_seen(found: SignedInSeat, given: GivenParts) -> SeenByLead:
    """Exactly what a lead is answered now, for the session that is open, else the one held last, else the next.

    It is for those whose session it is: a guest, who may be waiting outside, is told nothing of what goes on within.
    """
    if found.kind is PersonKind.GUEST:
        raise ApiProblem("not_for_guests")
    programme = given.store.directory.learning_set(found.set_id).programme_id
    if programme is None or given.store.practices.of_set(found.set_id) is not None:
        return SeenByLead(programme=None, session=None, log=None, report=None)
    name = next(each.name for each in given.store.directory.programmes() if each.id == programme)
    entry = seen_session(given, found)
    if entry is None:
        return SeenByLead(programme=name, session=None, log=None, report=None)
    return SeenByLead(
        programme=name,
        session=session_answer(given, entry),
        log=LogPage(items=whole_log(given, entry), next=None),
        report=report_answer(given, entry),
    )


def seen_session(given: Parts, seat: Seat) -> SessionEntry | None:
    """The session that somebody asks about: after it has closed they still mean it, though the next is planned."""
    entry = given.store.directory.session_of(seat.id)
    if entry is not None and entry.status is Status.OPEN:
        return entry
    return given.store.directory.last_closed(seat.set_id) or entry
