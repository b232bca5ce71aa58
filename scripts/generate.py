"""Writes the files that are made from the code, or with --check says which are out of date."""

import argparse
import sys
from pathlib import Path

from scripts.generators import GENERATORS

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="write nothing; fail when a file is out of date")
    check = arguments.parse_args().check
    stale = 0
    for generator in GENERATORS:
        for name, text in generator().items():
            path = ROOT / name
            if path.exists() and path.read_text() == text:
                continue
            stale += 1
            if check:
                print(f"{name} is not what its generator says: run ./airspace generate")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
                print(f"{name} written")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
