"""Who is heard at every ear: the holder, at full level; and nobody else, whatever their machine sends."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.media.machine import Machine
from tests.media.sitting import Sitting

pytestmark = [pytest.mark.media, pytest.mark.timeout(180)]

HACKS: Final = Path(__file__).with_name("hacks.js").read_text()
HONEST: Final = ("jo", "amina")
"""Whose ears are measured beside a misbehaving member: the facilitator's and the holder's."""

LISTENS_IN: Final = """(who) => {
  const pc = connections.findLast((one) => one.connectionState === "connected" && personAt(one) === who);
  const { track } = pc.getReceivers().find((one) => one.track.kind === "audio");
  track.enabled = true;
  const context = new AudioContext();
  context.createMediaStreamSource(new MediaStream([track])).connect(context.destination);
}"""


def test_in_airspace_the_holder_is_heard_by_all_and_nobody_else_is(
    sit: Callable[..., Sitting], machines: list[Machine]
) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines)
        company.simulate("ruth", "priya", "gareth", "maureen")
        company.connected(within=100)
        sitting.as_the_rules_have_it()
        assert sitting.house.voices.heard == frozenset(company.tones), "in the lobby all seven talk"
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"}, for_=3)
        company.simulated_hear_exactly({"amina"})
        company.sends_no("audio", "danny", "jo")
        company.nothing_to_complain()


def test_a_misbehaving_member_is_heard_by_nobody(sit: Callable[..., Sitting], machines: list[Machine]) -> None:
    with sit() as sitting:
        company = sitting.company
        company.come("jo", machines[0])
        company.come("amina", machines[1])
        danny = company.come("danny", machines[2], HACKS)
        company.simulate("ruth", sends_always=True, twofold=True)
        company.simulate("priya")
        company.connected(within=60)
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"}, *HONEST)
        began = max(epoch for epoch, _ in company.floors("jo"))

        before = company.arrived("jo")
        danny.evaluate("() => hack.force('danny')")
        company.arrives("jo", "danny", more_than=before)
        company.arrives("jo", "ruth", more_than=before)
        company.arrives("amina", "danny", more_than=before)
        company.hear_exactly({"amina"}, *HONEST, for_=2)
        company.plays_nothing_by_itself(*HONEST)

        danny.evaluate("() => hack.addTrack()")
        company.refused("danny", "voice_shape")
        company.hear_exactly({"amina"}, *HONEST)

        danny.evaluate("() => hack.renegotiate()")
        company.hear_exactly({"amina"}, *HONEST)

        danny.evaluate("() => hack.forge('amina')")
        company.until(lambda: company.problems("danny") >= 6, lambda: company.state_of("danny"))
        company.hear_exactly({"amina"}, *HONEST)
        floors = company.floors("jo")
        assert max(epoch for epoch, _ in floors) < 1e6, "a forged floor came through"
        since = [heard for epoch, heard in floors if epoch >= began]
        assert since
        assert all("danny" not in heard for heard in since)

        danny.evaluate("() => hack.republish()")
        company.hear_exactly({"amina"}, *HONEST, for_=2)

        danny.reload()  # a page of its own again, with another certificate
        company.connected("jo", "amina", "danny", within=60)
        danny.evaluate("() => hack.force('danny')")
        company.arrives("jo", "danny", more_than=company.arrived("jo"))
        company.hear_exactly({"amina"}, *HONEST, for_=2)

        # where nobody may be heard there is no sound at all: not of them, not of anybody
        sitting.house.to_step("writing")
        company.arrives("jo", "danny", more_than=company.arrived("jo"))
        company.arrives("amina", "ruth", more_than=company.arrived("amina"))
        company.hear_exactly((), *HONEST, for_=2)
        company.plays_nothing_by_itself(*HONEST)

        # a listener in league with them would hear them, as by telephone: it is the honest ear that keeps them out
        company.seated["jo"].page.evaluate(LISTENS_IN, "danny")
        company.hear_exactly({"danny"}, "jo")
        company.hear_exactly((), "amina")
