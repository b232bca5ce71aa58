"""Wires the parts: `create_app(settings)` is the whole server as one ASGI application."""

import asyncio
import gc
import json
import logging
import os
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import uvicorn

from app.api.application import create_api
from app.api.guard import Guard
from app.api.parts import Limits, Parts
from app.auth.keys import ApiKeys
from app.auth.links import open_links
from app.auth.pins import Pins
from app.auth.sign_in import SignIns
from app.clock import Clock, MachineClock
from app.media.mesh import MeshEngine
from app.media.turn import Ways
from app.programme.closing import Forgetting
from app.programme.contracts import Agreements
from app.programme.doors import Doors
from app.programme.practice import pacing_of
from app.programme.reviews import Reviews
from app.realtime.bounded import BoundedWebSockets
from app.realtime.connection import Pace
from app.realtime.messages import LARGEST_FRAME
from app.realtime.pulse import Pulse
from app.realtime.rooms import Rooms
from app.realtime.socket import Sockets
from app.rehearsal.rehearsals import Rehearsals
from app.settings import Settings, load_settings
from app.store import open_store

log = logging.getLogger(__name__)

Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

LOCAL_FILE: Final = "local.json"
"""In the data directory: where this server listens on this machine, and what its command line is known by."""


class Airspace:
    """The server. `start` and `stop` are called by its lifespan, or by a test."""

    def __init__(self, settings: Settings, clock: Clock, *, pace: Pace | None = None) -> None:
        self.settings = settings
        self.clock = clock
        self._pace = pace
        self.api = create_api()
        guard = Guard(self.api, settings.origins, https=settings.public_url.startswith("https"))
        self._http: Callable[[Event, Receive, Send], Awaitable[None]] = guard
        self.sockets: Sockets | None = None
        self._stops: list[Callable[[], Awaitable[None]]] = []
        self.parts: Parts | None = None

    @property
    def running(self) -> Parts:
        """The parts of the server, once it has started."""
        if self.parts is None:
            raise RuntimeError("the server has not started")
        return self.parts

    async def start(self) -> Parts:
        """Open the store, wake the rooms of open sessions. Raises what opening the store raises."""
        if self.parts is not None:
            return self.parts
        settings, clock = self.settings, self.clock
        gc.set_threshold(50_000, 20, 50)  # to look at many short-lived objects often costs more than it frees
        store = await asyncio.to_thread(open_store, settings, clock.wall)
        self._stops.append(lambda: asyncio.to_thread(store.close))
        ways = Ways(clock.wall, *settings.ways)
        rooms = Rooms(store, clock, pacing=partial(pacing_of, store), engine=MeshEngine(ways))
        self._stops.append(rooms.stop)
        forgetting = Forgetting(store, rooms)
        self._stops.append(forgetting.stop)
        agreements = Agreements(store, rooms)
        self._stops.append(agreements.stop)
        reviews = Reviews(store, rooms, clock)
        self._stops.append(reviews.stop)
        sign_ins = SignIns(store, open_links(settings), clock.wall)
        doors = Doors(store, rooms, sign_ins, clock)
        self._stops.append(doors.stop)
        self.sockets = Sockets(rooms, doors, lambda: settings.origins, clock, self._pace)
        rehearsals = Rehearsals(store, rooms, sign_ins, settings, clock)
        parts = self.parts = Parts(
            settings=settings,
            clock=clock,
            store=store,
            rooms=rooms,
            ways=ways,
            sign_ins=sign_ins,
            pins=Pins(store.credentials, clock.wall),
            keys=ApiKeys(store.credentials, clock.wall),
            rehearsals=rehearsals,
            local_token=secrets.token_urlsafe(32),
        )
        self.api.state.parts = parts
        self.api.state.limits = Limits(clock)
        pulse = Pulse(settings.data_dir / "pulse", clock)
        away_since = pulse.last()
        pulse.start()
        self._stops.append(pulse.stop)
        await rooms.start(tuple(entry.id for entry in store.directory.open_sessions()), away_since)
        await forgetting.start()
        await agreements.start()
        await reviews.start()
        self._stops.append(rehearsals.stop)
        await rehearsals.start()
        local = settings.data_dir / LOCAL_FILE
        await asyncio.to_thread(_write_local_file, local, settings, parts.local_token)
        self._stops.append(lambda: asyncio.to_thread(local.unlink, missing_ok=True))
        return parts

    async def stop(self) -> None:
        """Finish what was asked, then let go of everything."""
        while self._stops:
            await self._stops.pop()()
        self.parts = None

    async def __call__(self, scope: Event, receive: Receive, send: Send) -> None:
        """Speak ASGI."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        elif self.sockets is not None:
            await self.sockets(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                try:
                    await self.start()
                except BaseException:
                    await self.stop()
                    raise
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return


def create_app(settings: Settings | None = None, clock: Clock | None = None, *, pace: Pace | None = None) -> Airspace:
    """The whole server, not yet started. Settings come from the environment when none are given."""
    return Airspace(settings or load_settings(), clock or MachineClock(), pace=pace)


def _write_local_file(path: Path, settings: Settings, token: str) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"url": settings.own_address, "token": token}, file)


def uvicorn_config(app: Airspace) -> uvicorn.Config:
    """How the server below us is set up: small frames, no compression beside secrets, no addresses in logs."""
    settings = app.settings
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        lifespan="on",
        ws=BoundedWebSockets,
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,
        ws_ping_interval=None,  # our own beats tell more
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=settings.behind_proxy,
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=10,
    )
