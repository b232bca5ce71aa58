from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import Store
from tests.stores import TestClock, a_store, two_sets


@pytest.fixture
def now() -> TestClock:
    return TestClock()


@pytest.fixture
def empty_store(tmp_path: Path, now: TestClock) -> Iterator[Store]:
    with a_store(tmp_path, now) as store:
        yield store


@pytest.fixture
async def store(empty_store: Store) -> Store:
    """With the cast's two sets, each with a session."""
    await two_sets(empty_store)
    return empty_store
