"""What others made is what we wrote down that we took: locks name no host, and vendored files have their known hash."""

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements*.txt", "scripts/node/package-lock.json")
VENDORED = ("web/vendor", "web/fonts", "tests/vendor")
ROW = re.compile(r"^\| `(?P<file>[^`]+)` .*\| `(?P<sha256>[0-9a-f]{64})` \|$", re.MULTILINE)


def hosts_in_locks(root: Path) -> Iterator[str]:
    """A lock with an address in it works only where that address does."""
    for pattern in LOCKS:
        for path in sorted(root.glob(pattern)):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if "://" in line or "--index-url" in line or "--find-links" in line:
                    yield f"{path.relative_to(root)}:{number}: names a host: {line.strip()}"


def changed_files(folder: Path) -> Iterator[str]:
    """Compares a folder with the table in its README.md: file in the first column, sha256 in the last."""
    if not folder.exists():
        return
    table = dict(ROW.findall((folder / "README.md").read_text()))
    ours = {"README.md", *(path.name for path in folder.glob("*.d.ts"))}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - ours
    for name in sorted(there | set(table)):
        if name not in table:
            yield f"{folder.name}/{name}: not in the table of {folder.name}/README.md"
        elif name not in there:
            yield f"{folder.name}/{name}: in the table of {folder.name}/README.md, but not there"
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != table[name]:
            yield f"{folder.name}/{name}: its sha256 is not the one in {folder.name}/README.md"


def problems(root: Path) -> Iterator[str]:
    yield from hosts_in_locks(root)
    for folder in VENDORED:
        yield from changed_files(root / folder)


def main() -> int:
    found = list(problems(ROOT))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
