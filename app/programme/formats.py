"""The formats that come with the server, read from their files once."""

import functools
import math
from importlib.resources import files

from app.facilitation.formats import RoundFormat, SessionFormat, parse_round_format, parse_session_format
from app.facilitation.terms import MINUTE
from app.facilitation.timing import least_minutes, pattern_of, stage_steps

SHIPPED = files("app.facilitation") / "shipped"
USUAL = "two-hours"
"""The session format where nobody has chosen one."""


class NoSuchFormat(Exception):
    """No format of that name comes with the server."""


@functools.cache
def session_formats() -> dict[str, SessionFormat]:
    """Every session format, by name."""
    found = [parse_session_format(text) for text in _texts("sessions")]
    return {one.name: one for one in found}


@functools.cache
def round_formats() -> dict[str, RoundFormat]:
    """Every round format, by name."""
    found = [parse_round_format(text) for text in _texts("rounds")]
    return {one.name: one for one in found}


def formats_for(session_format: str, round_format: str | None) -> tuple[SessionFormat, RoundFormat]:
    """The two formats that a session is held by; the session format names a round format for those who name none.

    Raises `NoSuchFormat`.
    """
    session = session_formats().get(session_format)
    chosen = round_formats().get(round_format or (session.round_format if session else ""))
    if session is None or chosen is None:
        raise NoSuchFormat(session_format if session is None else round_format)
    return session, chosen


def fewest_minutes(session: SessionFormat, rounds: RoundFormat, members: int) -> int:
    """The shortest session in which so many members have time for every stage and for one round."""
    stages = sum(step.length for step in stage_steps(session, members)) / MINUTE
    return math.ceil(stages + session.spare + least_minutes(pattern_of(rounds.step, members)))


def _texts(folder: str) -> list[str]:
    return sorted(
        path.read_text(encoding="utf-8") for path in (SHIPPED / folder).iterdir() if path.name.endswith(".toml")
    )
