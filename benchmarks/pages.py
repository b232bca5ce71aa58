"""Pages in a real Chromium: how soon they open, how far their countdown is out, how soon they notice a silent line."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, Route

from app.api.web_files import SCRIPT, STARTS
from app.facilitation.sections import ClockSection
from app.facilitation.terms import Millis
from app.facilitation.views import shared_sections
from benchmarks.figures import Figure
from tests.browser.conftest import a_browser, a_window
from tests.browser.house import House, free_port
from tests.browser.tabs import Tabs
from tests.browser.test_clock import BELIEVES, DAY_OUT
from tests.browser.wire import Wire

LOOKS: Final = 15
"""How often each page is asked for its idea of the time."""
WATCHED: Final = 10
"""Seconds for which the countdowns are watched."""
SILENCES: Final = 2
OPENINGS: Final = 10

# A machine whose clock is a day out has a page born a day later, too. The true moment is kept for measuring alone.
BORN_A_DAY_OUT: Final = """
const born = performance.timeOrigin;
window.trueNow = () => born + performance.now();
Object.defineProperty(performance, "timeOrigin", { value: born + 86_400_000 });
"""
WATCH_SECONDS: Final = """() => {
  window.ticks = [];
  const shown = () => document.querySelector(".mid-time")?.textContent;
  let before = shown();
  new MutationObserver(() => {
    const after = shown();
    if (after && after !== before) window.ticks.push([after, window.trueNow()]);
    before = after;
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
WATCH_LINE: Final = """() => {
  window.noticed = null;
  const look = () => {
    if (window.noticed === null && document.querySelector("[data-line=reconnecting]"))
      window.noticed = performance.timeOrigin + performance.now();
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""


def openings(data_dir: Path) -> list[Figure]:
    """First visits to one page, by turns: its modules as one script, and each of them asked for by itself."""
    with a_browser() as browser, House(data_dir) as house:
        both = [(_opening(browser, house, SCRIPT), _opening(browser, house, STARTS)) for _ in range(OPENINGS)]
    as_one, each = zip(*both, strict=True)
    return [
        Figure("first visit → page drawn", "s", as_one),
        Figure("the same, each module asked for by itself", "s", each),
    ]


def _opening(browser: Browser, house: House, script: str) -> float:
    """Seconds until the page that begins with this script is drawn, in a window that has nothing of it yet."""

    def begin_with(route: Route) -> None:
        document = route.fetch()
        route.fulfill(response=document, body=document.text().replace(f"/{SCRIPT}", f"/{script}"))

    with a_window(browser) as window:
        window.route(f"{house.url}/", begin_with)
        page = window.new_page()
        began = time.monotonic()
        page.goto(f"{house.url}/", wait_until="commit")
        page.wait_for_selector("h1")
        return time.monotonic() - began


def countdowns(data_dir: Path) -> list[Figure]:
    """Seven pages on a machine whose clock is a day out, in check-in."""
    with a_browser() as browser, House(data_dir) as house, a_window(browser) as window:
        window.add_init_script(DAY_OUT)
        window.add_init_script(BORN_A_DAY_OUT)
        tabs = Tabs(house, window)
        tabs.join_all()
        tabs.press("jo", "Open Check-in")
        pages = list(tabs.tabs.values())
        for page in pages:
            page.wait_for_selector(".mid-time")
            page.evaluate(WATCH_SECONDS)
        watched_until = time.monotonic() + WATCHED
        believed = [out_by(house, page) for _ in range(LOOKS) for page in pages]
        while time.monotonic() < watched_until:
            pages[0].wait_for_timeout(200)
        due_at = house.do(_due_at(house))
        shown = [late for page in pages for late in lateness(page, due_at)]
        return [
            Figure("page's idea of the server's time, off by", "ms", tuple(believed), 250),
            Figure("countdown's seconds change, off by", "ms", tuple(shown), 250),
        ]


def out_by(house: House, page: Page) -> float:
    """How far the page's idea of the time is from the server's, which was read before and after it."""
    before = house.app.clock.wall()
    believed = float(page.evaluate(BELIEVES))
    return abs(believed - (before + house.app.clock.wall()) / 2)


def lateness(page: Page, due_at: Millis) -> Iterator[float]:
    """For every second that the countdown showed: how far from its moment it came up."""
    for shown, at in page.evaluate("() => window.ticks"):
        minutes, seconds = shown.split(":")
        yield abs(at - (due_at - (int(minutes) * 60 + int(seconds)) * 1000))


async def _due_at(house: House) -> Millis:
    """The deadline that all pages count towards."""
    room = (await house.app.running.rooms.open(house.session)).room
    clock = shared_sections(room.state)["clock"]
    assert isinstance(clock, ClockSection)
    assert clock.due_at is not None
    return clock.due_at


def silences(data_dir: Path) -> list[Figure]:
    """Seven pages behind a wire that swallows everything and tells nobody."""
    front = free_port()
    with a_browser() as browser, House(data_dir, front=front) as house, Wire(front, house.port) as wire:
        noticed = [one for _ in range(SILENCES) for one in _silence(browser, house, wire)]
    return [Figure("black-holed line → “reconnecting”", "s", tuple(noticed), 15)]


def _silence(browser: Browser, house: House, wire: Wire) -> list[float]:
    with a_window(browser) as window:
        tabs = Tabs(house, window)
        tabs.join_all()
        pages = list(tabs.tabs.values())
        for page in pages:
            page.wait_for_selector("[data-line=connected]")
            page.evaluate(WATCH_LINE)
        began = time.time()
        wire.fall_silent()
        for page in pages:
            page.wait_for_function("() => window.noticed !== null", timeout=60_000)
        noticed = [float(page.evaluate("() => window.noticed")) / 1000 - began for page in pages]
    wire.cut()  # what fell silent is dead for good; it is taken away before the wire itself goes
    time.sleep(0.5)
    wire.mend()
    return noticed
