"""What leads read, as tables: the log and the report, made from the very answers that are given as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from fastapi import APIRouter, Depends, Response

from app.api.csv_cells import MEDIA_TYPE, Cell, moment, table
from app.api.models import errors
from app.api.parts import GivenParts, LeadKey, visible_session
from app.api.sessions import LEAD_ERRORS, FigureAnswer, LogAnswer, ReportAnswer, report_answer, whole_log
from app.api.tags import TAGGED, TaggedRoute, known_tags
from app.auth.keys import Scope
from app.facilitation.report import LEAD_LOG, FigureStatus
from app.facilitation.terms import MINUTE
from app.texts import has, sentence

router = APIRouter(
    tags=["For programme leads"], prefix="/sessions", route_class=TaggedRoute, dependencies=[Depends(known_tags)]
)

LENGTHS: Final = frozenset({"planned", "took"})
"""Facts in milliseconds, given in minutes."""
MOMENTS: Final = frozenset({"starts_at", "finish_at"})
FIRST: Final = ("step", "name", "planned", "took")
"""What is looked for most stands first."""
FACTS: Final = (*FIRST, *sorted({fact for facts in LEAD_LOG.values() for fact in facts} - set(FIRST)))
"""Every fact on the allow-list has its column, also one that is put on it later."""
LOG_HEADER: Final = ("at", "type", *(f"{fact}_minutes" if fact in LENGTHS else fact for fact in FACTS))
REPORT_HEADER: Final = (
    "part", "name", "value", "unit", "people", "eligible", "planned_minutes", "took_minutes", "opened_at", "note",
)  # fmt: skip

AS_CSV: Final[dict[int | str, dict[str, Any]]] = {
    **TAGGED,
    200: {**TAGGED[200], "description": "A table.", "content": {"text/csv": {"schema": {"type": "string"}}}},
}


@router.get(
    "/{session_id}/log.csv",
    summary="The session log as a table",
    response_class=Response,
    responses={**errors(*LEAD_ERRORS, "not_found"), **AS_CSV},
)
def get_log_csv(session_id: str, key: LeadKey, given: GivenParts) -> Response:
    """The whole log in one piece, as CSV (RFC 4180, UTF-8): a row a fact, moments in UTC, lengths in minutes."""
    entry = visible_session(given, key, session_id, Scope.LOG_READ)
    return download(log_csv(whole_log(given, entry)), f"session-{entry.number}-log.csv")


@router.get(
    "/{session_id}/report.csv",
    summary="The session report as a table",
    response_class=Response,
    responses={**errors(*LEAD_ERRORS, "not_found"), **AS_CSV},
)
def get_report_csv(session_id: str, key: LeadKey, given: GivenParts) -> Response:
    """The report as CSV (RFC 4180, UTF-8): a row a step or figure. What is withheld or not collected says so."""
    entry = visible_session(given, key, session_id, Scope.REPORT_READ)
    return download(report_csv(report_answer(given, entry)), f"session-{entry.number}-report.csv")


def download(content: bytes, name: str) -> Response:
    """A table under a name of its own."""
    # the type is given as a header: the framework would write a charset of its own behind it
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Type": MEDIA_TYPE}
    return Response(content, headers=headers)


def log_csv(items: Iterable[LogAnswer]) -> bytes:
    """The log's facts, a row each."""
    return table(
        LOG_HEADER, ([moment(item.at), item.type, *(_fact(item.facts, name) for name in FACTS)] for item in items)
    )


def _fact(facts: Mapping[str, Any], name: str) -> Cell:
    value: Cell = facts.get(name)
    if name in MOMENTS and isinstance(value, int):
        return moment(value)
    if name in LENGTHS and isinstance(value, int):
        return round(value / MINUTE, 1)
    return value


def report_csv(report: ReportAnswer) -> bytes:
    """The report, a row for each thing that it says."""
    return table(REPORT_HEADER, [*_session(report), *_steps(report), *_figures(report), *_attendance(report)])


def _session(report: ReportAnswer) -> list[Sequence[Cell]]:
    said: dict[str, tuple[Cell, str]] = {
        "number": (report.number, ""),
        "starts_at": (moment(report.starts_at) or None, ""),
        "planned": (report.planned_minutes, "minutes"),
        "used": (report.used_minutes, "minutes"),
        "ending": (sentence(f"lead.ending.{report.ending}") if report.ending else None, ""),
        "facilitation": (sentence(f"lead.facilitation.{report.facilitation}") if report.facilitation else None, ""),
        "members": (report.members, "people"),
        "format": (report.format, ""),
        "round_format": (report.round_format, ""),
    }
    return [_row("session", name, value, unit) for name, (value, unit) in said.items()]


def _row(part: str, name: str, value: Cell, unit: str) -> list[Cell]:
    given = (value, unit, None, None, None, None, None, "")
    # nothing said is no nought: a session that is not over has no ending, and its row says so
    missing = (sentence("lead.not_collected"), "", None, None, None, None, None, sentence("lead.not_yet"))
    return [part, sentence(f"lead.csv.session.{name}"), *(missing if value is None else given)]


def _steps(report: ReportAnswer) -> list[Sequence[Cell]]:
    running = sentence("lead.csv.running")
    return [
        ["step", step.name, None, "", None, None, step.planned, step.took, moment(step.opened_at),
         running if step.took is None else ""]
        for step in report.steps
    ]  # fmt: skip


def _figures(report: ReportAnswer) -> list[Sequence[Cell]]:
    plain = {name: getattr(report, name) for name in ("rounds", "bids", "carried", "attended")}
    rows = [_figure("figure", sentence(f"lead.figure.{name}"), figure, "few") for name, figure in plain.items()]
    rows += [_figure("actions", sentence(f"lead.action.{name}"), each, "few") for name, each in report.actions.items()]
    rows += [_figure("review", item_name(name), each, "sessions_behind") for name, each in report.review.items()]
    if not report.review:
        rows.append(_row("review", "review", None, "") if report.ending is None else _no_marks())
    return rows


def _no_marks() -> list[Cell]:
    return [
        "review",
        sentence("lead.csv.session.review"),
        sentence("lead.none_given"),
        *[None] * 6,
        sentence("lead.no_marks"),
    ]


def _figure(part: str, name: str, figure: FigureAnswer, withheld: str) -> Sequence[Cell]:
    value: Cell = figure.value
    note = ""
    if figure.status is FigureStatus.WITHHELD:
        value, note = sentence("lead.withheld"), sentence(f"lead.{withheld}")
    elif figure.status is FigureStatus.NOT_COLLECTED:
        value, note = sentence("lead.not_collected"), sentence("lead.not_yet")
    return [part, name, value, "", figure.n, figure.eligible, None, None, None, note]


def item_name(item: str) -> str:
    """What the review looked back on, in words where we have them: a format may have items of its own."""
    key = f"lead.item.{item}"
    return sentence(key) if has(key) else item


def _attendance(report: ReportAnswer) -> list[Sequence[Cell]]:
    return [
        ["attendance", line.site, sentence(f"lead.attendance.{line.attendance.value}"), *[None] * 6, ""]
        for line in report.attendance
    ]
