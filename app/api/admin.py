"""Administration: sets with their people and links. For the administrator's browser, and the command line beside it."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from app.api.models import Answer, Body, Name, OptionalName, errors
from app.api.parts import GivenParts, Parts, administrator, limit_joins
from app.api.problems import ApiProblem
from app.api.seats import SeatLink, Token, close_lines, seat_link, seat_links
from app.facilitation.commands import CancelSession, RemovePerson
from app.facilitation.terms import OFFICE, Millis, PersonKind, Status
from app.programme.formats import formats_for
from app.programme.sessions import check_plan, plan
from app.realtime.room import Refusal
from app.store.entries import LearningSet, NewPerson, Programme, SessionEntry
from app.store.ids import new_id

SIGNED_IN = [Depends(administrator)]
SIGNED_OUT = "signed_out"
router = APIRouter(tags=["Administration"], prefix="/admin")

SESSION_FORMAT = "two-hours"
ROUND_FORMAT = "als-4step"


class NewFacilitator(Body):
    """Somebody who will hold the process."""

    name: Name


class NewMember(Body):
    """Somebody with an issue of their own; one person a site."""

    name: Name
    site: OptionalName = ""

    model_config = Body.example(name="Amina", site="Central Manchester University Hospitals")


class NewSet(Body):
    """A set and its first session. `starts_at` null: now."""

    name: Name
    facilitators: Annotated[list[NewFacilitator], Field(max_length=4)]
    members: Annotated[list[NewMember], Field(min_length=1, max_length=12)]
    session_format: str = SESSION_FORMAT
    round_format: str = ROUND_FORMAT
    minutes: Annotated[int, Field(ge=15, le=720)] = 120
    starts_at: Annotated[Millis, Field(ge=0, le=32_503_680_000_000)] | None = None
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
        round_format="als-4step",
        minutes=120,
        starts_at=1799942400000,
    )


class NewSession(Body):
    """A further session of a set."""

    starts_at: Annotated[Millis, Field(ge=0, le=32_503_680_000_000)]
    minutes: Annotated[int, Field(ge=15, le=720)] = 120

    model_config = Body.example(starts_at=1802361600000, minutes=120)


class SessionLine(Answer):
    """A session as the office sees it."""

    id: str
    number: int
    starts_at: Millis
    minutes: int
    status: Status


class SetAnswer(Answer):
    """A set with its session (the open one, else the next) and its seats."""

    id: str
    name: str
    programme: str | None
    round_format: str | None
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
    responses=errors(SIGNED_OUT, "not_found", "bad_request", "no_such_format", "not_planned"),
)
async def post_set(new: NewSet, given: GivenParts) -> SetAnswer:
    """Makes the set, its seats and links, and plans its first session."""
    starts_at = given.now() if new.starts_at is None else new.starts_at
    formats_for(new.session_format, new.round_format)
    facilitators = [NewPerson(each.name, id=new_id()) for each in new.facilitators]
    members = [NewPerson(each.name, each.site, new_id()) for each in new.members]
    check_plan(facilitators, members, starts_at=starts_at, minutes=new.minutes)
    programme = new.programme or (await the_programme(given)).id
    learning_set = await given.store.directory.start_set(
        new.name,
        facilitators=facilitators,
        members=members,
        session_format=new.session_format,
        round_format=new.round_format,
        programme_id=programme,
    )
    await plan(given.store, given.rooms, learning_set.id, starts_at=starts_at, minutes=new.minutes)
    return await asyncio.to_thread(set_answer, given, learning_set)


@router.post(
    "/sets/{set_id}/sessions",
    summary="Plan a further session",
    status_code=201,
    dependencies=SIGNED_IN,
    responses=errors(SIGNED_OUT, "not_found", "bad_request", "not_planned"),
)
async def post_session(set_id: str, new: NewSession, given: GivenParts) -> SessionLine:
    """Its log begins; the people are those of the set."""
    entry = await plan(given.store, given.rooms, set_id, starts_at=new.starts_at, minutes=new.minutes)
    return session_line(entry)


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
    "/sets/{set_id}/seats",
    summary="Add somebody to a set",
    status_code=201,
    dependencies=SIGNED_IN,
    responses=errors(SIGNED_OUT, "not_found", "bad_request"),
)
async def post_seat(set_id: str, new: NewMember, given: GivenParts) -> SeatLink:
    """They take part from the next session whose lobby opens."""
    seat = await given.store.directory.add_seat(set_id, NewPerson(new.name, new.site), PersonKind.MEMBER)
    return seat_link(given, seat)


@router.post(
    "/seats/{seat_id}/renew", summary="A new link", dependencies=SIGNED_IN, responses=errors(SIGNED_OUT, "not_found")
)
async def renew(seat_id: str, given: GivenParts) -> SeatLink:
    """The old link, everybody signed in with it, and the PIN of the own page are void at once."""
    seat = await given.store.directory.renew_link(seat_id)
    close_lines(given, seat)
    return seat_link(given, seat)


@router.post(
    "/seats/{seat_id}/revoke",
    summary="Revoke a link",
    dependencies=SIGNED_IN,
    responses=errors(SIGNED_OUT, "not_found"),
)
async def revoke(seat_id: str, given: GivenParts) -> SeatLink:
    """Nobody comes in with it until it is renewed."""
    seat = await given.store.directory.revoke_link(seat_id)
    close_lines(given, seat)
    return seat_link(given, seat)


@router.post(
    "/seats/{seat_id}/remove",
    summary="Take somebody out of a set",
    status_code=204,
    dependencies=SIGNED_IN,
    responses=errors(SIGNED_OUT, "not_found"),
)
async def remove(seat_id: str, given: GivenParts) -> None:
    """Out of the session that is open, and of those to come; what was is not changed."""
    seat = await given.store.directory.end_seat(seat_id)
    entry = await asyncio.to_thread(given.store.directory.session_of, seat_id)
    if entry is not None and entry.status is Status.OPEN:
        await given.rooms.give(entry.id, RemovePerson(person=seat.person_id), OFFICE, f"remove-{new_id()}")
    close_lines(given, seat)


@router.get("/csp-reports", summary="What browsers blocked", dependencies=SIGNED_IN, responses=errors(SIGNED_OUT))
def get_csp_reports(given: GivenParts) -> dict[str, int]:
    """How often, by directive, since the server started."""
    return dict(given.csp_reports)


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
        round_format=learning_set.round_format,
        session=session_line(entry) if entry else None,
        seats=seat_links(given, learning_set.id),
    )


def session_line(entry: SessionEntry) -> SessionLine:
    """A session as the office sees it."""
    return SessionLine(
        id=entry.id, number=entry.number, starts_at=entry.starts_at, minutes=entry.minutes, status=entry.status
    )
