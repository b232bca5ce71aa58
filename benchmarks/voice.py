"""Voices between real browsers: how soon a new floor is at every ear, what a client costs, how soon all are back."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Final

from playwright.sync_api import sync_playwright

from app.facilitation import commands as c
from app.facilitation.terms import Cameras, PersonId
from benchmarks.figures import Figure
from tests.media.apart import apart
from tests.media.ears import HEARD, UNHEARD, Measured, decibels
from tests.media.machine import Machine, ears
from tests.media.network import Network
from tests.media.sitting import Company, Sitting
from tests.media.tones import TONES

PEOPLE: Final = ("jo", "amina", "danny", "ruth", "priya")
CHANGES: Final = 20
"""So often the facilitator has a word, and the floor goes back."""
WATCHED: Final = 8
"""Seconds over which processor and traffic are taken."""
KILLS: Final = 3
GONE: Final = 5
MOVES: Final = 3
FINE: Final = ears(every=10, size=1024)
"""Measured every hundredth of a second, over a fiftieth: what is said of silence is at most that much too late."""


@contextmanager
def _machines(folder: Path, number: int, script: str | None = None) -> Iterator[tuple[Network, list[Machine]]]:
    folder.mkdir(parents=True, exist_ok=True)
    with Network() as network, sync_playwright() as playwright:
        made = [Machine(playwright, network, folder, n, ears=script or ears()) for n in range(number)]
        try:
            yield network, made
        finally:
            for machine in made:
                machine.browser.close()


@contextmanager
def _sitting(network: Network, folder: Path, machines: Sequence[Machine], cameras: Cameras) -> Iterator[Sitting]:
    folder.mkdir(parents=True)
    with Sitting.of(network, folder, cameras=cameras) as sitting:
        for who, machine in zip(PEOPLE, machines, strict=False):
            sitting.company.come(who, machine)
        sitting.company.connected(within=90)
        yield sitting


# --- a new floor at every ear ----------------------------------------------------------------------------------------


@dataclass
class _Changes:
    """From giving the command that changes the floor, in milliseconds."""

    company: Company
    silent: list[float] = field(default_factory=list)
    sounds: list[float] = field(default_factory=list)

    def measure(self, began: float, before: PersonId, after: PersonId) -> None:
        """What this change came to at every ear of somebody else."""
        self.company.hear_exactly({after})
        for who in self.company.seated:
            heard = self.company.ears(who).since(began - 500)
            if who != before:
                self.silent.append(_last(heard, self.company.tones[before]) - began)
            if who != after:
                self.sounds.append(_first(heard, self.company.tones[after], began) - began)


def _last(heard: Measured, tone: int) -> float:
    """The moment of the last measurement in which there was anything of this tone."""
    place = 3 + TONES.index(tone)
    return float([row[0] for row in heard.rows if decibels(row[place]) >= UNHEARD][-1])


def _first(heard: Measured, tone: int, began: float) -> float:
    """The moment of the first one in which it was at full level."""
    place = 3 + TONES.index(tone)
    return float(next(row[0] for row in heard.rows if row[0] > began and decibels(row[place]) >= HEARD))


def floors(data_dir: Path) -> list[Figure]:
    """The facilitator breaks into a question with a word, and gives the floor back to the holder."""
    with (
        _machines(data_dir / "machines", 3, FINE) as (network, machines),
        _sitting(network, data_dir / "house", machines, Cameras.OFF) as sitting,
    ):
        house, company = sitting.house, sitting.company
        house.to_step("r1.explore")
        company.hear_exactly({"amina"})
        changes = _Changes(company)
        for _ in range(CHANGES):
            began = time.time() * 1000
            house.give("jo", c.BeginWord(step="r1.explore"))
            changes.measure(began, "amina", "jo")
            word = house.state.word
            assert word is not None
            began = time.time() * 1000
            house.give("jo", c.EndWord(word=word.id))
            changes.measure(began, "jo", "amina")
    return [
        Figure("floor changes → silence at each ear", "ms", tuple(changes.silent), 100),
        Figure("floor changes → first sound of the new speaker", "ms", tuple(changes.sounds), 200),
    ]


# --- what it costs -----------------------------------------------------------------------------------------------


def costs(data_dir: Path) -> list[Figure]:
    """Three and five people who all talk at once, with and without pictures: what each one's browser takes."""
    figures = []
    for number in (3, 5):
        with _machines(data_dir / f"machines-{number}", number) as (network, machines):
            for name, cameras in (("by voice", Cameras.OFF), ("with pictures", Cameras.ON)):
                folder = data_dir / f"house-{number}-{cameras}"
                with _sitting(network, folder, machines, cameras) as sitting:
                    if cameras is Cameras.ON:
                        _show(sitting.company)
                    figures += _taken(f"{number} people {name}", sitting.company)
                for machine in machines:
                    machine.close()
    return figures


