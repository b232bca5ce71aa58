"""The way from a browser's network to the server: by its own loopback, where a page needs no HTTPS for the microphone.

What passes here takes no cable, so a cable carries voices alone.
"""

import asyncio
from dataclasses import dataclass

from tests.browser.wire import Wire
from tests.media.network import Place


@dataclass(kw_only=True)
class Door(Wire):
    """Listens on the loopback of a browser's place, and passes everything on to the hub's."""

    inside: Place
    outside: Place

    async def _listen(self) -> asyncio.Server:
        with self.inside.entered():
            server = await super()._listen()  # an address in figures is not looked up, so no other thread is asked
        self.outside.enter()
        return server
