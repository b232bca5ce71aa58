"""All checks that need no running server, one line each; what a failed one said stands beneath its line."""

import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

from scripts.node_tools import tsc

ROOT = Path(__file__).resolve().parent.parent

Outcome = tuple[bool, str]


def command(*arguments: str) -> Callable[[], Outcome]:
    def run() -> Outcome:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode == 0, done.stdout

    return run


def python_types() -> Outcome:
    folders = [
        name for name in ("app", "benchmarks", "migrations", "scripts", "tests") if any((ROOT / name).rglob("*.py"))
    ]
    return command("-m", "mypy", *folders)()


def layers() -> Outcome:
    return command("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo")()


def page_types() -> Outcome:
    done = tsc("--pretty", "false", "--project", str(ROOT / "web" / "jsconfig.json"))
    return done.returncode == 0, done.stdout + done.stderr


CHECKS: list[tuple[str, Callable[[], Outcome]]] = [
    ("style (ruff check)", command("-m", "ruff", "check", "--quiet", ".")),
    ("layout (ruff format)", command("-m", "ruff", "format", "--quiet", "--check", ".")),
    ("types (mypy)", python_types),
    ("arrows point down (import linter)", layers),
    ("types of the page (tsc)", page_types),
    ("generated files are current", command("-m", "scripts.generate", "--check")),
    ("one idea a file", command("-m", "scripts.one_idea")),
    ("parts are called as functions", command("-m", "scripts.parts")),
    ("every sentence is used, and exists", command("-m", "scripts.texts")),
    ("locks and vendored files", command("-m", "scripts.supplies")),
]


def main() -> int:
    failed = []
    began = time.monotonic()
    for name, check in CHECKS:
        print(f"{name:<36}", end="", flush=True)
        start = time.monotonic()
        ok, said = check()
        print(f"{'ok' if ok else 'FAILED':<8}{time.monotonic() - start:5.1f} s", flush=True)
        if not ok:
            failed.append(name)
            print(textwrap.indent(said.strip(), "    "), end="\n\n")
    took = f"{time.monotonic() - began:.0f} s"
    print(f"{len(failed)} of {len(CHECKS)} checks failed ({took})" if failed else f"{len(CHECKS)} checks ok ({took})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
