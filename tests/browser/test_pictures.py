"""Pictures at the table: whose is seen where, how large, and how one press hides mine.

What the voice would say, a stand-in says (pictures_voice.js); the last test has real cameras.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, ViewportSize, expect, sync_playwright

from app.api.one_script import one_script
from app.api.web_files import STARTS
from app.facilitation import commands as c
from app.facilitation.terms import Cameras, PauseAnswer, Where
from app.texts import web_dir
from tests.browser.conftest import ARGUMENTS, a_window, chromium
from tests.browser.tabs import Tabs
from tests.browser.together_house import NIA, Together

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]

VOICE = (Path(__file__).parent / "pictures_voice.js").read_text()
FAKE_CAMERA = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
)
PEOPLE = ["jo", "amina", "danny", "ruth", "nia"]
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium whose camera shows a test picture."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, *FAKE_CAMERA]) as launched,
    ):
        yield launched


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


def test_where_the_set_wants_no_pictures_there_is_no_camera_and_none_is_drawn(
    tmp_path: Path, window: BrowserContext
) -> None:
    with a_set(tmp_path, window, Cameras.OFF, *PEOPLE) as (_, tabs):
        for who in ("ruth", "jo"):
            tabs.cannot_press(who, "Turn my camera on")
            shows(tabs, who, "amina", "danny")
            at_table(tabs, who, 0)
            tabs.cannot_press(who, "large")
        # whoever signs, and the member they sign for, see each other all the same
        for who, other in (("amina", "nia"), ("nia", "amina")):
            tabs.press(who, "Turn my camera on")
            tabs.sees(who, f"{other.capitalize()} can see you")
            shows(tabs, who, "danny", other)
            expect(tabs[who].locator(".signer video")).to_have_count(1)
        places = at_table(tabs, "amina", 1)  # my own, at my own place
        assert places["Amina"]["picture"]["mirrored"] == "-1 1"
        at_table(tabs, "nia", 0)
        tabs.look("pictures-off", "amina", "nia")
        tabs.cannot_press("ruth", "Turn my camera on")


def test_small_pictures_stand_in_the_seats_as_they_are(tmp_path: Path, window: BrowserContext) -> None:
    with a_set(tmp_path, window, Cameras.SMALL, *PEOPLE) as (house, tabs):
        house.to_step("check-in")
        before = at_table(tabs, "ruth", 0)
        shows(tabs, "ruth", "jo", "amina", "danny", "nia")
        after = at_table(tabs, "ruth", 3)
        is_drawn_well(after)
        assert {name: one["circle"] for name, one in before.items()} == {
            name: one["circle"] for name, one in after.items()
        }
        assert lamp_around(after["Amina"]) >= 4
        assert after["Amina"]["circle"]["width"] > after["Danny"]["circle"]["width"]
        assert after["Danny"]["picture"]["mirrored"] == "none"
        tabs.cannot_press("ruth", "Don’t draw me larger")
        # whose line is gone leaves no frozen face, and a tick is seen on a picture
        house.give("amina", c.EndTurn(turn=1))
        expect(tabs["ruth"].locator(".rims .mark")).to_have_count(1)
        shows(tabs, "ruth", "jo", "amina", "danny", but={"danny": {"state": "lost"}})
        assert at_table(tabs, "ruth", 2)["Danny"]["picture"] is None
        tabs.look("pictures-small", "ruth", "jo")


@pytest.mark.long
def test_with_pictures_on_the_seats_are_larger_and_in_airspace_there_is_the_holder_alone(
    tmp_path: Path, window: BrowserContext
) -> None:
    with a_set(tmp_path, window, Cameras.ON, *PEOPLE) as (house, tabs):
        others = ["jo", "amina", "danny", "nia"]
        shows(tabs, "ruth", *others)
        for size, least in ((WIDE, 80), (PHONE, 55)):
            tabs["ruth"].set_viewport_size(size)
            places = at_table(tabs, "ruth", 3)
            is_drawn_well(places)
            assert places["Danny"]["circle"]["width"] >= least
        tabs["ruth"].set_viewport_size(WIDE)
        shows(tabs, "amina", "jo", "danny", "ruth", "nia")
        shows(tabs, "jo", "amina", "danny", "ruth", "nia")
        shows(tabs, "nia", "jo", "amina", "danny", "ruth")
        tabs.press("ruth", "Turn my camera on")
        house.to_step("check-in")
        tabs.asked("ruth", "Amina checks in")
        before = at_table(tabs, "ruth", 4)
        is_drawn_well(before)
        assert before["Ruth"]["picture"]["mirrored"] == "-1 1"
        house.to_step("r1.present")
        tabs.asked("ruth", "Amina has the airspace")
        airspace(tabs, before)
        house.to_step("r1.clarify")
        house.give("ruth", c.RaiseHand())
        expect(tabs["ruth"].locator(".rims .hand")).to_have_count(1)
        is_drawn_well(at_table(tabs, "ruth", 4))
        tabs.look("pictures-questions", "ruth")
        # while we pause together nobody is looked at
        house.give("amina", c.PauseTogether())
        tabs.sees("ruth", "Pictures rest while we pause")
        at_table(tabs, "ruth", 0)


def airspace(tabs: Tabs, before: dict[str, Any]) -> None:
    """The holder is drawn larger unless they would rather not; everybody else, and my own face, step back."""
    places = at_table(tabs, "ruth", 1)
    is_drawn_well(places)
    assert places["Amina"]["picture"]["width"] > 1.5 * before["Danny"]["picture"]["width"]
    assert lamp_around(places["Amina"]) >= 4
    assert {name: one["circle"] for name, one in places.items() if name != "Amina"} == {
        name: one["circle"] for name, one in before.items() if name != "Amina"
    }, "nobody else moves"
    tabs.sees("ruth", "Amina can see you")
    tabs.look("pictures-airspace", "ruth", "jo", "amina")
    assert at_table(tabs, "jo", 1)["Amina"]["picture"]
    expect(tabs["nia"].locator(".table video")).to_have_count(1)
    tabs.press("amina", "Turn my camera on")
    tabs.press("amina", "Don’t draw me larger")
    tabs.press("amina", "Hide my picture")
    assert pressed(tabs, "amina") == ["camera true", "large false", "camera false"]
    held = at_table(tabs, "amina", 3)  # the holder may see the others, as small as ever
    is_drawn_well(held)
    assert held["Danny"]["picture"]["width"] < held["You"]["circle"]["width"]
    shows(tabs, "ruth", "jo", "amina", "danny", "nia", but={"amina": {"large": False}})
    declined = at_table(tabs, "ruth", 1)
    is_drawn_well(declined)
    assert declined["Amina"]["picture"]["width"] <= before["Danny"]["circle"]["width"]
    assert lamp_around(declined["Amina"]) >= 4
    shows(tabs, "ruth", "jo", "danny", "nia", but={})
    assert at_table(tabs, "ruth", 0)["Amina"]["circle"]["width"] == declined["Amina"]["circle"]["width"]
    shows(tabs, "ruth", "jo", "amina", "danny", "nia")


@pytest.mark.long
def test_one_press_shows_me_one_press_hides_me_and_nothing_is_left_of_it(
    tmp_path: Path, window: BrowserContext
) -> None:
    with a_set(tmp_path, window, Cameras.ON, "jo", "amina", "ruth") as (_, tabs):
        expect(tabs["ruth"].locator(".table .seat.empty:not(.access)")).to_have_count(4)  # three of seven are here
        untouched = tabs["ruth"].locator(".table").inner_html()
        shows(tabs, "ruth", "amina")
        at_table(tabs, "ruth", 1)
        shows(tabs, "ruth", "amina", but={"amina": {"picture": None}})
        at_table(tabs, "ruth", 0)
        assert tabs["ruth"].locator(".table").inner_html() == untouched, "whoever hides leaves a mark"
        # by keyboard: focus goes with the button
        tabs.reach("amina", tabs.button("amina", "Turn my camera on"))
        tabs["amina"].keyboard.press("Enter")
        tabs.sees("amina", "Others can see you")
        expect(tabs.button("amina", "Hide my picture")).to_be_focused()
        tabs.cannot_press("amina", "Don’t draw me larger")  # but in the dialog, until it may come to that
        tabs.press("amina", "Sound")
        larger = tabs["amina"].get_by_label("My picture may be drawn larger while I have the airspace")
        larger.uncheck()
        larger.check()
        tabs["amina"].keyboard.press("Escape")
        tabs.reach("amina", tabs.button("amina", "Hide my picture"))
        tabs["amina"].keyboard.press("Enter")
        expect(tabs.button("amina", "Turn my camera on")).to_be_focused()
        at_table(tabs, "amina", 0)
        assert pressed(tabs, "amina") == ["camera true", "large false", "large true", "camera false"]
        for camera, words in (
            ("asking", "Your browser asks whether it may use your camera"),
            ("resting", "Pictures are resting: the line is poor. Voices go on."),
            ("denied", "Everything else goes on without it"),
        ):
            stands(tabs, "amina", camera=camera)
            tabs.sees("amina", words)
            at_table(tabs, "amina", 0)
            tabs.accessible("amina")
        tabs.press("amina", "Go on without")
        tabs.press("jo", "Turn my camera on")
        tabs.sees("jo", "Others can see you")
        tabs.press("jo", "Hide my picture")
        stands(tabs, "amina", way="text")
        tabs.cannot_press("amina", "Turn my camera on")


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


@pytest.mark.long
def test_an_access_seats_picture_is_never_made_smaller_nor_put_away(tmp_path: Path, window: BrowserContext) -> None:
    with a_set(tmp_path, window, Cameras.SMALL, *PEOPLE) as (house, tabs):
        expect(tabs["amina"].locator(".signer")).to_have_count(0)
        shows(tabs, "amina", "jo", "danny", "ruth", "nia")
        shows(tabs, "nia", "amina")
        can_be_read(tabs, "amina")
        for step in ("check-in", "asking"):
            house.to_step(step)
            can_be_read(tabs, "amina")
            tabs.look(f"pictures-{step}", "amina")
        house.to_step("r1.present")
        tabs.asked("amina", "Nobody will break in")
        can_be_read(tabs, "amina")
        can_be_read(tabs, "nia")  # and the other way round: whoever interprets sees who signs
        tabs.look("pictures-signed-airspace", "amina", "nia")
        anybody_may_ask(tabs)
        house.to_step("r1.clarify")
        can_be_read(tabs, "amina")
        house.give("amina", c.PauseTogether())
        tabs.asked("amina", "The clock has stopped")
        can_be_read(tabs, "amina")
        tabs.look("pictures-pause", "amina")
        # a poor line: its place is kept, and says so
        shows(tabs, "amina", "jo", "nia", but={"nia": {"picture": None}})
        tabs.sees("amina", "Nia’s picture isn’t coming through just now.")
        expect(tabs["amina"].locator(".signing")).to_be_visible()
        shows(tabs, "amina", "jo", "nia")
        can_be_read(tabs, "amina")
        pause = house.state.pause
        assert pause is not None
        house.give("amina", c.AnswerPause(pause=pause.id, answer=PauseAnswer.CARRY_ON))
        house.to_step("close")
        tabs.sees("amina", "Thank you")
        can_be_read(tabs, "amina")
        shows(tabs, "amina", "jo")  # gone home
        expect(tabs["amina"].locator(".signer")).to_have_count(0)


def anybody_may_ask(tabs: Tabs) -> None:
    """Somebody else who reads signing asks to see it large, in airspace too, and puts it away again."""
    shows(tabs, "ruth", "jo", "amina", "nia")
    expect(tabs["ruth"].locator(".signer")).to_have_count(0)
    tabs.press("ruth", "See Nia large")
    can_be_read(tabs, "ruth")
    tabs.look("pictures-asked", "ruth")
    tabs.press("ruth", "Put it away")
    expect(tabs["ruth"].locator(".signer")).to_have_count(0)
    shows(tabs, "jo", "amina", "nia")
    tabs.press("jo", "See Nia large")
    can_be_read(tabs, "jo")
    tabs.accessible("jo")
    tabs.press("jo", "Put it away")


def test_a_camera_turned_on_here_is_seen_there_and_hidden_again(tmp_path: Path, browser: Browser) -> None:
    with a_window(browser) as one, a_window(browser) as other, Together(tmp_path, cameras=Cameras.SMALL) as house:
        amina, ruth = Tabs(house, one), Tabs(house, other)
        for tabs in (amina, ruth):
            tabs.window.grant_permissions(["microphone", "camera"])
        amina.join("amina")
        ruth.join("ruth")
        at_table(ruth, "ruth", 0)
        amina.press("amina", "Turn my camera on")
        amina.sees("amina", "Others can see you")
        is_drawn_well(at_table(amina, "amina", 1))
        there = at_table(ruth, "ruth", 1)
        is_drawn_well(there)
        assert there["Amina"]["picture"]["plays"]
        amina.press("amina", "Hide my picture")
        at_table(amina, "amina", 0)
        assert at_table(ruth, "ruth", 0)["Amina"]["picture"] is None
        amina.cannot_press("amina", "Hide my picture")
        amina.nothing_to_complain()
        ruth.nothing_to_complain()


def test_a_camera_is_let_go_of_when_the_set_meets_elsewhere(tmp_path: Path, browser: Browser) -> None:
    with a_window(browser) as window, Together(tmp_path, cameras=Cameras.ON) as house:
        tabs = Tabs(house, window)
        window.grant_permissions(["microphone", "camera"])
        tabs.join("jo")
        page = tabs.join("amina")
        tabs.press("amina", "Turn my camera on")
        tabs.sees("amina", "Others can see you")
        module = "import(document.scripts[0].src).then(({ modules }) => modules['voice/voice.js'])"
        voice = f"{module}.then(({{ voiceOf }}) => voiceOf(location.pathname.split('/').pop()))"
        page.evaluate(f"{voice}.then(({{ state }}) => {{ window.own = state.own; }})")
        house.give("jo", c.ChooseWhere(where=Where.TEXT))
        tabs.cannot_press("amina", "Hide my picture")
        assert page.evaluate("window.own.getTracks().every((one) => one.readyState === 'ended')")
        tabs.nothing_to_complain()


@pytest.mark.long
def test_whoever_signs_is_seen_large_by_their_member_also_where_the_set_wants_no_pictures(
    tmp_path: Path, browser: Browser
) -> None:
    with (
        a_window(browser) as one,
        a_window(browser) as other,
        Together(tmp_path, cameras=Cameras.OFF, access=[NIA]) as house,
    ):
        amina, nia = Tabs(house, one), Tabs(house, other)
        for tabs in (amina, nia):
            tabs.window.grant_permissions(["microphone", "camera"])
        amina.join("amina")
        nia.join("nia")
        nia.join("jo")
        nia.press("nia", "Turn my camera on")
        nia.sees("nia", "Amina can see you")
        can_be_read(amina, "amina")
        at_table(amina, "amina", 0)
        amina.press("amina", "Turn my camera on")
        amina.sees("amina", "Nia can see you")
        can_be_read(nia, "nia")
        house.to_step("check-in")
        can_be_read(amina, "amina")
        amina.press("amina", "Hide my picture")
        nia.sees("nia", "Amina’s picture isn’t coming through just now.")
        can_be_read(amina, "amina")
        amina.nothing_to_complain()
        nia.nothing_to_complain()
