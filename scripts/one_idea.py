"""Every file says its one idea in its first line, and none grows so long that it must hold two."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 450
FOLDERS = ("app", "benchmarks", "scripts", "tests", "web")
NOT_OURS = ("web/vendor/", "web/fonts/", "tests/vendor/")


def files(root: Path) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            ours = (
                path.suffix in {".py", ".js", ".css"} and not name.startswith(NOT_OURS) and "node_modules" not in name
            )
            if ours and path.is_file():
                yield name, path


def unsaid(name: str, text: str) -> str | None:
    """What is wrong with a file's opening, if anything. A test says its idea by name, an empty file has none."""
    if not text.strip() or name.startswith("tests/"):
        return None
    if name.endswith(".py"):
        first = (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]
        if not first.endswith((".", "?", ":")):
            return "open with a docstring whose first line is a whole sentence: the file's one idea"
    elif not text.lstrip().startswith(("//", "/*")):
        return "open with a comment that says the file's one idea"
    return None


def problems(root: Path, allowed: dict[str, str]) -> Iterator[str]:
    long = set()
    for name, path in files(root):
        text = path.read_text()
        if problem := unsaid(name, text):
            yield f"{name}: {problem}"
        lines = text.count("\n")
        if lines > LIMIT:
            long.add(name)
            if name not in allowed:
                yield f"{name}: {lines} lines; over {LIMIT} give pyproject.toml, [tool.airspace.long-files], a reason"
    for name in sorted(set(allowed) - long):
        yield f"{name}: listed in [tool.airspace.long-files] but not long; take it out"


def main() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    found = list(problems(ROOT, project["tool"]["airspace"]["long-files"]))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
