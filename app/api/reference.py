"""The interface's reference as a page: drawn by the server from its own description, without a line of script."""

import functools
import hashlib
from html import escape
from importlib.resources import files
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from app.api.problems import STATUS
from app.texts import sentence

router = APIRouter(include_in_schema=False)


def json_response(value: Any) -> Response:
    """A value as JSON, with a tag by which a browser can tell whether it has changed."""
    return _tagged(orjson.dumps(value, option=orjson.OPT_INDENT_2), "application/json")


@router.get("/docs/api")
async def get_reference(request: Request) -> Response:
    """The reference."""
    return _tagged(_page(orjson.dumps(request.app.openapi())), "text/html; charset=utf-8")


@router.get("/docs/api.css")
async def get_style() -> Response:
    """How the reference looks."""
    return _tagged((files("app.api") / "reference.css").read_bytes(), "text/css; charset=utf-8")


def _tagged(content: bytes, media_type: str) -> Response:
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return Response(content, media_type=media_type, headers={"Cache-Control": "no-cache", "ETag": tag})


@functools.cache
def _page(described: bytes) -> bytes:
    schema = orjson.loads(described)
    schemas = schema["components"]["schemas"]
    by_tag: dict[str, list[str]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            tag = operation.get("tags", ["Other"])[0]
            by_tag.setdefault(tag, []).append(_operation(method, path, operation, schemas))
    menu = "".join(f'<li><a href="#{_anchor(tag)}">{escape(tag)}</a></li>' for tag in by_tag)
    sections = "".join(
        f'<section id="{_anchor(tag)}"><h2>{escape(tag)}</h2>{"".join(found)}</section>'
        for tag, found in by_tag.items()
    )
    intro = "".join(f"<p>{_code(escape(part))}</p>" for part in schema["info"]["description"].split("\n\n"))
    return f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Airspace: the interface</title><link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/docs/api.css"></head>
<body><header><h1>Airspace: the interface</h1>{intro}
<p>The same for programs: <a href="/openapi.json">openapi.json</a>.</p><nav><ul>{menu}
<li><a href="#problems">Problems</a></li></ul></nav></header>
<main>{sections}<section id="problems"><h2>Problems</h2>{_problems()}</section></main></body></html>
""".encode()


def _operation(method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]) -> str:
    parts = [
        f"<h3>{escape(operation.get('summary', ''))}</h3>",
        f"<p><code>{method.upper()} {escape(path)}</code></p>",
        f"<p>{_code(escape(operation.get('description', '')))}</p>",
    ]
    if security := operation.get("security"):
        parts.append(f"<p>Needs: {escape(', '.join(name for each in security for name in each))}</p>")
    if parameters := operation.get("parameters"):
        rows = "".join(
            f"<tr><td><code>{escape(each['name'])}</code></td><td>{escape(each['in'])}</td>"
            f"<td>{escape(each.get('description', ''))}</td></tr>"
            for each in parameters
        )
        parts.append(f"<table><thead><tr><th>name</th><th>in</th><th></th></tr></thead><tbody>{rows}</tbody></table>")
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if body and (example := _example(body, schemas)) is not None:
        parts.append(f"<h4>Request</h4>{_json(example)}")
    for status, response in operation["responses"].items():
        shape = response.get("content", {}).get("application/json", {}).get("schema")
        if shape:
            parts.append(f"<h4>Answer {escape(status)}</h4>{_fields(shape, schemas)}")
            if (example := _example(shape, schemas)) is not None:
                parts.append(_json(example))
    refusals = [
        f"{escape(status)} {_code(escape(response['description']))}"
        for status, response in operation["responses"].items()
        if int(status) >= 400
    ]
    parts.append(f"<p>Refusals: {'; '.join(refusals)}</p>")
    return f"<article>{''.join(parts)}</article>"


def _problems() -> str:
    rows = "".join(
        f'<tr id="{code}"><td><code>{code}</code></td><td>{status}</td>'
        f"<td>{escape(sentence(f'problems.{code}'))}</td></tr>"
        for code, status in sorted(STATUS.items())
    )
    return f"<table><thead><tr><th>code</th><th>status</th><th>says</th></tr></thead><tbody>{rows}</tbody></table>"


def _fields(shape: dict[str, Any], schemas: dict[str, Any]) -> str:
    found = _resolved(shape, schemas)
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{_type(part)}</td>"
        f"<td>{_code(escape(part.get('description', '')))}</td></tr>"
        for name, part in found.get("properties", {}).items()
    )
    said = f"<p>{_code(escape(found.get('description', '')))}</p>"
    return said + (f"<table><tbody>{rows}</tbody></table>" if rows else "")


def _example(shape: dict[str, Any], schemas: dict[str, Any]) -> Any:
    found = _resolved(shape, schemas)
    if found.get("examples"):
        return found["examples"][0]
    if found.get("type") == "object" and found.get("properties"):
        parts = {name: _example(part, schemas) for name, part in found["properties"].items()}
        return parts if any(value is not None for value in parts.values()) else None
    if found.get("type") == "array":
        inner = _example(found.get("items", {}), schemas)
        return None if inner is None else [inner]
    return None


def _resolved(shape: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in shape:
        found: dict[str, Any] = schemas[shape["$ref"].rpartition("/")[2]]
        return found
    return shape


def _type(part: dict[str, Any]) -> str:
    if "$ref" in part:
        return escape(part["$ref"].rpartition("/")[2])
    if "anyOf" in part:
        return " or ".join(_type(each) for each in part["anyOf"])
    if part.get("type") == "array":
        return f"list of {_type(part.get('items', {}))}"
    return escape(str(part.get("type", "anything")))


def _json(value: Any) -> str:
    return f"<pre><code>{escape(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())}</code></pre>"


def _code(text: str) -> str:
    parts = text.split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def _anchor(text: str) -> str:
    return text.lower().replace(" ", "-")
