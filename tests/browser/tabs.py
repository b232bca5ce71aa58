"""Seven people as seven tabs of one browser, each with hands to press, eyes to read and a keyboard."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.browser.house import House

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
SCREENS = Path(os.environ["AIRSPACE_SCREENS"]) if "AIRSPACE_SCREENS" in os.environ else None
"""Where pictures of every stage go, when somebody wants to look at them."""

SAY = """
async ([seat, commands]) => {
  // A hacked page: the same cookie, a socket of its own, and whatever it likes to send.
  const socket = new WebSocket(`ws://${location.host}/ws/${seat}`);
  const heard = [];
  const answered = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no answer: " + JSON.stringify(heard))), 8000);
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data);
      if (message.type === "welcome") commands.forEach((command, n) => socket.send(JSON.stringify(
        { type: "give", id: `hacked-${Date.now()}-${n}-${Math.random().toString(36).slice(2)}`, command })));
      if (["done", "refused", "problem"].includes(message.type)) heard.push(message.code ?? "done");
      if (heard.length === commands.length) resolve(heard);
    };
  });
  socket.onopen = () => socket.send(JSON.stringify({ type: "hello", protocol: 1 }));
  try { return await answered; } finally { socket.close(); }
}
"""


@dataclass
class Tabs:
    """Everybody's tab, by person."""

    house: House
    window: BrowserContext
    keyboard: bool = False
    tabs: dict[str, Page] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def __getitem__(self, who: str) -> Page:
        return self.tabs[who]

    @property
    def members(self) -> list[str]:
        return [who for who in self.house.seats if who != "jo"]

    def complain(self, who: str, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{who}: {message.text}")

    def new_page(self, who: str) -> Page:
        """An empty page for them, beside those of the others."""
        page = self.tabs[who] = self.window.new_page()
        return page

    def join(self, who: str) -> Page:
        """Open the link, press Join, press Enter: two actions."""
        page = self.new_page(who)
        page.on("console", lambda message: self.complain(who, message))
        page.on("pageerror", lambda error: self.complaints.append(f"{who}: {error}"))
        page.goto(self.house.links[who])
        self.press(who, "Join")
        self.press(who, "Enter")
        page.wait_for_selector("main.room, main.desk, main.door")
        return page

    def join_all(self) -> None:
        for who in self.house.seats:
            self.join(who)

    # --- pressing, by mouse or by keyboard alone ---

    def button(self, who: str, name: str) -> Locator:
        page = self.tabs[who]
        named = page.get_by_role("button", name=name, exact=False)
        return named.or_(page.get_by_role("link", name=name, exact=False)).or_(page.locator("summary", has_text=name))

    def press(self, who: str, name: str) -> None:
        """Press the button of this name, as a mouse or a keyboard does."""
        self.tabs[who].bring_to_front()  # behind another it draws once a second, and what is pressed must stand still
        button = self.button(who, name).first
        button.wait_for(state="visible")
        if self.keyboard:
            self.reach(who, button)
            self.tabs[who].keyboard.press("Enter")
        else:
            button.click()

    def reach(self, who: str, wanted: Locator) -> None:
        """Go to it by the Tab key, as somebody without a mouse does."""
        page = self.tabs[who]
        page.bring_to_front()
        for _ in range(140):  # asked anew at each step: the page may meanwhile draw it again, as another element
            if wanted.evaluate("wanted => document.activeElement === wanted"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{who} cannot reach it by keyboard: {wanted}")

    def choose(self, who: str, name: str, group: str | None = None) -> None:
        """Choose a radio button by its words."""
        page = self.tabs[who]
        inside = (
            page.get_by_role("radiogroup", name=group).or_(page.get_by_role("group", name=group)) if group else page
        )
        option = inside.get_by_role("radio", name=name, exact=True)
        if self.keyboard:
            self.reach(who, inside.get_by_role("radio").first)
            for _ in range(8):
                page.keyboard.press("Space")
                if option.is_checked():
                    return
                page.keyboard.press("ArrowRight")
            assert option.is_checked()
        else:
            option.check(force=True)  # the words lie over it; the whole label can be pressed

    def write(self, who: str, label: str, words: str) -> None:
        """Write into the box of this name."""
        box = self.tabs[who].get_by_label(label, exact=False).last
        if self.keyboard:
            self.reach(who, box)
            self.tabs[who].keyboard.type(words)
        else:
            box.fill(words)

    def say(self, who: str, words: str) -> None:
        """Say something in writing, with the floor."""
        if not self.tabs[who].get_by_label("In writing, to everybody here").is_visible():
            self.press(who, "Write it instead")
        self.write(who, "In writing, to everybody here", words)
        self.press(who, "Say it")
        self.sees(who, words)

    # --- looking ---

    def shown(self, who: str, words: str) -> Locator:
        """Where this stands on the page. What is read aloud is no such place: it stays when it is no longer so."""
        return self.tabs[who].get_by_text(words).and_(self.tabs[who].locator(":not(#announce)")).first

    def sees(self, who: str, words: str) -> None:
        expect(self.shown(who, words)).to_be_visible()

    def has(self, who: str, words: str) -> None:
        """It is on the page, perhaps put away behind a summary."""
        expect(self.shown(who, words)).to_be_attached()

    def asked(self, who: str, words: str) -> None:
        """The one large sentence says this."""
        expect(self.tabs[who].locator("#now .ask, #now h1").filter(has_text=words).first).to_be_visible()

    def all_asked(self, words: str, whom: list[str] | None = None) -> None:
        for who in whom or list(self.tabs):
            self.asked(who, words)

    def cannot_press(self, who: str, name: str) -> None:
        expect(self.button(who, name)).to_have_count(0)

    def hacks(self, who: str, *commands: dict[str, Any]) -> list[str]:
        """Send these past the page, and tell what the server said."""
        answers: list[str] = self.tabs[who].evaluate(SAY, [self.house.seats[who], list(commands)])
        return answers

    def accessible(self, who: str) -> None:
        """Axe finds nothing, in any of its rules for WCAG 2.0 to 2.2, A and AA."""
        page = self.tabs[who]
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text())
        # The whole page at once: a button that the bar at the foot half covers is a small target until one scrolls.
        whole = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": 1280, "height": max(800, whole)})
        found = page.evaluate(
            "async () => (await axe.run({"
            "resultTypes: ['violations'], runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']}))"
            ".violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160))])"
        )
        page.set_viewport_size({"width": 1280, "height": 800})
        assert not found, f"{who}: {json.dumps(found, indent=1)}"

    def fits(self, who: str) -> None:
        """Nothing has to be scrolled to sideways at 320 pixels."""
        page = self.tabs[who]
        page.set_viewport_size({"width": 320, "height": 640})
        width = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size({"width": 1280, "height": 800})
        assert width <= 320, f"{who}'s page is {width} wide at 320"

    def look(self, stage: str, *whom: str) -> None:
        """Check this stage for everybody named, and take its pictures when they are wanted."""
        for who in whom:
            self.accessible(who)
            self.fits(who)
            self.picture(stage, who)

    def picture(self, stage: str, who: str) -> None:
        if SCREENS is None:
            return
        SCREENS.mkdir(parents=True, exist_ok=True)
        page = self.tabs[who]
        page.bring_to_front()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for name, width, height in (("wide", 1280, 800), ("phone", 390, 844)):
                page.set_viewport_size({"width": width, "height": height})
                page.evaluate("() => { scrollTo(0, 0); document.activeElement?.blur(); }")
                page.wait_for_timeout(60)
                page.screenshot(path=SCREENS / f"{stage}.{who}.{name}{'-dark' if scheme == 'dark' else ''}.png")
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size({"width": 1280, "height": 800})

    def nothing_to_complain_but(self, *expected: str) -> None:
        """As below, where the browser notes in its console that the server rightly said no."""
        self.complaints = [one for one in self.complaints if not any(word in one for word in expected)]
        self.nothing_to_complain()

    def nothing_to_complain(self) -> None:
        """No script fault, and nothing that the content security policy had to block."""
        assert not self.complaints, self.complaints
        assert self.house.app.parts is not None
        assert self.house.app.parts.csp_reports == {}
