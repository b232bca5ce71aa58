"""The protocol below our sockets, with a bound on what a browser that reads nothing can make us keep.

uvicorn answers every ping at once, and keeps the answers for as long as the other side does not read.
"""

from typing import Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

MOST_UNREAD: Final = 128 * 1024
"""Bytes that may wait for a browser which asks for more; no browser sends pings of its own."""


class BoundedWebSockets(WebSocketsSansIOProtocol):
    """Cuts whoever pings and never reads, signed in or not."""

    def handle_ping(self) -> None:
        """Answer, unless too many answers wait already."""
        if self.transport.get_write_buffer_size() > MOST_UNREAD:
            self.transport.abort()
        else:
            super().handle_ping()
