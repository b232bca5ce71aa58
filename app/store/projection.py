"""The session's row follows its log: the few facts that lists need, written in the same transaction as the events."""

from typing import Any

from sqlalchemy import Connection, text

from app.facilitation.events import (
    ContractAgreed,
    Event,
    LobbyOpened,
    ReviewSettled,
    SessionCancelled,
    SessionClosed,
    SessionPlanned,
)
from app.facilitation.terms import Millis, Status


def follow(connection: Connection, session_key: int, at: Millis, events: tuple[Event, ...]) -> None:
    """Bring the session's row up to these events."""
    for event in events:
        columns = _columns(event, at)
        if columns:
            changes = ", ".join(f"{name} = :{name}" for name in columns)
            connection.execute(
                text(f"UPDATE session SET {changes} WHERE key = :session_key"),  # noqa: S608 - names stand below
                {**columns, "session_key": session_key},
            )


def _columns(event: Event, at: Millis) -> dict[str, Any]:
    match event:
        case SessionPlanned():
            return {
                "status": Status.PLANNED.value,
                "number": event.number,
                "starts_at": event.starts_at,
                "minutes": event.minutes,
            }
        case SessionCancelled():
            return {"status": Status.CANCELLED.value}
        case LobbyOpened():
            return {
                "status": Status.OPEN.value,
                "opened_at": at,
                "session_format": event.format,
                "round_format": event.round_format,
                "finish_at": event.finish_at,
            }
        case SessionClosed():
            return {
                "status": Status.CLOSED.value,
                "closed_at": at,
                "ending": event.ending.value,
                "review_until": event.review_until,
            }
        case ReviewSettled():
            return {"review_until": None}
        case ContractAgreed():
            return {"contract_version": event.version}
        case _:
            return {}
