"""Rehearsals: a facilitator or the administrator practises with simulated members; no lead hears of it."""

import asyncio
import secrets
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from app.api.formats import FormatsAnswer, formats_answer
from app.api.models import Answer, Body, errors
from app.api.parts import FacilitatorSeat, GivenParts, Parts, administrator, facilitator_seat, limit_rehearsals
from app.api.problems import ApiProblem
from app.facilitation.terms import PersonKind
from app.programme.formats import USUAL
from app.programme.practice import FASTEST, SLOWEST
from app.rehearsal.rehearsals import Asked, NoSuchSeat, seats_at

router = APIRouter()

MEMBERS = 6
FEWEST, MOST = 3, 12
PROBLEMS = ("bad_request", "no_such_format", "not_planned", "rehearsals_full", "too_many")


class NewRehearsal(Body):
    """What to practise. Null: as in your own set (for the administrator: six members, two hours, four steps)."""

    session_format: str | None = None
    round_format: str | None = None
    members: Annotated[int, Field(ge=FEWEST, le=MOST)] | None = None
    minutes: Annotated[int, Field(ge=15, le=720)] | None = None
    speed: Annotated[float, Field(ge=SLOWEST, le=FASTEST)] = 1
    """How fast its clock runs."""
    as_: Annotated[str, Field(alias="as", max_length=60)] = "facilitator"
    """Whose seat is yours: `facilitator`, `member` (the first), `guest`, `access`, or somebody's name."""

    model_config = Body.example(round_format="als-4step", members=6, minutes=120, speed=4, **{"as": "facilitator"})


class RehearsalAnswer(Answer):
    """A practice room that is open. The link is for your own seat; the others are taken by simulated people."""

    session: str
    name: str
    link: str
    members: int
    speed: float

    model_config = Answer.example(
        session="w8e3r6t9y2u5a4qk",
        name="Jo",
        link="https://airspace.example/join#s-7k2m9x4c3v8b5n6q-kz4",
        members=6,
        speed=4,
    )


class SeatOffered(Answer):
    """A seat that may be yours. The guest and the interpreter are there only when it is theirs."""

    kind: PersonKind
    name: str


class RehearsalsOffered(Answer):
    """Whether this server holds rehearsals, in which formats (by default the own set's), and from which seats."""

    offered: bool
    session_format: str
    round_format: str | None
    formats: FormatsAnswer
    seats: list[SeatOffered]


@router.get(
    "/seats/{seat}/rehearsals",
    tags=["Seats"],
    summary="What can be practised",
    responses=errors("signed_out", "forbidden"),
)
def get_rehearsals(found: FacilitatorSeat, given: GivenParts) -> RehearsalsOffered:
    """For a facilitator, before they ask for a rehearsal."""
    mine = given.store.directory.learning_set(found.set_id)
    return _offered(given, mine.session_format, mine.round_format, _as_large(given, found.set_id))


@router.get(
    "/admin/rehearsals",
    tags=["Administration"],
    summary="What can be practised",
    dependencies=[Depends(administrator)],
    responses=errors("signed_out"),
)
def get_admin_rehearsals(given: GivenParts) -> RehearsalsOffered:
    """For the administrator, before they ask for a rehearsal."""
    return _offered(given, USUAL, None, MEMBERS)


def _as_large(given: Parts, set_id: str) -> int:
    """As many members as this set has, or as near to it as can be practised."""
    members = sum(one.kind is PersonKind.MEMBER for one in given.store.directory.roster(set_id))
    return min(MOST, max(FEWEST, members))


def _offered(given: Parts, session_format: str, round_format: str | None, members: int) -> RehearsalsOffered:
    return RehearsalsOffered(
        offered=given.settings.rehearsals > 0,
        session_format=session_format,
        round_format=round_format,
        formats=formats_answer(),
        seats=[SeatOffered(kind=one.kind, name=one.name) for one in seats_at(members)],
    )


@router.post(
    "/seats/{seat}/rehearsals",
    tags=["Seats"],
    summary="Practise with simulated members",
    status_code=201,
    dependencies=[Depends(facilitator_seat), Depends(limit_rehearsals)],  # whoever may not, uses nothing up
    responses=errors("signed_out", "forbidden", *PROBLEMS),
)
async def post_rehearsal(new: NewRehearsal, found: FacilitatorSeat, given: GivenParts) -> RehearsalAnswer:
    """For a facilitator: a practice set as large as the own one, held in its formats. It is forgotten after use."""
    mine = await asyncio.to_thread(given.store.directory.learning_set, found.set_id)
    return await _begun(
        given,
        new,
        session_format=mine.session_format,
        round_format=mine.round_format if new.session_format in {None, mine.session_format} else None,
        members=await asyncio.to_thread(_as_large, given, found.set_id),
    )


@router.post(
    "/admin/rehearsals",
    tags=["Administration"],
    summary="Practise with simulated members",
    status_code=201,
    dependencies=[Depends(administrator), Depends(limit_rehearsals)],
    responses=errors("signed_out", *PROBLEMS),
)
async def post_admin_rehearsal(new: NewRehearsal, given: GivenParts) -> RehearsalAnswer:
    """For the administrator: to see a session from a seat in it. It is forgotten after use."""
    return await _begun(given, new, session_format=USUAL, round_format=None, members=MEMBERS)


async def _begun(
    given: Parts, new: NewRehearsal, *, session_format: str, round_format: str | None, members: int
) -> RehearsalAnswer:
    asked = Asked(
        session_format=new.session_format or session_format,
        round_format=new.round_format or round_format,
        members=new.members or members,
        minutes=new.minutes,
        speed=new.speed,
        seed=secrets.randbelow(2**31),
        human=new.as_,
    )
    try:
        begun = await given.rehearsals.begin(asked)
    except NoSuchSeat as fault:
        raise ApiProblem("bad_request") from fault
    return RehearsalAnswer(
        session=begun.session_id,
        name=begun.human.name if begun.human else "",
        link=given.rehearsals.link(begun) or "",
        members=asked.members,
        speed=asked.speed,
    )
