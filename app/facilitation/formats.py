"""Session formats and round formats: data, parsed from text, refused with table, key and why."""

import re
import tomllib
from typing import Annotated, Self, TypeVar

from pydantic import Field, ValidationError, model_validator

from app.facilitation.message import Message
from app.facilitation.plan import ReviewItem
from app.facilitation.refusals import Reason, Refused
from app.facilitation.terms import AtTime, Floor, QuestionKind, StageKind, Writes

Minutes = Annotated[float, Field(ge=0, le=600)]
Format = TypeVar("Format", bound=Message)
PLACE = {
    StageKind.OPENING: 0,
    StageKind.CHECK_IN: 0,
    StageKind.ASKING: 1,
    StageKind.REVIEW: 2,
    StageKind.CLOSE: 3,
}
"""The customer's order. Openings (a welcome, a first contract) may stand before and after a check-in."""


class RoundStep(Message):
    """One step of a round: a fixed number of minutes, or a weight with a minimum."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
    name: str
    says: str = ""
    floor: Floor
    weight: Minutes = 0
    minimum: Minutes = 1
    minutes: Minutes | None = None
    """Fixed; takes no part in the sharing out."""
    at_time: AtTime = AtTime.SAY
    writes: tuple[Writes, ...] = ()
    advice: bool = False
    on_request: bool = False
    each: Minutes = 0
    """With turns: for each member, the issue holder last. The step takes this for everybody, fixed."""
    asks: QuestionKind | None = None
    anybody: bool = False
    one_at_a_time: bool = False
    kept: bool = False
    holder_unseen: bool = False

    @model_validator(mode="after")
    def _turns_know_their_minutes(self) -> Self:
        if (self.floor is Floor.TURNS) != (self.each > 0):
            raise ValueError("turns, and nothing else, need `each`: the minutes for one person")
        if self.each and (self.weight or self.minutes is not None or self.on_request):
            raise ValueError("turns take `each` minutes a person: no weight, no minutes, and not on request")
        if (self.each * 2) % 1:
            raise ValueError("give minutes and minimums in halves of a minute")
        return self

    @model_validator(mode="after")
    def _either_weight_or_minutes(self) -> Self:
        if not self.each and (self.minutes is None) == (self.weight == 0):
            raise ValueError("give either minutes (fixed) or a weight above nought")
        if self.on_request and self.minutes is None:
            raise ValueError("a step on request needs fixed minutes: it takes no share of the round")
        if (self.minimum * 2) % 1 or ((self.minutes or 0) * 2) % 1:
            raise ValueError("give minutes and minimums in halves of a minute")
        return self

    @model_validator(mode="after")
    def _golden_rules_hold(self) -> Self:
        if Writes.OFFERS in self.writes and not (self.on_request or self.advice):
            raise ValueError("offers are welcome only in a step on request, or where advice is")
        if self.anybody and self.floor is not Floor.ASKER_AND_HOLDER:
            raise ValueError("`anybody` is for a step of questions: give it the floor asker_and_holder")
        if self.kept and self.on_request:
            raise ValueError("a step on request cannot be one that is always kept")
        if self.holder_unseen and self.floor is not Floor.OTHERS:
            raise ValueError("`holder_unseen` is for a step in which the others talk: give it the floor others")
        return self


class RoundFormat(Message):
    """How one person's time is spent."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,30}$")]
    title: str
    says: str = ""
    step: Annotated[tuple[RoundStep, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        ids = [step.id for step in self.step]
        if len(set(ids)) != len(ids):
            raise ValueError("two steps have the same id")
        if self.step[0].on_request:
            raise ValueError("the first step cannot be on request")
        if all(step.minutes is not None or step.each for step in self.step):
            raise ValueError("at least one step needs a weight: a round has the minutes that the set agrees")
        return self


class Stage(Message):
    """One stage of a session. Rounds and the break between them are placed when the agenda is agreed."""

    kind: StageKind
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
    name: str
    says: str = ""
    floor: Floor
    minutes: Minutes = 0
    """For the whole stage; with turns, what it takes besides them."""
    each: Minutes = 0
    """For each member; the stage takes this times the members."""
    at_time: AtTime = AtTime.SAY
    writes: tuple[Writes, ...] = ()

    @model_validator(mode="after")
    def _turns_know_their_minutes(self) -> Self:
        if self.floor is Floor.TURNS and self.each == 0:
            raise ValueError("turns need `each`, the minutes for one person")
        if self.floor in {Floor.HOLDER, Floor.ASKER_AND_HOLDER, Floor.OTHERS}:
            raise ValueError("only the steps of a round have an issue holder")
        if re.fullmatch(r"r\d+", self.id):
            raise ValueError("rounds are called r1, r2 …: a stage needs another id")
        return self


class SessionFormat(Message):
    """The stages of a session, in order, with the place where the rounds go."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,30}$")]
    title: str
    minutes: Annotated[int, Field(ge=15, le=720)] = 120
    """The usual length of the whole session."""
    round_format: str
    """The round format used unless the set chooses another."""
    spare: Minutes = 0
    stage: Annotated[tuple[Stage, ...], Field(min_length=1, max_length=30)]
    rest: Stage | None = None
    """The break, placed between rounds once half of their time has gone."""
    item: tuple[ReviewItem, ...] = ()

    @model_validator(mode="after")
    def _order_holds(self) -> Self:
        every = [stage.kind for stage in self.stage]
        kinds = [kind for kind in every if kind is not StageKind.REST]
        if StageKind.ROUND in kinds:
            raise ValueError("rounds are placed by the agenda, not listed as stages")
        if StageKind.REST in {every[0], every[-1]}:
            raise ValueError("a break stands between two stages")
        if StageKind.ASKING not in kinds:
            raise ValueError("there is no stage of kind asking: nobody could ask for time")
        if kinds[-1] is not StageKind.CLOSE:
            raise ValueError("the last stage must be of kind close")
        if StageKind.REVIEW not in kinds[kinds.index(StageKind.ASKING) :]:
            raise ValueError("a process review must follow the rounds")
        if StageKind.LOBBY in kinds or kinds != sorted(kinds, key=PLACE.__getitem__):
            raise ValueError("the order is check-in, asking for time, review, close; the lobby is there by itself")
        if self.rest is not None and self.rest.kind is not StageKind.REST:
            raise ValueError("the break must be of kind rest")
        ids = [stage.id for stage in (*self.stage, *([self.rest] if self.rest else []))]
        if len(set(ids)) != len(ids):
            raise ValueError("two stages have the same id")
        return self


def parse_session_format(text: str) -> SessionFormat:
    """Read a session format from TOML. Refused as `bad_format` with `table`, `key` and `why`."""
    return _parse(SessionFormat, text)


def parse_round_format(text: str) -> RoundFormat:
    """Read a round format from TOML. Refused as `bad_format` with `table`, `key` and `why`."""
    return _parse(RoundFormat, text)


def _parse(kind: type[Format], text: str) -> Format:
    try:
        return kind.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise Refused(Reason.BAD_FORMAT, table="the file", key="-", why=str(fault)) from fault
    except ValidationError as faults:
        first = faults.errors()[0]
        where = [str(part) for part in first["loc"]]
        why = first["msg"].removeprefix("Value error, ")
        # `stage.2` is the third [[stage]]; people count from one
        table = " ".join(str(int(part) + 1) if part.isdigit() else part for part in where[:-1]) or "the file"
        key = where[-1] if where else "-"
        if key.isdigit():
            table, key = f"{table} {int(key) + 1}".removeprefix("the file "), "-"
        raise Refused(Reason.BAD_FORMAT, table=table, key=key, why=why) from faults
