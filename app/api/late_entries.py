"""What was entered for somebody: once the session is over they confirm it, or strike it out, on a page of their own."""

import asyncio

from fastapi import APIRouter

from app.api.late_review import give_later
from app.api.models import Answer, Body, errors
from app.api.parts import GivenParts, SignedInSeat, WritingSeat
from app.api.problems import ApiProblem
from app.facilitation.commands import ConfirmEntry, StrikeOut
from app.programme.late_entries import OwnEntry, own_entries, session_of_entry

router = APIRouter(tags=["Own page"], prefix="/seats/{seat}/entered")


class SaidOfEntry(Body):
    """Whether that is what they said."""

    entry: str
    said: bool

    model_config = Body.example(entry="0f8b3c5e7a912d46", said=True)


class WaitingEntries(Answer):
    """What waits for a yes or a no."""

    entered: list[OwnEntry]

    model_config = Answer.example(
        entered=[
            {
                "entry": "0f8b3c5e7a912d46",
                "kind": "take_action",
                "about": "Speak with pharmacy",
                "by": "Jo",
                "session": "w8e3r6t9y2u5a4qk",
                "number": 2,
                "starts_at": 1799942400000,
                "until": 1800203400000,
            }
        ]
    )


@router.get("", summary="What was entered for me", responses=errors("signed_out"))
def get_entered(found: SignedInSeat, given: GivenParts) -> WaitingEntries:
    """Of sessions that closed less than three days ago, as far as nothing has been said of it yet."""
    return WaitingEntries(entered=own_entries(given.store, found, given.now()))


@router.post(
    "",
    summary="Confirm an entry, or strike it out",
    status_code=204,
    responses=errors("signed_out", "forbidden", "too_late", "gone", "bad_request", "too_many", "not_saved"),
)
async def post_entered(answer: SaidOfEntry, found: WritingSeat, given: GivenParts) -> None:
    """That is what they said; or it is not, and what was entered is undone."""
    session = await asyncio.to_thread(session_of_entry, given.store, found, given.now(), answer.entry)
    if session is None:
        raise ApiProblem("gone")
    said = ConfirmEntry(entry=answer.entry) if answer.said else StrikeOut(entry=answer.entry)
    await give_later(given, session, found, said)
