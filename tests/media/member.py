"""A simulated member: a line to the room, and a real connection (ICE, DTLS-SRTP) to everybody who speaks or listens.

It keeps to the rules as a page does: it sends while the floor lets it be heard, and counts what arrives. One that
`sends_always` is a hacked one, and one that is `twofold` sends everything from a source that it never announced, too.
"""

import asyncio
import contextlib
import re
import secrets
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

import av
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamTrack
from aiortc.rtcdtlstransport import RTCCertificate
from aiortc.rtcicetransport import RTCIceCandidate
from aiortc.rtp import is_rtcp
from aiortc.sdp import candidate_from_sdp

from tests.media.packets import FRAME, TIME_BASE, opus
from tests.media.tones import RATE
from tests.server import Browser

OFFERS_AFTER: Final = 2.5
"""Seconds in which whoever has only just come may begin."""
TENDS: Final = 2.0
"""Seconds from one look at the connections to the next."""
ASKS_AGAIN: Final = 4.0
"""Seconds without an answer after which an offer is made once more."""
ENDS_WITHIN: Final = 5.0
"""Seconds in which whatever is under way comes to its end."""
OVER: Final = frozenset({"closed", "failed"})


class Tone(MediaStreamTrack):
    """Somebody's voice to one other: packets while they let it out, in step with the clock."""

    kind = "audio"

    def __init__(self, tone: int, open_: asyncio.Event) -> None:
        super().__init__()
        self._packets = opus(tone)
        self._open = open_
        self._began = monotonic()
        self._next = 0

    async def recv(self) -> Any:
        await self._open.wait()
        due = self._began + self._next * FRAME / RATE
        now = monotonic()
        if now - due > 0.2:  # it was silent for a while
            self._next = int((now - self._began) * RATE / FRAME)
        elif now < due:
            await asyncio.sleep(due - now)
        packet = av.Packet(self._packets[self._next % len(self._packets)])
        packet.pts = self._next * FRAME
        packet.time_base = TIME_BASE
        self._next += 1
        return packet


@dataclass
class Link:
    """The connection to one other."""

    connection: RTCPeerConnection
    fingerprint: str
    number: str = field(default_factory=lambda: str(secrets.randbits(62)))
    arrived: deque[float] = field(default_factory=lambda: deque(maxlen=20_000))
    """When each packet of sound came."""
    pictures: deque[float] = field(default_factory=lambda: deque(maxlen=20_000))
    waiting: list[dict[str, Any]] = field(default_factory=list)
    """Ways that were told before the description they belong to."""
    said: float = 0.0
    """When it was described last."""
    spoken: list[str] = field(default_factory=list)
    """What went to the other and what came from them, in order."""
    theirs: str = ""
    """Which of the other's connections it leads to, by the number that stands in its descriptions."""

    _one_after_another: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Closed while it gathers its ways, a connection would leave the socket behind that it finds a moment later."""

    def counted(self, since: float) -> int:
        # a copy: they are counted from another thread than they come in by
        return sum(1 for one in list(self.arrived) if one >= since)

    @property
    def unanswered(self) -> float:
        """For how many seconds it has been described; none while it gathers its ways, and there is nothing to say."""
        return monotonic() - self.said if self.said else 0.0

    async def offer(self) -> None:
        async with self._one_after_another:
            if self.connection.connectionState != "closed":
                await self.connection.setLocalDescription(await self.connection.createOffer())

    async def answer(self, offer: RTCSessionDescription) -> None:
        async with self._one_after_another:
            if self.connection.connectionState != "closed":
                await self.connection.setRemoteDescription(offer)
                await self.connection.setLocalDescription(await self.connection.createAnswer())

    async def close(self) -> None:
        async with self._one_after_another:
            await self.connection.close()


@dataclass
class Member:
    """One simulated member, once their line is open. Everything here runs on the network's own loop."""

    line: Browser
    tone: int
    sends_always: bool = False
    twofold: bool = False
    links: dict[str, Link] = field(default_factory=dict)
    floor: dict[str, Any] = field(default_factory=dict)
    refused: list[dict[str, Any]] = field(default_factory=list)
    certificate: RTCCertificate = field(default_factory=RTCCertificate.generateCertificate)
    _taken: int = 0
    _endless: list[asyncio.Task[None]] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def me(self) -> str:
        return self.line.me

    @property
    def fingerprint(self) -> str:
        value = next(one.value for one in self.certificate.getFingerprints() if one.algorithm == "sha-256")
        return f"sha-256 {value.upper()}"

    # --- coming and going ---

    async def begin(self) -> None:
        """Join with a microphone, and take part from now on."""
        self._open = asyncio.Event()
        self._turn = asyncio.Lock()
        self._endless = [asyncio.create_task(self._listen()), asyncio.create_task(self._tend())]
        await self.join()

    async def join(self) -> None:
        await self.line.send(
            {
                "type": "join_voice",
                "fingerprint": self.fingerprint,
                "microphone": True,
                "camera": False,
                "large": False,
            }
        )

    async def _again(self) -> None:
        """We are in the room sooner than the room knows."""
        await asyncio.sleep(0.2)
        await self.join()

    async def back(self, line: Browser) -> None:
        """On a new line, after the old one was lost: the connections stand as they stood."""
        self.line, self._taken = line, 0
        await self.join()

    async def end(self) -> None:
        """Be gone: the line and every connection.

        What is under way comes to its end first: a connection that is cut off while it is made, or closed, leaves its
        socket behind.
        """
        self._cancel(self._endless)
        await asyncio.gather(*self._endless, return_exceptions=True)
        self.floor["peers"] = {}  # nobody is met any more
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=ENDS_WITHIN)
        self._cancel(self._tasks)
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(link.close() for link in self.links.values()))
        self.links.clear()
        await self.line.leave()

    def vanish(self) -> None:
        """As a machine that loses its power: nobody is told anything."""
        self._cancel([*self._endless, *self._tasks])
        for link in self.links.values():
            for transceiver in link.connection.getTransceivers():
                ice = transceiver.sender.transport.transport._connection
                for protocol in ice._protocols:
                    protocol.transport.abort()
        self.line.line.transport.abort()

    def _cancel(self, tasks: Iterable[asyncio.Task[None]]) -> None:
        for task in list(tasks):
            task.cancel()

    def _later(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- what comes by the line ---

    async def _listen(self) -> None:
        while True:
            line = self.line
            while self._taken < len(line.heard) and line is self.line:
                message = line.heard[self._taken]
                self._taken += 1
                await self._hear(message)
            line._changed.clear()
            if self._taken >= len(line.heard):
                with contextlib.suppress(TimeoutError):  # perhaps there is another line by now
                    async with asyncio.timeout(0.2):
                        await line._changed.wait()

    async def _hear(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "voice":
                await self._take_floor(message)
            case "from_peer":
                self._later(self._from(message))
            case "voice_refused":
                self.refused.append(message)
                if message["code"] == "voice_closed" and not self.floor:
                    self._later(self._again())
            case _:
                pass

    async def _take_floor(self, message: dict[str, Any]) -> None:
        if message["epoch"] < self.floor.get("epoch", -1):
            return
        first = not self.floor
        self.floor = message
        if self.me in message["heard"] or self.sends_always:
            self._open.set()
        else:
            self._open.clear()
        table, peers = set(message["table"]), message["peers"]
        for other, link in list(self.links.items()):
            changed = other in peers and peers[other]["fingerprint"] != link.fingerprint
            if changed or other not in table:
                self._later(self.links.pop(other).close())
        for other, peer in peers.items():
            if other != self.me and other not in self.links:
                self._later(self._meet(other, peer["fingerprint"], at_once=first))

    # --- connections ---

    def _new(self, other: str, fingerprint: str) -> Link:
        connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        vars(connection)["_RTCPeerConnection__certificates"] = [
            self.certificate
        ]  # one for all: the seat is known by it
        link = self.links[other] = Link(connection, fingerprint)
        sender = connection.addTrack(Tone(self.tone, self._open))
        if self.twofold:
            beside(sender.transport)
        self._count(link)
        return link

    def _count(self, link: Link) -> None:
        """What comes in is counted, not decoded."""
        for transceiver in link.connection.getTransceivers():
            if "_handle_rtp_packet" not in vars(transceiver.receiver):
                counter = link.arrived if transceiver.kind == "audio" else link.pictures
                vars(transceiver.receiver)["_handle_rtp_packet"] = counting(counter)

    async def _meet(self, other: str, fingerprint: str, *, at_once: bool) -> None:
        """Whoever has only just come begins; for anybody later, we wait a while."""
        if not at_once:
            await asyncio.sleep(OFFERS_AFTER)
        if other in self.links or other not in self.floor["peers"]:
            return
        link = self._new(other, fingerprint)
        await link.offer()
        if self.links.get(other) is link:
            await self._say(other, link)

    async def _tend(self) -> None:
        """What has failed though nobody left is begun anew, and what was not answered is asked again, as a page does:
        a starved machine answers too late, or it has only just come and its answer is refused."""
        while True:
            await asyncio.sleep(TENDS)
            for other, link in list(self.links.items()):
                if link.connection.connectionState in OVER:
                    self._later(self.links.pop(other).close())
                    self._later(self._meet(other, link.fingerprint, at_once=self.me < other))
                elif link.connection.signalingState == "have-local-offer" and link.unanswered > ASKS_AGAIN:
                    self._later(self._say(other, link))

    async def _from(self, message: dict[str, Any]) -> None:
        async with self._turn:
            other, description = message["from"], message["description"]
            link = self.links.get(other)
            if description is not None:
                link = await self._described(other, message["fingerprint"], description)
            if link is None:
                return
            link.waiting += message["candidates"]
            if link.connection.remoteDescription is not None:
                for one in link.waiting:
                    await self._way(link, one)
                link.waiting.clear()

    async def _described(self, other: str, fingerprint: str, description: dict[str, Any]) -> Link:
        sdp = RTCSessionDescription(description["sdp"], description["type"])
        theirs = origin(sdp.sdp)
        link = self.links.get(other)
        if link is not None:
            link.spoken.append(f"{sdp.type} from them")
        if sdp.type == "answer":
            assert link is not None, f"{other} answers what nobody asked"
            if link.connection.signalingState == "have-local-offer":
                await link.connection.setRemoteDescription(sdp)
                link.theirs = theirs
            return link
        both = link is not None and link.connection.signalingState == "have-local-offer"
        if link is not None and both and self.me < other:
            return link  # both have begun, and ours goes first
        if link is None or both or (link.theirs and (link.theirs != theirs or restarts(link, sdp.sdp))):
            if link is not None:
                await link.close()
            link = self._new(other, fingerprint)
        link.theirs = theirs
        await link.answer(sdp)
        self._count(link)
        if self.links.get(other) is link:
            await self._say(other, link)
        return link

    async def _way(self, link: Link, one: dict[str, Any]) -> None:
        words = one["candidate"].removeprefix("candidate:")
        if not words or ".local" in words or " tcp " in words.lower():
            return
        candidate: RTCIceCandidate = candidate_from_sdp(words)
        candidate.sdpMid, candidate.sdpMLineIndex = one["mid"], one["line"]
        await link.connection.addIceCandidate(candidate)

    async def _say(self, other: str, link: Link) -> None:
        mine = link.connection.localDescription
        link.said = monotonic()
        link.spoken.append(f"{mine.type} to them")
        sdp = as_a_page_says(mine.sdp, link.number)
        await self.line.send(
            {
                "type": "to_peer",
                "to": other,
                "fingerprint": link.fingerprint,
                "description": {"type": mine.type, "sdp": sdp},
                "candidates": [],
            }
        )

    # --- what came ---

    def connected(self) -> frozenset[str]:
        return frozenset(other for other, link in self.links.items() if link.connection.connectionState == "connected")

    def state(self) -> dict[str, str]:
        """How the connection to each other stands, and how it came to."""
        return {other: f"{stands(link.connection)} ({', '.join(link.spoken)})" for other, link in self.links.items()}

    def share(self, other: str, since: float) -> float:
        """How much has come of theirs since then, of all that somebody sends who speaks without a pause."""
        came = self.links[other].counted(since) if other in self.links else 0
        return came * FRAME / RATE / (monotonic() - since)

    def hears(self, within: float = 0.3) -> frozenset[str]:
        """From whom sound came just now."""
        since = monotonic() - within
        return frozenset(other for other, link in self.links.items() if link.counted(since))


def counting(arrived: deque[float]) -> Any:
    async def count(packet: Any, arrival_time_ms: int) -> None:
        arrived.append(monotonic())

    return count


def beside(transport: Any) -> None:
    """Whatever sound goes out goes out once more, from a source that stands in no description."""
    send, source = transport._send_rtp, secrets.token_bytes(4)

    async def both(data: bytes) -> None:
        await send(data)
        if not is_rtcp(data):
            await send(data[:8] + source + data[12:])

    transport._send_rtp = both


def stands(connection: RTCPeerConnection) -> str:
    return f"{connection.connectionState} {connection.iceConnectionState} {connection.signalingState}"


def origin(sdp: str) -> str:
    """The number of the connection that wrote this."""
    found = re.search(r"^o=\S+ (\d+) ", sdp, re.MULTILINE)
    assert found is not None, sdp
    return found[1]


def restarts(link: Link, sdp: str) -> bool:
    """Whether the other begins with new ways: what we use here cannot, so it begins anew altogether."""
    before = link.connection.remoteDescription
    return bool(before) and ufrag(before.sdp) != ufrag(sdp)


def ufrag(sdp: str) -> str:
    found = re.search(r"^a=ice-ufrag:(\S+)", sdp, re.MULTILINE)
    return found[1] if found else ""


def as_a_page_says(sdp: str, number: str) -> str:
    """One fingerprint, as a browser writes it, and one number for one connection."""
    lines = [one for one in sdp.splitlines() if not one.startswith(("a=fingerprint:sha-384", "a=fingerprint:sha-512"))]
    whole = "\r\n".join(lines) + "\r\n"
    return re.sub(r"^o=\S+ \d+ \d+", f"o=- {number} 2", whole, count=1, flags=re.MULTILINE)
