"""Seats: a link is changed for a cookie when somebody presses the button, and a seat knows its session."""

import asyncio

from fastapi import APIRouter, Depends, Request, Response
from icalendar import Calendar

from app.api.calendar import calendar_of
from app.api.models import Answer, Body, errors
from app.api.parts import FacilitatorSeat, GivenParts, Parts, SignedInSeat, limit_joins
from app.api.problems import ApiProblem
from app.auth.cookies import seat_cookie_name, token_hash
from app.auth.links import LinkRefused
from app.facilitation.terms import Cameras, Millis, PersonKind, Status, Where
from app.programme.contracts import contract_for
from app.programme.meeting import meeting_of
from app.realtime.messages import SIGNED_OUT
from app.store.entries import Seat, SessionEntry

router = APIRouter(tags=["Seats"])


class Token(Body):
    """What stands behind `#` in a session link."""

    token: str

    model_config = Body.example(token="s-7k2m9x4c3v8b5n6q-kz4…")  # noqa: S106 - an example


class SeatSession(Answer):
    """The session that a seat's link opens now: with `where` it is held, and what is agreed about `cameras`.

    `practice`: a rehearsal, with simulated people and in writing.
    """

    id: str
    set: str
    number: int
    starts_at: Millis
    minutes: int
    status: Status
    members: int
    practice: bool
    where: Where
    cameras: Cameras


class SeatContract(Answer):
    """What the set has agreed, for whoever comes in to know beforehand. It binds access seats and guests as well."""

    version: int
    text: str
    limits: str
    support_line: str


class SeatAnswer(Answer):
    """A seat, and the session that it leads to. `facilitator` is the name to greet by; empty: the set runs itself.

    `beside` is the name of the member whom an access seat is there for.
    """

    seat: str
    name: str
    site: str
    kind: PersonKind
    beside: str
    facilitator: str
    session: SeatSession | None
    contract: SeatContract
    renewed_at: Millis | None

    model_config = Answer.example(
        seat="7k2m9x4c3v8b5n6q",
        name="Amina",
        site="Central Manchester University Hospitals",
        kind="member",
        beside="",
        facilitator="Jo",
        session={
            "id": "w8e3r6t9y2u5a4qk",
            "set": "Northern set",
            "number": 2,
            "starts_at": 1799942400000,
            "minutes": 120,
            "status": "open",
            "members": 6,
            "practice": False,
            "where": "here",
            "cameras": "small",
        },
        contract={
            "version": 2,
            "text": "What is said here stays here.",
            "limits": "A serious risk of harm, the law, our professional codes.",
            "support_line": "Your organisation's staff support line.",
        },
        renewed_at=None,
    )


class SeatLink(Answer):
    """A seat with its link. Whoever has the link is taken to be that person. Empty when it is revoked.

    `beside` is the name of the member whom an access seat is there for.
    """

    seat: str
    name: str
    site: str
    kind: PersonKind
    beside: str
    link: str
    revoked: bool

    model_config = Answer.example(
        seat="7k2m9x4c3v8b5n6q",
        name="Amina",
        site="Central Manchester University Hospitals",
        kind="member",
        beside="",
        link="https://airspace.example/join#s-7k2m9x4c3v8b5n6q-kz4",
        revoked=False,
    )


class SeatLinks(Answer):
    """The links of a set, and how it meets: beside its own call, `call_link` is where that is."""

    where: Where
    call_link: str
    seats: list[SeatLink]


@router.post(
    "/join",
    summary="Sign in with a session link",
    dependencies=[Depends(limit_joins)],
    responses=errors("unknown_link", "too_many"),
)
async def join(token: Token, response: Response, given: GivenParts) -> SeatAnswer:
    """Signs this browser in for a seat and sets its cookie. Nothing else uses a link, and no GET does."""
    seat, cookie = await given.sign_ins.join(token.token)
    response.headers.append("set-cookie", cookie.header)
    return await asyncio.to_thread(seat_answer, given, seat)


@router.get("/seats/{seat}", summary="A seat and its session", responses=errors("signed_out"))
def get_seat(found: SignedInSeat, given: GivenParts) -> SeatAnswer:
    """The same as was answered on signing in, as it is now."""
    return seat_answer(given, found)


