"""The page: one document for every address a person opens, and its files.

The document is asked for again every time; its files are kept by browsers, at an address with their version.
"""

import asyncio
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.exceptions import HTTPException

from app.api.problems import ApiProblem, http_problem
from app.api.web_files import ICON, VERSION, Kept, inside, look, look_at_document

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
ASK_AGAIN: Final = "no-cache"
KEEP: Final = "public, max-age=31536000, immutable"
"""A year, and nothing is asked meanwhile: what is at such an address never changes."""


@router.api_route("/", methods=READING)
@router.api_route("/join", methods=READING)
@router.api_route("/admin", methods=READING)
@router.api_route("/room/{seat}", methods=READING)
@router.api_route("/desk/{seat}", methods=READING)
@router.api_route("/mine/{seat}", methods=READING)
@router.api_route("/seen/{seat}", methods=READING)
@router.api_route("/lead", methods=READING)
@router.api_route("/lead/{session}", methods=READING)
async def page(request: Request) -> Response:
    """The document; what it shows is decided by its address, in the browser."""
    return await _document(request)


@router.api_route("/icon.svg", methods=READING)
async def icon(request: Request) -> Response:
    """The sign in a browser's tab."""
    return await _file(request, ICON)


@router.api_route("/css/{path:path}", methods=READING)
@router.api_route("/fonts/{path:path}", methods=READING)
@router.api_route("/js/{path:path}", methods=READING)
@router.api_route("/texts/{path:path}", methods=READING)
@router.api_route("/vendor/{path:path}", methods=READING)
async def file(request: Request, path: str) -> Response:
    """One file of the page, as it is now."""
    return await _file(request, _inside(request.url.path.split("/")[1], path))


@router.api_route("/web/{version}/{folder}/{path:path}", methods=READING)
async def kept_file(request: Request, version: str, folder: str, path: str) -> Response:
    """One file of the page at the address that the document gives it.

    A page that was opened before an update gets what there is now, and does not keep it.
    """
    return await _file(request, _inside(folder, path), version)


def _inside(folder: str, path: str) -> Path:
    if (found := inside(folder, path)) is None:
        raise ApiProblem("not_found")
    return found


def _wanted_by_a_person(request: Request) -> bool:
    """Whether whoever asks is reading: a browser that opens an address, not a program that calls one."""
    return request.method in READING and "text/html" in request.headers.get("accept", "")


def install(app: FastAPI) -> None:
    """Whoever opens an address at which there is nothing is shown a page; a program gets its problem."""
    app.add_exception_handler(HTTPException, _nothing_here)


async def _nothing_here(request: Request, fault: Any) -> Response:
    if fault.status_code != HTTPStatus.NOT_FOUND or not _wanted_by_a_person(request):
        return await http_problem(request, fault)
    found = await _document(request)
    found.status_code = 404
    found.headers["Cache-Control"] = "no-store"
    return found


async def _document(request: Request) -> Response:
    return _sent(request, await asyncio.to_thread(look_at_document), TYPES[".html"])


async def _file(request: Request, path: Path, version: str = "") -> Response:
    kind = TYPES.get(path.suffix)
    found = await asyncio.to_thread(look, path) if kind is not None else None
    if kind is None or found is None:
        raise ApiProblem("not_found")
    keeps = version != "" and await asyncio.to_thread(VERSION.has, version, path, found)
    return _sent(request, found, kind, KEEP if keeps else ASK_AGAIN)


def _sent(request: Request, found: Kept, kind: str, caching: str = ASK_AGAIN) -> Response:
    headers = {"Cache-Control": caching, "ETag": found.tag, "Vary": "Accept-Encoding"}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if found.tag in known:
        return Response(status_code=304, headers=headers)
    content = found.content
    if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        content = found.packed
    return Response(content, media_type=kind, headers=headers)
