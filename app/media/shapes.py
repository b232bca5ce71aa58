"""Whether what one browser has for another is of the shape that this room passes on: strict, line by line.

Browsers are lenient readers, and everything they might read more than one way is refused here: a line that is not
plain, an attribute spelt oddly, a key agreed outside the certificate. What is refused is never written down anywhere:
it holds the addresses of somebody's machine.
"""

import ipaddress
import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.media.peers import PeerCandidate, PeerDescription

LARGEST_DESCRIPTION: Final = 16 * 1024
MOST_CANDIDATES: Final = 32
LONGEST_CANDIDATE: Final = 400
MOST_PICTURES: Final = 1

_LINE: Final = re.compile(r"[a-z]=[\x20-\x7e]+")
_ATTRIBUTE: Final = re.compile(r"a=([A-Za-z0-9!#$%&'*+.^_`{|}~-]+)(?::([\x20-\x7e]+))?")
_MEDIA: Final = re.compile(r"m=(audio|video) (\d{1,5}) UDP/TLS/RTP/SAVPF((?: \d{1,3}){1,64})")
_SESSION_LINES: Final = frozenset("vostcba")
_SECTION_LINES: Final = frozenset("cba")
_KEYS_ELSEWHERE: Final = frozenset({"crypto", "key-mgmt", "identity", "sctp-port", "sctpmap", "max-message-size"})
"""Ways to agree on keys beside the certificate, and what only a data channel needs."""
_NAMES_A_KEY: Final = re.compile("fingerprint|crypto", re.IGNORECASE)
"""Anywhere in a line: a reader more lenient than we are might find one within another."""
_MID: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,16}")
_CANDIDATE: Final = re.compile(
    r"candidate:[A-Za-z0-9+/]{1,32} [12] (?:udp|tcp|UDP|TCP) \d{1,10} (?P<address>\S+) (?P<port>\d{1,5})"
    r" typ (?:host|srflx|prflx|relay)"
    r"(?: raddr (?P<raddr>\S+))?(?: rport (?P<rport>\d{1,5}))?"
    r"(?: tcptype active)?"  # or it would lead other browsers to any door of their own network
    r"(?: [a-z][a-z0-9-]{0,31} [A-Za-z0-9+/=._-]{1,256}){0,8}"
)
_HIDDEN: Final = re.compile(r"[A-Za-z0-9-]{1,63}\.local")
"""A name that stands for an address of the machine's own network, in place of the address."""


def right_shape(description: PeerDescription | None, candidates: Sequence[PeerCandidate], own_fingerprint: str) -> bool:
    """Whether this may be passed on for the seat with this fingerprint."""
    if len(candidates) > MOST_CANDIDATES or not all(map(_is_candidate, candidates)):
        return False
    return description is None or is_description(description.sdp, own_fingerprint)


def is_description(sdp: str, own_fingerprint: str) -> bool:
    """Whether this describes one audio section, at most one video section, and shows this fingerprint alone."""
    lines = list(_lines(sdp))
    if len(lines) < 5 or lines[0] != "v=0" or not lines[1].startswith("o="):
        return False
    own = f"a=fingerprint:{own_fingerprint}"
    if own not in lines or any(line != own and _NAMES_A_KEY.search(line) for line in lines):
        return False
    sections = {"audio": 0, "video": 0}
    allowed = _SESSION_LINES
    for line in lines:
        if line[0] == "m":
            media = _MEDIA.fullmatch(line)
            if media is None or int(media[2]) > 65535:
                return False
            sections[media[1]] += 1
            allowed = _SECTION_LINES
            continue
        if line[0] not in allowed:
            return False
        if line[0] == "a" and not _is_attribute(line):
            return False
    return sections["audio"] == 1 and sections["video"] <= MOST_PICTURES


def is_candidate(text: str) -> bool:
    """Whether this is how a browser writes down a way to reach it; an empty one says that there are no more."""
    if text == "":
        return True
    if len(text) > LONGEST_CANDIDATE:
        return False
    found = _CANDIDATE.fullmatch(text)
    if found is None or int(found["port"]) > 65535 or int(found["rport"] or 0) > 65535:
        return False
    return _is_place(found["address"]) and (found["raddr"] is None or _is_place(found["raddr"]))


def _lines(sdp: str) -> Iterator[str]:
    """The lines, or nothing at all when one of them is no plain line."""
    if len(sdp) > LARGEST_DESCRIPTION or not sdp.endswith("\r\n"):
        return
    lines = sdp[:-2].split("\r\n")
    if all(_LINE.fullmatch(line) for line in lines):
        yield from lines


def _is_attribute(line: str) -> bool:
    found = _ATTRIBUTE.fullmatch(line)
    if found is None:
        return False
    name, value = found[1], found[2]
    if name.lower() in _KEYS_ELSEWHERE:
        return False
    if name.lower() == "candidate":
        return name == "candidate" and value is not None and is_candidate(line.removeprefix("a="))
    return True


def _is_candidate(given: PeerCandidate) -> bool:
    if given.mid is not None and not _MID.fullmatch(given.mid):
        return False
    return given.line in {None, 0, 1} and is_candidate(given.candidate)


def _is_place(text: str) -> bool:
    if _HIDDEN.fullmatch(text):
        return True
    try:
        place = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not place.is_multicast and "%" not in text
