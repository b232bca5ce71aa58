"""What is worked out once for a state, which never changes, however many people look at it."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

State = TypeVar("State")
Answer = TypeVar("Answer")


def once_a_state(work: Callable[[State], Answer]) -> Callable[[State], Answer]:
    """The answer is remembered for as long as its state lives and no longer: with or without it all is the same."""
    known: dict[int, tuple[ref[State], Answer]] = {}

    @wraps(work)
    def ask(state: State) -> Answer:
        place = id(state)
        before = known.get(place)
        if before is not None and before[0]() is state:
            return before[1]
        answer = work(state)
        known[place] = (ref(state, lambda _: known.pop(place, None)), answer)
        return answer

    return ask
