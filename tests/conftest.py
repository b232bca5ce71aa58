"""What all tests share."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    """Whatever a test opens on its way is closed at its end, the newest first."""
    async with AsyncExitStack() as opened:
        yield opened
