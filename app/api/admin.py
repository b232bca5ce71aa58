"""Administration: sets with their people and links. For the administrator's browser, and the command line beside it."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from app.api.models import Answer, Body, Name, OptionalName, errors
from app.api.parts import GivenParts, Parts, administrator, limit_joins
from app.api.problems import ApiProblem
from app.api.seats import SeatLink, Token, close_lines, seat_link, seat_links
from app.facilitation.call_link import LONGEST, kept_link
from app.facilitation.commands import CancelSession
from app.facilitation.decide.draft import LONG, words
from app.facilitation.refusals import Refused
from app.facilitation.terms import OFFICE, Millis, Status, Where
from app.programme.contracts import contract_for, starter_contract
from app.programme.formats import USUAL, formats_for
from app.programme.sessions import check_plan, plan
from app.realtime.room import Refusal
from app.store.entries import LearningSet, NewPerson, Programme, SessionEntry
from app.store.ids import new_id

SIGNED_IN = [Depends(administrator)]
SIGNED_OUT = "signed_out"
router = APIRouter(tags=["Administration"], prefix="/admin")

Format = Annotated[str, Field(min_length=1, max_length=40)]
Moment = Annotated[Millis, Field(ge=0, le=32_503_680_000_000)]
Minutes = Annotated[int, Field(ge=15, le=720)]
CallLink = Annotated[str, Field(max_length=LONGEST)]


class NewFacilitator(Body):
    """Somebody who will hold the process."""

    name: Name


class NewMember(Body):
    """Somebody with an issue of their own; one person a site."""

    name: Name
    site: OptionalName = ""

    model_config = Body.example(name="Amina", site="Central Manchester University Hospitals")


class NewSet(Body):
    """A set and its first session. `starts_at` null: now. Without facilitators the set runs itself."""

    name: Name
    facilitators: Annotated[list[NewFacilitator], Field(max_length=4)]
    members: Annotated[list[NewMember], Field(min_length=1, max_length=12)]
    session_format: Format = USUAL
    round_format: Format | None = None
    """Null: the one that the session format names."""
    first_format: Format | None = None
    """A format for the first session alone. Null: the same as the others."""
    minutes: Minutes | None = None
    """Of the first session. Null: its format's."""
    meets: Annotated[int, Field(ge=1, le=60)] | None = None
    """How many sessions the set is to have, where that is known."""
    where: Where = Where.HERE
    """How it meets: by voice in the room (`here`), beside its own call (`call`), or in writing (`text`)."""
    call_link: CallLink = ""
    """With `call`: where its own call is, an address that begins with https. Empty: the facilitator will tell."""
    starts_at: Moment | None = None
    programme: str | None = None
    """Null: the first programme, made when there is none."""

    model_config = Body.example(
        name="Northern set",
        facilitators=[{"name": "Jo"}],
        members=[
            {"name": "Amina", "site": "Central Manchester University Hospitals"},
            {"name": "Danny", "site": "City Hospitals Sunderland"},
            {"name": "Gareth", "site": "Wirral University Teaching Hospital"},
        ],
        session_format="two-hours",
        round_format="als-4step",
        first_format="first-session",
        minutes=120,
        meets=6,
        where="call",
        call_link="https://call.example/northern-set",
        starts_at=1799942400000,
    )


class NewSession(Body):
    """A further session of a set. Formats, where they are named, are this session's alone."""

    starts_at: Moment
    minutes: Minutes | None = None
    """Null: its format's."""
    session_format: Format | None = None
    round_format: Format | None = None

    model_config = Body.example(starts_at=1802361600000, minutes=120, session_format="last-session")


class SupportLine(Body):
    """Whom to turn to, as it is shown at a pause and at the close."""

    support_line: Annotated[str, Field(min_length=1, max_length=1000)]

    model_config = Body.example(support_line="Staff support: 0191 496 0000, any time. You need not say why.")


class Meeting(Body):
    """How a set meets: by voice in the room, beside its own call (`call_link`: where that is), or in writing."""

    where: Where
    call_link: CallLink = ""

    model_config = Body.example(where="call", call_link="https://call.example/northern-set")


class SessionLine(Answer):
    """A session as the office sees it."""

    id: str
    number: int
    starts_at: Millis
    minutes: int
    status: Status
    session_format: str
    round_format: str | None
    """Null: the one that the session format names."""


