"""Browsers report what the content security policy blocked: counted in memory by directive, and nothing kept of it."""

from typing import Any, Final

import orjson
from fastapi import APIRouter, Request

from app.api.parts import GivenParts, Limits, address

router = APIRouter(tags=["Browsers"])
MOST_KINDS: Final = 100


@router.post("/csp-reports", summary="For browsers", status_code=204)
async def post_csp_report(request: Request, given: GivenParts) -> None:
    """Anybody may send anything here: what cannot be read, and what is too much, is counted as such."""
    limits: Limits = request.app.state.limits
    if limits.reports.take(address(request)):
        return
    kind = _directive(await request.body())
    if kind in given.csp_reports or len(given.csp_reports) < MOST_KINDS:
        given.csp_reports[kind] = given.csp_reports.get(kind, 0) + 1


def _directive(body: bytes) -> str:
    try:
        report: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        return "unreadable"
    if isinstance(report, list):
        report = report[0].get("body") if report and isinstance(report[0], dict) else None
    elif isinstance(report, dict):
        report = report.get("csp-report", report)
    found = report.get("effective-directive") or report.get("effectiveDirective") if isinstance(report, dict) else None
    return found[:40] if isinstance(found, str) and found.replace("-", "").isalnum() else "unreadable"
