"""Whole sessions by voice: at every step of two formats every ear hears exactly whom that step lets be heard."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

import pytest

from app.facilitation import commands as c
from app.facilitation.terms import Cameras, PauseAnswer, PersonId
from tests.media.machine import Machine
from tests.media.sitting import Sitting
from tests.media.words import WORDS, first_words_come_whole

pytestmark = [pytest.mark.media, pytest.mark.timeout(300)]


@dataclass
class Told:
    """Says what a step expects, and holds rules and ears to it."""

    sitting: Sitting

    @property
    def everybody(self) -> frozenset[PersonId]:
        return frozenset(self.sitting.company.tones)

    def hears(self, speaking: Collection[PersonId]) -> None:
        """The rules say so, and so do all ears."""
        house = self.sitting.house
        assert house.voices.heard == frozenset(speaking), house.state.step_id
        self.sitting.company.hear_exactly(speaking)

    def give(self, who: PersonId, *commands: c.Command) -> None:
        self.sitting.house.give(who, *commands)

    def open(self, step: str) -> None:
        self.sitting.house.to_step(step)

    def hand(self, who: PersonId) -> None:
        """Somebody's hand goes up, and is taken."""
        self.give(who, c.RaiseHand())
        self.give("jo", c.TakeHand(hand=next(one.id for one in self.sitting.house.state.hands if one.person == who)))

    def turns(self, *beside: PersonId) -> None:
        """Everybody has their turn, and is heard in it with these beside them."""
        had = []
        while (turn := self.sitting.house.state.turns.now) is not None:
            self.hears({turn.person, *beside})
            had.append(turn.person)
            self.give(turn.person, c.EndTurn(turn=turn.number))
        assert set(had) == self.everybody - {"jo"}
        self.hears(self.everybody)


def test_every_step_of_als_4step(sit: Callable[..., Sitting], machines: list[Machine]) -> None:
    with sit() as sitting:
        company = sitting.company
        company.all_come(("jo", "amina", "danny"), machines, WORDS)
        company.simulate("ruth")
        company.connected(within=60)
        told = Told(sitting)
        told.hears(told.everybody)
        told.open("check-in")
        told.turns("jo")
        told.open("asking")
        told.hears(told.everybody)

        told.open("r1.present")
        told.hears({"amina"})
        told.give("danny", c.RaiseHand())  # kept for later, and heard by nobody
        told.hears({"amina"})
        told.give("amina", c.PauseTogether())
        told.hears({"amina", "jo"})
        pause = sitting.house.state.pause
        assert pause is not None
        told.give("amina", c.AnswerPause(pause=pause.id, answer=PauseAnswer.CARRY_ON))
        told.hears({"amina"})

        told.open("r1.clarify")
        told.hears({"amina"})
        told.hand("ruth")
        told.hears({"amina", "ruth"})
        asking = sitting.house.state.asking
        assert asking is not None
        told.give("amina", c.NextQuestion(after=asking.id))
        told.hears({"amina", "danny"})

        told.open("r1.explore")
        told.hears({"amina"})
        told.give("jo", c.BeginWord(step="r1.explore"))
        told.hears({"jo"})
        word = sitting.house.state.word
        assert word is not None
        told.give("jo", c.EndWord(word=word.id))
        told.hears({"amina"})
        first_words_come_whole(sitting, "amina", "jo", "danny")
        told.hand("danny")
        told.give("amina", c.LetMeThink(step="r1.explore"))
        told.hears({"amina"})
        told.give("amina", c.LetMeThink(step="r1.explore", think=False))
        told.hears({"amina", "danny"})

        told.give("amina", c.AskForOffers(step="r1.offers"))
        told.hears({"amina"})
        told.hand("ruth")
        told.hears({"amina", "ruth"})
        told.give("amina", c.CloseOffers(step="r1.offers"))
        told.open("r1.reflect")
        told.hears({"amina"})
        told.open("r1.look-back")
        told.hears(told.everybody)

        told.open("writing")
        told.hears(())
        told.open("review")
        told.turns("jo")
        told.open("close")
        told.hears(told.everybody)
        company.simulated_hear_exactly(told.everybody)
        told.give("jo", c.CloseSession())
        company.hear_exactly(())
        for who in company.seated:
            company.has_let_go(who)
        company.nothing_to_complain()


GOOD_LINES: Final = """(() => {
  const ask = RTCPeerConnection.prototype.getStats;
  RTCPeerConnection.prototype.getStats = async function () {
    const told = ({ type }) => type !== "remote-inbound-rtp" && type !== "candidate-pair";
    const all = [...(await ask.call(this))].filter(([, one]) => told(one));
    return new Map(all.map(([id, one]) => [id, { ...one, packetsLost: 0 }]));
  };
})();"""
"""A page takes a loaded machine for a poor line, and its pictures rest; here every line is good."""

PICTURE_ALL_THE_SAME: Final = """async () => {
  const [track] = (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks();
  const all = connections.flatMap((pc) => pc.getTransceivers());
  const pictures = all.filter((one) => one.receiver.track.kind === "video");
  await Promise.all(pictures.map((one) => one.sender.replaceTrack(track)));
}"""


def test_every_step_of_troika(sit: Callable[..., Sitting], machines: list[Machine]) -> None:
    with sit(round_format="troika", cameras=Cameras.SMALL) as sitting:
        company = sitting.company
        company.all_come(("amina", "danny", "ruth"), machines, GOOD_LINES)
        company.simulate("jo")
        company.connected(within=60)
        for seated in company.seated.values():
            seated.page.get_by_role("button", name="Turn my camera on").first.click()
        for who in company.seated:
            company.pictures_at(who, *({*company.seated} - {who}))
        told = Told(sitting)
        told.open("r1.share")
        told.hears({"amina"})
        for who in ("danny", "ruth"):
            company.pictures_at(who, "amina")
        told.open("r1.clarify")
        told.hand("danny")
        told.hears({"amina", "danny"})

        # the client's microphone is off, and their camera, whatever their machine would send
        told.open("r1.consult")
        told.hears({"danny", "ruth"})
        company.sends_no("audio", "amina")
        company.sends_no("video", "amina")
        before = company.arrived("danny", "video")
        company.seated["amina"].page.evaluate(PICTURE_ALL_THE_SAME)
        company.arrives("danny", "amina", more_than=before, kind="video")
        company.pictures_at("danny", "ruth")
        company.pictures_at("ruth", "danny")
        told.open("r1.reflect")
        told.hears({"amina"})
        company.pictures_at("danny", "amina")
        company.simulated_hear_exactly({"amina"})
        company.nothing_to_complain()
