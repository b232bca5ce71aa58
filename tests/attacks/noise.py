"""Frames that are no messages, from a seeded generator: bytes, text, broken JSON, good messages with a change."""

import json
import random
import string
from collections.abc import Callable, Iterator
from typing import Any

GOOD: tuple[dict[str, Any], ...] = (
    {"type": "give", "id": "command-1", "command": {"type": "place_bid", "kind": "asks", "headline": "Beds"}},
    {"type": "give", "id": "command-2", "command": {"type": "add_time", "step": "check-in", "minutes": 5}},
    {"type": "give", "id": "command-3", "command": {"type": "propose_agenda", "sharing": "own", "rounds": []}},
    {"type": "beat", "version": 3, "sent": 12.5},
    {"type": "signal", "id": "signal-1", "kind": "word_to_chair", "words": "Could you speak up?"},
    {"type": "hello", "protocol": 1},
)
STRANGE: tuple[Any, ...] = (
    None,
    True,
    [],
    {},
    -1,
    2**70,
    1.5,
    "",
    "x" * 3_000,
    "\u0000",
    "\u202e",
    "\ud800",
    [[[[]]]],
    {"type": "give"},
)


def _bytes(moments: random.Random) -> bytes:
    return moments.randbytes(moments.randint(0, 400))


def _text(moments: random.Random) -> str:
    return "".join(moments.choices(string.printable + "äß€\u202e\u200d", k=moments.randint(0, 300)))


def _half(moments: random.Random) -> str:
    text = json.dumps(moments.choice(GOOD))
    return text[: moments.randrange(len(text))]


def _changed_letters(moments: random.Random) -> str:
    text = list(json.dumps(moments.choice(GOOD)))
    for _ in range(moments.randint(1, 8)):
        text[moments.randrange(len(text))] = moments.choice(string.printable)
    return "".join(text) + moments.choice(["", "}", "]", "\u0000", "{}"])


def _changed_values(moments: random.Random) -> str:
    message = json.loads(json.dumps(moments.choice(GOOD)))
    inside = message["command"] if "command" in message and moments.random() < 0.7 else message
    inside[moments.choice([*inside, "by", "at", "person"])] = moments.choice(STRANGE)
    inside["broken"] = moments.choice(STRANGE)  # so that none is good by chance
    return json.dumps(message)


def _deep(moments: random.Random) -> str:
    depth = moments.randint(10, 2_500)  # under 64 KiB
    return moments.choice(["[", '{"type":', '{"type":"give","command":']) * depth


def _good_as_bytes(moments: random.Random) -> bytes:
    return json.dumps(moments.choice(GOOD)).encode()


KINDS: tuple[Callable[[random.Random], str | bytes], ...] = (
    _bytes,
    _text,
    _half,
    _changed_letters,
    _changed_values,
    _deep,
    _good_as_bytes,
)


def noise(seed: str, number: int) -> Iterator[str | bytes]:
    """So many frames, the same for the same seed."""
    moments = random.Random(seed)
    for _ in range(number):
        yield moments.choice(KINDS)(moments)
