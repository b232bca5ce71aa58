"""What the rules answer to a command: events, or a refusal. Rights first, the command's own conditions after."""

from app.facilitation.commands import Command
from app.facilitation.decide import (
    agenda,
    chair,
    clock,
    comings,
    contract,
    entering,
    guests,
    meeting,
    office,
    pauses,
    questions,
    queue,
    seats,
    steps,
    turns,
    writing,
)
from app.facilitation.decide.draft import DECISIONS, Draft, decision
from app.facilitation.events import Event
from app.facilitation.rights import require
from app.facilitation.state import Session
from app.facilitation.terms import CommandId, Millis, PersonId

__all__ = ["DECISIONS", "decide"]

_PARTS = (
    agenda,
    chair,
    clock,
    comings,
    contract,
    entering,
    guests,
    meeting,
    office,
    pauses,
    questions,
    queue,
    seats,
    steps,
    turns,
    writing,
)  # importing fills the table


def decide(state: Session, command: Command, *, by: PersonId, now: Millis, id: CommandId) -> tuple[Event, ...]:  # noqa: A002 - the wire's word for it
    """What this command comes to, given by this person at this moment.

    `now` never goes back before the last event; what the command makes is named by its `id`. Raises `Refused`.
    """
    require(state, by, command.type)
    draft = Draft(state=state, by=by, now=max(now, state.last_at), id=id)
    decision(command)(draft, command)
    return tuple(draft.events)
