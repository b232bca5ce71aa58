"""The late review: a session ended before its review, and each looks back on a page of their own while it waits."""

import asyncio
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from app.api.models import Answer, Body, errors
from app.api.parts import GivenParts, Parts, SignedInSeat, WritingSeat
from app.api.problems import ApiProblem
from app.facilitation.commands import Command, RateReview, WriteLearning
from app.facilitation.terms import PersonKind
from app.programme.late_review import OwnReview, own_review, waiting_session
from app.realtime.room import Refusal
from app.store.entries import Seat
from app.store.ids import new_id
from app.texts import sentence

router = APIRouter(tags=["Own page"], prefix="/seats/{seat}/review")
Mark = Annotated[int, Field(ge=1, le=5)]


class LateReview(Body):
    """Marks from 1 to 5, any of them left out, and what was learned. Null: as it was."""

    ratings: Annotated[dict[str, Mark], Field(max_length=20)] | None = None
    learning: Annotated[str, Field(max_length=20_000)] | None = None

    model_config = Body.example(ratings={"airspace": 4, "asked": 3}, learning="I wait longer before I answer.")


class WaitingReview(Answer):
    """What waits to be looked back on. Null: nothing does."""

    review: OwnReview | None

    model_config = Answer.example(
        review={
            "session": "w8e3r6t9y2u5a4qk",
            "number": 2,
            "starts_at": 1799942400000,
            "until": 1800203400000,
            "items": [{"id": "airspace", "name": "We kept airspace"}],
            "ratings": {"airspace": 4},
            "learning": "",
            "written": False,
        }
    )


@router.get("", summary="The review that waits", responses=errors("signed_out"))
def get_review(found: SignedInSeat, given: GivenParts) -> WaitingReview:
    """What it asks, until when it waits, and what this person wrote while this browser was signed in."""
    return WaitingReview(review=own_review(given.store, found, given.now()))


@router.post(
    "",
    summary="Look back after the session",
    status_code=204,
    responses=errors("signed_out", "forbidden", "too_late", "gone", "bad_request", "too_many", "not_saved"),
)
async def post_review(late: LateReview, found: WritingSeat, given: GivenParts) -> None:
    """What is sent takes the place of what was sent before; it can be sent again until the time is over."""
    if found.kind is not PersonKind.MEMBER:
        raise ApiProblem("forbidden")
    entry = await asyncio.to_thread(waiting_session, given.store, found, given.now())
    if entry is None:
        raise ApiProblem("too_late")
    if late.ratings is not None:
        await give_later(given, entry.id, found, RateReview(ratings=late.ratings))
    if late.learning is not None:
        await give_later(given, entry.id, found, WriteLearning(words=late.learning))


async def give_later(given: Parts, session_id: str, seat: Seat, command: Command) -> None:
    """Give a command of theirs to a session that is over; its refusal is a problem."""
    answer = await given.rooms.give(session_id, command, seat.person_id, f"later-{new_id()}")
    if isinstance(answer, Refusal):
        said = sentence(f"refusals.{answer.code}", dict(answer.detail))
        raise ApiProblem(PROBLEMS.get(answer.code, "forbidden"), detail=said)


PROBLEMS = {
    "too_late": "too_late",
    "not_open": "too_late",
    "gone": "gone",
    "bad_value": "bad_request",
    "too_long": "bad_request",
    "not_saved": "not_saved",
    "fault": "internal",
}
"""What the rules' refusals are over HTTP; for want of right it is somebody else's to do."""
