"""Somebody's machine: a Chromium of its own in a network of its own, with a microphone that plays their tone."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser.conftest import ARGUMENTS, chromium
from tests.media.network import Cable, Network
from tests.media.tones import TONES, write_wave

FLAGS: Final = (
    *ARGUMENTS,
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--disable-dev-shm-usage",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-features=WebRtcHideLocalIpsWithMdns",  # names of that kind are looked up where there is nobody to ask
    "--ignore-certificate-errors",  # of the relay that the tests start, whose certificate nobody has signed
)


def ears(every: int = 20, size: int = 2048) -> str:
    """The script that measures: so often (milliseconds), and over so many samples."""
    script = Path(__file__).with_name("ears.js").read_text()
    for name, value in {"TONES": TONES, "EVERY": every, "SIZE": size}.items():
        script = script.replace(f"__{name}__", json.dumps(value))
    return script


@dataclass
class Machine:
    """One browser; whoever sits at it opens a page."""

    playwright: Playwright
    network: Network
    folder: Path
    number: int
    ears: str = field(default_factory=ears)
    cable: Cable = field(init=False)
    browser: Browser = field(init=False)
    context: BrowserContext | None = None

    def __post_init__(self) -> None:
        self.cable = self.network.join()
        self.start()

    @property
    def tone(self) -> int:
        return TONES[self.number]

    def start(self) -> None:
        """Chromium, with pipes to us and no way out but its cable."""
        voice = write_wave(self.folder / f"voice-{self.number}.wav", self.tone)
        script = self.cable.place.wrapper(chromium(), self.folder / f"chromium-{self.number}", self._pid_file)
        self.browser = self.playwright.chromium.launch(
            executable_path=script, args=[*FLAGS, f"--use-file-for-fake-audio-capture={voice}"]
        )

    @property
    def _pid_file(self) -> Path:
        return self.folder / f"pid-{self.number}"

    def kill(self) -> None:
        """As a machine that loses its power."""
        os.killpg(int(self._pid_file.read_text()), signal.SIGKILL)

    def sound_crashes(self) -> None:
        """The process that plays and records for all its pages ends; the browser starts another when it is asked to."""
        os.kill(self._sound_service(), signal.SIGKILL)

    @contextmanager
    def sound_stands_still(self) -> Iterator[None]:
        """As with a device that hangs: nothing is played, and nobody is told so."""
        service = self._sound_service()
        os.kill(service, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(service, signal.SIGCONT)

    def _sound_service(self) -> int:
        return next(pid for pid in self._processes() if b"audio.mojom" in _called(pid))

    def page(self, *scripts: str) -> Page:
        """A page with ears, in a window that remembers nothing of earlier ones."""
        if not self.browser.is_connected():  # it was without power
            self.start()
        elif self.context is not None:
            self.context.close()
        self.context = self.browser.new_context(
            viewport={"width": 1280, "height": 800},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            permissions=["microphone", "camera"],
        )
        self.context.set_default_timeout(20_000)
        for script in (self.ears, *scripts):
            self.context.add_init_script(script)
        return self.context.new_page()

    def close(self) -> None:
        """Close its window; the browser stays for the next test."""
        if self.context is not None:
            self.context.close()
            self.context = None

    def processor_seconds(self) -> float:
        """Processor time of all its processes until now."""
        ticks = sum(int(words[11]) + int(words[12]) for words in self._processes().values())
        return ticks / os.sysconf("SC_CLK_TCK")

    def _processes(self) -> dict[int, list[str]]:
        """What the system tells of each of its processes, after the name: the fields of proc(5) from the third on."""
        group = int(self._pid_file.read_text())
        found = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                words = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            if int(words[2]) == group:
                found[int(stat.parent.name)] = words
        return found


def _called(process: int) -> bytes:
    """By which words it was started; of one that has just ended nobody knows."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
