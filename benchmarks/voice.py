"""Voices between real browsers: how soon a new floor is at every ear, what a client costs, how soon all are back."""

import os
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
from benchmarks.tape import Taped, tape, waits
from tests.media.apart import apart
from tests.media.company import Company
from tests.media.machine import Machine, ears
from tests.media.network import Network
from tests.media.sitting import Sitting

PEOPLE: Final = ("jo", "amina", "danny", "ruth", "priya")
CHANGES: Final = 20
"""So often the facilitator has a word, and the floor goes back."""
WATCHED: Final = 8
"""Seconds over which processor and traffic are taken."""
KILLS: Final = 3
GONE: Final = 30
"""Seconds for which there is no server."""
FULL: Final = 0.9
"""With so much of all cores at work, what one browser does depends on the others."""
MOVES: Final = 3
FINE: Final = ears(every=10, size=1024)
"""Measured every hundredth of a second, over a fiftieth."""


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
    """From giving the command that changes the floor, in milliseconds, until the sound has left the page."""

    company: Company
    sounded: list[float] = field(default_factory=list)
    silent: list[float] = field(default_factory=list)
    sounds: list[float] = field(default_factory=list)

    def measure(self, began: float, before: PersonId, after: PersonId) -> None:
        """What this change came to at every ear of somebody else."""
        self.company.hear_exactly({after})
        for who, seated in self.company.seated.items():
            taped = Taped.since(seated.page, began - 500)
            if who != before:
                sounded, silent = taped.end(self.company.tones[before])
                self.sounded.append(sounded - began)
                self.silent.append(silent - began)
            if who != after:
                self.sounds.append(taped.full(self.company.tones[after], began) - began)


def floors(data_dir: Path) -> list[Figure]:
    """The facilitator breaks into a question with a word, and gives the floor back to the holder."""
    with (
        _machines(data_dir / "machines", 3, ears() + tape()) as (network, machines),
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
        devices = tuple(waits(seated.page) for seated in company.seated.values())
    return [
        Figure("floor changes → silence at each ear, at the latest", "ms", tuple(changes.silent), 100),
        Figure("the same, at the earliest", "ms", tuple(changes.sounded)),
        Figure("floor changes → first sound of the new speaker, at the latest", "ms", tuple(changes.sounds), 200),
        Figure("on top of these: what this machine’s device keeps waiting", "ms", devices),
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


MEANT: Final = """async () => {
  let bits = 0;
  for (const pc of connections) for (const one of (await pc.getStats()).values())
    if (one.type === "outbound-rtp" && one.active) bits += one.targetBitrate ?? 0;
  return bits / 1000;
}"""
"""What all encoders of a page are told to make at the moment, in kbit/s."""


def _taken(name: str, company: Company) -> list[Figure]:
    company.rest(2)  # whatever joining took is over
    machines = [seated.machine for seated in company.seated.values()]
    before = [(machine.processor_seconds(), *machine.cable.traffic()) for machine in machines]
    began, idle = time.monotonic(), _idle()
    company.rest(WATCHED)
    took, idled = time.monotonic() - began, _idle() - idle
    after = [(machine.processor_seconds(), *machine.cable.traffic()) for machine in machines]
    meant = tuple(float(seated.page.evaluate(MEANT)) for seated in company.seated.values())
    each = [
        [(late - early) / took for late, early in zip(*two, strict=True)] for two in zip(after, before, strict=True)
    ]
    full = 1 - idled / took / (os.cpu_count() or 1) >= FULL
    note = " (machine full: not one client’s own)" if full else ""
    return [
        Figure(f"{name}: one browser’s processor{note}", "% of a core", tuple(100 * one[0] for one in each)),
        Figure(f"{name}: one’s traffic, each way{note}", "kbit/s", tuple(8 * fmean(one[1:]) / 1000 for one in each)),
        Figure(f"{name}: what one’s encoders are told to make{note}", "kbit/s", meant),
    ]


def _idle() -> float:
    """For how many seconds the cores of this machine have had nothing to do until now, all together."""
    words = Path("/proc/stat").read_text().split()
    return (int(words[4]) + int(words[5])) / os.sysconf("SC_CLK_TCK")


# --- back again --------------------------------------------------------------------------------------------------


def restarts(data_dir: Path) -> list[Figure]:
    """In airspace the server is killed, and started again half a minute later."""
    took, lost = [], []
    with _machines(data_dir / "machines", 3) as (network, machines), apart(network, data_dir / "server") as company:
        company.all_come(("danny", "ruth", "gareth"), machines)
        company.simulate("jo", "amina")
        company.connected(within=90)
        company.into_airspace()
        company.hear_exactly({"amina"})
        for _ in range(KILLS):
            told = {who: len(company.floors(who)) for who in company.seated}
            company.kill()
            killed = time.time() * 1000
            company.rest(GONE)
            company.start()
            up = time.monotonic()
            for who, number in told.items():
                _until_told(company, who, number)
                took.append(time.monotonic() - up)
            company.simulated_come_back()
            company.hear_exactly({"amina"})
            lost += [max(company.ears(who).since(killed).gaps(company.tones["amina"])) for who in company.seated]
    return [
        Figure(f"server there again after {GONE} s → each page’s newest floor", "s", tuple(took), 3),
        Figure("meanwhile: longest time in which an ear didn’t hear the holder", "s", tuple(lost)),
    ]


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
