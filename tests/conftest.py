"""What all tests share."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

LONGEST = "tests/rehearsal/test_formats.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: else one of two workers would end alone with it."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    """Whatever a test opens on its way is closed at its end, the newest first."""
    async with AsyncExitStack() as opened:
        yield opened
