"""What holds for every request: only our own pages change anything, nothing large comes in, nothing is kept by caches.

Plain ASGI around the whole application, so that no endpoint can be forgotten, and a fault of ours is a problem too.
"""

import logging
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any, Final

from starlette.requests import cookie_parser
from starlette.responses import Response

from app.api.problems import problem_response
from app.auth.origin import SAFE_METHODS, WrongOrigin, check_origin
from app.realtime.traces import trace

log = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LARGEST_BODY: Final = 64 * 1024
CSP_REPORTS: Final = "/api/v1/csp-reports"
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
        f"report-uri {CSP_REPORTS}",
    )
)
HEADERS: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), geolocation=(), microphone=(self), payment=(), usb=()"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
HTTPS_ONLY: Final = (b"strict-transport-security", b"max-age=31536000")


class TooLarge(Exception):
    """The body is larger than any request of ours."""


class Guard:
    """Stands before the application."""

    def __init__(self, app: App, origins: Collection[str], *, https: bool) -> None:
        self._app = app
        self._origins = origins
        self._headers = (*HEADERS, HTTPS_ONLY) if https else HEADERS

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request."""
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        begun = refusing = False
        taken = 0

        async def received() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST_BODY:
                raise TooLarge  # what reads it may take this for a broken body, and answer that
            return message

        async def sent(message: Message) -> None:
            nonlocal begun
            if taken > LARGEST_BODY and not begun and not refusing:
                raise TooLarge
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": self._with_headers(scope["path"], list(message.get("headers", ())))}
            await send(message)

        refusal = self._refusal(scope, headers)
        try:
            if refusal is not None:
                await refusal(scope, receive, sent)
                return
            await self._app(scope, received, sent)
        except TooLarge:
            if not begun:
                refusing = True
                await problem_response("too_large")(scope, receive, sent)
        except Exception as fault:  # noqa: BLE001 - the last one who can still answer
            log.error("A request failed: %s", trace(fault))  # noqa: TRY400 - a message may hold somebody's words
            if not begun:
                refusing = True
                code = "too_large" if taken > LARGEST_BODY else "internal"
                await problem_response(code)(scope, receive, sent)

    def _refusal(self, scope: Message, headers: dict[bytes, str]) -> Response | None:
        try:
            length = int(headers.get(b"content-length", "0"))
        except ValueError:
            return problem_response("bad_json")
        if length > LARGEST_BODY:
            return problem_response("too_large")
        if scope["method"] in SAFE_METHODS or scope["path"] == CSP_REPORTS:
            return None
        try:
            has_cookies = bool(cookie_parser(headers.get(b"cookie", "")))
            check_origin(headers.get(b"origin"), self._origins, has_cookies=has_cookies)
        except WrongOrigin:
            return problem_response("origin")
        return None

    def _with_headers(self, path: str, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        named = {name.lower() for name, _ in headers}
        if b"cache-control" not in named and path.startswith("/api/"):
            headers.append((b"cache-control", b"no-store"))
        return [*headers, *self._headers]
