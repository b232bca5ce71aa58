"""The page: one document for every address a person opens, and its files as they lie in `web/`.

Each is sent with the hash of its content and asked for again every time: after an update nobody sees half of the old
page and half of the new.
"""

import asyncio
import functools
import gzip
import hashlib
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.exceptions import HTTPException

from app.api.problems import ApiProblem, http_problem
from app.texts import web_dir

router = APIRouter(include_in_schema=False)

READING: Final = ["GET", "HEAD"]
TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
PACKED: Final = frozenset({".css", ".html", ".js", ".json", ".svg"})


@router.api_route("/", methods=READING)
@router.api_route("/join", methods=READING)
@router.api_route("/admin", methods=READING)
@router.api_route("/room/{seat}", methods=READING)
@router.api_route("/desk/{seat}", methods=READING)
@router.api_route("/mine/{seat}", methods=READING)
async def page(request: Request) -> Response:
    """The document; what it shows is decided by its address, in the browser."""
    return await _file(request, web_dir() / "index.html")


@router.api_route("/icon.svg", methods=READING)
async def icon(request: Request) -> Response:
    """The sign in a browser's tab."""
    return await _file(request, web_dir() / "icon.svg")


@router.api_route("/css/{path:path}", methods=READING)
@router.api_route("/fonts/{path:path}", methods=READING)
@router.api_route("/js/{path:path}", methods=READING)
@router.api_route("/texts/{path:path}", methods=READING)
@router.api_route("/vendor/{path:path}", methods=READING)
async def file(request: Request, path: str) -> Response:
    """One file of the page."""
    if any(part in {"", ".", ".."} or "\0" in part for part in path.split("/")) or path.endswith(".d.ts"):
        raise ApiProblem("not_found")
    return await _file(request, web_dir() / request.url.path.split("/")[1] / path)


def _wanted_by_a_person(request: Request) -> bool:
    """Whether whoever asks is reading: a browser that opens an address, not a program that calls one."""
    return request.method in READING and "text/html" in request.headers.get("accept", "")


def install(app: FastAPI) -> None:
    """Whoever opens an address at which there is nothing is shown a page; a program gets its problem."""
    app.add_exception_handler(HTTPException, _nothing_here)


async def _nothing_here(request: Request, fault: Any) -> Response:
    if fault.status_code != HTTPStatus.NOT_FOUND or not _wanted_by_a_person(request):
        return await http_problem(request, fault)
    found = await _file(request, web_dir() / "index.html")
    found.status_code = 404
    found.headers["Cache-Control"] = "no-store"
    return found


async def _file(request: Request, path: Path) -> Response:
    kind = TYPES.get(path.suffix)
    found = await asyncio.to_thread(_look, path) if kind is not None else None
    if found is None:
        raise ApiProblem("not_found")
    content, packed, tag = found
    headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known:
        return Response(status_code=304, headers=headers)
    if packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        content = packed
    return Response(content, media_type=kind, headers=headers)


def _look(path: Path) -> tuple[bytes, bytes | None, str] | None:
    try:
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size) if path.is_file() else None
    except (OSError, ValueError):
        return None


@functools.lru_cache(maxsize=512)
def _read(path: Path, _changed: int, _size: int) -> tuple[bytes, bytes | None, str]:
    content = path.read_bytes()
    packed = gzip.compress(content, mtime=0) if path.suffix in PACKED else None
    return content, packed, f'"{hashlib.sha256(content).hexdigest()[:32]}"'
