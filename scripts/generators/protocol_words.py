"""What the page about the wire protocol says besides what the models say: an opening, and one example a message."""

from typing import Any

ROOM_CODES = ("not_saved", "fault")
"""Refusals that are not the rules': the disk is full, or a fault of ours."""

OPENING = """# The wire protocol, number {protocol}

<!-- Made by ./airspace generate from app/realtime/messages.py and app/facilitation; do not edit. -->

A browser opens a WebSocket at `/ws/<seat>`. The handshake carries the cookie `__Host-seat-<seat>` and an allowed
`Origin`; every frame is one JSON message in text, at most {largest} KiB. The schemas of all messages are in
[protocol.schema.json](protocol.schema.json).

1. The browser says `hello` with its protocol number. With another number the line closes with 4002, and the page
   reloads once.
2. The server answers `welcome` and the first `view`, which has all sections; later ones have those that changed, each
   whole, to be put in place of the old. There are no patches, so nothing is ever applied twice or out of order:
   whatever was missed, the next view is right.
3. The browser gives commands (`give`), each under an id of its own, and hears `done` or `refused`. What was done is
   durably stored. After a broken line the same command is sent again under the same id: it is answered as it was the
   first time, and done once.
4. Every five seconds the server sends `beat`; the browser answers `beat` with the newest version it has, and hears
   `time`. A line that has not answered for fifteen seconds is dead. When much has been sent and nothing reported, views
   wait for the report and then jump to now.
5. Moments are milliseconds since 1970 in UTC on the room's clock; `now` in any message tells what that clock says. A
   browser never says when.

Signals (`signal`) are passed on and never kept. `problem` says that something on this line could not be read; nobody
else notices.
"""

EXAMPLES: dict[str, dict[str, Any]] = {
    "Hello": {"type": "hello", "protocol": 1},
    "Give": {"type": "give", "id": "c-4tq8zm2k", "command": {"type": "raise_hand"}},
    "BeatAnswer": {"type": "beat", "version": 12, "sent": 81234.5},
    "SendSignal": {
        "type": "signal",
        "id": "s-9xw3bd7n",
        "kind": "word_to_chair",
        "to": None,
        "words": "Could we have a break?",
    },
    "Welcome": {
        "type": "welcome",
        "protocol": 1,
        "now": 1799942400000,
        "me": "p7k2m9x4c3v8b5n6",
        "session": {"id": "w8e3r6t9y2u5i7a4", "set": "Northern set", "number": 2, "of": None, "next_at": 1802361600000},
    },
    "ShowView": {
        "type": "view",
        "version": 12,
        "now": 1799942400000,
        "sections": {"hands": {"queue": [{"hand": "c-4tq8zm2k", "person": "p7k2m9x4c3v8b5n6"}]}},
    },
    "DoneMessage": {"type": "done", "id": "c-4tq8zm2k"},
    "RefusedMessage": {"type": "refused", "id": "c-4tq8zm2k", "code": "not_now", "sentence": "Not just now."},
    "Beat": {"type": "beat", "now": 1799942405000},
    "TimeMessage": {"type": "time", "sent": 81234.5, "now": 1799942405012},
    "Signal": {
        "type": "signal",
        "id": "s-9xw3bd7n",
        "kind": "word_to_chair",
        "from": "p7k2m9x4c3v8b5n6",
        "words": "Could we have a break?",
    },
    "Problem": {"type": "problem", "code": "bad_message", "sentence": "That message could not be read."},
}
