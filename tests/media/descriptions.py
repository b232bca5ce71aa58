"""Descriptions as browsers write them, and one that a test may take apart."""

import json
from pathlib import Path
from typing import Any, Final

_TAKEN: dict[str, Any] = json.loads((Path(__file__).parent / "descriptions.json").read_text())
FROM_BROWSERS: Final[dict[str, str]] = _TAKEN["descriptions"]
"""As taken from a browser, on a network that leads nowhere."""
FINGERPRINTS: Final[list[str]] = _TAKEN["fingerprints"]
"""Whose they are: of the one that offers, and of the one that answers."""


def fingerprint(number: int) -> str:
    """A fingerprint that no other number has."""
    return "sha-256 " + ":".join(f"{(number * 37 + place) % 256:02X}" for place in range(32))


def description(shown: str, *, sections: tuple[str, ...] = ("audio",), more: tuple[str, ...] = ()) -> str:
    """A small description that shows this fingerprint in each section; `more` lines stand at the end."""
    lines = ["v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0", "a=msid-semantic: WMS"]
    for place, section in enumerate(sections):
        media = {"application": "9 UDP/DTLS/SCTP webrtc-datachannel"}.get(section, "9 UDP/TLS/RTP/SAVPF 111 63")
        lines += [
            f"m={section} {media}",
            "c=IN IP4 0.0.0.0",
            "a=ice-ufrag:G97f",
            "a=ice-pwd:5yKUOMM9gMWtalFPJb6OUAWc",
            f"a=fingerprint:{shown}",
            "a=setup:actpass",
            f"a=mid:{place}",
            "a=sendrecv",
            "a=rtcp-mux",
            "a=rtpmap:111 opus/48000/2",
        ]
    return "".join(f"{line}\r\n" for line in (*lines, *more))


CANDIDATE: Final = "candidate:776583403 1 udp 2122194687 192.0.2.17 40658 typ host generation 0 ufrag G97f network-id 3"
