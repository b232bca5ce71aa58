"""What all bodies share: they are frozen, refuse unknown fields, and carry an example that the documentation shows."""

import unicodedata
from http import HTTPStatus
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.api.problems import MEDIA_TYPE, STATUS, ProblemDetails
from app.texts import sentence

UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows: with one in a name, a list of names can be made to lie."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def example(cls, **values: Any) -> ConfigDict:
        """A configuration with this example."""
        return ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [values]})


class Body(_Model):
    """What a request carries."""


class Answer(_Model):
    """What a response carries."""


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text.strip())
    if not text:
        raise ValueError("it is empty")
    if any(sign in UNSEEN or unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} for sign in text):
        raise ValueError("it has signs that cannot be seen")
    return text


Name = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(_plain)]
"""Something that people will read on one line."""
OptionalName = Annotated[str, Field(max_length=120), AfterValidator(lambda text: _plain(text) if text.strip() else "")]


def errors(*codes: str) -> dict[int | str, dict[str, Any]]:
    """How these problems are documented: by status, each code with an example."""
    found: dict[int | str, dict[str, Any]] = {}
    for code in codes:
        status = STATUS[code]
        entry = found.setdefault(status, _empty(status))
        entry["description"] += f"{', ' if entry['description'] else ''}`{code}`"
        entry["content"][MEDIA_TYPE]["examples"][code] = {"value": _example(code, status)}
    return found


def _empty(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    return {"model": ProblemDetails, "description": "", "content": {MEDIA_TYPE: {"schema": schema, "examples": {}}}}


def _example(code: str, status: int) -> dict[str, Any]:
    return {
        "type": f"/docs/api#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": sentence(f"problems.{code}"),
    }
