"""What a guest is shown who waits to be let in: that there is a session, its contract, and nobody."""

from dataclasses import replace
from typing import Any

from app.facilitation import sections as s
from app.facilitation.state import Session
from app.facilitation.terms import Cameras, Floor, StageKind, Where
from app.facilitation.views.shared import UNKNOWN_TO_GUESTS, contract_section
from app.facilitation.voices import MOST


def sections(state: Session) -> dict[str, Any]:
    """The sections of somebody outside, by name."""
    return {
        "step": _step(state),
        "floor": s.FloorSection([], None, None, None, None, False, "", None, []),
        "clock": _clock(state),
        "agenda": s.AgendaSection([], 0, None, state.agreed),
        "people": s.PeopleSection([], None, False, None, [], False),
        "hands": s.HandsSection([], [], None),
        **UNKNOWN_TO_GUESTS,
        "contract": replace(contract_section(state, proposal=False), stand_in=None),
        "voice": s.VoiceSection(Where.HERE, "", Cameras.OFF, 0, MOST),
    }


def _step(state: Session) -> s.StepSection:
    return s.StepSection(
        status=state.status,
        number=state.number,
        starts_at=state.starts_at,
        id="outside",
        name="",
        says="",
        stage="outside",
        stage_kind=StageKind.LOBBY,
        floor=Floor.NOBODY,
        holder=None,
        issue="",
        round=None,
        rounds=0,
        paused=None,
        set_let_in=False,
        short_break=False,
        word=None,
        word_from=None,
        asks=None,
        anybody=False,
        thinking=False,
        floor_open=False,
        cannot_hear=False,
        open_to_all=False,
    )


def _clock(state: Session) -> s.ClockSection:
    return s.ClockSection(
        running=False,
        due_at=None,
        left=None,
        length=0,
        of=None,
        turn=False,
        counting=False,
        finish_at=None,
        rest=0,
        step_due_at=None,
        step_left=None,
        spare=0,
        ends_at=state.ends_at,
    )
