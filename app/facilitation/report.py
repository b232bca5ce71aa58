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
from app.facilitation.terms import MINUTE, SECOND, Attendance, Millis, PersonId

LEAD_LOG: Mapping[str, frozenset[str]] = {
    "session_planned": frozenset({"number", "starts_at", "minutes"}),
    "session_cancelled": frozenset(),
    "lobby_opened": frozenset({"format", "round_format", "members", "finish_at"}),
    "step_opened": frozenset({"step", "name", "planned"}),
    "step_closed": frozenset({"step", "planned", "took"}),
    "agenda_agreed": frozenset(),
    "session_closed": frozenset({"ending", "rounds", "facilitation"}),
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
    """One fact, as a lead reads it. `at`, and what a step took from its opening to its close, are to the second."""

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
    facilitation: str | None
    """Who drove: a facilitator, a member for some of it, or the set itself."""
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
    kept = _by_the_wall(rows)
    rounds_too = _enough_took_part(kept)
    return [
        LogEntry(seq=seq, at=to_the_second(at), type=str(event["type"]), facts=_allowed(event, rounds_too=rounds_too))
        for seq, at, events in kept
        for event in events
        if event["type"] in LEAD_LOG and (rounds_too or not _is_of_a_round(event))
    ]


def _enough_took_part(rows: Sequence[FactRow]) -> bool:
    """Whether rounds can be told of: with fewer than four there, attendance would say whose they are."""
    closed = _last(_events(rows, "session_closed"))
    came = {Attendance.PRESENT, Attendance.PART}
    return closed is not None and sum(value in came for value in closed["attendance"].values()) >= FEWEST_BEHIND


def _is_of_a_round(event: JsonObject) -> bool:
    return ROUND_STEP.match(str(event.get("step", ""))) is not None


def _allowed(event: JsonObject, *, rounds_too: bool) -> JsonObject:
    kept = LEAD_LOG[event["type"]] - (frozenset() if rounds_too else {"rounds"})
    return {name: value for name, value in event.items() if name in kept}


def _by_the_wall(rows: Iterable[FactRow]) -> list[FactRow]:
    """The rows, with what each step took told from its opening to its close, whether or not its clock ran.

    Beside the moments in the log, how long a clock ran would tell how long it stood still: a pause together, somebody
    who could not be heard, a holder who had gone. Told so, each of these looks like time that was taken.
    """
    told: list[FactRow] = []
    opened = 0
    for seq, at, events in rows:
        left_at = next((event.get("left_at") for event in events if event["type"] == "session_closed"), None)
        ends = to_the_second(at if left_at is None else left_at)
        kept: list[JsonObject] = []
        for event in events:
            if event["type"] == "step_opened":
                opened = to_the_second(at)
            took = {"took": max(0, ends - opened)} if event["type"] == "step_closed" else {}
            kept.append({**event, **took})
        told.append((seq, at, kept))
    return told


def to_the_second(millis: Millis) -> Millis:
    """Rounded down: to the millisecond a moment could be told again in somebody else's record, such as a call's."""
    return millis - millis % SECOND


def _events(rows: Iterable[FactRow], kind: str) -> list[tuple[Millis, JsonObject]]:
    return [(at, event) for _, at, events in rows for event in events if event["type"] == kind]


def lead_report(rows: Sequence[FactRow], pooled: Sequence[Sequence[FactRow]] = ()) -> Report:
    """The report of one session. `pooled`: the rows of the sessions of this set, this one last, for review means."""
    planned = _last(_events(rows, "session_planned"))
    lobby = _last(_events(rows, "lobby_opened"))
    closed = _last(_events(rows, "session_closed"))
    opened = _events(rows, "step_opened")
    # a room that nobody closed closes itself hours after the last of them has gone
    closed_at = (closed.get("left_at") or _events(rows, "session_closed")[-1][0]) if closed else None
    used = (closed_at - opened[0][0]) / MINUTE if closed_at is not None and opened else None
    attendance = {who: Attendance(value) for who, value in (closed or {}).get("attendance", {}).items()}
    return Report(
        number=planned.get("number") if planned else None,
        starts_at=planned.get("starts_at") if planned else None,
        planned_minutes=planned.get("minutes") if planned else None,
        used_minutes=round(used, 1) if used is not None else None,
        ending=closed.get("ending") if closed else None,
        facilitation=closed.get("facilitation", "facilitated") if closed else None,
        members=lobby.get("members") if lobby else None,
        format=lobby.get("format") if lobby else None,
        round_format=lobby.get("round_format") if lobby else None,
        steps=_steps(rows),
        rounds=_rounds(closed, told=_enough_took_part(rows)),
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
    for _, event in _events(_by_the_wall(rows), "step_closed"):
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
                opened_at=to_the_second(at),
            ),
        )
    return list(lines.values())


def _rounds(closed: JsonObject | None, *, told: bool) -> Figure:
    """How many rounds there were; of two who came, two rounds would be one each."""
    if closed is None:
        return Figure(None, None, None, FigureStatus.NOT_COLLECTED)
    if not told:
        return Figure(None, None, None, FigureStatus.WITHHELD)
    return Figure(closed["rounds"], None, None, FigureStatus.OK)


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
    if totals is None or _all_the_same(totals):
        return dict.fromkeys(names, Figure(None, None, None, FigureStatus.WITHHELD))
    owners = closed["action_owners"]
    return {name: Figure(totals.get(name, 0), owners, None, FigureStatus.OK) for name in names}


def _all_the_same(totals: Mapping[str, int]) -> bool:
    """Whether all that was said of actions was the same: then a total says of each owner what they said."""
    return sum(totals.values()) == max(totals.values(), default=0)


def _review(pooled: Sequence[Sequence[FactRow]]) -> dict[str, Figure]:
    """Means rounded to a half, pooled over the last three sessions in which enough rated the item.

    A session in which too few did is passed over, and blanks nothing. Of two reports that follow each other two of the
    three sessions are the same; what differs between them leaves the newest one's mean open, as a test shows.
    """
    totals = [found for rows in pooled if (found := _last(_events(rows, "review_totalled"))) is not None]
    items = dict.fromkeys(item for total in totals for item in total["means"])
    return {item: _pooled(item, [total for total in totals if item in total["means"]]) for item in items}


def _pooled(item: str, totals: Sequence[JsonObject]) -> Figure:
    if len(totals) < POOLED:
        return Figure(None, None, None, FigureStatus.WITHHELD)
    latest = totals[-POOLED:]
    n = sum(total["numbers"][item] for total in latest)
    mean = sum(total["means"][item] * total["numbers"][item] for total in latest) / n
    return Figure(round(mean * 2) / 2, n, sum(total["eligible"] for total in latest), FigureStatus.OK)
