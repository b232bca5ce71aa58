"""At the end of every scenario its log is replayed."""

from collections.abc import Iterator

import pytest

from tests.facilitation.scenario import MADE


@pytest.fixture(autouse=True)
def _replay_equals_state() -> Iterator[None]:
    MADE.clear()
    yield
    for one in MADE:
        one.check_replay()
