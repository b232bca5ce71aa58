"""The rules alone: what a press in airspace takes to decide and evolve, and what drawing it for seven people adds."""

import time
from typing import Final

from app.facilitation.commands import RaiseHand
from app.facilitation.decide import decide
from app.facilitation.evolve import evolve
from app.facilitation.state import Session
from app.facilitation.views import view_for
from app.realtime.picture import Picture
from benchmarks.figures import Figure
from tests.facilitation.scenario import PEOPLE, Scenario, in_round

TIMES: Final = 2_000
WARM: Final = 200
"""Rounds before the measured ones: first calls fill caches."""


def presses() -> list[Figure]:
    """A hand is raised in the presenter's airspace, again and again from the same state."""
    one = in_round()
    people = [person.id for person in PEOPLE]
    picture = Picture(one.state)
    picture.draw(one.state, people)
    decided, viewed, drawn = [], [], []
    for n in range(WARM + TIMES):
        began = time.perf_counter_ns()
        state = _pressed(one)
        ruled = time.perf_counter_ns()
        for who in people:
            view_for(state, who)
        seen = time.perf_counter_ns()
        picture.draw(state, people)
        sent = time.perf_counter_ns()
        picture.draw(one.state, people)  # back, so that the next press changes as much
        if n >= WARM:
            decided.append((ruled - began) / 1000)
            viewed.append((seen - began) / 1000)
            drawn.append((ruled - began + sent - seen) / 1000)
    return [
        Figure("press in airspace: decide + evolve", "µs", tuple(decided)),
        Figure("decide + evolve + seven whole views", "µs", tuple(viewed)),
        Figure("decide + evolve + what a room draws", "µs", tuple(drawn)),
    ]


def _pressed(one: Scenario) -> Session:
    state = one.state
    for event in decide(state, RaiseHand(), by="danny", now=one.now, id="the-press"):
        state = evolve(state, event, by="danny", at=one.now)
    return state
