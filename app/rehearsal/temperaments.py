"""Temperaments, as data: how much somebody speaks, asks and writes, and what they cannot help doing."""

from dataclasses import dataclass
from typing import Final

from app.facilitation.terms import MINUTE, Millis


@dataclass(frozen=True)
class Temperament:
    """What people are like. Where it says how likely something is, it is from 0 to 1."""

    name: str
    talks: float = 0.8
    """How much of the time agreed for a turn is used."""
    asks_for_time: float = 0.6
    if_room: float = 0.5
    """Of those who do not ask: "if there's room" rather than "nothing today"."""
    passes: float = 0.05
    """How likely a turn is passed on: later."""
    hands: int = 2
    """Hands raised in one step of questions, at most."""
    prepares: float = 0.5
    """How likely a question is written down beforehand."""
    in_writing: float = 0.2
    """How likely a prepared question is put in writing, without a turn."""
    content: float = 0.9
    rates: float = 0.9
    shares: float = 0.4
    """How likely learning, once written, is shared."""
    acts: float = 0.4
    """How likely a member who held no round takes an action in the review."""
    wants_offers: float = 0.5
    """How likely the holder asks for suggestions."""
    keeps_time: bool = False
    """Drives when nobody else does, or offers to."""
    advises: bool = False
    """Makes suggestions whether they are wanted or not."""
    tells_stories: bool = False
    """Writes at length, and begins before it is their turn."""
    late: Millis = 0
    """How long after the start they come."""
    drops: float = 0.0
    """How likely their line dies in any one stage."""
    keeps_back: float = 0.4
    """How likely a bid is placed unseen, and shown a little later."""
    thinks: float = 0.5
    """How likely the holder says "let me think" in a step of questions."""
    follows_up: float = 0.4
    aloud: float = 0.0
    """How likely something is said aloud, for the chair to enter, before it is pressed."""
    presses: bool = True
    """Whether anything is pressed after entering; otherwise all is said aloud."""
    has_line: bool = True
    """Whether they have a screen; otherwise they are on the phone, or sit at somebody's device."""
    objects: bool = False
    """Not content at first: with a guest, with a contract, with somebody who offers to keep time."""
    hosts: bool = False
    """Somebody may sit at their device."""
    overheard: float = 0.1
    hurries: bool = False
    """At the desk: would go on while the holder thinks, or past what is always kept."""
    listens_only: bool = False
    """Here for one member, or as a guest: neither bids nor asks."""


TALKATIVE: Final = Temperament(
    "talkative",
    talks=1.2,
    asks_for_time=0.9,
    hands=4,
    in_writing=0.4,
    shares=0.9,
    keeps_time=True,
    passes=0.0,
    follows_up=0.8,
)
SILENT: Final = Temperament(
    "silent",
    talks=0.3,
    asks_for_time=0.2,
    if_room=0.2,
    passes=0.5,
    hands=0,
    prepares=0.4,
    in_writing=1.0,
    rates=0.6,
    shares=0.0,
    thinks=0.9,
    follows_up=0.0,
    aloud=0.5,
)
ADVICE_GIVER: Final = Temperament("advice-giver", hands=3, advises=True, content=0.7, objects=True)
STORYTELLER: Final = Temperament(
    "storyteller", talks=1.4, asks_for_time=0.8, hands=3, prepares=0.1, tells_stories=True, hosts=True
)
LATE: Final = Temperament("late", late=6 * MINUTE, asks_for_time=0.4, overheard=0.8)
DROPPING_OUT: Final = Temperament("dropping out", asks_for_time=0.9, drops=0.7, keeps_time=False)
SPOKEN_FOR: Final = Temperament("spoken for", asks_for_time=0.9, hands=2, prepares=0.0, presses=False, passes=0.0)
ON_THE_PHONE: Final = Temperament("on the phone", presses=False, has_line=False)
AT_A_DEVICE: Final = Temperament("at a device", presses=False, has_line=False)
STEADY: Final = Temperament("steady", talks=0.6, keeps_time=True, drops=0.25, hurries=True)
VISITOR: Final = Temperament("visitor", hands=0, prepares=0.0, overheard=0.0, acts=0.0, listens_only=True)

MEMBERS: Final = (TALKATIVE, SILENT, ADVICE_GIVER, STORYTELLER, LATE, DROPPING_OUT)
"""As they sit round a table of six; a larger one begins again from the first."""
UNSEEN: Final = (SPOKEN_FOR, ON_THE_PHONE, AT_A_DEVICE)
"""At a larger table, behind the first six: those for whom everything is entered."""
