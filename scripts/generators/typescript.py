"""TypeScript declarations from JSON Schema, for generators that tell the page what the wire carries."""

import json
from typing import Any

from scripts.node_tools import SOURCE, node

# Below these keys stand names that we chose, among which "title" may be a field; elsewhere it is a label.
NAMES = ("properties", "$defs", "definitions", "patternProperties")


def without_titles(schema: Any) -> Any:
    """Pydantic labels every field with a title, and each would become a type of its own: `Type1` to `Type40`."""
    if isinstance(schema, list):
        return [without_titles(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: without_titles(part) for name, part in value.items()} if key in NAMES else without_titles(value)
        for key, value in schema.items()
        if key != "title"
    }


def typescript(schema: dict[str, Any], name: str) -> str:
    """Declarations for a schema and for all in its `$defs`, under the names they have there; `name` is the root's."""
    done = node(SOURCE / "types.js", given=json.dumps({"schema": without_titles(schema), "name": name}))
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout
