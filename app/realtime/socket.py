"""The socket: who is on the line is settled once, then every frame is one message; none can harm another line.

Spoken to as plain ASGI: no framework stands between, and Starlette's `receive_text()` would fall over a binary frame.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol

from pydantic import ValidationError
from starlette.requests import cookie_parser

from app.auth.cookies import seat_cookie_name, token_hash
from app.auth.limits import Limit
from app.auth.origin import WrongOrigin, check_origin
from app.clock import Clock
from app.facilitation.refusals import Reason
from app.facilitation.state import person
from app.facilitation.terms import Millis, SessionId, Status
from app.realtime import messages, problems
from app.realtime.connection import Connection, Pace, Wire
from app.realtime.messages import (
    BeatAnswer,
    FromBrowser,
    Give,
    Hello,
    OfVoice,
    Problem,
    RefusedMessage,
    Welcome,
    WelcomeSession,
    from_browser,
)
from app.realtime.misread import Misread, misread_command
from app.realtime.room import Answer, Refusal
from app.realtime.rooms import OpenRoom, Rooms
from app.realtime.traces import trace
from app.realtime.voice import voice_refused
from app.store.entries import Seat
from app.store.faults import StoreFault
from app.texts import sentence

log = logging.getLogger(__name__)

Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]

POLICY: Final = 1008
OUR_FAULT: Final = 1011
HELLO_WITHIN: Final = 10.0
MOST_UNANSWERED: Final = 32
"""Commands of one line that wait for their answers."""
LOOK_AGAIN: Final = 60.0
"""Seconds after which it is looked up again whether a line's cookie is still good."""


@dataclass(frozen=True)
class Entrance:
    """What somebody comes into."""

    session_id: SessionId
    set_name: str
    number: int
    of: int | None
    next_at: Millis | None
    practice: bool = False


class Door(Protocol):
    """Who may come in, and where to."""

    def seat_for(self, cookies: Mapping[str, str], seat_id: str) -> Seat | None:
        """The seat, when these cookies are signed in for it."""

    async def enter(self, seat: Seat) -> Entrance | None:
        """The session that this seat's link opens now; opens its lobby when it is time."""


class Sockets:
    """Takes WebSockets at `/ws/<seat>`."""

    def __init__(
        self, rooms: Rooms, door: Door, origins: Callable[[], Collection[str]], clock: Clock, pace: Pace | None = None
    ) -> None:
        self._rooms = rooms
        self._door = door
        self._origins = origins
        self._clock = clock
        self._pace = pace or Pace()

        def now() -> Millis:
            return round(clock.steady() * 1000)

        self.frames = Limit(60, 3_000, now)
        """By person: messages of any kind but those about voice."""
        self.gives = Limit(40, 8_000, now)
        """By person: commands and signals."""
        self.voices = Limit(300, 15_000, now)
        """By person: messages about voice. A table of nine finds each other all at once."""
        self.faults = Limit(20, 10_000, now)
        """By person: messages that were none; who sends more is shown the door."""

    async def __call__(self, scope: Event, receive: Receive, send: Send) -> None:
        """One line, from its handshake to its end."""
        if (await receive())["type"] != "websocket.connect":
            return
        place, _, seat_id = scope["path"].removeprefix("/").partition("/")
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            check_origin(headers.get("origin"), self._origins(), has_cookies=True)
        except WrongOrigin:
            place = ""
        if place != "ws" or not seat_id:
            await send({"type": "websocket.close"})  # before it is accepted: an HTTP 403
            return
        cookies = cookies_of(headers.get("cookie", ""))
        try:
            seat = await asyncio.to_thread(self._door.seat_for, cookies, seat_id)
            await send({"type": "websocket.accept"})
            if seat is None:
                await send({"type": "websocket.close", "code": messages.SIGNED_OUT})
                return
            await Line(self, seat, cookies, receive, send).run()
        except OSError:
            return  # the browser went away while we were speaking to it
        except Exception as fault:  # noqa: BLE001 - what the server below us would write down might hold words
            log.error("A line failed: %s", trace(fault))  # noqa: TRY400
            with suppress(OSError, RuntimeError):
                await send({"type": "websocket.close", "code": OUR_FAULT})

    async def signed_in(self, cookies: Mapping[str, str], seat: Seat) -> bool:
        """Whether this browser is still signed in for the seat."""
        with suppress(StoreFault):
            return await asyncio.to_thread(self._door.seat_for, cookies, seat.id) is not None
        return True  # a store that is out of reach for a moment signs nobody out

    async def enter(self, seat: Seat) -> tuple[Entrance, OpenRoom] | None:
        """What this seat comes into, with its room."""
        entrance = await self._door.enter(seat)
        return None if entrance is None else (entrance, await self._rooms.open(entrance.session_id))

    def connection(self, seat: Seat, cookies: Mapping[str, str], wire: Wire) -> Connection:
        """A line of this seat's person, in the browser with these cookies."""
        sign_in = token_hash(cookies.get(seat_cookie_name(seat.id), ""))
        return Connection(seat.person_id, wire, self._pace, steady=self._clock.steady, sign_in=sign_in)

    def steady(self) -> float:
        """Seconds that only ever run."""
        return self._clock.steady()


class Line:
    """One browser's line, from hello to goodbye."""

    def __init__(self, sockets: Sockets, seat: Seat, cookies: Mapping[str, str], receive: Receive, send: Send) -> None:
        self._sockets = sockets
        self._seat = seat
        self._cookies = cookies
        self._receive = receive
        self._send = send
        self._connection = sockets.connection(seat, cookies, _AsgiWire(send))
        self._unanswered = 0
        self._looked_at = sockets.steady()

    async def run(self) -> None:
        """Hello, welcome, then listen until the line is over."""
        try:
            async with asyncio.timeout(HELLO_WITHIN):
                hello = await self._next()
        except TimeoutError:
            hello = None
        if not isinstance(hello, Hello):
            await self._say_now(problem(problems.HELLO_FIRST))
            await self._close_now(POLICY)
            return
        if hello.protocol != messages.PROTOCOL:
            await self._close_now(messages.OTHER_PROTOCOL)
            return
        if not await self._sockets.signed_in(self._cookies, self._seat):  # hello may come long after the handshake
            await self._close_now(messages.SIGNED_OUT)
            return
        try:
            entered = await self._sockets.enter(self._seat)
        except StoreFault as fault:
            log.warning("A seat could not come in: %s", trace(fault))
            await self._close_now(messages.TRY_AGAIN)
            return
        if entered is None:
            await self._say_now(problem(problems.NO_SESSION))
            await self._close_now(messages.SESSION_CLOSED)
            return
        await self._take_part(*entered)

    async def _take_part(self, entrance: Entrance, open_room: OpenRoom) -> None:
        room, audience = open_room.room, open_room.audience
        if person(room.state, self._seat.person_id) is None:
            # they were given a seat after the people of this session were fixed
            begins = room.state.starts_at if room.state.status is Status.PLANNED else entrance.next_at
            await self._say_now(problem(problems.NO_PLACE, next_at=begins))
            await self._close_now(messages.NO_PLACE)
            return
        refused = audience.why_not(self._seat.person_id)
        if refused is not None:
            await self._close_now(refused)
            return
        welcome = Welcome(
            protocol=messages.PROTOCOL,
            now=room.now(),
            me=self._seat.person_id,
            session=WelcomeSession(
                id=entrance.session_id,
                set=entrance.set_name,
                number=entrance.number,
                of=entrance.of,
                next_at=entrance.next_at,
                practice=entrance.practice,
                speed=room.clock.speed,
            ),
        )
        line = self._connection
        # nothing is awaited between the room's opening and this: an idle room may be closed whenever somebody waits
        audience.join(line, first=welcome.model_dump_json().encode())
        writer = asyncio.create_task(line.write(lambda: b'{"type":"beat","now":%d}' % room.now()))
        try:
            await self._listen(open_room, practice=entrance.practice)
        finally:
            audience.leave(line)
            if not line.over:
                line.drop()
            await asyncio.wait([writer])

    async def _listen(self, open_room: OpenRoom, *, practice: bool) -> None:
        line, who = self._connection, self._seat.person_id
        # only now can a renewal or a revocation reach this line; what happened since the handshake is looked up
        await self._look(open_room)
        while (said := await self._next()) is not None:
            if line.over:
                continue  # what is still in the wire after goodbye
            line.alive()
            await self._look_again(open_room)
            if isinstance(said, str):
                self._misspoke(problem(said))
            elif isinstance(said, OfVoice):
                if self._sockets.voices.take(who):
                    self._misspoke(voice_refused("voice_too_fast"))
                elif practice:  # nobody is heard there, and nobody needs a relay
                    line.say(voice_refused("voice_closed"))
                else:
                    open_room.voice.hear(said, line)
            elif self._sockets.frames.take(who):
                self._misspoke(problem(problems.TOO_FAST))
            elif isinstance(said, BeatAnswer):
                line.reported(said.version)
                line.say(b'{"type":"time","sent":%b,"now":%d}' % (repr(said.sent).encode(), open_room.room.now()))
            elif isinstance(said, Hello):
                line.say(problem(problems.MALFORMED))
            elif self._unanswered >= MOST_UNANSWERED or self._sockets.gives.take(who):
                line.say(problem(problems.TOO_FAST))  # not taken at all: the page sends it again a little later
            elif isinstance(said, Misread):  # reading it cost what a command costs
                line.say(answered(said.id, Refusal(Reason.BAD_VALUE.value)))
            elif isinstance(said, Give):
                self._unanswered += 1
                open_room.room.ask(said.command, who, said.id, partial(self._answer, said.id))
            else:
                line.say(answered(said.id, open_room.signals.send(said, who)))

    def _misspoke(self, answer: bytes) -> None:
        """Say what was wrong; whoever goes on like that is shown out."""
        self._connection.say(answer)
        if self._sockets.faults.take(self._seat.person_id):
            self._connection.close(POLICY)

    def _answer(self, given: str, answer: Answer) -> None:
        self._unanswered -= 1
        self._connection.say(answered(given, answer))

    async def _look_again(self, open_room: OpenRoom) -> None:
        if self._sockets.steady() - self._looked_at > LOOK_AGAIN:
            await self._look(open_room)

    async def _look(self, open_room: OpenRoom) -> None:
        self._looked_at = self._sockets.steady()
        if not await self._sockets.signed_in(self._cookies, self._seat):
            self._connection.close(messages.SIGNED_OUT)
            open_room.voice.sign_out(self._seat.person_id, self._connection.sign_in)

    async def _next(self) -> FromBrowser | Misread | str | None:
        """The next message; a problem's code when it was none; None at the end of the line."""
        event = await self._receive()
        if event["type"] != "websocket.receive":
            return None
        text = event.get("text")
        if text is None:
            return problems.BINARY
        try:
            return from_browser.validate_json(text)
        except ValidationError as fault:
            first = fault.errors(include_input=False, include_url=False, include_context=False)[0]
            if (misread := misread_command(text)) is not None:
                return misread
            unknown = first["type"] in {"union_tag_invalid", "union_tag_not_found"} and not first["loc"]
            return problems.UNKNOWN_TYPE if unknown else problems.MALFORMED

    async def _say_now(self, text: bytes) -> None:
        await self._send({"type": "websocket.send", "text": text.decode()})

    async def _close_now(self, code: int) -> None:
        await self._send({"type": "websocket.close", "code": code})


class _AsgiWire(Wire):
    """A line over ASGI. The specification has no way to cut a wire, so the server's own transport is asked for."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def send(self, text: bytes) -> None:
        await self._send({"type": "websocket.send", "text": text.decode()})

    async def close(self, code: int) -> None:
        await self._send({"type": "websocket.close", "code": code})

    def drop(self) -> None:
        transport = getattr(getattr(self._send, "__self__", None), "transport", None)
        if transport is not None:
            transport.abort()


def answered(given: str, answer: Answer) -> bytes:
    """`done` or `refused`, as it goes over the wire."""
    if isinstance(answer, Refusal):
        said = sentence(f"refusals.{answer.code}", dict(answer.detail))
        return RefusedMessage(id=given, code=answer.code, sentence=said).model_dump_json().encode()
    return b'{"type":"done","id":"%b"}' % given.encode()


def problem(code: str, next_at: Millis | None = None) -> bytes:
    """`problem`, as it goes over the wire."""
    said = Problem(code=code, sentence=sentence(f"problems.{code}"), next_at=next_at)
    return said.model_dump_json(exclude_none=True).encode()


def cookies_of(header: str) -> dict[str, str]:
    """The cookies of a request, read as leniently as everywhere else: another site's odd cookie harms nobody."""
    return cookie_parser(header)
