"""Faults of ours and of the network interrupt nobody: the floor that was last known holds until a newer one comes."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic, time
from typing import Final

import pytest

from app.facilitation.terms import Cameras
from tests.media.apart import apart
from tests.media.company import ROOM_FOR_LOAD
from tests.media.machine import Machine
from tests.media.network import Network
from tests.media.sitting import Sitting
from tests.media.test_floor import HACKS

pytestmark = [pytest.mark.media, pytest.mark.timeout(240)]

GONE: Final = 30
"""Seconds for which there is no server."""
BACK_WITHIN: Final = 3
CHANGED_WITHIN: Final = 5
"""Seconds, as stated."""
HEARD_BY_WITHIN: Final = 10
"""Seconds in which nobody is told any more that somebody hears them who does not."""
MENDS_WITHIN: Final = 5
"""Seconds after which a browser whose sound has failed plays again, with nothing pressed."""

A_VOICE_AND_LITTLE_MORE: Final = "80kbit"
PICTURES_BACK_WITHIN: Final = 45
"""Seconds on a good line after which a picture is tried again that had to rest twice."""


HEARD_BY_TWO: Final = """from => heardOnWire.slice(from).some(({ type, people }) =>
  type === "heard_by" && people.length === 2)"""
"""Whether the server has said so since then: the page itself had said it all the time."""


def test_a_server_gone_for_half_a_minute_interrupts_nobody(
    network: Network, tmp_path: Path, machines: list[Machine]
) -> None:
    with apart(network, tmp_path) as company:
        company.all_come(("danny", "ruth", "amina"), machines, danny=HACKS)
        company.simulate("jo", "gareth")
        company.connected(within=60)
        company.into_airspace("amina")
        company.seated["danny"].page.evaluate("me => hack.force(me)", company.person("danny"))
        company.hear_exactly({"amina"})
        company.arrives("ruth", "danny", more_than=company.arrived("ruth"))
        company.sees("amina", "Two people can hear you.")

        company.kill()
        began, gone = time() * 1000, monotonic()
        company.rest(GONE)
        company.unbroken({"amina"}, *company.seated, since=began)
        company.simulated_unbroken("amina", gone)
        company.arrives("ruth", "danny", more_than=company.arrived("ruth"))
        told = {who: len(company.floors(who)) for who in company.seated}
        page = company.seated["amina"].page
        said = page.evaluate("heardOnWire.length")

        company.start()
        up = monotonic()
        company.until(
            lambda: all(len(company.floors(who)) > told[who] for who in company.seated),
            lambda: str({who: company.state_of(who) for who in company.seated}),
        )
        left = BACK_WITHIN * ROOM_FOR_LOAD - (monotonic() - up)
        assert left > 0
        company.until(lambda: page.evaluate(HEARD_BY_TWO, said), lambda: company.state_of("amina"), within=left)
        company.sees("amina", "Two people can hear you.")
        company.hear_exactly({"amina"})
        company.unbroken({"amina"}, *company.seated, since=began)
        company.simulated_unbroken("amina", gone)
        company.simulated_hear_exactly({"amina", "danny"})  # it is the ear that keeps danny out, and these have none

        # and right: the next floor is carried out at once, everywhere
        company.simulated_come_back()
        company.give("jo", "open_step", step="r1.look-back")
        company.hear_exactly(set(company.tones), within=BACK_WITHIN * ROOM_FOR_LOAD)


def test_how_many_can_hear_is_true_while_the_server_is_away_and_when_everything_is(
    sit: Callable[..., Sitting], machines: list[Machine]
) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines)
        company.connected(within=60)
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"})
        company.sees("amina", "Two people can hear you.")
        holder = company.seated["amina"]
        began = time() * 1000
        holder.door.cut()  # no server for her; those who hear her go on hearing
        company.rest(HEARD_BY_WITHIN)
        company.sees("amina", "Two people can hear you.")
        company.dies("danny")
        company.sees("amina", "One person can hear you.", within=HEARD_BY_WITHIN * ROOM_FOR_LOAD)
        company.unbroken({"amina"}, "jo", "amina", since=began)
        with holder.machine.cable.pulled(company.network.hub):
            company.until(
                lambda: "can hear you" not in holder.page.locator("main").inner_text(),
                lambda: f"still said: {company.state_of('amina')}",
                within=HEARD_BY_WITHIN * ROOM_FOR_LOAD,
            )
        holder.door.mend()


def test_sound_that_fails_at_one_ear_is_told_to_whoever_speaks_and_mends_itself(
    sit: Callable[..., Sitting], machines: list[Machine]
) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines)
        company.connected(within=60)
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"})
        company.sees("amina", "Two people can hear you.")
        began = time() * 1000
        machine = company.seated["danny"].machine
        with machine.sound_stands_still():  # all comes in at danny's, and nothing comes out
            company.sees("amina", "One person can hear you.", within=HEARD_BY_WITHIN * ROOM_FOR_LOAD)
        company.sees("amina", "Two people can hear you.", within=HEARD_BY_WITHIN * ROOM_FOR_LOAD)
        company.hear_exactly({"amina"})

        machine.sound_crashes()
        company.rest(MENDS_WITHIN)
        company.hear_exactly({"amina"})
        company.sees("amina", "Two people can hear you.", within=HEARD_BY_WITHIN * ROOM_FOR_LOAD)
        company.unbroken({"amina"}, "jo", since=began)
        sitting.house.to_step("r1.look-back")  # and whoever had been shut out then, and danny's own voice
        company.hear_exactly(set(company.tones))


def test_a_member_whose_machine_dies_interrupts_nobody_else(
    sit: Callable[..., Sitting], machines: list[Machine]
) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines)
        company.simulate("ruth", "priya")
        company.connected(within=60)
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"})

        began = time() * 1000
        company.dies("danny")
        company.dies("ruth")
        company.rest(6)
        company.unbroken({"amina"}, "jo", since=began)
        company.simulated_hear_exactly({"amina"})

        # and they may come again, on a machine that knows nothing of before
        machines[2].start()
        began = time() * 1000  # a browser that starts takes the whole machine
        company.come("danny", machines[2])
        company.connected("jo", "amina", "danny", "priya", within=60)
        company.hear_exactly({"amina"})
        company.unbroken({"amina"}, "jo", since=began)


def test_a_network_that_changes_is_found_again(sit: Callable[..., Sitting], machines: list[Machine]) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines)
        company.simulate("ruth")
        company.connected(within=60)
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"})
        for who in ("danny", "amina"):  # somebody who listens, and then the one who speaks
            took = company.moves(who, "danny", "amina", within=60)  # longer than it may take: what it took is judged
            assert 0.1 < took <= CHANGED_WITHIN * ROOM_FOR_LOAD
            company.hear_exactly({"amina"})
        company.simulated_hear_exactly({"amina"})


@pytest.mark.timeout(400)
def test_on_a_poor_line_pictures_go_first_and_the_voice_stays(
    sit: Callable[..., Sitting], machines: list[Machine]
) -> None:
    with sit(cameras=Cameras.ON) as sitting:
        company = sitting.company
        company.come("jo", machines[0])
        company.come("amina", machines[1])
        company.connected(within=60)
        sitting.house.to_step("r1.present")
        amina = company.seated["amina"]
        amina.page.get_by_role("button", name="Turn my camera on").first.click()
        company.pictures_at("jo", "amina", within=60)
        company.hear_exactly({"amina"}, "jo")
        began = time() * 1000
        with amina.machine.cable.slow(A_VOICE_AND_LITTLE_MORE):
            company.sees("amina", "Pictures are resting", within=60)
            company.sends_no("video", "amina")
            company.pictures_at("jo", within=60)
            company.unbroken({"amina"}, "jo", since=began)
        company.pictures_at("jo", "amina", within=PICTURES_BACK_WITHIN * ROOM_FOR_LOAD)
        company.unbroken({"amina"}, "jo", since=began)
