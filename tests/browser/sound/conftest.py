"""One Chromium with a microphone for each file; a fresh window, and a server that everybody may use, for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.ears import DEVICES, browser_with, window_with
from tests.browser.house import House
from tests.browser.together_house import Together


@pytest.fixture(scope="module")
def ears() -> Iterator[Browser]:
    with browser_with(*DEVICES) as launched:
        yield launched


@pytest.fixture
def room(ears: Browser) -> Iterator[BrowserContext]:
    with window_with(ears) as context:
        yield context


@pytest.fixture
def together(tmp_path: Path) -> Iterator[Together]:
    with Together(tmp_path) as house:
        yield house


@pytest.fixture(scope="module")
def nobodys_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server that nobody joins: one is enough for all who want no more than its page."""
    with House(tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest.fixture
def page(room: BrowserContext, nobodys_house: House) -> Page:
    """A page of ours with nothing begun in it."""
    opened = room.new_page()
    opened.goto(nobodys_house.url)
    return opened
