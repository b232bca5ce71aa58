"""All modules of the page as one script: a browser that has to ask for each of 150 files is slow, whatever the line.

No bundler: it knows the one way in which our modules are written, and refuses every other. At the beginning of a line
stand `import { one, other as name } from "./path.js";`, `import * as name from "./path.js";`, `export` before a
function, a class or a constant, or one `export { … };`; and no module needs itself, however far around
(docs/decisions/0017). Each becomes a function that is called once, after those it needs, and answers with what it
exports. The last one, which starts the page, stays as it is.
"""

import posixpath
import re
from collections.abc import Callable
from typing import Final

IMPORT: Final = re.compile(r'^import (?:\{([^{}]*)\}|\* as (\w+)) from "([^"]+)";$', re.MULTILINE)
EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
EXPORTED: Final = re.compile(r"^export \{([^{}]*)\};$", re.MULTILINE)
OTHERWISE: Final = re.compile(r"^(?:import|export)\b.*|import\.meta\b.*", re.MULTILINE)
OF_ITSELF: Final = "import.meta.url"
"""Where a module lies: known to those beside the script alone."""
ALL: Final = "modules"
"""Under this name the script exports every module by its path: for the console, and for tests."""


class OtherwiseWritten(Exception):
    """A module is written in a way that is not known here; names its path and the line."""


def one_script(entry: str, read: Callable[[str], str]) -> str:
    """One script of this module and all it needs, for a place beside `entry`.

    `read` answers with the text of a module by its path, such as `js/parts/act.js`. Raises `OtherwiseWritten`, and
    whatever `read` raises.
    """
    names: dict[str, str] = {}
    parts = ["// All modules of the page, each in a scope of its own and after those it needs: made by the server."]
    beside = posixpath.dirname(entry)

    def take(path: str, around: tuple[str, ...]) -> None:
        if path in around:
            raise OtherwiseWritten(f"{path}: needs itself, by way of {', '.join(around)}")
        if path in names:
            return
        source = read(path)
        for _, _, other in IMPORT.findall(source):
            take(_found(path, other), (*around, path))
        text, exported = _scope(path, source, names, beside)
        parts.append(f"// {path}")
        if path == entry:
            listed = ", ".join(f'"{posixpath.relpath(each, beside)}": {name}' for each, name in names.items())
            parts.extend((f"export const {ALL} = {{ {listed} }};", text))
            return
        names[path] = f"$${len(names)}"
        parts.append(f"const {names[path]} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();")

    take(entry, ())
    return "\n".join(parts) + "\n"


def _found(path: str, other: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), other))


def _scope(path: str, source: str, names: dict[str, str], beside: str) -> tuple[str, list[str]]:
    """The text of a module with its needs as constants, and what its scope answers with."""

    def needed(found: re.Match[str]) -> str:
        some, whole, other = found.groups()
        into = whole or f"{{ {', '.join(_renamed(some))} }}"
        return f"const {into} = {names[_found(path, other)]};"

    text = IMPORT.sub(needed, source)
    exported = EXPORT.findall(text)
    for listed in EXPORTED.findall(text):
        exported += [": ".join(reversed(one.split(": "))) for one in _renamed(listed)]
    text = EXPORTED.sub("", EXPORT.sub("", text))
    known = text.replace(OF_ITSELF, "") if posixpath.dirname(path) == beside else text
    if (line := OTHERWISE.search(known)) is not None:
        raise OtherwiseWritten(f"{path}: {line[0]}")
    return text, exported


def _renamed(listed: str) -> list[str]:
    """`one, other as name`, as it is written where something is taken out of an object."""
    return [": ".join(one.split(" as ")) for one in map(str.strip, listed.split(",")) if one]
