"""What a test of pictures looks at: how each is drawn, whether hands can be read, and from whom any come at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Locator, ViewportSize, expect

from app.api.one_script import one_script
from app.api.web_files import STARTS
from app.facilitation.terms import Cameras
from app.texts import web_dir
from tests.browser.conftest import a_window
from tests.browser.tabs import Tabs
from tests.browser.together_house import NIA, Together

FAKE_CAMERA = (
    "--use-fake-device-for-media-stream=fps=5",  # each connection makes its own picture of it: few keep a machine free
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
)
WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}

TABLE = (Path(__file__).parent / "pictures_table.js").read_text()
SIGNING = """() => [...document.querySelectorAll(".signer video")].map((video) => {
  const { x, y, width, height } = video.getBoundingClientRect();
  const whole = Math.min(width / video.videoWidth, height / video.videoHeight);
  return { y, width, height, bottom: y + height, right: x + width, fit: getComputedStyle(video).objectFit,
    shown: [video.videoWidth * whole, video.videoHeight * whole], plays: video.videoWidth > 0 && !video.paused,
    seen: document.elementFromPoint(x + width / 2, y + height / 2) === video };
})"""


PLAY = "(all) => all.length > 0 && all.every((one) => one.videoWidth > 0 && !one.paused)"


def play(videos: Locator) -> None:
    """Wait until all of these are moving pictures."""
    until = monotonic() + 15
    while not videos.evaluate_all(PLAY):
        assert monotonic() < until, "a picture does not play"
        sleep(0.05)


def at_table(tabs: Tabs, who: str, videos: int) -> dict[str, Any]:
    """Every place at this page's table by first name, once so many pictures play there."""
    page = tabs[who]
    page.bring_to_front()
    expect(page.locator(".table video")).to_have_count(videos)
    if videos:
        play(page.locator(".table video"))
    return {place["name"].split(" ")[0]: place for place in page.evaluate(TABLE)}


def hidden_behind(label: dict[str, float], picture: dict[str, float]) -> bool:
    """Whether a name and a round picture lie over each other."""
    r = picture["width"] / 2
    x, y = picture["x"] + r, picture["y"] + r
    dx = max(label["x"] - x, 0, x - label["x"] - label["width"])
    dy = max(label["y"] - y, 0, y - label["y"] - label["height"])
    return bool((dx**2 + dy**2) ** 0.5 < r - 1)


def is_drawn_well(places: dict[str, Any]) -> None:
    """Each picture is round, within its seat, leaves the seat's outline free, and covers no name."""
    pictures = [place["picture"] for place in places.values() if place["picture"]]
    assert len(pictures) == next(iter(places.values()))["videos"], "a picture stands at no seat"
    for name, place in places.items():
        for picture in pictures:
            assert not hidden_behind(place["label"], picture), name
        if place["picture"]:
            assert place["picture"]["round"] == "50%"
            assert place["picture"]["fit"] == "cover"
            assert place["picture"]["muted"]
            assert abs(place["picture"]["width"] - place["picture"]["height"]) < 1
            assert place["picture"]["width"] < place["circle"]["width"] - 1


def lamp_around(place: dict[str, Any]) -> float:
    """How broad the lamp's ring is around a picture."""
    return float((place["circle"]["width"] - place["picture"]["width"]) / 2)


def signing(tabs: Tabs, who: str) -> dict[str, Any]:
    page = tabs[who]
    page.bring_to_front()
    play(page.locator(".signer video"))
    (one,) = page.evaluate(SIGNING)
    found: dict[str, Any] = one
    return found


def can_be_read(tabs: Tabs, who: str) -> None:
    """At 1280 and on a phone: the whole picture, at least 240 each way, nothing over it, further down the page too."""
    page = tabs[who]
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        for where in ("0", "document.documentElement.scrollHeight"):
            page.evaluate(f"scrollTo(0, {where})")
            one = signing(tabs, who)
            assert one["fit"] == "contain", "hands must not be cut off"
            assert min(one["shown"]) >= 238.5, (size, where, one)
            assert min(one["width"], one["height"]) >= 240, (size, where, one)
            assert one["seen"], (size, where, "something lies over it", one)
            assert one["y"] >= 0, (size, where, one)
            assert one["bottom"] <= size["height"], (size, where, one)
            assert one["right"] <= size["width"], (size, where, one)
    page.evaluate("scrollTo(0, 0)")
    page.set_viewport_size(WIDE)


# --- a set with a voice that says what a test tells it ---

VOICE = (Path(__file__).parent / "pictures_voice.js").read_text()


def pretending() -> str:
    """The page's script with that voice in the place of its own."""
    return one_script(
        STARTS, lambda path: VOICE if path == "js/voice/voice.js" else (web_dir() / path).read_text(encoding="utf-8")
    )


@contextmanager
def a_set(tmp_path: Path, window: BrowserContext, cameras: Cameras, *people: str) -> Iterator[tuple[Together, Tabs]]:
    """These people in a room with these cameras agreed, and with a voice that says what a test tells it."""
    window.route("**/js/page.js", lambda route: route.fulfill(content_type="text/javascript", body=pretending()))
    with Together(tmp_path, cameras=cameras, access=[NIA]) as house:
        tabs = Tabs(house, window)
        for who in people:
            tabs.join(who)
        yield house, tabs
        tabs.nothing_to_complain()


