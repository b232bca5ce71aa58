"""The files of the page as they lie in `web/`: read when they change, packed once, known by what is in them.

All of them together have a version, and the document names them at an address with it: what is there never changes, so
a browser keeps it. Whoever comes again on a poor line asks for one file and not for each, and after an update nobody
sees half of the old page and half of the new. Its modules are sent as one script (`app/api/one_script.py`).
"""

import functools
import gzip
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from app.api.one_script import one_script
from app.texts import web_dir

PACKED: Final = frozenset({".css", ".html", ".js", ".json", ".svg"})
FOLDERS: Final = ("css", "fonts", "js", "texts", "vendor")
ICON: Final = web_dir() / "icon.svg"
NAMED: Final = re.compile(rb'(href|src)="/(' + "|".join(FOLDERS).encode() + rb")/")
"""How the document names a file of these folders."""


STARTS: Final = "js/main.js"
"""The module that starts the page."""
SCRIPT: Final = "js/page.js"
"""Where the script is that is made of it and of all it needs: no file."""

Stamp = tuple[int, int]
"""When a file was changed last, and how long it is."""
Stamps = tuple[tuple[Path, Stamp], ...]


class Kept(NamedTuple):
    """A file as it is sent."""

    content: bytes
    packed: bytes | None
    """By gzip, where that is worth it."""
    tag: str
    stamp: Stamp | Stamps | None
    """Of the file, or of all that it was made of; None for the document."""


def inside(folder: str, path: str) -> Path | None:
    """Where a file of such a folder would lie; None for what is none of the page's."""
    parts = path.split("/")
    if (
        folder not in FOLDERS
        or any(part in {"", ".", ".."} or "\0" in part for part in parts)
        or path.endswith(".d.ts")
    ):
        return None
    return web_dir() / folder / path


def look(path: Path) -> Kept | None:
    """A file as it is now; None where there is none."""
    try:
        if path == web_dir() / SCRIPT:
            return _script(_modules(_stamps()))
        return _read(path, _stamp(path)) if path.is_file() else None
    except (OSError, ValueError):
        return None


@functools.lru_cache(maxsize=512)
def _read(path: Path, stamp: Stamp) -> Kept:
    return _kept(path.read_bytes(), packed=path.suffix in PACKED, stamp=stamp)


@functools.lru_cache(maxsize=2)
def _script(modules: Stamps) -> Kept:
    """The script of these modules, whatever else has changed meanwhile."""
    made = one_script(STARTS, lambda path: (web_dir() / path).read_text(encoding="utf-8"))
    return _kept(made.encode(), packed=True, stamp=modules)


def _modules(stamps: Iterable[tuple[Path, Stamp]]) -> Stamps:
    return tuple((path, stamp) for path, stamp in stamps if path.suffix == ".js")


def _stamps() -> Stamps:
    return tuple((path, _stamp(path)) for folder in FOLDERS for path in sorted((web_dir() / folder).rglob("*.*")))


def _stamp(path: Path) -> Stamp:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


def _kept(content: bytes, *, packed: bool, stamp: Stamp | Stamps | None = None) -> Kept:
    return Kept(
        content,
        gzip.compress(content, mtime=0) if packed else None,
        f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        stamp,
    )


def look_at_document() -> Kept:
    """The one document, which names the newest version."""
    path = web_dir() / "index.html"
    return _named(path.read_bytes(), VERSION.now())


@functools.lru_cache(maxsize=2)
def _named(document: bytes, version: str) -> Kept:
    """The document with its files at the address of this version."""
    return _kept(NAMED.sub(rb'\1="/web/' + version.encode() + rb"/\2/", document), packed=True)


class Version:
    """What all files of the page together are known by: another as soon as one of them is another."""

    def __init__(self) -> None:
        self._known = ""
        self._files: dict[Path, Stamp] = {}

    def now(self) -> str:
        """Look at every file; one that has not changed is not read again."""
        found = _stamps()
        known = _version_of(found)
        self._known, self._files = known, dict(found)
        return known

    def has(self, version: str, path: Path, found: Kept) -> bool:
        """Whether this file, as it was just read, is the one that an address with this version names.

        Files may be put in place of others while the server runs: what is none of this version must be kept by nobody.
        """
        if not self._known:
            self.now()
        named = _modules(self._files.items()) if path == web_dir() / SCRIPT else self._files.get(path)
        return version == self._known and found.stamp == named


VERSION: Final = Version()


@functools.lru_cache(maxsize=2)
def _version_of(files: Stamps) -> str:
    told = hashlib.sha256()
    for path, _ in files:
        told.update(f"{path.relative_to(web_dir())} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return told.hexdigest()[:16]
