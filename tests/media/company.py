"""People who have come to one server by voice: some at browsers of their own, others simulated; and what each hears."""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from time import monotonic, time
from typing import Any, Self

import httpx
from playwright.sync_api import ConsoleMessage, Error, Page, expect

from app.facilitation.terms import PersonId
from tests.media.door import Door
from tests.media.ears import FOUR_SYLLABLES, MOMENTS, SILENT, Ears, Measured
from tests.media.inside import Inside
from tests.media.looks import CONNECTED, HELD_MICROPHONES, OPEN_CONNECTIONS, STATE
from tests.media.machine import Machine
from tests.media.member import Member
from tests.media.network import Network
from tests.media.tones import TONES
from tests.server import Browser, dial, greeted

log = logging.getLogger(__name__)

MACHINES = 5
"""So many tones are for machines; the others are for simulated members."""
PATIENCE = 20.0
"""Seconds in which anything may come about that nobody has timed."""
SILENT_WITHIN = 100
"""Milliseconds, as stated, after which whoever is shut out is not heard any more."""
ROOM_FOR_LOAD = 4
"""A loaded machine gets this many times the stated bound."""

SOON = 10.0
"""Seconds in which everybody is connected, as a rule; a run that takes longer tells why, though it passes."""

QUIET_WITHIN = 8
"""Seconds after which a loaded machine, or a slow line, has nothing more to send of what was said before. It goes out
in spurts: a second without any is no end of it."""
QUIET_FOR = 3
"""Seconds without any: it is the end."""

GAP = 1.0
"""Seconds of somebody's voice that a loaded machine may fail to play, though nothing is wrong with the connection."""
WHOLE = 0.9
"""So much of it has to come to a simulated member, which may take it up late, with much else to do."""


@dataclass
class Seated:
    """Somebody at a machine: their page and their ears."""

    who: PersonId
    machine: Machine
    page: Page
    door: Door

    @property
    def ears(self) -> Ears:
        return Ears(self.page)