class SetAnswer(Answer):
    """A set with its session (the open one, else the next) and its seats."""

    id: str
    name: str
    programme: str | None
    session_format: str
    round_format: str | None
    meets: int | None
    where: Where
    call_link: str
    support_line: str
    session: SessionLine | None
    seats: list[SeatLink]


class Sets(Answer):
    """All sets."""

    sets: list[SetAnswer]


@router.post(
    "/sign-in",
    summary="Sign in as administrator, once",
    status_code=204,
    dependencies=[Depends(limit_joins)],
    responses=errors("unknown_link", "too_many"),
)
async def sign_in(token: Token, response: Response, given: GivenParts) -> None:
    """Uses up the link that was printed at the first start, or made with `airspace admin-link`."""
    cookie = await given.sign_ins.join_as_admin(token.token)
    response.headers.append("set-cookie", cookie.header)


@router.post("/sign-out", summary="Sign the administrator out", status_code=204)
async def sign_out(request: Request, response: Response, given: GivenParts) -> None:
    """Harmless when nobody is signed in."""
    cookie = await given.sign_ins.sign_out_admin(request.cookies)
    response.headers.append("set-cookie", cookie.header)


@router.get("/sets", summary="All sets", dependencies=SIGNED_IN, responses=errors(SIGNED_OUT))
def get_sets(given: GivenParts) -> Sets:
    """With their links: whoever has a link is taken to be that person."""
    return Sets(sets=[set_answer(given, each) for each in given.store.directory.learning_sets()])


@router.post(
    "/sets",
    summary="Start a set",
    status_code=201,
    dependencies=SIGNED_IN,
    responses=errors(SIGNED_OUT, "not_found", "bad_request", "no_such_format", "bad_call_link", "not_planned"),
)
async def post_set(new: NewSet, given: GivenParts) -> SetAnswer:
    """Makes the set, its seats and links, and plans its first session."""
    call_link = _call_link(new)
    starts_at = given.now() if new.starts_at is None else new.starts_at
    usual = formats_for(new.session_format, new.round_format)
    first = formats_for(new.first_format, new.round_format) if new.first_format else usual
    minutes = first[0].minutes if new.minutes is None else new.minutes
    facilitators = [NewPerson(each.name, id=new_id()) for each in new.facilitators]
    members = [NewPerson(each.name, each.site, new_id()) for each in new.members]
    check_plan(facilitators, members, starts_at=starts_at, minutes=minutes, formats=first)
    programme = new.programme or (await the_programme(given)).id
    learning_set = await given.store.directory.start_set(
        new.name,
        facilitators=facilitators,
        members=members,
        session_format=new.session_format,
        round_format=new.round_format,
        programme_id=programme,
        contract=starter_contract(),
        meets=new.meets,
        where=new.where,
        call_link=call_link,
    )
    await plan(
        given.store,
        given.rooms,
        learning_set.id,
        starts_at=starts_at,
        minutes=minutes,
        session_format=new.first_format,
        round_format=new.round_format if new.first_format else None,
    )
    return await asyncio.to_thread(set_answer, given, learning_set)


@router.post(
    "/sets/{set_id}/sessions",
    summary="Plan a further session",
    status_code=201,
    dependencies=SIGNED_IN,
    responses=errors(SIGNED_OUT, "not_found", "bad_request", "no_such_format", "not_planned"),
)
async def post_session(set_id: str, new: NewSession, given: GivenParts) -> SessionLine:
    """Its log begins; the people are those of the set."""
    entry = await plan(
        given.store,
        given.rooms,
        set_id,
        starts_at=new.starts_at,
        minutes=new.minutes,
        session_format=new.session_format,
        round_format=new.round_format,
    )
    return session_line(entry, given.store.directory.learning_set(set_id))


@router.post(
    "/sets/{set_id}/support-line",
    summary="Fill in whom to turn to",
    status_code=204,
    dependencies=SIGNED_IN,
    responses=errors(SIGNED_OUT, "not_found", "gone", "bad_request"),
)
async def post_support_line(set_id: str, new: SupportLine, given: GivenParts) -> None:
    """In the set's contract, from its next session on. Everything else in it is the set's own to change."""
    try:
        said = words(new.support_line, LONG)
    except Refused:
        raise ApiProblem("bad_request") from None
    contract = await asyncio.to_thread(contract_for, given.store, set_id)
    await given.store.directory.agree_contract(set_id, contract)  # what the set agreed last, should it be missing
    await given.store.directory.reword_contract(set_id, lambda kept: kept.model_copy(update={"support_line": said}))


