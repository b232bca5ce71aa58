"""A man in the middle: a server that shows two members another certificate, and sits between them with both."""

import asyncio
import json
import queue
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, WebSocketRoute

from app.facilitation.terms import PersonId
from tests.media.inside import Inside
from tests.media.member import Member


@dataclass
class FalseLine:
    """What a member of the middle takes for a line to the room: it leads to the deceived page alone."""

    me: PersonId
    towards: PersonId
    letters: "queue.SimpleQueue[dict[str, Any]]"
    heard: list[dict[str, Any]] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    fingerprint: str = ""

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "to_peer":
            told = {name: message[name] for name in ("description", "candidates")}
            self.letters.put({"type": "from_peer", "from": self.me, "fingerprint": self.fingerprint, **told})

    async def leave(self) -> None:
        return


class Middle:
    """Between one page and the server: whoever it passes itself off as is somebody else."""

    def __init__(self, inside: Inside, victim: PersonId, as_: PersonId, tone: int) -> None:
        self._inside = inside
        self._victim = victim
        self._as = as_
        self._letters: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._page: WebSocketRoute | None = None
        self._line, self.member = inside.do(self._made(tone))

    async def _made(self, tone: int) -> tuple[FalseLine, Member]:
        line = FalseLine(self._as, self._victim, self._letters)
        member = Member(line, tone)  # type: ignore[arg-type]
        line.fingerprint = member.fingerprint
        await member.begin()
        return line, member

    def stand_before(self, page: Page) -> None:
        """From now on this page's socket passes here."""
        page.route_web_socket("**/ws/*", self._between)

    def _between(self, page: WebSocketRoute) -> None:
        self._page = page
        server = page.connect_to_server()
        page.on_message(lambda text: self._from_page(server, str(text)))
        server.on_message(lambda text: self._from_server(page, str(text)))

    def _from_page(self, server: WebSocketRoute, text: str) -> None:
        message = json.loads(text)
        if message["type"] == "to_peer" and message["to"] == self._as:
            told = {name: message[name] for name in ("description", "candidates")}
            self._tell({"type": "from_peer", "from": self._victim, "fingerprint": self._theirs, **told})
        else:
            server.send(text)

    def _from_server(self, page: WebSocketRoute, text: str) -> None:
        message = json.loads(text)
        if message["type"] == "from_peer" and message["from"] == self._as:
            return
        if message["type"] == "voice" and self._victim in message["peers"]:
            self._theirs = message["peers"][self._victim]["fingerprint"]
            if self._as in message["peers"]:
                message["peers"][self._as]["fingerprint"] = self.member.fingerprint
                table = [self._victim, self._as]
                between = {who: message["peers"][who] for who in table}
                self._tell({**message, "table": table, "peers": between})
        page.send(json.dumps(message))

    def _tell(self, message: dict[str, Any]) -> None:
        def tell() -> None:
            self._line.heard.append(message)
            self._line._changed.set()

        self._inside.loop.call_soon_threadsafe(tell)

    def deliver(self) -> None:
        """What the middle has to say to the page goes to it."""
        while not self._letters.empty() and self._page is not None:
            self._page.send(json.dumps(self._letters.get()))

    def close(self) -> None:
        self._inside.do(self.member.end())


class Ghost(Middle):
    """A dishonest server that adds one more to those in voice, whom nobody's page names: to listen to this page."""

    ID = "a-ghost"

    def __init__(self, inside: Inside, victim: PersonId, tone: int) -> None:
        super().__init__(inside, victim, self.ID, tone)
        self.told = False

    def _from_server(self, page: WebSocketRoute, text: str) -> None:
        message = json.loads(text)
        if message["type"] == "voice" and self._victim in message["peers"]:
            self._theirs = message["peers"][self._victim]["fingerprint"]
            mine = {"fingerprint": self.member.fingerprint, "microphone": True, "camera": False, "large": False}
            message["peers"][self.ID] = mine
            message["table"].append(self.ID)
            table = [self._victim, self.ID]
            self._tell({**message, "table": table, "peers": {who: message["peers"][who] for who in table}})
            self.told = True
        page.send(json.dumps(message))

    @property
    def got(self) -> int:
        """How many packets of sound have come to it."""
        return sum(len(link.arrived) for link in self.member.links.values())
