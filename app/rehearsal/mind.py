"""What a simulated person means to do: wishes rise from the view, ripen for as long as people think, and are done once.

A mind knows its temperament, the newest view and what it has done; never the server's state. The same seed and the same
views give the same wishes at the same moments.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from app.facilitation.terms import MINUTE, SECOND, Millis
from app.rehearsal.aloud import ENTRIES, Air
from app.rehearsal.chance import Chance
from app.rehearsal.seen import Seen
from app.rehearsal.temperaments import Temperament
from app.rehearsal.words import Words

Command = dict[str, Any]

DROP: Final = "~drop"
"""No command: the line dies, and comes back `away` later."""
CANNOT_HEAR: Final = "~cannot_hear"
"""No command: the signal."""
CAPTION: Final = "~caption"
"""No command: a line of speech in writing, for one member."""
WAITS_FOR_CHAIR: Final[Millis] = 2 * MINUTE
"""How long somebody who said it aloud waits for it to be entered, before they press."""
LONGEST_NAP: Final[Millis] = 30 * SECOND
"""Somebody with nothing in mind looks up this often."""
TRANSIENT: Final = frozenset({"not_saved", "fault"})
"""Refusals that say nothing about what was asked."""


@dataclass(frozen=True)
class Wish:
    """Something to be done on an occasion, `after` so much thought."""

    occasion: str
    command: Command
    after: Millis = 2 * SECOND
    tries: int = 1
    against: bool = False
    """Tried although it is not allowed: it must be refused."""
    refusals: frozenset[str] = frozenset()
    """Tried although the rules say no, with a button that is there: one of these is the answer, and no mishap."""
    of: str = ""
    """The name of whoever said it aloud, when it is entered for them."""


@dataclass
class Mind:
    """One person's."""

    temper: Temperament
    chance: Chance
    words: Words
    waits_for: str = ""
    """The name of somebody who will come for certain: whoever has the chair does not begin without them."""
    air: Air = field(default_factory=Air)
    seen: Seen = field(default_factory=lambda: Seen({}, 0))
    done: set[str] = field(default_factory=set)
    tried: Counter[str] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)
    """How often each kind of thing was done in each place: see `nth`."""
    mine: dict[str, str] = field(default_factory=dict)
    """Questions prepared, and the stage each was for."""
    _since: dict[str, Millis] = field(default_factory=dict)

    def next(self, habits: "Iterable[Habit]", seen: Seen) -> tuple[Wish | None, Millis]:
        """What to do now, if anything, and the moment at which to look again."""
        self.seen = seen
        for one in seen.mine.get("prepared", ()):
            self.mine.setdefault(one["question"], seen.stage)
        wishes = {wish.occasion: wish for habit in habits for wish in habit(self) if wish.occasion not in self.done}
        for occasion in [each for each in self._since if each not in wishes]:
            del self._since[occasion]  # it was no longer so; if it is again, it is thought about again
        ripe: Wish | None = None
        wake = seen.now + LONGEST_NAP
        aloud: dict[str, Command] = {}
        for wish in wishes.values():
            at = self._since.setdefault(wish.occasion, seen.now) + wish.after
            if self._says_aloud(wish):
                if at <= seen.now:
                    aloud[wish.occasion] = wish.command
                else:
                    wake = min(wake, at)
                at += WAITS_FOR_CHAIR
            if not self.temper.presses:
                continue
            if at <= seen.now and ripe is None:
                ripe = wish
            elif at > seen.now:
                wake = min(wake, at)
        self.air.said[self.chance.person] = aloud
        return ripe, wake

    def _says_aloud(self, wish: Wish) -> bool:
        if wish.command["type"] not in ENTRIES:
            return False
        return not self.temper.presses or self.chance.happens(f"aloud|{wish.occasion}", self.temper.aloud)

    def did(self, wish: Wish, refused: str | None) -> None:
        """It was done, or refused."""
        self._since.pop(wish.occasion, None)
        if refused in TRANSIENT:
            return
        self.tried[wish.occasion] += 1
        if refused is None or self.tried[wish.occasion] >= wish.tries:
            self.done.add(wish.occasion)
            self.times[wish.occasion.rpartition("/")[0]] += 1

    def nth(self, kind: str, *, most: int = 1_000) -> str | None:
        """The name of the next occasion of a kind; None when there have been enough."""
        count = self.times[kind]
        return f"{kind}/{count}" if count < most else None

    # --- words -----------------------------------------------------------------------------------------------------

    def say(self, purpose: str, occasion: str) -> str:
        """A sentence for this purpose."""
        return self.chance.one(f"words|{occasion}", self.words.of(purpose))

    def say_in_turn(self, purpose: str, occasion: str, *, nth: int = 0) -> str:
        """A sentence for this purpose that nobody else says on this occasion, while there are others."""
        table = [one["id"] for one in self.seen.section("people").get("people", ()) if one.get("kind") == "member"]
        place = table.index(self.seen.me) if self.seen.me in table else len(table)
        return self.chance.shared_out(f"words|{occasion}", self.words.of(purpose), place + nth * (len(table) + 1))

    def think(self, occasion: str, fewest: float, most: float) -> Millis:
        """So many seconds of thought."""
        return self.chance.seconds(occasion, fewest, most)


Habit = Callable[[Mind], Iterator[Wish]]
"""What somebody usually does, given what they see: yields whatever they wish now."""
