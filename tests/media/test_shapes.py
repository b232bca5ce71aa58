"""What passes from one browser to another has one shape, however it is read."""

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.media.peers import PeerCandidate, PeerDescription
from app.media.shapes import LARGEST_DESCRIPTION, MOST_CANDIDATES, is_candidate, is_description, right_shape
from tests.media.descriptions import CANDIDATE, FINGERPRINTS, FROM_BROWSERS, description, fingerprint

OWN, OTHER = fingerprint(1), fingerprint(2)
GOOD = description(OWN, sections=("audio", "video"))
LINES = GOOD.split("\r\n")[:-1]


@pytest.mark.parametrize("name", [name for name in FROM_BROWSERS if name != "offer_with_a_data_channel"])
def test_what_browsers_write_is_passed_on(name: str) -> None:
    text = FROM_BROWSERS[name]
    mine = next(one for one in FINGERPRINTS if one in text)
    theirs = next(one for one in FINGERPRINTS if one != mine)
    assert is_description(text, mine)
    assert not is_description(text, theirs), "it shows somebody else's certificate"


def test_a_data_channel_is_not() -> None:
    assert not is_description(FROM_BROWSERS["offer_with_a_data_channel"], FINGERPRINTS[0])


@pytest.mark.parametrize(
    "sections",
    [(), ("video",), ("audio", "audio"), ("audio", "video", "video"), ("audio", "application"), ("audio", "text")],
)
def test_there_is_one_audio_section_and_at_most_one_video_section(sections: tuple[str, ...]) -> None:
    assert is_description(description(OWN, sections=("audio",)), OWN)
    assert is_description(description(OWN, sections=("video", "audio")), OWN)
    assert not is_description(description(OWN, sections=sections), OWN)


@pytest.mark.parametrize(
    "line",
    [
        f"a=fingerprint:{OTHER}",
        f"a=fingerprint:{OWN.lower()}",
        f"a=fingerprint: {OWN}",
        f"a=fingerprint:{OWN} ",
        f"a=fingerprint {OWN}",
        f"a=Fingerprint:{OWN}",
        f"a=FINGERPRINT:{OTHER}",
        f"a=x-fingerprint:{OTHER}",
        f"a=fingerprint:sha-1 {OWN.removeprefix('sha-256 ')}",
        "a=fingerprint",
        "a=fingerprint:",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj",
        "a=CRYPTO:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj",
        "a=identity:eyJpZHAiOnt9fQ",
        "a=sctp-port:5000",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "M=audio 9 UDP/TLS/RTP/SAVPF 111",
        "m=audio 9 RTP/AVP 0",
        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
        "k=clear:secret",
        "v=0",
        "o=- 1 2 IN IP4 127.0.0.1",
        " a=sendrecv",
        "a = sendrecv",
        "a=",
        "",
        "no line at all",
        "a=sendrecv\nm=audio 9 UDP/TLS/RTP/SAVPF 111",
        "a=sendrecv\rm=audio 9 UDP/TLS/RTP/SAVPF 111",
        "a=sendrecv\x0bm=audio 9 UDP/TLS/RTP/SAVPF 111",
        "a=sendrecv\u2028m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "a=tool:\x00",
        "a=tool:caf\xe9",
        "a=candidate:1 1 udp 1 example.org 9 typ host",
        "a=Candidate:1 1 udp 1 192.0.2.1 9 typ host",
    ],
)
def test_a_line_that_might_be_read_another_way_is_refused(line: str) -> None:
    assert not is_description(description(OWN, more=(line,)), OWN)


def test_a_description_without_a_fingerprint_is_none() -> None:
    assert not is_description("".join(f"{line}\r\n" for line in LINES if "fingerprint" not in line), OWN)


def test_a_description_ends_where_it_is_too_long() -> None:
    room = LARGEST_DESCRIPTION - len(GOOD) - len("a=tool:\r\n")
    assert is_description(description(OWN, sections=("audio", "video"), more=(f"a=tool:{'x' * room}",)), OWN)
    assert not is_description(description(OWN, sections=("audio", "video"), more=(f"a=tool:{'x' * (room + 1)}",)), OWN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        CANDIDATE,
        "candidate:1 1 udp 2122063615 fd00::2 44798 typ host generation 0",
        "candidate:1 1 tcp 1518280447 192.0.2.2 9 typ host tcptype active generation 0 ufrag gx/+ network-id 1",
        "candidate:2 1 udp 1686052607 192.0.2.9 55 typ srflx raddr 0.0.0.0 rport 0 generation 0 network-cost 50",
        "candidate:3 1 udp 41885439 192.0.2.9 55 typ relay raddr 198.51.100.3 rport 61000 generation 0",
        "candidate:0 1 UDP 2122252543 1f4f5c5e-84c0-4a2b-9c5f-1a2b3c4d5e6f.local 55555 typ host",
        "candidate:1 1 TCP 2105524479 192.0.2.2 9 typ host tcptype active",
        "candidate:6fc79aaac4ee7b8c1f8a1d2f3b4c5d6e 1 udp 2130706431 10.0.0.2 5000 typ host",
    ],
)
def test_a_candidate_as_browsers_write_it_is_one(text: str) -> None:
    assert is_candidate(text)


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "a=" + CANDIDATE,
        CANDIDATE + "\r\na=fingerprint:" + OTHER,
        CANDIDATE + "\n",
        CANDIDATE + "  x y",
        CANDIDATE.replace("192.0.2.17", "192.0.2.170.1"),
        CANDIDATE.replace("192.0.2.17", "example.org"),
        CANDIDATE.replace("192.0.2.17", "224.0.0.1"),
        CANDIDATE.replace("192.0.2.17", "ff02::1"),
        CANDIDATE.replace("192.0.2.17", "fe80::1%eth0"),
        CANDIDATE.replace("192.0.2.17", "host.localhost"),
        CANDIDATE.replace("40658", "65536"),
        CANDIDATE.replace("udp", "sctp"),
        CANDIDATE.replace("typ host", "typ other"),
        CANDIDATE.replace("candidate:", "Candidate:"),
        CANDIDATE + " name " + "v" * 400,
    ],
)
def test_anything_else_is_no_candidate(text: str) -> None:
    assert not is_candidate(text)


