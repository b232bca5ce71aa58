"""Who is heard at every ear: the holder, at full level; and nobody else, whatever their machine sends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any, Final

import pytest

from app.facilitation.terms import PersonId
from tests.media.company import ROOM_FOR_LOAD, SILENT_WITHIN, Company
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
  return Object.assign(new Audio(), { srcObject: new MediaStream([track]) }).play();
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
        company.hear_exactly({"amina"}, for_=2)
        company.simulated_hear_exactly({"amina"})
        company.sends_no("audio", "danny", "jo")
        company.nothing_to_complain()


@dataclass
class Misbehaving:
    """Danny's page has a script of its own, and amina has the airspace."""

    company: Company

    @property
    def others(self) -> frozenset[PersonId]:
        return frozenset(self.company.tones) - {"danny"}

    def does(self, hack: str) -> Any:
        """It does this, and says what came of it."""
        return self.company.seated["danny"].page.evaluate(hack)

    @contextmanager
    def heard_by_nobody(self) -> Iterator[None]:
        """All the while, from the first moment: what they send truly comes, and the holder alone is heard."""
        began = time() * 1000
        yield
        for who in HONEST:
            self.company.arrives(who, "danny", more_than=self.company.arrived(who))
        assert self.does("() => hack.errors") == []
        self.company.hear_exactly({"amina"}, *HONEST)
        self.company.unbroken({"amina"}, *HONEST, since=began)

    def forces(self) -> None:
        """The microphone is forced on, and truly goes out to everybody."""
        self.does("() => hack.force('danny')")
        self.company.until(
            lambda: self.does("() => hack.forced") >= len(self.others), lambda: str(self.does("() => hack"))
        )


def test_a_misbehaving_member_is_heard_by_nobody(sit: Callable[..., Sitting], machines: list[Machine]) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines, danny=HACKS)
        company.simulate("ruth", sends_always=True, twofold=True)
        company.simulate("priya")
        company.connected(within=60)
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"}, *HONEST)
        began = max(epoch for epoch, _ in company.floors("jo"))
        misbehaving = Misbehaving(company)

        with misbehaving.heard_by_nobody():
            misbehaving.forces()
            company.arrives("jo", "ruth", more_than=company.arrived("jo"))
        company.plays_nothing_by_itself(*HONEST)

        with misbehaving.heard_by_nobody():
            before = company.refusals("danny")
            assert misbehaving.does("() => hack.addTrack()") == dict.fromkeys(misbehaving.others, 2)
            company.refused("danny", beside=before, voice_shape=len(misbehaving.others))

        with misbehaving.heard_by_nobody():
            before = company.refusals("danny")
            assert misbehaving.does("() => hack.renegotiate()") == dict.fromkeys(misbehaving.others, 1)
            company.rest(0.5)  # a refusal would have come
            company.refused("danny", beside=before)

        with misbehaving.heard_by_nobody():
            before = company.refusals("danny")
            misbehaving.does("() => hack.forge('amina')")
            company.refused("danny", beside=before, unknown_type=4, bad_message=2, voice_shape=2)
        floors = company.floors("jo")
        assert max(epoch for epoch, _ in floors) < 1e6, "a forged floor came through"
        since = [heard for epoch, heard in floors if epoch >= began]
        assert since
        assert all("danny" not in heard for heard in since)

        with misbehaving.heard_by_nobody():
            told = len(company.floors("danny"))
            misbehaving.does("() => hack.republish()")
            company.until(lambda: len(company.floors("danny")) > told, lambda: company.state_of("danny"))

        with misbehaving.heard_by_nobody():
            company.seated["danny"].page.reload()  # a page of its own again, with another certificate
            company.connected("jo", "amina", "danny", "ruth", "priya", within=60)
            misbehaving.forces()
        company.plays_nothing_by_itself(*HONEST)

        # where nobody may be heard there is no sound at all: not of them, not of anybody
        sitting.house.to_step("writing")  # on the way there everybody talks for a moment
        shut = time() * 1000 + SILENT_WITHIN * ROOM_FOR_LOAD
        company.arrives("jo", "danny", more_than=company.arrived("jo"))
        company.arrives("amina", "ruth", more_than=company.arrived("amina"))
        company.hear_exactly((), *HONEST)
        company.unbroken((), "amina", since=shut)
        company.plays_nothing_by_itself(*HONEST)

        # a listener in league with them would hear them, as by telephone: it is the honest ear that keeps them out
        company.seated["jo"].page.evaluate(LISTENS_IN, "danny")
        company.hear_exactly({"danny"}, "jo")
        company.hear_exactly((), "amina")
        assert company.seated["jo"].page.evaluate("() => playedBeside()") > 0, "it is seen when something is played"