@router.post(
    "/sets/{set_id}/meeting",
    summary="Choose how a set meets",
    status_code=204,
    dependencies=SIGNED_IN,
    responses=errors(SIGNED_OUT, "not_found", "gone", "bad_request", "bad_call_link"),
)
async def post_meeting(set_id: str, new: Meeting, given: GivenParts) -> None:
    """From its next session on. One whose doors are open is changed at its desk, for that day."""
    await given.store.directory.choose_where(set_id, new.where, _call_link(new))


@router.post(
    "/sessions/{session_id}/cancel",
    summary="Call a planned session off",
    status_code=204,
    dependencies=SIGNED_IN,
    responses=errors(SIGNED_OUT, "not_found", "conflict", "not_saved"),
)
async def cancel_session(session_id: str, given: GivenParts) -> None:
    """Only while its lobby has not opened."""
    answer = await given.rooms.give(session_id, CancelSession(), OFFICE, f"cancel-{new_id()}")
    cancelled = (await given.rooms.open(session_id)).room.state.status is Status.CANCELLED
    if isinstance(answer, Refusal) and not cancelled:
        raise ApiProblem("not_saved" if answer.code == "not_saved" else "conflict")


@router.post(
    "/seats/{seat_id}/renew", summary="A new link", dependencies=SIGNED_IN, responses=errors(SIGNED_OUT, "not_found")
)
async def renew(seat_id: str, given: GivenParts) -> SeatLink:
    """The old link, everybody signed in with it, and the PIN of the own page are void at once."""
    seat = await given.store.directory.renew_link(seat_id)
    await close_lines(given, seat)
    return await asyncio.to_thread(seat_link, given, seat)


@router.post(
    "/seats/{seat_id}/revoke",
    summary="Revoke a link",
    dependencies=SIGNED_IN,
    responses=errors(SIGNED_OUT, "not_found"),
)
async def revoke(seat_id: str, given: GivenParts) -> SeatLink:
    """Nobody comes in with it until it is renewed."""
    seat = await given.store.directory.revoke_link(seat_id)
    await close_lines(given, seat)
    return await asyncio.to_thread(seat_link, given, seat)


@router.get("/csp-reports", summary="What browsers blocked", dependencies=SIGNED_IN, responses=errors(SIGNED_OUT))
def get_csp_reports(given: GivenParts) -> dict[str, int]:
    """How often, by directive, since the server started."""
    return dict(given.csp_reports)


def _call_link(new: NewSet | Meeting) -> str:
    try:
        return kept_link(new.where, new.call_link)
    except Refused:
        raise ApiProblem("bad_call_link") from None


async def the_programme(given: Parts) -> Programme:
    """The programme that is meant when none is named."""
    programmes = await asyncio.to_thread(given.store.directory.programmes)
    return programmes[0] if programmes else await given.store.directory.start_programme("Programme")


def set_answer(given: Parts, learning_set: LearningSet) -> SetAnswer:
    """A set as the office sees it."""
    seats = given.store.directory.seats_of(learning_set.id)
    entry = given.store.directory.session_of(seats[0].id) if seats else None
    return SetAnswer(
        id=learning_set.id,
        name=learning_set.name,
        programme=learning_set.programme_id,
        session_format=learning_set.session_format,
        round_format=learning_set.round_format,
        meets=learning_set.meets,
        where=learning_set.where,
        call_link=given.store.directory.call_link(learning_set.id),
        support_line=contract_for(given.store, learning_set.id).support_line,
        session=session_line(entry, learning_set) if entry else None,
        seats=seat_links(given, learning_set.id),
    )


def session_line(entry: SessionEntry, learning_set: LearningSet) -> SessionLine:
    """A session as the office sees it."""
    own = entry.session_format is not None
    return SessionLine(
        id=entry.id,
        number=entry.number,
        starts_at=entry.starts_at,
        minutes=entry.minutes,
        status=entry.status,
        session_format=entry.session_format or learning_set.session_format,
        round_format=entry.round_format or (None if own else learning_set.round_format),
    )
