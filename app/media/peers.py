"""What one browser says to another about their connection, and what is known of each who has joined the voice.

All of it passes through and is never kept, and never logged: descriptions and candidates hold addresses of people's
machines.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Fingerprint = Annotated[str, Field(pattern=r"^sha-256 [0-9A-F]{2}(:[0-9A-F]{2}){31}$")]
"""Of the certificate that a browser made for this session: it stands for the seat in every connection."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PeerDescription(_Part):
    """An offer or an answer: what a browser would send and take, and how it is reached."""

    type: Literal["offer", "answer"]
    sdp: str
    """At most 16 KiB: one audio section, at most one video section, nothing else, and the sender's own fingerprint."""


class PeerCandidate(_Part):
    """One way in which a browser may be reached; an empty one says that there are no more."""

    candidate: str
    """At most 400 characters."""
    mid: str | None
    line: int | None


class VoicePeer(_Part):
    """Somebody who has joined the voice."""

    fingerprint: Fingerprint
    microphone: bool
    """They have one that may be used; whether they are heard is the floor's to say."""
    camera: bool
    large: bool
    """Their picture may be drawn larger than the others."""


class IceServer(_Part):
    """Where a browser learns its own address, or is relayed when it cannot be reached."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""
