"""A browser's line without the browser: joins with a link, opens the socket, keeps the newest view, finds its way back.

It does over HTTP and the socket what the page does, with the same headers, and knows nothing that the page does not.
"""

import asyncio
import json
import random
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
import websockets
from websockets.asyncio.client import ClientConnection

from app.facilitation.terms import Millis
from app.realtime.messages import (
    LEFT,
    NO_PLACE,
    OTHER_PROTOCOL,
    PROTOCOL,
    REMOVED,
    SESSION_CLOSED,
    SIGNED_OUT,
    TOO_MANY_LINES,
)
from app.rehearsal.seen import Seen
from app.rehearsal.tally import Tally

ENDED: Final = frozenset({SIGNED_OUT, OTHER_PROTOCOL, REMOVED, SESSION_CLOSED, TOO_MANY_LINES, LEFT, NO_PLACE})
"""Codes after which a page does not come back by itself."""
TOO_FAST: Final = "too_fast"
AGAIN: Final = 1.5
"""Seconds until what was sent too fast is sent again."""
NO_SESSION: Final = "no_session"
REPORT_AFTER: Final = 96 * 1024
"""Bytes of views after which the server is told that they came; it sends no more than 256 KiB on trust."""
PATIENCE: Final = 60.0
"""Seconds for which a server that is not there is tried again."""


class Turned(Exception):
    """The door did not open: the link is not good, or nobody answered for long."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a command; `code` None: it was done."""

    code: str | None = None


GONE: Final = Answered("line_over")


@dataclass
class RoomTime:
    """The clock on the wall of one room, as its people know it from the frames they get."""

    now_then: Millis = 0
    then: float = 0.0
    speed: float = 1.0
    starts_at: Millis = 0
    known: asyncio.Event = field(default_factory=asyncio.Event)

    def heard(self, now: Millis, speed: float | None = None) -> None:
        """The server has said what time it is; what took long to come does not put the clock back."""
        self.speed = self.speed if speed is None else speed
        if now >= self.now():
            self.now_then, self.then = now, time.monotonic()
        self.known.set()

    def now(self) -> Millis:
        """The time in the room."""
        return self.now_then + round((time.monotonic() - self.then) * 1000 * self.speed) if self.now_then else 0

    def seconds(self, length: Millis) -> float:
        """How long it is here until so much time has gone by there."""
        return max(0.0, length / 1000 / self.speed)


class SimulatedLine:
    """One person's browser."""

    def __init__(self, link: str, address: str, clock: RoomTime, tally: Tally) -> None:
        self._origin, _, self._token = link.partition("/join#")
        self._address = address.rstrip("/")
        self._clock = clock
        self._tally = tally
        self._seat = ""
        self._cookie = ""
        self._socket: ClientConnection | None = None
        self._sections: dict[str, Any] = {}
        self._version = 0
        self._unreported = 0
        self._unanswered: dict[str, tuple[dict[str, Any], float, asyncio.Future[Answered]]] = {}
        self._mark = f"sim-{secrets.token_hex(6)}"
        self._count = 0
        self._away = 0.0
        self._again: asyncio.TimerHandle | None = None
        self.changed = asyncio.Event()
        self.closed: int | None = None
        """Why there will be no more of this line."""

    @property
    def over(self) -> bool:
        """Whether the line has ended for good."""
        return self.closed is not None

    @property
    def seen(self) -> Seen:
        """The newest view, at this moment."""
        return Seen(self._sections, self._clock.now())

    @property
    def ready(self) -> bool:
        """Whether there is a line, and a view came by it."""
        return self._socket is not None and "mine" in self._sections

    # --- coming and going --------------------------------------------------------------------------------------------

    async def join(self) -> None:
        """Press Join: the link is changed for a cookie. Raises `Turned`."""
        began = time.monotonic()
        async with httpx.AsyncClient(base_url=self._address, trust_env=False, timeout=30) as client:
            while True:
                try:
                    answer = await client.post(
                        "/api/v1/join", json={"token": self._token}, headers={"Origin": self._origin}
                    )
                except httpx.HTTPError:
                    answer = None
                if answer is not None and answer.status_code == 200:
                    break
                if answer is not None and answer.status_code not in {429, 503}:
                    raise Turned(f"the link was answered with {answer.status_code}")
                wait = float(answer.headers.get("Retry-After", "1")) if answer is not None else 0.5
                if time.monotonic() - began > PATIENCE + wait:
                    raise Turned("nobody opened the door")
                await asyncio.sleep(wait + random.random() / 2)
        self._cookie = answer.headers["set-cookie"].partition(";")[0]
        said = answer.json()
        self._seat = str(said["seat"])
        if said.get("session"):
            self._clock.starts_at = int(said["session"]["starts_at"])

    async def run(self) -> None:
        """Press Enter: one socket after another, until the session is over or the line ends for good."""
        tries = 0
        good_at = time.monotonic()
        while not self.over:
            try:
                async with self._dial() as socket:
                    self._tally.lines += 1
                    await self._listen(socket)
                    code = socket.close_code or 1006
                    tries, good_at = 0, time.monotonic()
            except websockets.InvalidStatus as refused:
                code = SIGNED_OUT if refused.response.status_code in {401, 403} else 1006
            except (OSError, TimeoutError, websockets.InvalidHandshake):
                code = 1006
            self._socket = None
            if code in ENDED:
                self._end(code)
            elif time.monotonic() - good_at > PATIENCE:
                self._tally.faults.append("a line did not find its way back")
                self._end(code)
            else:
                tries += 1
                away, self._away = self._away, 0.0
                await asyncio.sleep(away or min(8.0, 0.2 * 2**tries) * (0.5 + random.random() / 2))

    def _dial(self) -> websockets.connect:
        return websockets.connect(
            f"{self._address.replace('http', 'ws', 1)}/ws/{self._seat}",
            additional_headers={"Cookie": self._cookie},
            origin=websockets.Origin(self._origin),
            proxy=None,
            ping_interval=None,
            compression=None,
            open_timeout=20,
            close_timeout=2,
        )

    def drop(self, away: Millis) -> None:
        """The line dies without a word; somebody comes back so much later, on the room's clock."""
        if self._socket is not None:
            self._tally.drops += 1
            self._away = max(0.02, self._clock.seconds(away))
            self._socket.transport.abort()
            self._socket = None

    async def leave(self) -> None:
        """Close the tab."""
        self._end(1000)
        if self._socket is not None:
            await self._socket.close()

    def _end(self, code: int) -> None:
        self.closed = code
        if self._again is not None:
            self._again.cancel()
        for _, _, answer in self._unanswered.values():
            if not answer.done():
                answer.set_result(GONE)
        self._unanswered.clear()
        self.changed.set()

    # --- speaking and hearing ----------------------------------------------------------------------------------------

    async def give(self, command: dict[str, Any]) -> Answered:
        """Give a command, and wait for its answer however often the line drops until then."""
        return await self._ask({"type": "give", "command": command})

    async def signal(self, kind: str, words: str = "") -> Answered:
        """Send a signal, and wait for its answer."""
        return await self._ask({"type": "signal", "kind": kind, **({"words": words} if words else {})})

    async def _ask(self, message: dict[str, Any]) -> Answered:
        if self.over:
            return GONE
        self._count += 1
        name = f"{self._mark}-{self._count:04d}"
        answer: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        said = {**message, "id": name}
        self._unanswered[name] = (said, time.monotonic(), answer)
        self._tally.commands += 1
        await self._send(said)
        return await answer

    async def _send(self, message: dict[str, Any]) -> None:
        if self._socket is not None:
            with suppress(websockets.ConnectionClosed):
                await self._socket.send(json.dumps(message))

    async def _listen(self, socket: ClientConnection) -> None:
        with suppress(websockets.ConnectionClosed):
            await socket.send(json.dumps({"type": "hello", "protocol": PROTOCOL}))
            async for text in socket:
                self._tally.frames += 1
                self._tally.bytes_heard += len(text)
                self._unreported += len(text)
                await self._hear(json.loads(text), socket)

    async def _hear(self, message: dict[str, Any], socket: ClientConnection) -> None:
        match message["type"]:
            case "welcome":
                self._socket = socket
                self._clock.heard(message["now"], message["session"].get("speed", 1.0))
                await self._send_unanswered()
            case "view":
                self._clock.heard(message["now"])
                self._version = message["version"]
                self._sections.update(message["sections"])
                self.changed.set()
                if self._unreported > REPORT_AFTER:  # at sixty times the speed there is much between two beats
                    await self._report()
            case "beat":
                self._clock.heard(message["now"])
                await self._report()
            case "time":
                self._clock.heard(message["now"])
            case "done" | "refused":
                self._hear_answer(message)
            case "problem":
                self._hear_problem(str(message["code"]))
            case _:
                pass  # signals, and whatever a newer server says

    async def _report(self) -> None:
        """What a page answers to a beat."""
        self._unreported = 0
        await self._send({"type": "beat", "version": self._version, "sent": time.monotonic()})

    def _hear_answer(self, message: dict[str, Any]) -> None:
        said = self._unanswered.pop(message["id"], None)
        if said is None:
            return
        _, sent_at, answer = said
        self._tally.acknowledged.append(time.monotonic() - sent_at)
        if not answer.done():
            answer.set_result(Answered(message.get("code")))

    def _hear_problem(self, code: str) -> None:
        self._tally.problems[code] += 1
        if code == TOO_FAST and self._again is None:
            loop = asyncio.get_running_loop()
            self._again = loop.call_later(AGAIN, lambda: loop.create_task(self._send_again()))
        elif code not in {TOO_FAST, NO_SESSION}:
            self._tally.faults.append(f"the server could not read a message: {code}")

    async def _send_again(self) -> None:
        self._again = None
        await self._send_unanswered()

    async def _send_unanswered(self) -> None:
        for said, _, _ in tuple(self._unanswered.values()):
            await self._send(said)
