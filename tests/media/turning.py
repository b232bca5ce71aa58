"""A client of a relay that asks for whatever it likes, as a member's own program could."""

import hashlib
import hmac
import ipaddress
import os
import socket
import struct
from typing import Final

from tests.media.network import HUB, Place

COOKIE: Final = 0x2112A442
DONE: Final = 0
STALE: Final = 438
"""What the relay says of a number that it gave out itself a while ago: ask again with the new one."""

ALLOCATE, PERMIT = 0x003, 0x008
USERNAME, INTEGRITY, ERROR, PEER, REALM, NONCE = 0x006, 0x008, 0x009, 0x012, 0x014, 0x015
FAMILY, TRANSPORT = 0x017, 0x019
TCP, UDP = 6, 17


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack(">HH", kind, len(value)) + value + bytes(-len(value) % 4)


class Turning:
    """One line to the relay, over TCP."""

    def __init__(self, hub: Place, username: str, credential: str, realm: str) -> None:
        with hub.entered():
            self._line = socket.create_connection((HUB, 3478), timeout=10)
        self._name, self._realm, self._nonce = username.encode(), realm.encode(), b""
        self._key = hashlib.new("md5", f"{username}:{realm}:{credential}".encode(), usedforsecurity=False).digest()

    def __enter__(self) -> "Turning":
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def allocate(self, transport: int, *, six: bool = False) -> int:
        """Ask for a place on the relay: 0, or the number of the refusal."""
        family = _attribute(FAMILY, bytes([2, 0, 0, 0])) if six else b""
        return self._ask(ALLOCATE, _attribute(TRANSPORT, bytes([transport, 0, 0, 0])) + family)

    def permit(self, address: str) -> int:
        """Ask to send to this address from there."""
        one = ipaddress.ip_address(address)
        return self._ask(PERMIT, peer=(one, 80))

    def _ask(
        self,
        method: int,
        attributes: bytes = b"",
        peer: tuple[ipaddress.IPv4Address | ipaddress.IPv6Address, int] | None = None,
    ) -> int:
        refused = STALE
        for _ in range(3):
            mark = os.urandom(12)
            body = attributes + (_attribute(PEER, _hidden(*peer, mark)) if peer else b"")
            self._line.sendall(self._signed(method, body, mark))
            refused = self._answer()
            if refused not in {401, STALE}:
                break
        return refused

    def _signed(self, method: int, body: bytes, mark: bytes) -> bytes:
        if self._nonce:
            known = ((USERNAME, self._name), (REALM, self._realm), (NONCE, self._nonce))
            body += b"".join(_attribute(kind, value) for kind, value in known)
            head = struct.pack(">HHI", method, len(body) + 24, COOKIE) + mark
            body += _attribute(INTEGRITY, hmac.digest(self._key, head + body, "sha1"))
        return struct.pack(">HHI", method, len(body), COOKIE) + mark + body

    def _answer(self) -> int:
        kind, length = struct.unpack(">HH", self._read(20)[:4])
        body, found, at = self._read(length), dict[int, bytes](), 0
        while at < length:
            name, size = struct.unpack_from(">HH", body, at)
            found[name] = body[at + 4 : at + 4 + size]
            at += 4 + size + -size % 4
        self._nonce = found.get(NONCE, self._nonce)
        if kind & 0x110 != 0x110:
            return DONE
        return found[ERROR][2] * 100 + found[ERROR][3]

    def _read(self, size: int) -> bytes:
        whole = b""
        while len(whole) < size:
            more = self._line.recv(size - len(whole))
            assert more, "the relay hung up"
            whole += more
        return whole


def _hidden(address: ipaddress.IPv4Address | ipaddress.IPv6Address, port: int, mark: bytes) -> bytes:
    """An address as it travels: crossed with what is in the head."""
    over = struct.pack(">I", COOKIE) + mark
    crossed = bytes(one ^ other for one, other in zip(address.packed, over, strict=False))
    return struct.pack(">BBH", 0, 1 if address.version == 4 else 2, port ^ (COOKIE >> 16)) + crossed
