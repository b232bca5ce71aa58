"""A person's own page: their actions, the questions they were asked and what they learned, behind their own PIN."""

import asyncio
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from app.api.models import Answer, Body, errors
from app.api.parts import GivenParts, SignedInSeat
from app.api.problems import ApiProblem
from app.auth.pins import PinRefused
from app.facilitation.terms import Millis
from app.programme.late_review import OwnReview, own_review
from app.programme.own_page import OwnSession, own_sessions

router = APIRouter(tags=["Own page"], prefix="/seats/{seat}/own-page")


class OwnPageState(Answer):
    """Whether a PIN has been chosen, and when the link was renewed last (which takes the PIN away)."""

    pin_set: bool
    renewed_at: Millis | None

    model_config = Answer.example(pin_set=True, renewed_at=None)


class Pin(Body):
    """Four to twelve digits."""

    pin: Annotated[str, Field(max_length=64)]

    model_config = Body.example(pin="2468")


class OwnPage(Answer):
    """Everything here is this person's own; nobody else is shown it."""

    sessions: list[OwnSession]
    review: OwnReview | None
    """The review of a session that ended before it, while it waits."""


@router.get("", summary="Whether a PIN is set", responses=errors("signed_out"))
def get_state(found: SignedInSeat) -> OwnPageState:
    """Whether there is a PIN to be asked for, or one to be chosen."""
    return OwnPageState(pin_set=found.has_pin, renewed_at=found.renewed_at)


@router.post(
    "/pin",
    summary="Choose a PIN",
    status_code=204,
    responses=errors("signed_out", "pin_set", "bad_pin", "bad_request"),
)
async def choose_pin(pin: Pin, found: SignedInSeat, given: GivenParts) -> None:
    """At the first visit. A PIN that was forgotten goes when the link is renewed."""
    try:
        await given.pins.choose(found.id, pin.pin)
    except ValueError:
        raise ApiProblem("bad_pin") from None
    except PinRefused:
        raise ApiProblem("pin_set") from None


@router.post(
    "",
    summary="Open the own page",
    responses=errors("signed_out", "wrong_pin", "no_pin", "locked_pin", "bad_request"),
)
async def open_page(pin: Pin, found: SignedInSeat, given: GivenParts) -> OwnPage:
    """A POST, because it carries the PIN; after five wrong ones the page stays shut for a quarter of an hour."""
    if not found.has_pin:
        raise ApiProblem("no_pin")
    await given.pins.check(found.id, pin.pin)
    return OwnPage(
        sessions=await asyncio.to_thread(own_sessions, given.store, found),
        review=await asyncio.to_thread(own_review, given.store, found, given.now(), pin_given=True),
    )