def shows(tabs: Tabs, who: str, *people: str, but: dict[str, dict[str, Any]] | None = None) -> None:
    """On this page these people's pictures come in."""
    tabs[who].evaluate("([people, but]) => pretend.shows(people, but)", [list(people), but or {}])


def stands(tabs: Tabs, who: str, **change: Any) -> None:
    tabs[who].evaluate("(change) => pretend.set(change)", change)


def pressed(tabs: Tabs, who: str) -> list[str]:
    done: list[str] = tabs[who].evaluate("() => pretend.pressed")
    return done


# --- a set with cameras, and who receives what ---

LINES = """(() => {
  const ask = RTCPeerConnection.prototype.getStats;
  const poor = new Map([["poor", { type: "remote-inbound-rtp", kind: "audio", fractionLost: 0.5, timestamp: 1 }]]);
  window.line = "good";
  RTCPeerConnection.prototype.getStats = async function () {
    const told = ({ type }) => type !== "remote-inbound-rtp" && type !== "candidate-pair";
    const all = [...(await ask.call(this))].filter(([, one]) => told(one));
    const good = all.map(([id, one]) => [id, { ...one, packetsLost: 0 }]);
    return new Map([...good, ...(window.line === "poor" ? poor : [])]);
  };
})();"""
"""A page takes a loaded machine for a poor line, and its pictures rest; here lines are as a test has them."""

VOICE_OF = """(await import(document.scripts[0].src)).modules["voice/voice.js"].voiceOf(seat)"""

CAME = f"""async (seat) => {{
  const came = {{}};
  for (const {{ id, connection }} of {VOICE_OF}.inside?.mesh.peers.values() ?? [])
    for (const one of (await connection?.getStats())?.values() ?? [])
      if (one.type === "inbound-rtp" && one.kind === "video") came[id] = (came[id] ?? 0) + one.packetsReceived;
  return came;
}}"""
"""How many packets of pictures have come to this page from each, drawn or not."""

SENT = f"""async (seat) => {{
  const sent = {{}};
  for (const {{ id, connection }} of {VOICE_OF}.inside.mesh.peers.values()) {{
    const sender = connection.getTransceivers().find(({{ receiver }}) => receiver.track.kind === "video")?.sender;
    sent[id] = sender?.track ? sender.getParameters().encodings[0].maxFramerate : null;
  }}
  return sent;
}}"""
"""How many pictures a second at most go from this page to each; None: none do."""

MAY_FAIL = """() => {
  const devices = navigator.mediaDevices;
  const real = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    if (window.fault && wanted.video) throw new DOMException("", window.fault);
    window.given = await real(wanted);
    return window.given;
  };
}"""
"""A camera that cannot be had, for a reason that a test names; what was given stays at hand."""

UNPLUG = """() => {
  const [track] = window.given.getTracks();
  track.stop();
  track.dispatchEvent(new Event("ended"));
}"""

WITHIN: Final = 45
FOR: Final = 1.5
"""Seconds in which pictures begin or cease to come on a busy machine, and in which some would come if any did."""


def with_cameras(window: BrowserContext) -> None:
    """A microphone and a camera for every page of this window, and lines that are good until a test says otherwise."""
    window.grant_permissions(["microphone", "camera"])
    window.add_init_script(LINES)


@contextmanager
def real(tmp_path: Path, browser: Browser, *people: str, **of_set: Any) -> Iterator[tuple[Together, Tabs]]:
    """These people in a room, with microphones and cameras."""
    with a_window(browser) as window, Together(tmp_path, **{"access": [NIA], **of_set}) as house:
        with_cameras(window)
        tabs = Tabs(house, window)
        for who in people:
            tabs.join(who)
        yield house, tabs
        tabs.nothing_to_complain()


def turn_on(tabs: Tabs, who: str, *words: str) -> None:
    """A real camera, which a busy machine gives only after a while; and then this is said of it."""
    tabs.press(who, "Turn my camera on")
    expect(tabs[who].locator(".camera .mic svg + span")).to_have_text(
        words or ("Others can see you",), timeout=WITHIN * 1000
    )


def came(tabs: Tabs, who: str) -> dict[str, int]:
    found: dict[str, int] = tabs[who].evaluate(CAME, tabs.house.seats[who])
    return found


def sent(tabs: Tabs, who: str) -> dict[str, int | None]:
    found: dict[str, int | None] = tabs[who].evaluate(SENT, tabs.house.seats[who])
    return found


def receive(tabs: Tabs, **whose: set[str]) -> None:
    """To each of these pages come the pictures of exactly these people: any packet counts, shown or not."""
    until = monotonic() + WITHIN
    while True:
        before = {who: came(tabs, who) for who in whose}
        sleep(FOR)
        now = {who: came(tabs, who) for who in whose}
        found = {who: {one for one, n in now[who].items() if n > before[who].get(one, 0)} for who in whose}
        if found == whose:
            return
        assert monotonic() < until, found
