"""A command that was given under an id of its own, but whose fields are not as they should be.

It is refused under that id: its page would otherwise wait for an answer, and send it again, for ever.
"""

from dataclasses import dataclass
from typing import Final, get_args

import orjson
from pydantic import ValidationError

from app.facilitation.commands import FromPeople, SayReady
from app.realtime.messages import Give

TYPES: Final = frozenset(kind.model_fields["type"].default for kind in get_args(FromPeople))


@dataclass(frozen=True)
class Misread:
    """The id under which it was given."""

    id: str


def misread_command(text: str) -> Misread | None:
    """The command behind a message that could not be read; None when the message itself is none of ours."""
    try:
        said = orjson.loads(text)
        if said.keys() != {"type", "id", "command"} or said["type"] != "give" or said["command"]["type"] not in TYPES:
            return None
        return Misread(Give(id=said["id"], command=SayReady()).id)  # the id at least is as it should be
    except (orjson.JSONDecodeError, ValidationError, LookupError, TypeError, AttributeError):
        return None
