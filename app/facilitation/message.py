"""Message: anything that crosses a boundary. Frozen, and it refuses fields it does not know.

Fields are *facts* (process) unless they are sealed. Sealed fields are encrypted at rest; the mark on the field says
with whose key, and the store reads nothing but that mark.
"""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict

from app.facilitation.terms import PersonId


class Seal(StrEnum):
    """Whose key a sealed field is encrypted with."""

    SET = "set"  # the set's own: who had the floor, whose hand, who asked for how long
    AUTHOR = "author"  # the author's, within the set: their words, ratings, what came of their actions
    LINES = "lines"  # this session's lines: the key is destroyed when the session closes


Who = Annotated[PersonId, Seal.SET]
"""A person, where naming them is personal."""


class Message(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sealable(Message):
    """A message some of whose fields may be sealed.

    A field sealed with AUTHOR or LINES has a default: its blank, read in its place once the key is gone. `author_field`
    names the field that holds the author; None means whoever gave the command.
    """

    author_field: ClassVar[str | None] = None

    @classmethod
    def seals(cls) -> dict[str, Seal]:
        """The sealed fields of this kind of message and whose key each takes."""
        return {
            name: mark for name, field in cls.model_fields.items() for mark in field.metadata if isinstance(mark, Seal)
        }


JsonObject = dict[str, Any]
