"""Three Chromium processes for each file of media tests, every one in a network of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.media.machine import Machine
from tests.media.network import Network
from tests.media.sitting import Sitting

THREE = 3
"""More on two cores, and what is measured is how tired they are."""


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with Network() as made:
        yield made


@pytest.fixture(scope="module")  # no longer: playwright keeps an event loop running that other tests must not meet
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def machines(
    playwright: Playwright, network: Network, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Machine]]:
    folder = tmp_path_factory.mktemp("machines")
    made = [Machine(playwright, network, folder, number) for number in range(THREE)]
    yield made
    for machine in made:
        machine.browser.close()


@pytest.fixture
def sit(network: Network, tmp_path: Path) -> Iterator[Callable[..., Sitting]]:
    """Opens a server and whoever comes to it; all of it is closed after the test."""
    opened: list[Sitting] = []

    def open_(**options: Any) -> Sitting:
        folder = tmp_path / f"house-{len(opened)}"
        folder.mkdir()
        opened.append(Sitting.of(network, folder, **options))
        return opened[-1]

    yield open_
    for sitting in reversed(opened):
        sitting.__exit__()
