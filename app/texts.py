"""Every sentence that people read stands in one catalogue, `web/texts/<language>.json`; this reads it for the server.

A gap is `{name}`. An entry with plural forms (`one`, `other`, `zero`) is chosen by the gap `n`, as on the page.
"""

import functools
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

LANGUAGE: Final = "en-GB"
NO_GAPS: Final[Mapping[str, str | int]] = {}
GAP: Final = re.compile(r"\{([a-z_]+)(?:\.[wW]ords)?\}")


@functools.cache
def web_dir() -> Path:
    """The folder of the page: inside the package in a wheel, beside it in a checkout."""
    here = Path(__file__).resolve().parent
    packed = here / "_web"
    return packed if packed.is_dir() else here.parent / "web"


@functools.cache
def _catalogue(language: str) -> dict[str, Any]:
    entries: dict[str, Any] = json.loads((web_dir() / "texts" / f"{language}.json").read_text(encoding="utf-8"))
    return entries


def has(key: str, *, language: str = LANGUAGE) -> bool:
    """Whether the catalogue has this sentence."""
    return _find(key, language) is not None


def sentence(key: str, gaps: Mapping[str, str | int] = NO_GAPS, *, language: str = LANGUAGE) -> str:
    """The sentence with its gaps filled; the key itself when the catalogue has none."""
    entry = _find(key, language)
    if isinstance(entry, dict):
        n = int(gaps.get("n", 0))
        entry = (entry.get("zero") if n == 0 else None) or (entry.get("one") if n == 1 else None) or entry.get("other")
    if not isinstance(entry, str):
        return key
    plain = entry.replace("|", "").replace("*", "")  # the page's marks for bold
    return GAP.sub(lambda gap: str(gaps.get(gap[1], gap[0])), plain)


def _find(key: str, language: str) -> Any:
    entry: Any = _catalogue(language)
    for part in key.split("."):
        if not isinstance(entry, dict):
            return None
        entry = entry.get(part)
    return entry
