"""Writes the lock files anew: the newest releases that pyproject.toml and scripts/node/package.json allow."""

import json
import subprocess
import sys
from pathlib import Path

from scripts.node_tools import SOURCE, npm

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".tools" / "uv" / "bin" / "uv"
# No host in a lock, and no header: that would write down the folder it was made in.
COMPILE = (
    "--universal --python-version 3.11 --generate-hashes --upgrade --quiet "
    "--no-emit-index-url --no-emit-find-links --no-header"
)


def compiled(*arguments: str, given: str | None = None) -> None:
    command = [str(UV), "pip", "compile", *COMPILE.split(), *arguments]
    done = subprocess.run(command, cwd=ROOT, input=given, check=False, stdout=subprocess.DEVNULL, text=True)
    if done.returncode != 0:
        sys.exit(done.returncode)


def main() -> None:
    compiled("pyproject.toml", "-o", "requirements.txt")
    compiled("pyproject.toml", "--group", "dev", "-c", "requirements.txt", "-o", "requirements-dev.txt")
    compiled("-", "-o", "requirements-uv.txt", given="uv>=0.13,<0.14\n")
    npm("install", "--package-lock-only", cwd=SOURCE)
    lock = SOURCE / "package-lock.json"
    contents = json.loads(lock.read_text())
    for package in contents["packages"].values():
        package.pop("funding", None)  # addresses nobody reads here
    lock.write_text(json.dumps(contents, indent=2) + "\n")


if __name__ == "__main__":
    main()