def candidate(**more: Any) -> PeerCandidate:
    return PeerCandidate.model_validate({"candidate": CANDIDATE, "mid": "0", "line": 0, **more})


def test_candidates_name_a_section_there_may_be() -> None:
    for good in ({}, {"mid": None}, {"line": None}, {"line": 1}, {"candidate": ""}):
        assert right_shape(None, [candidate(**good)], OWN), good
    for bad in ({"mid": "a b"}, {"mid": ""}, {"mid": "m" * 17}, {"line": 2}, {"line": -1}, {"candidate": "x"}):
        assert not right_shape(None, [candidate(), candidate(**bad)], OWN), bad


def test_there_are_so_many_candidates_at_once_and_no_more() -> None:
    assert right_shape(None, [candidate()] * MOST_CANDIDATES, OWN)
    assert not right_shape(None, [candidate()] * (MOST_CANDIDATES + 1), OWN)


def test_a_bad_description_is_not_saved_by_good_candidates() -> None:
    bad = PeerDescription(type="offer", sdp=description(OTHER))
    assert not right_shape(bad, [candidate()], OWN)
    assert right_shape(PeerDescription(type="answer", sdp=GOOD), [candidate()], OWN)


# --- however it is taken apart ----------------------------------------------------------------------------------------

PIECES = st.one_of(
    st.sampled_from(
        [
            *LINES,
            *FROM_BROWSERS["audio_and_video_offer"].split("\r\n"),
            *FROM_BROWSERS["offer_with_candidates"].split("\r\n"),
            "m=audio 9 UDP/TLS/RTP/SAVPF 111",
            "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
            f"a=fingerprint:{OTHER}",
            f"a=FingerPrint:{OTHER}",
        ]
    ),
    st.text(max_size=40),
)
ENDS = st.sampled_from(["\r\n", "\r\n", "\r\n", "\n", "\r", "", " \r\n", "\r\n\r\n", "\u2028", "\x85", "\x00\r\n"])


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A good description into which something was put, or from which something was taken."""
    parts = [(line, "\r\n") for line in LINES]
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(parts)))
        take_out: bool = draw(st.booleans())
        if parts and take_out:
            del parts[min(place, len(parts) - 1)]
        else:
            parts.insert(place, (draw(PIECES), draw(ENDS)))
    return "".join(line + end for line, end in parts)


def loosely(text: str) -> list[str]:
    """The lines as the most lenient of readers might see them."""
    return [line.strip().lower() for line in re.split(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029\x00]+", text)]


@example(GOOD.replace("a=group:BUNDLE 0\r\n", f"a=group:BUNDLE 0a=fingerprint:{OWN}\r\n"))
@example(GOOD.replace("s=-\r\n", f"s=-a=fingerprint:{OWN}\r\n"))
@given(spoilt() | st.text(max_size=300))
def test_what_is_passed_on_is_right_to_the_most_lenient_reader(text: str) -> None:
    if not is_description(text, OWN):
        return
    lines = loosely(text)
    media = [re.sub(r"\s", "", line)[2:] for line in lines if re.match(r"m\s*=", line)]
    assert sum(one.startswith("audio") for one in media) == 1
    assert sum(one.startswith("video") for one in media) == len(media) - 1 <= 1
    shown = {line for line in lines if "fingerprint" in line}
    assert shown == {f"a=fingerprint:{OWN}".lower()}
    assert f"a=fingerprint:{OWN}" in text
    assert not any("crypto" in line for line in lines)


@given(st.lists(st.sampled_from(LINES[4:]), max_size=30), st.booleans())
def test_further_plain_lines_of_a_section_do_no_harm(more: list[str], video: bool) -> None:
    kept = [line for line in more if not line.startswith("m=")]
    sections = ("audio", "video") if video else ("audio",)
    assert is_description(description(OWN, sections=sections, more=tuple(kept)), OWN)


@given(st.text(max_size=500))
def test_no_text_makes_a_reader_stumble(text: str) -> None:
    assert isinstance(is_description(text, OWN), bool)
    assert isinstance(is_candidate(text), bool)
    assert is_candidate(text) is False or text == "" or text.startswith("candidate:")


@given(st.text(alphabet="candidate: 019udptyphosx.%\r\n", max_size=80), st.integers(0, len(CANDIDATE)))
def test_a_candidate_is_one_line_of_plain_letters(text: str, place: int) -> None:
    mixed = CANDIDATE[:place] + text + CANDIDATE[place:]
    if is_candidate(mixed):
        assert mixed.isascii()
        assert mixed.isprintable()
