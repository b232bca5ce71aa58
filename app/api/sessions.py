"""What programme leads read: sessions, their logs and reports. Process only, nobody's part in it."""

import base64
import binascii
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from app.api.models import Answer, errors
from app.api.parts import GivenParts, LeadKey, Parts, need_scope, visible_session
from app.api.problems import ApiProblem
from app.api.tags import TAGGED, TaggedRoute, known_tags
from app.auth.keys import Scope
from app.facilitation.report import FigureStatus, LogEntry, lead_log, lead_report, to_the_second
from app.facilitation.terms import Attendance, Millis, Status
from app.store.entries import SessionEntry

router = APIRouter(
    tags=["For programme leads"], prefix="/sessions", route_class=TaggedRoute, dependencies=[Depends(known_tags)]
)

Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=200, description="`next` of the page before.")]
FactRows = list[tuple[int, Millis, list[dict[str, Any]]]]

LEAD_ERRORS = ("key_needed", "unknown_key", "no_scope", "bad_request")


class SessionAnswer(Answer):
    """A session. Moments are milliseconds since 1970 in UTC."""

    id: str
    set: str
    set_name: str
    programme: str | None
    number: int
    starts_at: Millis
    minutes: int
    status: Status
    session_format: str | None
    round_format: str | None
    opened_at: Millis | None
    closed_at: Millis | None
    ending: str | None

    model_config = Answer.example(
        id="w8e3r6t9y2u5a4qk",
        set="n4m7k2x9c5v8b3q6",
        set_name="Northern set",
        programme="aec5programme7x9k",
        number=2,
        starts_at=1799942400000,
        minutes=120,
        status="closed",
        session_format="two-hours",
        round_format="als-4step",
        opened_at=1799941500000,
        closed_at=1799949600000,
        ending="as_planned",
    )


class SessionPage(Answer):
    """Part of the list, latest start first; `next` is the cursor of what follows, null at the end."""

    items: list[SessionAnswer]
    next: str | None


class LogAnswer(Answer):
    """One fact of a session's log: a kind, a moment, and nothing that tells who."""

    at: Millis
    type: str
    facts: dict[str, Any]

    model_config = Answer.example(
        at=1799942700000, type="step_closed", facts={"step": "check-in", "planned": 720000, "took": 790000}
    )


class LogPage(Answer):
    """Part of the log, in order; `next` is the cursor of what follows, null at its end as it is now."""

    items: list[LogAnswer]
    next: str | None


class FigureAnswer(Answer):
    """A figure: `value` is null unless `status` is `ok`. `n` people stand behind it, of `eligible`."""

    value: float | None
    n: int | None
    eligible: int | None
    status: FigureStatus

    model_config = Answer.example(value=None, n=None, eligible=None, status="withheld")


class StepAnswer(Answer):
    """A step against its plan, in minutes."""

    step: str
    name: str
    planned: float
    took: float | None
    opened_at: Millis


class AttendanceAnswer(Answer):
    """Attendance of one site: the only figure ever given by site."""

    site: str
    attendance: Attendance


class ReportAnswer(Answer):
    """How the time of one session went."""

    session: str
    number: int | None
    starts_at: Millis | None
    planned_minutes: float | None
    used_minutes: float | None
    ending: str | None
    facilitation: str | None
    members: int | None
    format: str | None
    round_format: str | None
    steps: list[StepAnswer]
    rounds: FigureAnswer
    bids: FigureAnswer
    carried: FigureAnswer
    attended: FigureAnswer
    attendance: list[AttendanceAnswer]
    actions: dict[str, FigureAnswer]
    review: dict[str, FigureAnswer]


@router.get("", summary="Sessions of your programme", responses={**errors(*LEAD_ERRORS), **TAGGED})
def get_sessions(
    key: LeadKey, given: GivenParts, limit: Limit = 50, cursor: Cursor = None, status: Status | None = None
) -> SessionPage:
    """Planned, open, closed and cancelled; latest start first."""
    need_scope(key, Scope.SESSIONS_READ)
    try:
        page = given.store.directory.sessions(limit=limit, cursor=cursor, programme_id=key.programme_id, status=status)
    except ValueError:
        raise ApiProblem("bad_request") from None
    return SessionPage(items=[session_answer(given, entry) for entry in page.entries], next=page.cursor)


