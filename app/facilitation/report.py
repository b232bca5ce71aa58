"""What programme leads may have: an allow-list of facts, and a report made of nothing else.

Leads are given kinds of event and named fields of them, never who did what. A test proves it: swap which member did
what, keep kinds and times, and every byte here is the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.facilitation.message import JsonObject
from app.facilitation.terms import MINUTE, Attendance, Millis, PersonId

LEAD_LOG: Mapping[str, frozenset[str]] = {
    "session_planned": frozenset({"number", "starts_at", "minutes"}),
    "session_cancelled": frozenset(),
    "lobby_opened": frozenset({"format", "round_format", "members", "finish_at"}),
    "step_opened": frozenset({"step", "name", "planned"}),
    "step_closed": frozenset({"step", "planned", "took"}),
    "agenda_agreed": frozenset(),
    "session_closed": frozenset({"ending", "rounds"}),
}
"""Event kinds × fields. What is not named here does not leave the set."""

FEWEST_BEHIND = 4
ROUND_STEP = re.compile(r"r\d+\.")
"""The steps of a round, by id."""
POOLED = 3
"""Review means are given pooled over this many sessions."""


class FigureStatus(StrEnum):
    """Whether a figure is given, and if not, why."""

    OK = "ok"
    WITHHELD = "withheld"
    NOT_COLLECTED = "not_collected"


@dataclass(frozen=True)
class Figure:
    """A figure with the number of people it rests on. `value` is None unless `status` is ok."""

    value: float | None
    n: int | None
    eligible: int | None
    status: FigureStatus


@dataclass(frozen=True)
class StepTime:
    """A step against its plan, in minutes (to a tenth)."""

    step: str
    name: str
    planned: float
    took: float | None
    opened_at: Millis


@dataclass(frozen=True)
class SiteAttendance:
    """Attendance of one site: the only figure ever given by site."""

    person: PersonId
    attendance: Attendance


@dataclass(frozen=True)
class LogEntry:
    """One fact, as a lead reads it."""

    seq: int
    at: Millis
    type: str
    facts: JsonObject


@dataclass(frozen=True)
class Report:
    """How the time of one session went. Nothing that was said, and nobody's part in it, is in here."""

    number: int | None
    starts_at: Millis | None
    planned_minutes: float | None
    used_minutes: float | None
    ending: str | None
    members: int | None
    format: str | None
    round_format: str | None
    steps: list[StepTime]
    rounds: Figure
    bids: Figure
    carried: Figure
    attendance: list[SiteAttendance]
    attended: Figure
    actions: dict[str, Figure]
    review: dict[str, Figure]


FactRow = tuple[int, Millis, Sequence[JsonObject]]
"""A row of the log without anything sealed: its number, its moment, its events' facts."""


def lead_log(rows: Iterable[FactRow]) -> list[LogEntry]:
    """The facts of a whole log that leads may have, in order. Rounds come once it is known that four took part."""
    kept = list(rows)
    rounds_too = _enough_took_part(kept)
    return [
        LogEntry(seq=seq, at=at, type=str(event["type"]), facts=_allowed(event))
        for seq, at, events in kept
        for event in events
        if event["type"] in LEAD_LOG and (rounds_too or not _is_of_a_round(event))
    ]


def _enough_took_part(rows: Sequence[FactRow]) -> bool:
    """Whether a round's times can be given: with fewer than four there, attendance would say whose they are."""
    closed = _last(_events(rows, "session_closed"))
    came = {Attendance.PRESENT, Attendance.PART}
    return closed is not None and sum(value in came for value in closed["attendance"].values()) >= FEWEST_BEHIND


def _is_of_a_round(event: JsonObject) -> bool:
    return ROUND_STEP.match(str(event.get("step", ""))) is not None


def _allowed(event: JsonObject) -> JsonObject:
    kept = LEAD_LOG[event["type"]]
    return {name: value for name, value in event.items() if name in kept}


def _events(rows: Iterable[FactRow], kind: str) -> list[tuple[Millis, JsonObject]]:
    return [(at, event) for _, at, events in rows for event in events if event["type"] == kind]


