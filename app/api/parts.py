"""What endpoints are given: the parts of the running server, and who is asking."""

import hmac
import ipaddress
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from app.api.problems import ApiProblem
from app.auth.keys import ApiKeys, KeyRefused, Scope, allows
from app.auth.limits import Limit
from app.auth.pins import Pins
from app.auth.sign_in import SignIns
from app.clock import Clock
from app.facilitation.terms import MINUTE, Millis, PersonKind
from app.media.turn import Ways
from app.realtime.rooms import Rooms
from app.rehearsal.rehearsals import Rehearsals
from app.settings import Settings
from app.store.entries import ApiKey, Seat, SessionEntry
from app.store.faults import NotFound
from app.store.store import Store


@dataclass(frozen=True)
class Parts:
    """Everything that endpoints use."""

    settings: Settings
    clock: Clock
    store: Store
    rooms: Rooms
    ways: Ways
    sign_ins: SignIns
    pins: Pins
    keys: ApiKeys
    rehearsals: Rehearsals
    local_token: str
    """What the command line on this machine signs its requests with."""
    csp_reports: dict[str, int] = field(default_factory=dict)

    def now(self) -> Millis:
        """The wall's time; sessions have clocks of their own."""
        return self.clock.wall()


class Limits:
    """How often one address may try what could be guessed, and one seat write what is kept."""

    def __init__(self, clock: Clock) -> None:
        def now() -> Millis:
            return round(clock.steady() * 1000)

        self.joins = Limit(30, MINUTE, now)
        self.reports = Limit(60, MINUTE, now)
        self.rehearsals = Limit(6, 10 * MINUTE, now)
        self.later = Limit(30, MINUTE, now)
        """By seat: what is written to a session that is over, each of which is a row of its log."""


def parts(request: Request) -> Parts:
    """The running server's parts."""
    found: Parts = request.app.state.parts
    return found


GivenParts = Annotated[Parts, Depends(parts)]


def address(request: Request) -> str:
    """Where a request comes from; an IPv6 network counts as one, for it belongs to one household."""
    host = request.client.host if request.client else ""
    try:
        parsed = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return host


def _take(limit: Limit, key: str) -> None:
    """Take one, or say in how many seconds there will be one."""
    if wait := limit.take(key):
        raise ApiProblem("too_many", headers={"Retry-After": str(-(-wait // 1000))})


def limit_joins(request: Request) -> None:
    """Guessing links is slow."""
    _take(request.app.state.limits.joins, address(request))


def limit_rehearsals(request: Request) -> None:
    """A practice room is half a dozen people's work for the server."""
    _take(request.app.state.limits.rehearsals, address(request))


def seat_signed_in(request: Request, seat: str, given: GivenParts) -> Seat:
    """The seat that this browser is signed in for; of any other seat nobody is told whether there is one."""
    found = given.sign_ins.seat_for(request.cookies, seat)
    if found is None:
        raise ApiProblem("signed_out")
    return found


SignedInSeat = Annotated[Seat, Depends(seat_signed_in)]


def writing_later(request: Request, found: SignedInSeat) -> Seat:
    """The seat, for what is written to a session that is over: as often as somebody could mean it."""
    _take(request.app.state.limits.later, found.id)
    return found


WritingSeat = Annotated[Seat, Depends(writing_later)]


def facilitator_seat(found: SignedInSeat) -> Seat:
    """The seat, when it is a facilitator's."""
    if found.kind is not PersonKind.FACILITATOR:
        raise ApiProblem("forbidden")
    return found


FacilitatorSeat = Annotated[Seat, Depends(facilitator_seat)]


def administrator(request: Request, given: GivenParts) -> None:
    """The administrator's browser, or the command line on this machine."""
    if given.sign_ins.is_admin(request.cookies):
        return
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    host = request.client.host if request.client else ""
    local = _is_loopback(host) or host == given.settings.host
    if scheme == "Local" and local and hmac.compare_digest(token.encode(), given.local_token.encode()):
        return
    raise ApiProblem("signed_out")


async def lead_key(request: Request, given: GivenParts) -> ApiKey:
    """The key that a lead's request carries."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise ApiProblem("key_needed", headers={"WWW-Authenticate": 'Bearer realm="airspace"'})
    try:
        return await given.keys.check(text.strip())
    except KeyRefused:
        headers = {"WWW-Authenticate": 'Bearer realm="airspace", error="invalid_token"'}
        raise ApiProblem("unknown_key", headers=headers) from None


LeadKey = Annotated[ApiKey, Depends(lead_key)]


def visible_session(given: Parts, key: ApiKey, session_id: str, scope: Scope) -> SessionEntry:
    """A session that this key may read; of others nobody is told whether there are any."""
    need_scope(key, scope)
    try:
        entry = given.store.directory.session(session_id)
    except NotFound:
        raise ApiProblem("not_found") from None
    # what was practised is nobody's to read, whatever the key is for
    if given.store.practices.of_set(entry.set_id) is not None or not allows(key, scope, entry.programme_id):
        raise ApiProblem("not_found")
    return entry


def need_scope(key: ApiKey, scope: Scope) -> None:
    """Refuse a key that was not made for this."""
    if scope not in key.scopes and Scope.ALL not in key.scopes:
        raise ApiProblem("no_scope", {"scope": scope.value})


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
