"""Networks of the tests' own: a hub, and a place with its own address for each browser, joined by veth pairs.

A namespace lives as long as the process that holds it, and that one ends with the tests, however they end: nothing has
a name on the machine, and nothing is left behind.
"""

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, Self

_NEW_NETWORK = 0x40000000
_libc = ctypes.CDLL(None, use_errno=True)

HUB = "11.77.0.1"
"""Where the server's machine, the simulated members and coturn are."""


def _set_namespace(descriptor: int) -> None:
    if _libc.setns(descriptor, _NEW_NETWORK) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


class Place:
    """One network namespace, held by a process that waits for its input to end."""

    def __init__(self) -> None:
        self._holder = subprocess.Popen(["unshare", "--net", "cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        self._wait_until_apart()
        # An address that comes up by itself a moment later is a changed network to a browser, and it starts over.
        self.run("sh", "-c", "[ ! -e $0 ] || echo 1 > $0", "/proc/sys/net/ipv6/conf/all/disable_ipv6")
        self.run("ip", "link", "set", "lo", "up")

    def _wait_until_apart(self) -> None:
        ours = Path("/proc/self/ns/net").readlink()
        while self.path.readlink() == ours:
            assert self._holder.poll() is None, "a network namespace needs root: ./airspace test sees to it"

    @property
    def pid(self) -> int:
        return self._holder.pid

    @property
    def path(self) -> Path:
        return Path(f"/proc/{self.pid}/ns/net")

    def close(self) -> None:
        assert self._holder.stdin is not None
        self._holder.stdin.close()
        self._holder.wait(10)

    def command(self, *words: str) -> list[str]:
        """These words as a command that runs in here."""
        return ["nsenter", f"--net={self.path}", "--", *words]

    def run(self, *words: str) -> str:
        """Run this in here, to its end."""
        done = subprocess.run(self.command(*words), check=False, capture_output=True, text=True)
        assert done.returncode == 0, f"{' '.join(words)}: {done.stderr}"
        return done.stdout

    def enter(self) -> None:
        """Move the calling thread in here, with all the sockets and processes that it makes from now on."""
        with self.path.open("rb") as namespace:
            _set_namespace(namespace.fileno())

    @contextmanager
    def entered(self) -> Iterator[None]:
        """The calling thread is in here for a while."""
        with Path("/proc/thread-self/ns/net").open("rb") as back:
            self.enter()
            try:
                yield
            finally:
                _set_namespace(back.fileno())

    def wrapper(self, program: str, path: Path, pid_file: Path) -> Path:
        """A script that starts this program in here, and says which process it is; its pipes reach across."""
        path.write_text(f'#!/bin/sh\necho $$ > "{pid_file}"\nexec nsenter --net={self.path} -- "{program}" "$@"\n')
        path.chmod(0o700)
        return path


@dataclass
class Cable:
    """From the hub to somebody's own place."""

    place: Place
    number: int
    address: str

    def swap_address(self) -> None:
        """What moving from one network to another does: the old address is gone, and there is a new one."""
        self.number += 20  # of numbers that nobody has
        self.address = f"11.77.0.{self.number}"
        self.place.run("ip", "address", "flush", "dev", "cable")
        self.place.run("ip", "address", "add", f"{self.address}/16", "dev", "cable")
        self._route()

    def _route(self) -> None:
        self.place.run("ip", "route", "replace", "default", "via", HUB)

    def lay(self, hub: Place) -> None:
        self.laid = self.number
        name = f"to{self.laid}"
        hub.run("ip", "link", "add", name, "type", "veth", "peer", "name", "cable", "netns", str(self.place.pid))
        hub.run("ip", "link", "set", name, "master", "bridge", "up")
        self.place.run("ip", "address", "add", f"{self.address}/16", "dev", "cable")
        self.place.run("ip", "link", "set", "cable", "up")
        self._route()

    @contextmanager
    def pulled(self, hub: Place) -> Iterator[None]:
        """For a while it is out of the wall."""
        hub.run("ip", "link", "set", f"to{self.laid}", "down")
        try:
            yield
        finally:
            hub.run("ip", "link", "set", f"to{self.laid}", "up")

    @contextmanager
    def slow(self, rate: str) -> Iterator[None]:
        """For a while no more than this goes out from here, and what cannot go waits a while, and then is lost."""
        queue = ("dev", "cable", "root")
        self.place.run("tc", "qdisc", "add", *queue, "tbf", "rate", rate, "burst", "3000", "latency", "300ms")
        try:
            yield
        finally:
            self.place.run("tc", "qdisc", "del", *queue)

    def traffic(self) -> tuple[int, int]:
        """Bytes that came in and went out. The socket to the server takes another way (see door.py)."""
        words = self.place.run("cat", "/proc/net/dev").split("cable:")[1].split()
        return int(words[0]), int(words[8])


@dataclass
class Network:
    """The hub and whoever is joined to it."""

    _stack: ExitStack = field(default_factory=ExitStack)
    _numbers: Any = field(default_factory=lambda: count(11))

    @cached_property
    def hub(self) -> Place:
        place = Place()
        self._stack.callback(place.close)
        place.run("ip", "link", "add", "bridge", "type", "bridge", "forward_delay", "0")
        place.run("ip", "address", "add", f"{HUB}/16", "dev", "bridge")
        place.run("ip", "link", "set", "bridge", "up")
        return place

    def join(self) -> Cable:
        """A place of its own, with a cable to the hub."""
        place = Place()
        self._stack.callback(place.close)
        number = next(self._numbers)
        cable = Cable(place, number, f"11.77.0.{number}")
        cable.lay(self.hub)
        return cable

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
