"""What the page about the wire protocol says besides what the models say: an opening, and one example a message."""

from typing import Any

ROOM_CODES = ("not_saved", "fault", "just_now")
"""Refusals that are not the rules': the disk is full, a fault of ours, a nudge too soon after another."""

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

Signals (`signal`) are passed on and never kept; nobody counts them either. Anybody in the room may say `cannot_hear`,
which reaches every desk; a `word_to_chair` reaches the chair alone, and a `word_to_member` comes from the chair alone.
Where the contract has nudges, a member's `nudge` says to the chair which golden rule it is about, and the chair's
`nudge_member` says so to one member, never to the holder in airspace. A `caption` goes from an access seat to the
member it is there for, and to nobody else. Guests can say that they cannot hear, once they are let in.

**Voice.** Browsers are connected to each other and the server carries no sound; it says who may be heard, and passes on
what two browsers need to find each other. A browser says `join_voice` and hears `voice_ice` and `voice`; from then on
`voice` comes with every change, before the view of the same change. A page opens nobody but on the newest `voice`, and
a broken line changes nothing: the newest one holds until a newer comes. `to_peer` reaches one seat that has joined, as
`from_peer`; who sent it is the server's word, and only what shows the sender's own fingerprint is passed on. Each
browser says in `hearing` whom it truly plays, and everybody hears in `heard_by` whom they reach. What goes wrong is
`voice_refused`, which never concerns anybody else: what is meant for somebody who is not joined (any more) is dropped
without a word, and so is what was on its way to a line that broke. A page whose offer is not answered makes it anew.

`problem` says that something on this line could not be read; nobody else notices.
"""

_FINGERPRINT = "sha-256 " + ":".join(f"{n:02X}" for n in range(7, 256, 8))
_OTHER = "sha-256 " + ":".join(f"{n:02X}" for n in range(0, 256, 8))
_CANDIDATE = {
    "candidate": "candidate:1 1 udp 2122262783 192.0.2.17 49203 typ host generation 0",
    "mid": "0",
    "line": 0,
}

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
        "rule": None,
    },
    "Welcome": {
        "type": "welcome",
        "protocol": 1,
        "now": 1799942400000,
        "me": "p7k2m9x4c3v8b5n6",
        "session": {
            "id": "w8e3r6t9y2u5i7a4",
            "set": "Northern set",
            "number": 2,
            "of": None,
            "next_at": 1802361600000,
            "practice": False,
            "speed": 1.0,
        },
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
        "rule": None,
    },
    "Problem": {
        "type": "problem",
        "code": "bad_message",
        "sentence": "That message could not be read.",
        "next_at": None,
    },
    "JoinVoice": {
        "type": "join_voice",
        "fingerprint": _FINGERPRINT,
        "microphone": True,
        "camera": False,
        "large": False,
    },
    "LeaveVoice": {"type": "leave_voice"},
    "ToPeer": {
        "type": "to_peer",
        "to": "p3f6h8j1l4n7q0s5",
        "fingerprint": _OTHER,
        "description": None,
        "candidates": [_CANDIDATE],
    },
    "Hearing": {"type": "hearing", "people": ["p3f6h8j1l4n7q0s5"]},
    "VoiceMessage": {
        "type": "voice",
        "epoch": 41,
        "table": ["p3f6h8j1l4n7q0s5", "p7k2m9x4c3v8b5n6"],
        "heard": ["p3f6h8j1l4n7q0s5"],
        "seen": [],
        "peers": {
            "p3f6h8j1l4n7q0s5": {"fingerprint": _OTHER, "microphone": True, "camera": False, "large": False},
            "p7k2m9x4c3v8b5n6": {"fingerprint": _FINGERPRINT, "microphone": True, "camera": False, "large": False},
        },
    },
    "VoiceIce": {
        "type": "voice_ice",
        "servers": [
            {"urls": ["stun:turn.example.org:3478"], "username": "", "credential": ""},
            {
                "urls": ["turn:turn.example.org:3478?transport=udp", "turns:turn.example.org:5349?transport=tcp"],
                "username": "1799956800:Qk3vT8xZ1mPa",
                "credential": "pZ0sH1x3T0Zk1c5uJw2d8bq7rYE=",
            },
        ],
        "until": 1799956800000,
    },
    "FromPeer": {
        "type": "from_peer",
        "from": "p3f6h8j1l4n7q0s5",
        "fingerprint": _OTHER,
        "description": None,
        "candidates": [_CANDIDATE],
    },
    "HeardBy": {"type": "heard_by", "people": ["p7k2m9x4c3v8b5n6"]},
    "VoiceElsewhere": {"type": "voice_elsewhere"},
    "VoiceRefused": {
        "type": "voice_refused",
        "code": "voice_full",
        "sentence": "This room carries 9 voices, and all of them are taken. You’re with us in writing.",
    },
}
