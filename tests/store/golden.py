"""Golden files: each kind of event as it was when first stored, before sealing. A file once written is never rewritten.

`python -m tests.store.golden` writes those that are missing, and touches no other.
"""

import json
import types
import typing
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from app.store.sealed import KINDS

FOLDER = Path(__file__).parent / "golden"
WORDS = {"person": "amina", "holder": "danny", "name": "Amina", "site": "Barts Health", "id": "amina", "stage": "r1"}
MOMENT = 1_795_608_000_000


def example(kind: Any, name: str = "") -> Any:
    """Some value of this type, the same each time; every field is filled, also those with a default."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return example(arguments[0], name)
    if origin is Literal:
        return arguments[0]
    if origin in {typing.Union, types.UnionType}:
        return example(next(each for each in arguments if each is not type(None)), name)
    if origin is tuple:
        return [example(arguments[0], name)]
    if origin is dict:
        return {example(arguments[0], "key"): example(arguments[1], name)}
    if issubclass(kind, BaseModel):
        hints = typing.get_type_hints(kind, include_extras=True)
        return {field: example(hints[field], field) for field in kind.model_fields}
    if issubclass(kind, Enum):
        return next(iter(kind)).value
    if issubclass(kind, bool):
        return True
    if issubclass(kind, int):
        return MOMENT if name == "at" or name.endswith("_at") else 3
    if issubclass(kind, float):
        return 2.5
    return WORDS.get(name, f"some {name}")


def write_missing() -> list[str]:
    """Write the files that are not there yet; answers their names."""
    FOLDER.mkdir(exist_ok=True)
    written = []
    for name, kind in sorted(KINDS.items()):
        path = FOLDER / f"{name}.json"
        if not path.exists():
            path.write_text(json.dumps(example(kind), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
            written.append(path.name)
    return written


if __name__ == "__main__":
    print("\n".join(write_missing()) or "None is missing.")  # noqa: T201 - it is run by hand
