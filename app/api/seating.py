"""Who else sits with a set: somebody who joins it, an interpreter there for one member, a guest; and who leaves."""

import asyncio
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Depends
from pydantic import Field, model_validator

from app.api.models import Body, Name, OptionalName, errors
from app.api.parts import FacilitatorSeat, GivenParts, Parts, administrator
from app.api.problems import ApiProblem
from app.api.seats import SeatLink, close_lines, seat_link
from app.facilitation.commands import RemovePerson
from app.facilitation.terms import OFFICE, PersonId, PersonKind, Status
from app.programme.sessions import check_seat, seat_now
from app.store.entries import NewPerson, Seat
from app.store.faults import NotFound
from app.store.ids import new_id

router = APIRouter()
VISITORS = frozenset({PersonKind.ACCESS, PersonKind.GUEST})
SEAT_ID = Annotated[str | None, Field(max_length=64)]


class _Beside(Body):
    @model_validator(mode="after")
    def _an_access_seat_is_there_for_somebody(self) -> Self:
        if (getattr(self, "kind", "") == "access") != (getattr(self, "beside", None) is not None):
            raise ValueError("an access seat, and no other, is there for one member: give their seat as `beside`")
        return self


class NewSeat(_Beside):
    """Somebody who joins a set: as a member, as a guest, or (`access`, `beside` a member's seat) for one member."""

    name: Name
    site: OptionalName = ""
    kind: Literal["member", "access", "guest"] = "member"
    beside: SEAT_ID = None

    model_config = Body.example(name="Kwame", site="Frimley Health", kind="member", beside=None)


class NewVisitor(_Beside):
    """A guest, or (`access`, `beside` a member's seat) an interpreter or a speech-to-text reporter for one member."""

    name: Name
    site: OptionalName = ""
    kind: Literal["access", "guest"]
    beside: SEAT_ID = None

    model_config = Body.example(name="Nia", site="", kind="access", beside="7k2m9x4c3v8b5n6q")


class EndedSeat(Body):
    """Whose seat is to end."""

    seat: Annotated[str, Field(max_length=64)]

    model_config = Body.example(seat="k4q8zm2k7x9c5v8b")


class AddedSeat(SeatLink):
    """A new seat. A guest or an access seat comes this time; once the doors are open a new member comes next time."""

    comes: Literal["this_time", "next_time"]

    model_config = SeatLink.example(
        seat="k4q8zm2k7x9c5v8b",
        name="Nia",
        site="",
        kind="access",
        beside="Gareth",
        link="https://airspace.example/join#s-k4q8zm2k7x9c5v8b-p2x",
        revoked=False,
        comes="this_time",
    )


@router.post(
    "/admin/sets/{set_id}/seats",
    tags=["Administration"],
    summary="Add somebody to a set",
    status_code=201,
    dependencies=[Depends(administrator)],
    responses=errors("signed_out", "not_found", "bad_request", "not_planned"),
)
async def post_seat(set_id: str, new: NewSeat, given: GivenParts) -> AddedSeat:
    """Members take part from the next session whose lobby opens; access seats and guests also in one that is open."""
    return await _add(given, set_id, new)


@router.post(
    "/admin/seats/{seat_id}/remove",
    tags=["Administration"],
    summary="Take somebody out of a set",
    status_code=204,
    dependencies=[Depends(administrator)],
    responses=errors("signed_out", "not_found"),
)
async def remove(seat_id: str, given: GivenParts) -> None:
    """Out of the session that is open, and of those to come; what was is not changed. Access seats go with them."""
    await _end(given, await asyncio.to_thread(given.store.directory.seat, seat_id))


@router.post(
    "/seats/{seat}/seats",
    tags=["Seats"],
    summary="Add an access seat or a guest",
    status_code=201,
    responses=errors("signed_out", "forbidden", "not_found", "bad_request", "not_planned"),
)
async def post_visitor(new: NewVisitor, found: FacilitatorSeat, given: GivenParts) -> AddedSeat:
    """For the facilitator. They come this time, also where the doors are open: a guest waits to be let in."""
    return await _add(given, found.set_id, new)


@router.post(
    "/seats/{seat}/seats/end",
    tags=["Seats"],
    summary="End an access seat or a guest's",
    status_code=204,
    responses=errors("signed_out", "forbidden", "not_found", "bad_request"),
)
async def end_visitor(ended: EndedSeat, found: FacilitatorSeat, given: GivenParts) -> None:
    """For the facilitator: they leave the session that is open, and their link leads nowhere. Members stay."""
    seat = await asyncio.to_thread(given.store.directory.seat, ended.seat)
    if seat.set_id != found.set_id or seat.left_at is not None:
        raise ApiProblem("not_found")
    if seat.kind not in VISITORS:
        raise ApiProblem("forbidden")
    await _end(given, seat)


async def _add(given: Parts, set_id: str, new: NewSeat | NewVisitor) -> AddedSeat:
    directory, kind = given.store.directory, PersonKind(new.kind)
    beside = await asyncio.to_thread(_member, given, set_id, new.beside) if new.beside else None
    person = NewPerson(new.name, new.site, new_id(), beside)
    await asyncio.to_thread(check_seat, given.store, set_id, person, kind)
    seat = await directory.add_seat(set_id, person, kind)
    now = await seat_now(given.store, given.rooms, seat)
    link = await asyncio.to_thread(seat_link, given, seat)
    return AddedSeat(**link.model_dump(), comes="this_time" if now else "next_time")


def _member(given: Parts, set_id: str, seat_id: str) -> PersonId:
    seat = given.store.directory.seat(seat_id)
    if seat.set_id != set_id or seat.kind is not PersonKind.MEMBER or seat.left_at is not None:
        raise NotFound(f"member's seat {seat_id}")
    return seat.person_id


async def _end(given: Parts, seat: Seat) -> None:
    directory = given.store.directory
    theirs = [
        one
        for one in await asyncio.to_thread(directory.seats_of, seat.set_id)
        if one.beside == seat.person_id and one.left_at is None
    ]
    await directory.end_seat(seat.id)
    entry = await asyncio.to_thread(directory.session_of, seat.id)
    for one in (*theirs, seat):
        if entry is not None and entry.status is Status.OPEN:
            await given.rooms.give(entry.id, RemovePerson(person=one.person_id), OFFICE, f"remove-{new_id()}")
        await close_lines(given, one)
