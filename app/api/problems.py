"""Every refusal over HTTP is a problem (RFC 9457) with a stable code, and a sentence from the catalogue."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from app.auth.links import LinkRefused
from app.auth.pins import PinRefused
from app.programme.formats import NoSuchFormat
from app.programme.sessions import NotPlanned
from app.realtime.traces import trace
from app.rehearsal.rehearsals import TooManyRehearsals
from app.store.faults import Conflict, KeyGone, NotFound, StoreFault
from app.texts import NO_GAPS, sentence

log = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"

STATUS: Final[Mapping[str, int]] = {
    "bad_json": 400,
    "signed_out": 401,
    "key_needed": 401,
    "unknown_key": 401,
    "unknown_link": 403,
    "forbidden": 403,
    "not_for_guests": 403,
    "no_scope": 403,
    "origin": 403,
    "wrong_pin": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "pin_set": 409,
    "no_pin": 409,
    "conflict": 409,
    "too_late": 409,
    "gone": 410,
    "too_large": 413,
    "media_type": 415,
    "bad_request": 422,
    "bad_pin": 422,
    "no_such_format": 422,
    "bad_call_link": 422,
    "not_planned": 422,
    "too_many": 429,
    "rehearsals_full": 429,
    "locked_pin": 429,
    "internal": 500,
    "not_saved": 503,
}
"""Every code that the interface answers with; the sentences stand in the catalogue under `problems`."""


class ProblemDetails(BaseModel):
    """A refusal (RFC 9457). `code` is stable and for programs, `detail` is a sentence for people."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "/docs/api#not_found",
                    "title": "Not Found",
                    "status": 404,
                    "code": "not_found",
                    "detail": "There is nothing here by that name.",
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[dict[str, str]] | None = None
    """With `bad_request`: where the request is not as it should be, and why."""


class ApiProblem(Exception):
    """Refuse a request."""

    def __init__(
        self,
        code: str,
        gaps: Mapping[str, str | int] = NO_GAPS,
        *,
        headers: Mapping[str, str] | None = None,
        detail: str | None = None,
    ) -> None:
        super().__init__(code)
        self.detail = detail
        self.code = code
        self.gaps = gaps
        self.headers = headers


def problem_response(
    code: str,
    gaps: Mapping[str, str | int] = NO_GAPS,
    *,
    headers: Mapping[str, str] | None = None,
    detail: str | None = None,
    errors: list[dict[str, str]] | None = None,
) -> Response:
    """A problem as a response."""
    status = STATUS[code]
    body: dict[str, Any] = {
        "type": f"/docs/api#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail or sentence(f"problems.{code}", gaps),
    }
    if errors is not None:
        body["errors"] = errors
    return Response(orjson.dumps(body), status_code=status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Answer everything that can go wrong as a problem."""
    app.add_exception_handler(ApiProblem, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, http_problem)
    app.add_exception_handler(StoreFault, _store)
    app.add_exception_handler(LinkRefused, lambda _request, _fault: problem_response("unknown_link"))
    app.add_exception_handler(NoSuchFormat, lambda _request, _fault: problem_response("no_such_format"))
    app.add_exception_handler(NotPlanned, _not_planned)
    app.add_exception_handler(PinRefused, _pin)
    app.add_exception_handler(TooManyRehearsals, lambda _request, _fault: problem_response("rehearsals_full"))
    # what is answered when all else failed; the guard writes it down
    app.add_exception_handler(Exception, lambda _request, _fault: problem_response("internal"))


async def _ours(_request: Request, fault: Any) -> Response:
    return problem_response(fault.code, fault.gaps, headers=fault.headers, detail=fault.detail)


async def _invalid(_request: Request, fault: Any) -> Response:
    # what was sent is not said back: it may be a PIN, or somebody's words
    errors = [
        {"pointer": "/" + "/".join(str(part) for part in each["loc"]), "detail": str(each["msg"])}
        for each in fault.errors()
    ]
    broken = any(each["type"] == "json_invalid" for each in fault.errors())
    return problem_response("bad_json" if broken else "bad_request", errors=errors)


async def http_problem(_request: Request, fault: Any) -> Response:
    """What the framework refused by itself, as a problem."""
    known = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "media_type", 422: "bad_request"}
    code = known.get(fault.status_code, "internal" if fault.status_code >= 500 else "bad_json")
    return problem_response(code, headers=fault.headers)


async def _store(_request: Request, fault: Exception) -> Response:
    match fault:
        case NotFound():
            return problem_response("not_found")
        case Conflict():
            return problem_response("conflict")
        case KeyGone():
            return problem_response("gone")
        case _:
            log.warning("Not saved: %s", trace(fault))
            return problem_response("not_saved", headers={"Retry-After": "5"})


async def _not_planned(_request: Request, fault: Any) -> Response:
    said = sentence(f"refusals.{fault.refusal.code}", dict(fault.refusal.detail))
    return problem_response("not_planned", detail=said)


async def _pin(_request: Request, fault: Any) -> Response:
    return problem_response("wrong_pin" if fault.until is None else "locked_pin")
