"""What a simulated person has before their eyes: the newest view, asked by name, and nothing of the server behind it.

Views grow. Whatever is not there is taken as empty, so that a new kind of step, or one not known here, stops nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.facilitation.terms import Millis

Section = Mapping[str, Any]
NONE: Section = {}


@dataclass(frozen=True)
class Seen:
    """One view at one moment of the room's clock."""

    sections: Mapping[str, Any]
    now: Millis

    def section(self, name: str) -> Section:
        """A section; an empty one when there is none."""
        return self.sections.get(name) or NONE

    @property
    def mine(self) -> Section:
        return self.section("mine")

    @property
    def step(self) -> Section:
        return self.section("step")

    @property
    def clock(self) -> Section:
        return self.section("clock")

    @property
    def desk(self) -> Section:
        return self.section("desk")

    @property
    def me(self) -> str:
        return str(self.mine.get("id", ""))

    @property
    def step_id(self) -> str:
        return str(self.step.get("id", ""))

    @property
    def stage(self) -> str:
        """The stage that is open."""
        return str(self.step.get("stage") or self.step_id)

    @property
    def kind(self) -> str:
        """The kind of stage that is open."""
        return str(self.step.get("stage_kind", ""))

    @property
    def floor(self) -> str:
        """Who may be heard, in the format's word."""
        return str(self.step.get("floor", ""))

    @property
    def in_lobby(self) -> bool:
        return self.step.get("status") == "open" and self.step_id in {"", "lobby"}

    @property
    def asking(self) -> str | None:
        """The hand whose turn it is."""
        return self.section("floor").get("asking")

    @property
    def drives(self) -> bool:
        """Whether the process is mine to hold."""
        return bool(self.desk.get("driving"))

    @property
    def has_chair(self) -> bool:
        """Whether the chair is mine, be I at it or away."""
        return self.section("people").get("chair") == self.me != ""

    @property
    def holds(self) -> bool:
        """Whether this round is mine."""
        return self.step.get("holder") == self.me != ""

    @property
    def is_last_stage(self) -> bool:
        """Whether the close is what comes next."""
        target = self.mine.get("next_step")
        stages = self.section("agenda").get("stages", ())
        return any(one["id"] == target and one["kind"] == "close" for one in stages)

    def name_of(self, who: str) -> str:
        """Somebody's name."""
        return next((str(one["name"]) for one in self.section("people").get("people", ()) if one["id"] == who), "")

    def may(self, command: str) -> bool:
        """Whether its button is there."""
        return command in self.mine.get("may", ())

    def people(self, kind: str = "member") -> list[Section]:
        """Everybody of a kind at the table."""
        return [one for one in self.section("people").get("people", ()) if one.get("kind") == kind]

    def here(self, kind: str = "member") -> list[Section]:
        """Those who are in the room."""
        return [one for one in self.people(kind) if one.get("presence") in {"here", "out"}]

    @property
    def agreed_time(self) -> Millis:
        """The length agreed for this step or turn; nought: none was."""
        return int(self.clock.get("length") or 0)

    @property
    def left(self) -> Millis | None:
        """What is left of it, below nought when it is over; None where no time was agreed."""
        if not self.agreed_time:
            return None
        due = self.clock.get("due_at")
        return int(due) - self.now if due is not None else int(self.clock.get("left") or 0)
