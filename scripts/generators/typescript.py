"""TypeScript declarations from JSON Schema, for generators that tell the page what the wire carries."""

import json
from typing import Any

from scripts.node_tools import SOURCE, node

# Below these keys stand names that we chose, among which "title" may be a field; elsewhere it is a label.
NAMES = ("properties", "$defs", "definitions", "patternProperties")


def prepared(schema: Any) -> Any:
    """Without labels: Pydantic gives every field a title, which would become a type of its own (`Type4`)."""
    if isinstance(schema, list):
        return [prepared(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {
        key: {name: prepared(part) for name, part in value.items()} if key in NAMES else prepared(value)
        for key, value in schema.items()
        if key != "title"
    }
    fields = schema.get("properties", {})
    # A field with one possible value tells messages apart, which it only does when it is always there.
    if tags := [name for name, field in fields.items() if "const" in field]:
        result["required"] = list(dict.fromkeys([*schema.get("required", []), *tags]))
    return result


def typescript(schema: dict[str, Any], name: str) -> str:
    """Declarations for a schema and for what it refers to, under the names in its `$defs`; `name` is the root's own."""
    done = node(SOURCE / "types.js", given=json.dumps({"schema": prepared(schema), "name": name}))
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout
