"""What is worked out once for a state is asked for once, for several at a time, and goes with the state."""

import gc
from weakref import WeakSet

from app.facilitation.remembered import once_a_state


class Thing:
    """Stands for a state: it never changes, and can be let go of."""


class Answer:
    """Stands for what is worked out."""


def test_each_state_is_looked_at_once_and_what_was_found_goes_with_it() -> None:
    looked: list[int] = []
    kept: WeakSet[Answer] = WeakSet()

    @once_a_state
    def find(thing: Thing) -> Answer:
        looked.append(id(thing))
        answer = Answer()
        kept.add(answer)
        return answer

    one, other = Thing(), Thing()
    assert find(one) is find(one)
    assert find(other) is not find(one)
    assert find(one) is find(one)
    assert looked == [id(one), id(other)], "two that take turns do not push each other out"
    del one
    gc.collect()
    assert len(kept) == 1