def _show(company: Company) -> None:
    """Everybody turns their camera on, and everybody sees everybody."""
    for seated in company.seated.values():
        seated.page.get_by_role("button", name="Turn my camera on").first.click()
    others = len(company.seated) - 1
    for seated in company.seated.values():
        seated.page.wait_for_function(
            """async (others) => {
              let shown = 0;
              for (const pc of connections) for (const one of (await pc.getStats()).values())
                if (one.type === "inbound-rtp" && one.kind === "video" && one.framesDecoded > 5) shown += 1;
              return shown >= others;
            }""",
            arg=others,
            timeout=90_000,
        )


def _taken(name: str, company: Company) -> list[Figure]:
    company.rest(2)  # whatever joining took is over
    machines = [seated.machine for seated in company.seated.values()]
    before = [(machine.processor_seconds(), *machine.cable.traffic()) for machine in machines]
    began = time.monotonic()
    company.rest(WATCHED)
    took = time.monotonic() - began
    after = [(machine.processor_seconds(), *machine.cable.traffic()) for machine in machines]
    each = [
        [(late - early) / took for late, early in zip(*two, strict=True)] for two in zip(after, before, strict=True)
    ]
    return [
        Figure(f"{name}: one browser’s processor", "% of a core", tuple(100 * one[0] for one in each)),
        Figure(f"{name}: one client’s traffic, each way", "kbit/s", tuple(8 * fmean(one[1:]) / 1000 for one in each)),
    ]


# --- back again --------------------------------------------------------------------------------------------------


def restarts(data_dir: Path) -> list[Figure]:
    """In airspace the server is killed, and started again five seconds later."""
    took = []
    with _machines(data_dir / "machines", 3) as (network, machines), apart(network, data_dir / "server") as company:
        company.all_come(("danny", "ruth", "gareth"), machines)
        company.simulate("jo", "amina")
        company.connected(within=90)
        company.into_airspace()
        company.hear_exactly({"amina"})
        for _ in range(KILLS):
            told = {who: len(company.floors(who)) for who in company.seated}
            company.kill()
            company.rest(GONE)
            company.start()
            up = time.monotonic()
            for who, number in told.items():
                _until_told(company, who, number)
                took.append(time.monotonic() - up)
            company.simulated_come_back()
            company.hear_exactly({"amina"})
    return [Figure("server there again → each page’s newest floor", "s", tuple(took), 3)]


def _until_told(company: Company, who: PersonId, number: int) -> None:
    """Until this page was told more floors than so many."""
    company.until(lambda: len(company.floors(who)) > number, lambda: f"{who} is not back", within=60)


def moves(data_dir: Path) -> list[Figure]:
    """In airspace the network changes under a listener, and under the holder."""
    took = []
    with (
        _machines(data_dir / "machines", 3, FINE) as (network, machines),
        _sitting(network, data_dir / "house", machines, Cameras.OFF) as sitting,
    ):
        sitting.house.to_step("r1.present")
        for _ in range(MOVES):
            for who in ("danny", "amina"):
                sitting.company.hear_exactly({"amina"})
                took.append(sitting.company.moves(who, "danny", "amina", within=60))
    return [Figure("network changed → voice heard again", "s", tuple(took), 5)]
