"""What a page says about voice over its line, and what it heard of it."""

from contextlib import AsyncExitStack
from typing import Any

from tests.attacks.prepared import Standing
from tests.media.descriptions import CANDIDATE, description, fingerprint
from tests.server import Browser


async def enter(here: Standing, stack: AsyncExitStack, *people: str) -> list[Browser]:
    """Their browsers, in the room; they leave when the stack is closed."""
    browsers = []
    for who in people:
        browsers.append(await here.enter(who))
        stack.push_async_callback(browsers[-1].leave)
    return browsers


def number(who: str) -> int:
    """The number of somebody's certificate in tests."""
    return sum((place + 1) * letter for place, letter in enumerate(who.encode())) % 251


def print_of(who: str, *, again: int = 0) -> str:
    """The fingerprint of somebody's browser; `again` is another browser of theirs."""
    return fingerprint(number(who) + 256 * again + again)


def joining(who: str, *, again: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "type": "join_voice",
        "fingerprint": print_of(who, again=again),
        "microphone": True,
        "camera": False,
        "large": False,
        **more,
    }


def to_peer(to: str, by: str, *, again: int = 0, by_again: int = 0, **more: Any) -> dict[str, Any]:
    """An offer and a candidate, of the right shape."""
    return {
        "type": "to_peer",
        "to": to,
        "fingerprint": print_of(to, again=again),
        "description": {"type": "offer", "sdp": description(print_of(by, again=by_again))},
        "candidates": [{"candidate": CANDIDATE, "mid": "0", "line": 0}],
        **more,
    }


async def join(browser: Browser, *, again: int = 0, **more: Any) -> dict[str, Any]:
    """Join, and what the floor was then."""
    before = len(browser.of("voice"))
    await browser.send(joining(browser.me, again=again, **more))
    await browser.until(lambda: len(browser.of("voice")) > before)
    return newest(browser)


async def arrived(browser: Browser) -> None:
    """Their coming is noted in the room: until then they have no place at the table."""
    await browser.until(lambda: any(_is_here(one, browser.me) for one in browser.view["people"]["people"]))


def _is_here(one: dict[str, Any], me: str) -> bool:
    return bool(one["id"] == me and one["presence"] == "here")


def newest(browser: Browser) -> dict[str, Any]:
    """The newest floor that this page knows."""
    return browser.of("voice")[-1]


async def settled(*browsers: Browser) -> None:
    """Whatever these said has been dealt with, and whatever was said to them has come: twice, for what one caused."""
    for _ in range(2):
        for browser in browsers:
            await _beat(browser)


async def _beat(browser: Browser) -> None:
    before = len(browser.of("time"))
    await browser.send({"type": "beat", "version": browser.version, "sent": 1.0})
    await browser.until(lambda: len(browser.of("time")) > before)


async def refused(browser: Browser, message: dict[str, Any]) -> str:
    """Send it, and hear why it was not done; empty when nothing was refused."""
    before = len(browser.of("voice_refused"))
    await browser.send(message)
    await settled(browser)
    new = browser.of("voice_refused")[before:]
    assert len(new) <= 1
    for one in new:
        assert one["sentence"]
        assert not one["sentence"].startswith("voice_refused"), "the catalogue has no sentence for it"
    return new[0]["code"] if new else ""