def lead_report(rows: Sequence[FactRow], pooled: Sequence[Sequence[FactRow]] = ()) -> Report:
    """The report of one session. `pooled`: the rows of the sessions of this set, this one last, for review means."""
    planned = _last(_events(rows, "session_planned"))
    lobby = _last(_events(rows, "lobby_opened"))
    closed = _last(_events(rows, "session_closed"))
    opened = _events(rows, "step_opened")
    closed_at = _events(rows, "session_closed")[-1][0] if closed else None
    used = (closed_at - opened[0][0]) / MINUTE if closed_at is not None and opened else None
    attendance = {who: Attendance(value) for who, value in (closed or {}).get("attendance", {}).items()}
    return Report(
        number=planned.get("number") if planned else None,
        starts_at=planned.get("starts_at") if planned else None,
        planned_minutes=planned.get("minutes") if planned else None,
        used_minutes=round(used, 1) if used is not None else None,
        ending=closed.get("ending") if closed else None,
        members=lobby.get("members") if lobby else None,
        format=lobby.get("format") if lobby else None,
        round_format=lobby.get("round_format") if lobby else None,
        steps=_steps(rows),
        rounds=_plain(closed, "rounds"),
        bids=_of_few(closed, "bids"),
        carried=_of_few(closed, "carried"),
        attendance=[SiteAttendance(who, value) for who, value in sorted(attendance.items())],
        attended=_attended(attendance),
        actions=_actions(closed),
        review=_review(pooled or [rows]),
    )


def _last(found: Sequence[tuple[Millis, JsonObject]]) -> JsonObject | None:
    return found[-1][1] if found else None


def _steps(rows: Sequence[FactRow]) -> list[StepTime]:
    """Every step that was opened, in the order of opening; one opened twice has both times in one line."""
    rounds_too = _enough_took_part(rows)
    took = Counter[str]()
    for _, event in _events(rows, "step_closed"):
        took[event["step"]] += event["took"]
    lines: dict[str, StepTime] = {}
    for at, event in _events(rows, "step_opened"):
        step = event["step"]
        if _is_of_a_round(event) and not rounds_too:
            continue
        lines.setdefault(
            step,
            StepTime(
                step=step,
                name=event["name"],
                planned=round(event["planned"] / MINUTE, 1),
                took=round(took[step] / MINUTE, 1) if step in took else None,
                opened_at=at,
            ),
        )
    return list(lines.values())


def _plain(closed: JsonObject | None, name: str) -> Figure:
    if closed is None:
        return Figure(None, None, None, FigureStatus.NOT_COLLECTED)
    return Figure(closed[name], None, None, FigureStatus.OK)


def _of_few(closed: JsonObject | None, name: str) -> Figure:
    """A figure that rests on people: withheld where fewer than four stand behind it."""
    if closed is None:
        return Figure(None, None, None, FigureStatus.NOT_COLLECTED)
    value = closed[name]
    if value is None:
        return Figure(None, None, None, FigureStatus.WITHHELD)
    return Figure(value, closed["bids"], None, FigureStatus.OK)


def _attended(attendance: Mapping[PersonId, Attendance]) -> Figure:
    if not attendance:
        return Figure(None, None, None, FigureStatus.NOT_COLLECTED)
    came = sum(1 for value in attendance.values() if value in {Attendance.PRESENT, Attendance.PART})
    return Figure(came, came, len(attendance), FigureStatus.OK)


def _actions(closed: JsonObject | None) -> dict[str, Figure]:
    names = ("done", "partly", "changed", "not_yet")
    if closed is None:
        return dict.fromkeys(names, Figure(None, None, None, FigureStatus.NOT_COLLECTED))
    totals = closed["action_totals"]
    if totals is None:
        return dict.fromkeys(names, Figure(None, None, None, FigureStatus.WITHHELD))
    owners = closed["action_owners"]
    return {name: Figure(totals.get(name, 0), owners, None, FigureStatus.OK) for name in names}


def _review(pooled: Sequence[Sequence[FactRow]]) -> dict[str, Figure]:
    """Means rounded to a half, pooled over three sessions; withheld until there are three to pool."""
    totals = [found for rows in pooled if (found := _last(_events(rows, "review_totalled"))) is not None]
    latest = totals[-POOLED:]
    items = dict.fromkeys(item for total in latest for item in total["means"])
    figures: dict[str, Figure] = {}
    for item in items:
        given = [(total["means"][item], total["numbers"][item]) for total in latest if item in total["means"]]
        n = sum(number for _, number in given)
        eligible = sum(total["eligible"] for total in latest)
        if len(given) < POOLED:
            figures[item] = Figure(None, None, None, FigureStatus.WITHHELD)
            continue
        mean = sum(value * number for value, number in given) / n
        figures[item] = Figure(round(mean * 2) / 2, n, eligible, FigureStatus.OK)
    return figures