@router.post("/seats/{seat}/sign-out", summary="Sign this browser out", status_code=204, responses=errors("signed_out"))
async def sign_out(request: Request, response: Response, found: SignedInSeat, given: GivenParts) -> None:
    """The cookie ends and this browser's lines close; the link still works, and so do other browsers."""
    cookie = await given.sign_ins.sign_out(request.cookies, found.id)
    response.headers.append("set-cookie", cookie.header)
    await close_lines(given, found, token_hash(request.cookies[seat_cookie_name(found.id)]))


@router.get("/seats/{seat}/links", summary="The set's links", responses=errors("signed_out", "forbidden"))
def get_links(found: FacilitatorSeat, given: GivenParts) -> SeatLinks:
    """For the facilitator, to be given to each person alone."""
    directory = given.store.directory
    return SeatLinks(
        where=directory.learning_set(found.set_id).where,
        call_link=directory.call_link(found.set_id),
        seats=seat_links(given, found.set_id),
    )


@router.get(
    "/seats/{seat}/next.ics",
    summary="The next session as a calendar entry",
    response_class=Response,
    responses={**errors("signed_out", "not_found"), 200: {"content": {"text/calendar": {}}}},
)
def get_calendar(found: SignedInSeat, given: GivenParts) -> Response:
    """One entry in UTC; taken again after a change, it takes the old one's place. No link stands in it."""
    entry = upcoming(given, found)
    if entry is None:
        raise ApiProblem("not_found")
    learning_set = given.store.directory.learning_set(found.set_id)
    calendar: Calendar = calendar_of(entry, learning_set.name, given.settings.public_url)
    headers = {"Content-Disposition": 'attachment; filename="session.ics"'}
    return Response(calendar.to_ical(), media_type="text/calendar", headers=headers)


def upcoming(given: Parts, seat: Seat) -> SessionEntry | None:
    """The session that is still to come, for this seat."""
    entry = given.store.directory.session_of(seat.id)
    if entry is not None and entry.starts_at > given.now():
        return entry
    return given.store.directory.next_session(seat.set_id, given.now())


def seat_answer(given: Parts, seat: Seat) -> SeatAnswer:
    """A seat as the page shows it at the door."""
    directory = given.store.directory
    roster = directory.roster(seat.set_id)
    entry = directory.session_of(seat.id)
    contract = contract_for(given.store, seat.set_id)
    session = None
    if entry is not None:
        meeting = meeting_of(given.store, given.rooms, entry)
        session = SeatSession(
            id=entry.id,
            set=directory.learning_set(seat.set_id).name,
            number=entry.number,
            starts_at=entry.starts_at,
            minutes=entry.minutes,
            status=entry.status,
            members=sum(1 for person in roster if person.kind is PersonKind.MEMBER),
            practice=given.store.practices.of_set(seat.set_id) is not None,
            where=meeting.where,
            cameras=meeting.cameras,
        )
    return SeatAnswer(
        seat=seat.id,
        name=seat.name,
        site=seat.site,
        kind=seat.kind,
        beside=next((person.name for person in roster if person.id == seat.beside), ""),
        facilitator=next((person.name for person in roster if person.kind is PersonKind.FACILITATOR), ""),
        session=session,
        contract=SeatContract(
            version=contract.version,
            text=contract.text,
            limits=contract.limits,
            support_line=contract.support_line,
        ),
        renewed_at=seat.renewed_at,
    )


def seat_links(given: Parts, set_id: str) -> list[SeatLink]:
    """The links of a set, in the order of seats."""
    seats = [seat for seat in given.store.directory.seats_of(set_id) if seat.left_at is None]
    return [seat_link(given, seat) for seat in seats]


def seat_link(given: Parts, seat: Seat) -> SeatLink:
    """One seat with its link."""
    try:
        link = given.sign_ins.link_for(seat)
    except LinkRefused:
        link = ""
    return SeatLink(
        seat=seat.id,
        name=seat.name,
        site=seat.site,
        kind=seat.kind,
        beside=given.store.directory.seat_of(seat.set_id, seat.beside).name if seat.beside else "",
        link=link,
        revoked=not seat.link_works,
    )


async def close_lines(given: Parts, seat: Seat, sign_in: str | None = None) -> None:
    """End the lines of a seat whose sign-ins (or one of them) are void; the same person's in other sets go on."""
    sessions = await asyncio.to_thread(given.store.directory.sessions_of, seat.set_id)
    given.rooms.close_lines(SIGNED_OUT, seat.person_id, sessions, sign_in)
