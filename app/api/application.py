"""The HTTP side as one application: all resources under `/api/v1`, the page, and the interface's own description."""

import functools
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Response
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from app.api import (
    admin,
    csp,
    csv_lead,
    formats,
    health,
    keys,
    late_entries,
    late_review,
    own_page,
    pages,
    problems,
    reference,
    rehearsals,
    seating,
    seats,
    seen,
    sessions,
    ways,
)
from app.api.models import errors
from app.api.problems import MEDIA_TYPE, ProblemDetails

TITLE: Final = "Airspace"
VERSION: Final = "1"
DESCRIPTION: Final = """What programme leads may read of action learning sessions, and what the pages use.

Leads send their key as `Authorization: Bearer als_…`. Pages are known by a cookie, and change things from our own
origin only. Every refusal is `application/problem+json` with a stable `code`. Moments are milliseconds since 1970 in
UTC.
"""
SECURITY: Final[dict[str, Any]] = {
    "leadKey": {"type": "http", "scheme": "bearer", "description": "A lead's key: `als_<prefix>_<secret>`."},
    "seatCookie": {"type": "apiKey", "in": "cookie", "name": "__Host-seat-<seat>", "description": "Set by joining."},
    "adminCookie": {"type": "apiKey", "in": "cookie", "name": "__Host-admin", "description": "Set by signing in."},
}
NEEDS: Final = {"For programme leads": "leadKey", "Seats": "seatCookie", "Own page": "seatCookie"}
OPEN: Final = ("/join", "/admin/sign-in", "/admin/sign-out", "/csp-reports", "/healthz")
API: Final = "/api/v1"


def create_api() -> FastAPI:
    """The application; its parts are put into `state` when the server starts."""
    app = FastAPI(
        title=TITLE,
        version=VERSION,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    problems.install(app)
    pages.install(app)
    app.router.routes.extend(_routes())
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]

    @app.get("/openapi.json", include_in_schema=False)
    async def get_openapi_json() -> Response:
        return reference.json_response(describe(app))

    return app


@functools.cache
def _routes() -> list[BaseRoute]:
    """Every address. The framework looks closely at each of their functions, which takes a while and is done once."""
    everything = APIRouter()
    for module in (
        seats,
        ways,
        seen,
        own_page,
        late_entries,
        late_review,
        sessions,
        csv_lead,
        admin,
        formats,
        seating,
        rehearsals,
        keys,
        csp,
    ):
        everything.include_router(module.router, prefix=API)
    everything.include_router(health.router)
    everything.include_router(reference.router)
    everything.include_router(pages.router)
    return everything.routes


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description: the framework's, with every refusal as a problem and what each operation needs."""
    if app.openapi_schema:
        return app.openapi_schema
    schema = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, servers=[{"url": "/"}]
    )
    parts = schema.setdefault("components", {})
    parts["securitySchemes"] = SECURITY
    parts["schemas"].setdefault("ProblemDetails", ProblemDetails.model_json_schema())
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            _operation(path, method, operation)
    for unused in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(unused, None)
    app.openapi_schema = schema
    return schema


def _operation(path: str, method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    for response in responses.values():
        content = response.get("content", {})
        # a problem is documented as what it is sent as
        if MEDIA_TYPE in content:
            content.pop("application/json", None)
    also = ["internal"]
    if "422" in responses and MEDIA_TYPE not in responses["422"]["content"]:
        del responses["422"]
        also.append("bad_request")
    if method != "get":
        also += ["bad_json", "origin", "too_large", "not_saved"]
    for status, extra in errors(*also).items():
        known = responses.setdefault(str(status), {"description": "", "content": {}})
        examples = known["content"].setdefault(MEDIA_TYPE, extra["content"][MEDIA_TYPE]).setdefault("examples", {})
        examples.update(extra["content"][MEDIA_TYPE]["examples"])
        known["description"] = ", ".join(f"`{code}`" for code in examples)
    if path.removeprefix(API) not in OPEN:
        operation["security"] = [{NEEDS.get(operation.get("tags", [""])[0], "adminCookie"): []}]
