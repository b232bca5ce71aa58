"""The wire protocol, written down from the models: for programs as JSON Schema and TypeScript, for people as a page."""

import json
from typing import Any

from pydantic import TypeAdapter

from app.facilitation.commands import GivenByPeople
from app.facilitation.refusals import WANT_OF_RIGHT, Reason
from app.facilitation.sections import View
from app.realtime import messages
from app.realtime.messages import CLOSE_CODES, PROTOCOL, from_browser, from_server
from app.realtime.problems import PROBLEMS
from app.texts import sentence
from scripts.generators.protocol_words import EXAMPLES, OPENING, ROOM_CODES
from scripts.generators.typescript import typescript

Schema = dict[str, Any]


def protocol() -> dict[str, str]:
    """The schema, the page's types and the page for people."""
    schema = protocol_schema()
    return {
        "docs/protocol.schema.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n",
        "docs/protocol.md": _page(schema),
        "web/js/protocol.d.ts": typescript(schema, "Protocol"),
    }


def protocol_schema() -> Schema:
    """One schema with everything in `$defs`: what a browser may send, what a server sends, commands and views."""
    defs: Schema = {}
    parts = {
        "from_browser": from_browser.json_schema(mode="validation"),
        "given": TypeAdapter(GivenByPeople).json_schema(mode="validation"),
        "from_server": from_server.json_schema(mode="serialization"),
        "view": TypeAdapter(View).json_schema(mode="serialization"),
    }
    for part in parts.values():
        for name, definition in part.pop("$defs", {}).items():
            if defs.setdefault(name, definition) != definition:
                raise ValueError(f"two different things are called {name}")
    defs["FromBrowser"] = _union(parts["from_browser"], "What a browser may send.")
    defs["FromServer"] = _union(parts["from_server"], "What a server sends.")
    defs["Given"] = _union(parts["given"], "What people may ask of a session.")
    defs["View"] = parts["view"]
    defs["Sections"] = {
        **{key: value for key, value in parts["view"].items() if key != "required"},
        "title": "Sections",
        "description": "Some of the sections of a view, each whole.",
    }
    defs["ShowView"]["properties"]["sections"] = {"$ref": "#/$defs/Sections"}
    defs["Give"]["properties"]["command"] = {"$ref": "#/$defs/Given"}
    for definition in defs.values():
        _type_is_there(definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Protocol",
        "description": f"The wire protocol of Airspace, number {PROTOCOL}.",
        "type": "object",
        "properties": {
            "browser": {"$ref": "#/$defs/FromBrowser"},
            "server": {"$ref": "#/$defs/FromServer"},
            "view": {"$ref": "#/$defs/View"},
        },
        "$defs": dict(sorted(defs.items())),
    }


def _union(schema: Schema, description: str) -> Schema:
    return {"description": description, "oneOf": schema["oneOf"]}


def _type_is_there(definition: Schema) -> None:
    """A message says its type, always: without this a reader could not tell messages apart by it."""
    kind = definition.get("properties", {}).get("type")
    if kind is not None and "const" in kind:
        kind.pop("default", None)
        required = definition.setdefault("required", [])
        if "type" not in required:
            required.insert(0, "type")


def _page(schema: Schema) -> str:
    defs = schema["$defs"]
    out = [OPENING.format(protocol=PROTOCOL, largest=messages.LARGEST_FRAME // 1024)]
    for title, union in (("From a browser", "FromBrowser"), ("From the server", "FromServer")):
        out.append(f"## {title}\n")
        out.extend(_message(_name(option), defs) for option in defs[union]["oneOf"])
    out.append("## Commands\n\nWhat may stand in `give`. A field with a default may be left out.\n")
    out.append("| command | says | fields |\n|---|---|---|")
    out.extend(_command_line(_name(option), defs) for option in defs["Given"]["oneOf"])
    out.append("\n## Sections of a view\n")
    out.extend(_section(name, part, defs) for name, part in defs["View"]["properties"].items())
    out.append("## Refusals\n\nThe code is stable; the sentence is for people.\n\n| code | sentence | |\n|---|---|---|")
    for reason in Reason:
        want = "for want of right: the button is not shown" if reason in WANT_OF_RIGHT else ""
        out.append(f"| `{reason}` | {_cell(sentence(f'refusals.{reason}'))} | {want} |")
    again = "nothing was changed; it may be tried again"
    out.extend(f"| `{code}` | {_cell(sentence(f'refusals.{code}'))} | {again} |" for code in ROOM_CODES)
    out.append("\n## Problems on a line\n\n| code | sentence |\n|---|---|")
    out.extend(f"| `{code}` | {_cell(sentence(f'problems.{code}'))} |" for code in PROBLEMS)
    out.append("\n## Close codes\n\n| code | means |\n|---|---|")
    out.extend(f"| {code} | {means} |" for code, means in sorted(CLOSE_CODES.items()))
    return "\n".join(out) + "\n"


def _name(option: Schema) -> str:
    return str(option["$ref"]).rpartition("/")[2]


def _message(name: str, defs: Schema) -> str:
    definition = defs[name]
    kind = definition["properties"]["type"]["const"]
    example = json.dumps(EXAMPLES[name], ensure_ascii=False)
    return (
        f"### `{kind}` ({_direction_of(name)})\n\n{definition['description']}\n\n{_fields(definition)}\n\n"
        f"```json\n{example}\n```\n"
    )


def _direction_of(name: str) -> str:
    return f"model `{name}`"


def _fields(definition: Schema) -> str:
    required = definition.get("required", [])
    lines = ["| field | type | |", "|---|---|---|"]
    for name, field in definition["properties"].items():
        note = _cell(field.get("description", "")) or ("" if name in required else "may be left out")
        lines.append(f"| `{name}` | {_type(field)} | {note} |")
    return "\n".join(lines)


def _command_line(name: str, defs: Schema) -> str:
    definition = defs[name]
    required = definition.get("required", [])
    fields = [
        f"`{field}`: {_type(part)}" + ("" if field in required else ", may be left out")
        for field, part in definition["properties"].items()
        if field != "type"
    ]
    kind = definition["properties"]["type"]["const"]
    return f"| `{kind}` | {_cell(definition.get('description', ''))} | {'<br>'.join(fields)} |"


def _section(name: str, part: Schema, defs: Schema) -> str:
    options = [part, *part.get("anyOf", [])]
    target = next(_name(option) for option in options if "$ref" in option)
    maybe = " It may be null." if "anyOf" in part else ""
    return f"### `{name}`\n\n{defs[target].get('description', '')}{maybe}\n\n{_fields(defs[target])}\n"


def _type(field: Schema) -> str:
    if "$ref" in field:
        return f"`{_name(field)}`"
    if "const" in field:
        return f"`{json.dumps(field['const'])}`"
    if "enum" in field:
        return " or ".join(f"`{json.dumps(value)}`" for value in field["enum"])
    if "anyOf" in field:
        return " or ".join(_type(option) for option in field["anyOf"])
    if field.get("type") == "array":
        return f"list of {_type(field.get('items', {}))}"
    if field.get("type") == "object" and isinstance(field.get("additionalProperties"), dict):
        return f"object of {_type(field['additionalProperties'])} by name"
    return str(field.get("type", "anything"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
