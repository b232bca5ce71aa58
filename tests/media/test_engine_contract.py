"""What every engine does, whatever carries its sound: a later one is one more parameter here."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from app.facilitation.voices import MOST
from app.media.engine import NOBODY, Allowed, FloorSaid, ForPeer, MediaEngine, PeerSaid, Said, WaysSaid
from app.media.mesh import MeshEngine
from app.media.peers import IceServer, PeerCandidate, PeerDescription, VoicePeer
from tests.media.descriptions import CANDIDATE, description, fingerprint

PEOPLE = ("amina", "danny", "gareth", "jo")
WAYS = WaysSaid((IceServer(urls=("stun:ways.example.org:3478",)),), 7)


@dataclass
class Carried:
    """An engine with a room open, and what it said to whom."""

    engine: MediaEngine
    settle: Callable[[], Awaitable[None]]
    """Until an engine that works in the background has said what it has to say."""
    told: list[tuple[str, Said]] = field(default_factory=list)

    def say(self, person: str, said: Said) -> None:
        self.told.append((person, said))

    async def heard(self, person: str) -> list[Said]:
        """What this one was told."""
        await self.settle()
        return [said for who, said in self.told if who == person]

    async def floors(self, person: str) -> list[FloorSaid]:
        return [said for said in await self.heard(person) if isinstance(said, FloorSaid)]

    async def passed(self, person: str) -> list[PeerSaid]:
        return [said for said in await self.heard(person) if isinstance(said, PeerSaid)]

    def join(self, *people: str) -> None:
        for who in people:
            assert self.engine.join("one", who, peer(who)) is None, who


async def _at_once() -> None:
    """The mesh says everything before its call returns."""


def mesh() -> tuple[MediaEngine, Callable[[], Awaitable[None]]]:
    return MeshEngine(lambda _: WAYS), _at_once


@pytest.fixture(params=[mesh])
async def carried(request: pytest.FixtureRequest) -> AsyncIterator[Carried]:
    engine, settle = request.param()
    here = Carried(engine, settle)
    engine.open("one", here.say)
    yield here
    engine.close("one")


def number(who: str) -> int:
    return sum(who.encode())


def peer(who: str, *, again: int = 0, camera: bool = False) -> VoicePeer:
    return VoicePeer(fingerprint=fingerprint(number(who) + again), microphone=True, camera=camera, large=False)


def floor(*heard: str, table: tuple[str, ...] = PEOPLE) -> Allowed:
    return Allowed(frozenset(table), frozenset(heard), frozenset())


def for_peer(to: str, by: str, *, sdp: str = "", again: int = 0) -> ForPeer:
    offer = PeerDescription(type="offer", sdp=sdp or description(peer(by).fingerprint))
    return ForPeer(to, peer(to, again=again).fingerprint, offer, (PeerCandidate(candidate=CANDIDATE, mid="0", line=0),))


# --- closed until the floor is known, and nothing older after it ------------------------------------------------------


async def test_a_room_is_closed_until_its_first_floor_is_known(carried: Carried) -> None:
    assert carried.engine.join("one", "amina", peer("amina")) == "voice_closed"
    assert carried.engine.signal("one", "amina", for_peer("danny", "amina")) == "voice_closed"
    assert await carried.heard("amina") == []


async def test_whoever_joins_is_told_the_ways_and_then_the_floor(carried: Carried) -> None:
    carried.engine.set_floor("one", 4, floor("amina"))
    carried.join("amina")
    assert await carried.heard("amina") == [WAYS, FloorSaid(4, floor("amina"), {"amina": peer("amina")})]


async def test_every_new_floor_is_told_to_everybody_who_joined(carried: Carried) -> None:
    carried.engine.set_floor("one", 4, floor("amina"))
    carried.join("amina", "danny")
    carried.engine.set_floor("one", 9, floor("danny"))
    for who in ("amina", "danny"):
        newest = (await carried.floors(who))[-1]
        assert (newest.epoch, newest.allowed) == (9, floor("danny"))
    assert await carried.heard("jo") == [], "who has not joined is told nothing"


async def test_an_older_floor_is_ignored(carried: Carried) -> None:
    carried.engine.set_floor("one", 9, floor("amina"))
    carried.join("amina", "danny")
    before = len(carried.told)
    carried.engine.set_floor("one", 8, floor("danny"))
    await carried.settle()
    assert len(carried.told) == before
    carried.join("gareth")
    assert (await carried.floors("gareth"))[-1].allowed == floor("amina")


async def test_the_same_floor_again_is_no_news(carried: Carried) -> None:
    carried.engine.set_floor("one", 4, floor("amina"))
    carried.join("amina")
    before = len(carried.told)
    carried.engine.set_floor("one", 5, floor("amina"))
    await carried.settle()
    assert len(carried.told) == before


async def test_epochs_never_go_back_for_anybody(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina", "danny")
    for epoch in (3, 2, 7, 5, 7, 8):
        carried.engine.set_floor("one", epoch, floor("amina" if epoch % 2 else "danny"))
        carried.engine.join("one", "danny", peer("danny", camera=epoch % 2 == 0))
    for who in ("amina", "danny"):
        epochs = [each.epoch for each in await carried.floors(who)]
        assert epochs == sorted(epochs)
        assert epochs[-1] == 8


async def test_whoever_may_not_be_connected_is_neither_heard_nor_seen(carried: Carried) -> None:
    carried.engine.set_floor("one", 2, Allowed(frozenset({"amina"}), frozenset({"jo"}), frozenset({"danny"})))
    carried.join("amina")
    (told,) = await carried.floors("amina")
    assert told.allowed == Allowed(frozenset({"amina"}), frozenset(), frozenset())


# --- who is in it -----------------------------------------------------------------------------------------------------


async def test_joining_is_news_for_everybody_who_joined_before(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina", "danny")
    assert set((await carried.floors("amina"))[-1].peers) == {"amina", "danny"}


async def test_joining_again_changes_nothing_and_tells_whoever_asked(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor("amina"))
    carried.join("amina", "danny")
    others, mine = len(await carried.heard("amina")), len(await carried.heard("danny"))
    carried.join("danny")
    assert len(await carried.heard("amina")) == others
    again = (await carried.heard("danny"))[mine:]
    assert [type(each) for each in again] == [WaysSaid, FloorSaid]


async def test_a_camera_that_is_switched_on_is_news(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina", "danny")
    assert carried.engine.join("one", "danny", peer("danny", camera=True)) is None
    assert (await carried.floors("amina"))[-1].peers["danny"].camera


async def test_who_leaves_is_gone_and_may_come_again(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina", "danny")
    carried.engine.leave("one", "danny")
    carried.engine.leave("one", "danny")
    assert set((await carried.floors("amina"))[-1].peers) == {"amina"}
    assert carried.engine.signal("one", "danny", for_peer("amina", "danny")) == "voice_closed"
    carried.join("danny")
    assert set((await carried.floors("amina"))[-1].peers) == {"amina", "danny"}


async def test_nine_join_and_a_tenth_does_not(carried: Carried) -> None:
    people = tuple(f"person-{n}" for n in range(MOST + 1))
    carried.engine.set_floor("one", 1, floor(table=people))
    carried.join(*people[:MOST])
    assert carried.engine.join("one", people[MOST], peer(people[MOST])) == "voice_full"
    assert set((await carried.floors(people[0]))[-1].peers) == set(people[:MOST])
    carried.join(people[0])  # one of the nine says something again
    carried.engine.leave("one", people[3])
    carried.join(people[MOST])


async def test_whoever_has_the_floor_finds_a_place_though_all_are_taken(carried: Carried) -> None:
    people = tuple(f"person-{n}" for n in range(MOST + 2))
    holder, another = people[0], people[MOST + 1]
    carried.engine.set_floor("one", 1, floor(holder, table=people))
    carried.join(*people[1 : MOST + 1])
    assert carried.engine.join("one", another, peer(another)) == "voice_full"
    carried.join(holder)
    assert holder in (await carried.floors(people[1]))[-1].peers
    carried.engine.leave("one", holder)
    for epoch, heard in ((2, people), (3, people[:-1])):  # and one whose line has dropped
        carried.engine.set_floor("one", epoch, floor(*heard, table=people))
        assert carried.engine.join("one", holder, peer(holder)) == "voice_full", "everybody's floor is nobody's alone"


async def test_who_may_not_be_connected_does_not_join(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina")
    assert carried.engine.join("one", "stranger", peer("stranger")) == "voice_closed"
    assert set((await carried.floors("amina"))[-1].peers) == {"amina"}
    assert await carried.heard("stranger") == []


async def test_who_may_no_longer_be_connected_is_out_and_is_told_nothing_of_the_others(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor("amina"))
    carried.join("amina", "danny", "gareth")
    carried.engine.set_floor("one", 2, floor("amina", table=("amina", "danny")))
    last = (await carried.floors("gareth"))[-1]
    assert (last.epoch, last.allowed, dict(last.peers)) == (2, NOBODY, {})
    assert set((await carried.floors("amina"))[-1].peers) == {"amina", "danny"}
    assert carried.engine.signal("one", "gareth", for_peer("amina", "gareth")) == "voice_closed"
    heard = len(await carried.heard("gareth"))
    carried.engine.signal("one", "amina", for_peer("gareth", "amina"))
    carried.engine.set_floor("one", 3, floor("danny", table=("amina", "danny")))
    assert len(await carried.heard("gareth")) == heard


# --- from one browser to another --------------------------------------------------------------------------------------


async def test_what_one_says_reaches_the_other_alone_and_says_whose_it_is(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina", "danny", "gareth")
    said = for_peer("danny", "amina")
    assert carried.engine.signal("one", "amina", said) is None
    (came,) = await carried.passed("danny")
    assert came == PeerSaid("amina", peer("amina").fingerprint, said.description, said.candidates)
    assert await carried.passed("gareth") == await carried.passed("amina") == []


async def test_candidates_alone_are_passed_on(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina", "danny")
    some = ForPeer("danny", peer("danny").fingerprint, None, (PeerCandidate(candidate="", mid=None, line=None),))
    assert carried.engine.signal("one", "amina", some) is None
    assert len(await carried.passed("danny")) == 1


@pytest.mark.parametrize(
    "sdp",
    [
        description(fingerprint(999)),
        description(peer("danny").fingerprint),
        description(peer("amina").fingerprint, sections=("audio", "audio")),
        description(peer("amina").fingerprint, sections=("audio", "video", "video")),
        description(peer("amina").fingerprint, sections=("audio", "application")),
        description(peer("amina").fingerprint, more=(f"a=fingerprint:{fingerprint(999)}",)),
        "v=0\r\n",
    ],
)
async def test_another_shape_is_refused_and_reaches_nobody(carried: Carried, sdp: str) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina", "danny")
    assert carried.engine.signal("one", "amina", for_peer("danny", "amina", sdp=sdp)) == "voice_shape"
    assert await carried.passed("danny") == []


async def test_what_was_meant_for_a_browser_that_is_replaced_is_dropped_without_a_word(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina", "danny")
    assert carried.engine.join("one", "danny", peer("danny", again=1)) is None
    assert carried.engine.signal("one", "amina", for_peer("danny", "amina")) is None
    assert await carried.passed("danny") == []
    assert carried.engine.signal("one", "amina", for_peer("danny", "amina", again=1)) is None
    assert len(await carried.passed("danny")) == 1


@pytest.mark.parametrize("to", ["jo", "stranger", "amina", ""])
async def test_what_is_for_nobody_there_reaches_nobody(carried: Carried, to: str) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina", "danny")
    before = len(carried.told)
    assert carried.engine.signal("one", "amina", for_peer(to, "amina")) is None
    await carried.settle()
    assert len(carried.told) == before


async def test_one_browser_takes_a_seat_over_from_another(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina", "danny")
    assert carried.engine.join("one", "danny", peer("danny", again=1)) is None
    assert (await carried.floors("amina"))[-1].peers["danny"].fingerprint == peer("danny", again=1).fingerprint
    old = description(peer("danny").fingerprint)
    assert carried.engine.signal("one", "danny", for_peer("amina", "danny", sdp=old)) == "voice_shape"


async def test_nobody_passes_for_somebody_else_with_their_certificate(carried: Carried) -> None:
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina")
    assert carried.engine.join("one", "danny", peer("amina")) == "voice_shape"
    assert set((await carried.floors("amina"))[-1].peers) == {"amina"}


# --- rooms beside each other ------------------------------------------------------------------------------------------


async def test_rooms_know_nothing_of_each_other(carried: Carried) -> None:
    other = Carried(carried.engine, carried.settle)
    carried.engine.open("two", other.say)
    carried.engine.set_floor("one", 1, floor())
    carried.join("amina")
    assert carried.engine.join("two", "amina", peer("amina")) == "voice_closed", "its floor is not known yet"
    carried.engine.set_floor("two", 1, floor(table=("hannah", "sam")))
    assert carried.engine.join("two", "hannah", peer("hannah")) is None
    before = len(carried.told)
    assert carried.engine.signal("two", "hannah", for_peer("amina", "hannah")) is None
    carried.engine.set_floor("two", 2, floor("sam", table=("hannah", "sam")))
    carried.engine.close("two")
    await carried.settle()
    assert len(carried.told) == before
    assert carried.engine.join("two", "hannah", peer("hannah")) == "voice_closed"


async def test_closing_interrupts_nobody_and_opening_again_begins_closed(carried: Carried) -> None:
    carried.engine.set_floor("one", 5, floor("amina"))
    carried.join("amina")
    before = len(carried.told)
    carried.engine.close("one")
    carried.engine.close("one")
    carried.engine.set_floor("one", 6, floor("danny"))
    carried.engine.leave("one", "amina")
    assert carried.engine.join("one", "amina", peer("amina")) == "voice_closed"
    await carried.settle()
    assert len(carried.told) == before
    carried.engine.open("one", carried.say)
    assert carried.engine.join("one", "amina", peer("amina")) == "voice_closed"
    carried.engine.set_floor("one", 6, floor("danny"))
    carried.join("amina")
    assert (await carried.floors("amina"))[-1].epoch == 6
