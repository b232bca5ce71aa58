"""Every sentence of the catalogue is used somewhere, and every sentence that is asked for by its key exists.

A key is used when it stands in the source as it is, or when a template makes it (`lead.${what}`), each gap filled with
a word that the source has in quotation marks or as a name (`what = "rounds"`, `{ rounds: … }`), or makes by a template
in its turn. So a key that nothing could make any more is found; one that might still be made is left alone.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent

CATALOGUE: Final = Path("web", "texts", "en-GB.json")
KEPT_IN: Final = (("web", ("*.js", "*.html")), ("app", ("*.py", "*.toml")))
PLURALS: Final = frozenset({"zero", "one", "two", "few", "many", "other"})

QUOTED: Final = re.compile(r"[\"'`]([A-Za-z0-9_.-]+)[\"'`]")
NAMED: Final = re.compile(r"\b([A-Za-z0-9_]+)\??\s*[:=]")
GAP: Final = r"\$?\{(?:[^{}]|\{[^{}]*\})*\}"
TEMPLATE: Final = re.compile(rf"[\"'`]((?:[a-z0-9_.]|{GAP})+)[\"'`]")
ASKED: Final = re.compile(r"\b(?:t|has|rich|sentence)\(([^,;{}]*)")
DOTTED: Final = re.compile(r"[\"']([a-z0-9_]+(?:\.[a-z0-9_]+)+)[\"']")
DEPTH: Final = 3
"""How many templates deep a word may be made."""


def problems(root: Path) -> Iterator[str]:
    """Each key that is asked for and missing, and each that nothing uses."""
    catalogue = json.loads((root / CATALOGUE).read_text(encoding="utf-8"))
    sources = dict(_sources(root))
    for name, source in sources.items():
        for key in sorted({key for asked in ASKED.findall(source) for key in DOTTED.findall(asked)}):
            if not _stands(catalogue, key):
                yield f"{name}: {key} is not in {CATALOGUE.as_posix()}"
    known = _Known(sources.values())
    for key in _keys(catalogue):
        if not known.makes(key):
            yield f"{CATALOGUE.as_posix()}: nothing uses {key}"


def _sources(root: Path) -> Iterator[tuple[str, str]]:
    for folder, kinds in KEPT_IN:
        for path in sorted(one for kind in kinds for one in (root / folder).rglob(kind)):
            name = path.relative_to(root).as_posix()
            if not name.startswith("web/vendor/"):
                yield name, path.read_text(encoding="utf-8")


def _keys(branch: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for name, entry in branch.items():
        key = f"{above}{name}"
        if isinstance(entry, dict) and not entry.keys() <= PLURALS:
            yield from _keys(entry, f"{key}.")
        else:
            yield key


def _stands(catalogue: Any, key: str) -> bool:
    for part in key.split("."):
        if not isinstance(catalogue, dict) or part not in catalogue:
            return False
        catalogue = catalogue[part]
    return True


@dataclass(frozen=True)
class _Template:
    """What stands around the gaps, and the words in quotation marks beside it, in the same file."""

    around: tuple[str, ...]
    beside: frozenset[str]

    def ways(self, text: str) -> Iterator[tuple[str, ...]]:
        """Every way to fill the gaps so that this text comes of it."""
        first = self.around[0]
        if text.startswith(first):
            yield from _ways(text[len(first) :], self.around[1:])


def _ways(text: str, around: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not around:
        if not text:
            yield ()
        return
    for end in range(1, len(text) + 1):
        if text.startswith(around[0], end):
            for others in _ways(text[end + len(around[0]) :], around[1:]):
                yield (text[:end], *others)


class _Known:
    """What the sources have words for, and what their templates can make of them."""

    def __init__(self, sources: Iterable[str]) -> None:
        every = tuple(sources)
        quoted = [frozenset(QUOTED.findall(source)) for source in every]
        self._quoted = frozenset[str]().union(*quoted)
        self._words = self._quoted.union(*(NAMED.findall(source) for source in every))
        self._templates = frozenset(
            _Template(around, beside)
            for source, beside in zip(every, quoted, strict=True)
            for around in (tuple(re.split(GAP, one)) for one in TEMPLATE.findall(source))
            if len(around) > 1 and any(around)
        )

    def makes(self, key: str) -> bool:
        """Whether this key stands in the sources, or could be made by them."""
        return key in self._quoted or self._made(key, DEPTH)

    def _made(self, text: str, depth: int) -> bool:
        return any(self._filled(one, gaps, depth) for one in self._templates for gaps in one.ways(text))

    def _filled(self, template: _Template, gaps: tuple[str, ...], depth: int) -> bool:
        around = "".join(template.around)
        if "." in around and not template.around[0]:  # `${branch}.${word}`: the branch stands beside it, or is dotted
            branch, *gaps_after = gaps
            named = branch in template.beside or ("." in branch and branch in self._quoted)
            return named and all(self._is_word(one, depth - 1) for one in gaps_after)
        if around.strip("._") == "" and template.beside.isdisjoint(gaps):
            return False  # `${one}_${other}` would make too much
        return all(self._is_word(one, depth - 1) for one in gaps)

    def _is_word(self, text: str, depth: int) -> bool:
        return text in self._words or (depth > 0 and "." not in text and self._made(text, depth))


def main() -> int:
    found = list(problems(ROOT))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
