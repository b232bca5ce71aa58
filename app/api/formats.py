"""The formats that a set may choose from: how a session goes, and how one person's time is spent."""

from fastapi import APIRouter, Depends

from app.api.models import Answer, errors
from app.api.parts import administrator
from app.facilitation.formats import SessionFormat
from app.facilitation.terms import StageKind
from app.programme.formats import round_formats, session_formats

router = APIRouter(tags=["Administration"], prefix="/admin/formats")


class SessionFormatAnswer(Answer):
    """A format of sessions: its usual length, its stages in order, and its rounds unless the set chooses others."""

    name: str
    title: str
    minutes: int
    round_format: str
    stages: list[str]
    rounds_after: int
    """How many of these stages come before the rounds."""


class RoundFormatAnswer(Answer):
    """A format of rounds, and its steps in order."""

    name: str
    title: str
    says: str
    steps: list[str]


class FormatsAnswer(Answer):
    """Everything that comes with the server."""

    sessions: list[SessionFormatAnswer]
    rounds: list[RoundFormatAnswer]


@router.get("", summary="The formats", dependencies=[Depends(administrator)], responses=errors("signed_out"))
def get_formats() -> FormatsAnswer:
    """For whoever starts a set or plans a session; `name` is what they choose by."""
    return formats_answer()


def _before_rounds(one: SessionFormat) -> int:
    last = max(place for place, stage in enumerate(one.stage) if stage.kind is StageKind.ASKING)
    return len({stage.name for stage in one.stage[: last + 1]})


def formats_answer() -> FormatsAnswer:
    """The formats, for whoever may choose."""
    return FormatsAnswer(
        sessions=[
            SessionFormatAnswer(
                name=one.name,
                title=one.title,
                minutes=one.minutes,
                round_format=one.round_format,
                stages=list(dict.fromkeys(stage.name for stage in one.stage)),
                rounds_after=_before_rounds(one),
            )
            for one in session_formats().values()
        ],
        rounds=[
            RoundFormatAnswer(name=one.name, title=one.title, says=one.says, steps=[step.name for step in one.step])
            for one in round_formats().values()
        ],
    )