@router.get("/{session_id}", summary="One session", responses={**errors(*LEAD_ERRORS, "not_found"), **TAGGED})
def get_session(session_id: str, key: LeadKey, given: GivenParts) -> SessionAnswer:
    """Sessions of other programmes are not found."""
    return session_answer(given, visible_session(given, key, session_id, Scope.SESSIONS_READ))


@router.get("/{session_id}/log", summary="The session log", responses={**errors(*LEAD_ERRORS, "not_found"), **TAGGED})
def get_log(session_id: str, key: LeadKey, given: GivenParts, limit: Limit = 100, cursor: Cursor = None) -> LogPage:
    """Which step was opened when, and how long it took against its plan. Only kinds of facts on an allow-list."""
    entry = visible_session(given, key, session_id, Scope.LOG_READ)
    # counted in facts that leads may have: the log's own numbers would tell how much else was done in between
    after = _position(cursor)
    items = whole_log(given, entry)
    more = after + limit < len(items)
    return LogPage(items=items[after : after + limit], next=_cursor(after + limit) if more else None)


@router.get(
    "/{session_id}/report", summary="The session report", responses={**errors(*LEAD_ERRORS, "not_found"), **TAGGED}
)
def get_report(session_id: str, key: LeadKey, given: GivenParts) -> ReportAnswer:
    """Time against plan, rounds, attendance, and totals that enough people stand behind; others are withheld."""
    return report_answer(given, visible_session(given, key, session_id, Scope.REPORT_READ))


def whole_log(given: Parts, entry: SessionEntry) -> list[LogAnswer]:
    """Everything of a session's log that leads may have, in order."""
    return [_log_answer(each) for each in lead_log(fact_rows(given, entry.id))]


def report_answer(given: Parts, entry: SessionEntry) -> ReportAnswer:
    """The report, as leads are given it."""
    pooled = [fact_rows(given, each.id) for each in _held_until(given, entry)]
    report = lead_report(fact_rows(given, entry.id), pooled)
    sites = {seat.person_id: seat.site for seat in given.store.directory.seats_of(entry.set_id)}
    attendance = [(sites.get(each.person, ""), each.attendance) for each in report.attendance]
    plain = {name: value for name, value in asdict(report).items() if name != "attendance"}
    return ReportAnswer(
        session=entry.id,
        attendance=[AttendanceAnswer(site=site, attendance=value) for site, value in sorted(attendance)],
        **plain,
    )


def fact_rows(given: Parts, session_id: str) -> FactRows:
    """All facts of a session, read without any key."""
    rows: FactRows = []
    after = 0
    while page := given.store.log.facts(session_id, after):
        rows.extend((row.seq, row.at, row.events) for row in page)
        after = page[-1].seq
    return rows


def _held_until(given: Parts, entry: SessionEntry) -> list[SessionEntry]:
    found: list[SessionEntry] = []
    cursor: str | None = None
    while True:
        page = given.store.directory.sessions(set_id=entry.set_id, status=Status.CLOSED, limit=200, cursor=cursor)
        found.extend(each for each in page.entries if each.starts_at <= entry.starts_at)
        cursor = page.cursor
        if cursor is None:
            return sorted(found, key=lambda each: each.starts_at)


def session_answer(given: Parts, entry: SessionEntry) -> SessionAnswer:
    """A session, as leads are given it."""
    return SessionAnswer(
        id=entry.id,
        set=entry.set_id,
        set_name=given.store.directory.learning_set(entry.set_id).name,
        programme=entry.programme_id,
        number=entry.number,
        starts_at=entry.starts_at,
        minutes=entry.minutes,
        status=entry.status,
        session_format=entry.session_format,
        round_format=entry.round_format,
        opened_at=None if entry.opened_at is None else to_the_second(entry.opened_at),
        closed_at=None if entry.closed_at is None else to_the_second(entry.closed_at),
        ending=entry.ending,
    )


def _log_answer(entry: LogEntry) -> LogAnswer:
    return LogAnswer(at=entry.at, type=entry.type, facts=entry.facts)


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"log:{position}".encode()).decode()


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        mark, _, position = base64.urlsafe_b64decode(cursor.encode("ascii")).decode("ascii").partition(":")
        found = int(position)
    except (ValueError, binascii.Error):
        mark, found = "", -1
    if mark != "log" or not 0 <= found <= 1_000_000:
        raise ApiProblem("bad_request")
    return found
