"""In the page's templates a part is called as a function, never written as an element.

`${seat({person})}` is checked by the type checker; what stands in `<${Seat} person=...>` is checked by nobody.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def problems(root: Path) -> Iterator[str]:
    for path in sorted((root / "web").rglob("*.js")):
        name = path.relative_to(root).as_posix()
        if name.startswith("web/vendor/"):
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if "<${" in line:
                yield f"{name}:{number}: call the part as a function: {line.strip()}"


def main() -> int:
    found = list(problems(ROOT))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