@dataclass
class Company:
    """Whoever has come to one server, whichever way that server was started."""

    network: Network
    url: str
    port: int
    links: Mapping[PersonId, str]
    seats: Mapping[PersonId, str]
    simulated: dict[PersonId, Member] = field(default_factory=dict)
    seated: dict[PersonId, Seated] = field(default_factory=dict)
    tones: dict[PersonId, int] = field(default_factory=dict)
    """By which tone each is known."""
    complaints: list[str] = field(default_factory=list)
    _doors: dict[int, Door] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        self.inside = self._stack.enter_context(Inside(self.network.hub))
        return self

    def __exit__(self, *_: object) -> None:
        for member in self.simulated.values():
            self.inside.do(member.end())
        for seated in self.seated.values():
            seated.machine.close()
        self._stack.close()

    # --- coming ---

    def come(
        self, who: PersonId, machine: Machine, *scripts: str, before: Callable[[Page], None] | None = None
    ) -> Page:
        """Open the link at this machine, press Join, press Enter."""
        page = self.open(who, machine, *scripts, before=before)
        self.enter(page)
        return page

    def all_come(self, people: Sequence[PersonId], machines: Sequence[Machine], *scripts: str, **own: str) -> None:
        """Each opens their link at their machine, all at once; then each comes in. `own`: a script of one page."""
        pages = [
            self.open(who, machine, *scripts, *([own[who]] if who in own else ()), wait=False)
            for who, machine in zip(people, machines, strict=True)
        ]
        self.enter(*pages)

    def open(
        self,
        who: PersonId,
        machine: Machine,
        *scripts: str,
        before: Callable[[Page], None] | None = None,
        wait: bool = True,
    ) -> Page:
        """Their link in a page at this machine, with nothing pressed yet; `before` is done to the empty page."""
        if machine.number not in self._doors:
            door = Door(self.port, self.port, inside=machine.cable.place, outside=self.network.hub)
            self._doors[machine.number] = self._stack.enter_context(door)
        page = machine.page(*scripts)
        self.seated[who] = Seated(who, machine, page, self._doors[machine.number])
        self.tones[who] = machine.tone
        page.on("console", lambda message: self._complain(who, message))
        page.on("pageerror", lambda error: self.complaints.append(f"{who}: {error}"))
        if before is not None:
            before(page)
        page.goto(self.links[who], wait_until="load" if wait else "commit")
        return page

    def _complain(self, who: PersonId, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{who}: {message.text}")

    def nothing_to_complain(self) -> None:
        """No script fault, and nothing that the content security policy had to block."""
        assert not self.complaints, self.complaints

    def enter(self, *pages: Page) -> None:
        try:
            for page in pages:
                page.get_by_role("button", name="Join").first.click()
            for page in pages:
                page.get_by_role("button", name="Enter").first.click()
            for page in pages:
                page.wait_for_selector("main.room, main.desk, main.door")
        except Error as fault:
            raise AssertionError(f"nobody comes in: {self.complaints}") from fault

    def simulate(self, *people: PersonId, begin: bool = True, **traits: Any) -> None:
        """These come as simulated members."""
        for who in people:
            free = next(tone for tone in TONES[MACHINES:] if tone not in self.tones.values())
            self.tones[who] = free
            self.simulated[who] = self.inside.do(self._simulated(who, free, begin=begin, **traits))

    async def _simulated(self, who: PersonId, tone: int, *, begin: bool, **traits: Any) -> Member:
        member = Member(await self._line(who), tone, **traits)
        if begin:
            await member.begin()
        return member

    async def _line(self, who: PersonId) -> Browser:
        async with httpx.AsyncClient(base_url=self.url, headers={"Origin": self.url}, trust_env=False) as client:
            answer = await client.post("/api/v1/join", json={"token": self.links[who].partition("#")[2]})
        assert answer.status_code == 200, answer.text
        cookie = answer.headers["set-cookie"].partition(";")[0]
        return await greeted(await dial(self.url, self.seats[who], cookie))

    # --- listening ---

    def ears(self, who: PersonId) -> Ears:
        return self.seated[who].ears

    def until(self, true: Callable[[], object], what: Callable[[], str], within: float = PATIENCE) -> None:
        """Wait until this holds; `what` tells what was the case when it did not come about."""
        end = monotonic() + within
        while not true():
            assert monotonic() < end, what()
            self.rest(0.15)

    def _measured(self, who: PersonId, began: float) -> Measured:
        """What these ears heard since then, once there is enough of it."""
        self.until(lambda: self.ears(who).since(began).enough, lambda: "nothing was measured")
        return self.ears(who).since(began)

    def rest(self, seconds: float) -> None:
        """Let the pages go on for a while."""
        next(iter(self.seated.values())).page.wait_for_timeout(seconds * 1000)

    def heard_at(self, measured: Measured) -> frozenset[PersonId]:
        """Whom these ears hear at full level."""
        found = measured.heard
        return frozenset(one for one, tone in self.tones.items() if tone in found)

    def traces_at(self, measured: Measured) -> frozenset[PersonId]:
        """Of whom there was anything at all."""
        found = measured.traces
        return frozenset(one for one, tone in self.tones.items() if tone in found)

    def snatches_at(self, measured: Measured) -> frozenset[PersonId]:
        """Of whom there was anything for longer than a blink."""
        found = measured.snatches
        return frozenset(one for one, tone in self.tones.items() if tone in found)

    def hear_exactly(
        self, speaking: Collection[PersonId], *listeners: PersonId, within: float = PATIENCE, for_: float = 0.5
    ) -> None:
        """Each of these ears comes to hear these and nobody else for four syllables, and goes on to."""
        at = listeners or tuple(self.seated)
        expected = {who: frozenset(speaking) - {who} for who in at}
        # whose turn it is may hear a chime, sooner or later; of anybody's voice, their own too, nothing
        silent = {who for who in at if not expected[who] and who not in speaking}

        def right(who: PersonId) -> bool:
            lately = self.ears(who).lately()
            if not lately.rows:  # the machine is busy, and measures when it can
                return False
            if who in silent and lately.loudness > SILENT:
                return False
            return self.heard_at(lately) == self.traces_at(lately) == expected[who]

        self.until(lambda: all(right(who) for who in at), lambda: self.account(at, expected), within)
        began = (time() - FOUR_SYLLABLES * (1 - MOMENTS)) * 1000  # what was before may have gone on for a moment
        self.rest(for_)
        for who in at:
            heard = self._measured(who, began)
            wrong = (self.traces_at(heard) | self.snatches_at(heard)) - expected[who]
            assert not wrong, f"{who} got something of {set(wrong)}: {self.account(at, expected)}"
            missing = expected[who] - self.heard_at(heard)
            assert not missing, f"{who} lost {set(missing)}: {self.account(at, expected)}"
            if who in silent:
                assert heard.loudness <= SILENT, f"{who} hears something at {heard.loudness:.0f} dB"

    def unbroken(self, speaking: Collection[PersonId], *listeners: PersonId, since: float) -> None:
        """These ears have heard these all the time since then (milliseconds of the machine's own clock), and of
        anybody else nothing that lasted longer than a blink."""
        until = time() * 1000
        for who in listeners:
            expected = frozenset(speaking) - {who}
            heard = self._measured(who, since)
            unmeasured = max(heard.rows[0][0] - since, until - heard.rows[-1][0]) / 1000
            assert unmeasured <= GAP, f"nothing was measured at {who}'s for {unmeasured:.2f} s"
            for one in expected:
                gap = max(heard.gaps(self.tones[one]))
                assert gap <= GAP, f"{who} did not hear {one} for {gap:.2f} s"
            wrong = {one: heard.longest(self.tones[one]) for one in self.snatches_at(heard) - expected}
            assert not wrong, f"{who} heard somebody in so many measurements on end: {wrong}"

    def simulated_unbroken(self, speaker: PersonId, since: float) -> None:
        """To every simulated member theirs has come all the time since then (seconds, `monotonic`)."""
        them = self.person(speaker)
        for who, one in self.simulated.items():
            share = one.share(them, since)
            assert share >= WHOLE, f"of what {speaker} says {share:.2f} came to {who}"

    def simulated_hear_exactly(self, speaking: Collection[PersonId]) -> None:
        """To simulated members comes sound of these, and nothing from any other."""
        ids = {self.person(who) for who in speaking}
        expected = {who: ids - {one.me} for who, one in self.simulated.items()}
        self.until(
            lambda: all(one.hears() == expected[who] for who, one in self.simulated.items()),
            lambda: str({who: sorted(one.hears()) for who, one in self.simulated.items()}),
        )

    # --- what may happen to a machine ---

    def dies(self, who: PersonId) -> None:
        """Their machine is without power from now on."""
        if who in self.seated:
            machine = self.seated.pop(who).machine
            machine.kill()
            machine.context = None
        else:
            self.inside.do(self._vanish(self.simulated.pop(who)))

    async def _vanish(self, member: Member) -> None:
        member.vanish()

    def moves(self, who: PersonId, listener: PersonId, speaker: PersonId, *, within: float) -> float:
        """Their machine finds itself in another network: for how long the listener lost the speaker, in seconds."""
        seated = self.seated[who]
        moved = time() * 1000
        seated.machine.cable.swap_address()
        seated.door.cut()
        seated.door.mend()
        tone = self.tones[speaker]

        def heard_again() -> bool:
            lately = self.ears(listener).lately(1.5)
            return time() * 1000 - moved > 3000 and lately.enough and max(lately.gaps(tone)) < 0.3

        self.until(heard_again, lambda: f"{self.state_of(listener)}", within)
        return max(self.ears(listener).since(moved).gaps(tone))

    def person(self, who: PersonId) -> PersonId:
        """By which id they are known."""
        if who in self.simulated:
            return self.simulated[who].me
        page = self.seated[who].page
        page.wait_for_function("() => welcomed() !== undefined")
        return str(page.evaluate("() => welcomed().me"))

    def another_tab(self, who: PersonId) -> Page:
        """They open their link once more beside the first; from now on these are their ears."""
        seated = self.seated[who]
        context = seated.machine.context
        assert context is not None
        page = context.new_page()
        page.goto(self.links[who])
        self.enter(page)
        self.seated[who] = replace(seated, page=page)
        return page

    def tab_is_silent(self, page: Page) -> None:
        """There is no sound in this tab, and nothing that could make one."""
        assert page.evaluate(OPEN_CONNECTIONS) == 0
        heard = Ears(page).lately(1)
        assert heard.rows
        assert heard.loudness <= SILENT

    def has_let_go(self, who: PersonId) -> None:
        """This page has no connection any more, and holds no microphone."""
        page = self.seated[who].page
        self.until(lambda: page.evaluate(OPEN_CONNECTIONS) == 0, lambda: f"{who}: {self.state_of(who)}")
        self.until(lambda: page.evaluate(HELD_MICROPHONES) == 0, lambda: f"{who} holds their microphone")

    # --- what came to a page, played or not ---

    def arrived(self, who: PersonId, kind: str = "audio") -> dict[PersonId, int]:
        """How many packets of sound (or of pictures) have come to this page, by the id of the sender."""
        found: dict[PersonId, int] = self.seated[who].page.evaluate("kind => arrivals(kind)", kind)
        return found

    def sends_no(self, kind: str, *people: PersonId) -> None:
        """None of this (`audio`, `video`) leaves these pages any more."""
        end = monotonic() + QUIET_WITHIN
        sent, since = self._sent(kind, people), monotonic()
        while monotonic() - since < QUIET_FOR:
            self.rest(0.5)
            now = self._sent(kind, people)
            if now != sent:
                sent, since = now, monotonic()
                assert since < end, f"{kind} is sent still: {sent}"

    def _sent(self, kind: str, people: Collection[PersonId]) -> dict[PersonId, int]:
        """How many packets have left each of these pages."""
        return {who: self.seated[who].page.evaluate("kind => departures(kind)", kind) for who in people}

    def arrives(self, who: PersonId, of: PersonId, *, more_than: Mapping[PersonId, int], kind: str = "audio") -> None:
        """Something of theirs truly comes to this page: there is something to keep out."""
        them = self.person(of)
        enough = more_than.get(them, 0) + 50
        self.until(lambda: self.arrived(who, kind).get(them, 0) >= enough, lambda: f"nothing of {of} comes to {who}")

    def pictures_at(self, who: PersonId, *people: PersonId, within: float = PATIENCE) -> None:
        """These are to be seen at this page, and nobody else."""
        page = self.seated[who].page
        self.until(lambda: page.evaluate("() => pictured()") == sorted(people), lambda: f"at {who}: {people}?", within)

    def plays_nothing_by_itself(self, *people: PersonId) -> None:
        """Whatever has come to these, their browsers have played none of it: only the page does, and ears hear that."""
        for who in people:
            energy = self.seated[who].page.evaluate("() => playedBeside()")
            assert energy == 0, f"{who}'s browser plays something past every gate: {energy}"

    def floors(self, who: PersonId) -> list[tuple[int, list[PersonId]]]:
        """Every floor that this page was told: its epoch and who is heard."""
        told: list[list[Any]] = self.seated[who].page.evaluate(
            "() => heardOnWire.filter(m => m.type === 'voice').map(m => [m.epoch, m.heard])"
        )
        return [(epoch, heard) for epoch, heard in told]

    def refusals(self, who: PersonId) -> Counter[str]:
        """How often the server has told this page that it misspoke, by what was wrong."""
        codes: list[str] = self.seated[who].page.evaluate(
            "() => heardOnWire.filter(m => m.type === 'problem' || m.type === 'voice_refused').map(m => m.code)"
        )
        return Counter(codes)

    def refused(self, who: PersonId, *, beside: Counter[str], **codes: int) -> None:
        """The server refuses this page so much more than that, no less and nothing else."""
        expected = beside + Counter(codes)
        self.until(
            lambda: self.refusals(who).total() >= expected.total(),
            lambda: f"{who} was refused {self.refusals(who)}, not {expected}: {self.state_of(who)}",
        )
        found = self.refusals(who)
        assert found == expected, f"{who} was refused {found}, not {expected}: {self.state_of(who)}"

    def account(self, at: Collection[PersonId], expected: Mapping[PersonId, Collection[PersonId]]) -> str:
        """What there is at each ear, for whoever has to find the fault."""
        lines = []
        for who in at:
            lately = self.ears(who).lately()
            levels = {
                one: (round(lately.loudest(tone)), round(lately.mostly(tone)), round(lately.share(tone), 2))
                for one, tone in self.tones.items()
                if one != who
            }
            running = f"{sum(row[1] for row in lately.rows)} of {len(lately.rows)} with sound running"
            expects = sorted(expected[who])
            lines.append(f"{who} should hear {expects}; decibels, share: {levels}, {running}; {self.state_of(who)}")
        return "\n".join(lines)

    def state_of(self, who: PersonId) -> Any:
        """How the connections of this page stand."""
        return self.seated[who].page.evaluate(STATE)

    def connected(self, *people: PersonId, within: float = PATIENCE) -> None:
        """Wait until all pages and all simulated members among these are connected to each other."""
        everybody = set(people or (*self.seated, *self.simulated))
        ids = {who: self.person(who) for who in everybody}

        def others(who: PersonId) -> set[PersonId]:
            return {ids[one] for one in everybody} - {ids[who]}

        def stands() -> bool:
            pages = all(
                others(who) <= set(self.seated[who].page.evaluate(CONNECTED)) for who in everybody & set(self.seated)
            )
            return pages and all(
                others(who) <= self.simulated[who].connected() for who in everybody & set(self.simulated)
            )

        def account() -> str:
            return "\n".join(
                [f"{who}: {self.state_of(who)}" for who in self.seated]
                + [f"{who}: {one.state()}; refused: {one.refused}" for who, one in self.simulated.items()]
            )

        try:
            self.until(stands, account, SOON)
        except AssertionError as slow:
            log.warning("not connected in %s s: %s", SOON, slow)
            self.until(stands, account, within - SOON)

    def sees(self, who: PersonId, words: str, within: float = PATIENCE) -> None:
        # on the page itself: what is read aloud stands for a while, whether or not it is still so
        seen = self.seated[who].page.locator("main").get_by_text(words)
        expect(seen.first).to_be_visible(timeout=within * 1000)
