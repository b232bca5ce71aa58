"""Ways to each other, before entering: the check at the door tries this server's relays as the room would use them."""

from fastapi import APIRouter

from app.api.models import Answer, errors
from app.api.parts import GivenParts, SignedInSeat
from app.facilitation.terms import Millis, PersonId, PersonKind, Presence, Status, Where
from app.media.peers import IceServer
from app.programme.meeting import meeting_of
from app.programme.sessions import DOORS_OPEN
from app.store.entries import Seat, SessionEntry

router = APIRouter(tags=["Seats"])


class WaysAnswer(Answer):
    """Where a browser learns its own address, and by whom it is relayed. Empty: browsers meet directly, or not."""

    servers: tuple[IceServer, ...]
    until: Millis | None
    """When the credentials end. Null: there is nothing to be looked at, since no session leads anywhere."""

    model_config = Answer.example(
        servers=[
            {
                "urls": ["turns:relay.example:5349?transport=tcp"],
                "username": "1799956800:q7J0nXk2",
                "credential": "b3Blbi1zZXNhbWU",
            }
        ],
        until=1799956800000,
    )


@router.get("/seats/{seat}/ways", summary="Ways for voices", responses=errors("signed_out"))
def get_ways(found: SignedInSeat, given: GivenParts) -> WaysAnswer:
    """For whoever has a session to come into: the ways, with credentials of their own. In practice nobody speaks."""
    entry = given.store.directory.session_of(found.id)
    practice = given.store.practices.of_set(found.set_id) is not None
    if entry is None or practice or not (_has_need(given, entry, found) and _by_voice(given, entry, found.person_id)):
        return WaysAnswer(servers=(), until=None)
    said = given.ways(f"{entry.id} {found.person_id}")
    return WaysAnswer(servers=said.servers, until=said.until)


def _has_need(given: GivenParts, entry: SessionEntry, seat: Seat) -> bool:
    """Whether they come into it yet: what is given is a way through the relay for hours.

    The set may try its line in the days before; a guest when the doors are open.
    """
    if entry.status is Status.PLANNED:
        return seat.kind is not PersonKind.GUEST or given.now() >= entry.starts_at - DOORS_OPEN
    return entry.status is Status.OPEN


def _by_voice(given: GivenParts, entry: SessionEntry, person: PersonId) -> bool:
    """Whether the session meets by voice, and they have not been removed from it."""
    opened = given.rooms.found(entry.id)
    if opened is not None and opened.room.state.presence.get(person) is Presence.REMOVED:
        return False
    return meeting_of(given.store, given.rooms, entry).where is Where.HERE
