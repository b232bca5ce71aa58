"""One Chromium for each file of browser tests; a fresh window and a fresh server for each test."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.house import House

ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--process-per-site",  # pages share what they have loaded and compiled, as tabs of one person may
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """Where Chromium is: `./airspace test` installs it and says so."""
    found = os.environ.get("AIRSPACE_CHROMIUM") or shutil.which("chromium") or ""
    if not found:
        pytest.fail("There is no Chromium here. ./airspace test installs it where it may.")
    return found


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium, running."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS)) as launched,
    ):
        yield launched


@contextmanager
def a_window(browser: Browser) -> Iterator[BrowserContext]:
    """One window; its tabs share cookies, as seven tabs of one person's browser do."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture(scope="module")  # no longer: playwright keeps an event loop running that other tests must not meet
def browser() -> Iterator[Browser]:
    with a_browser() as launched:
        yield launched


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    with a_window(browser) as context:
        yield context


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with House(tmp_path) as opened:
        yield opened


@pytest.fixture
def example_house(tmp_path: Path) -> Iterator[House]:
    """The house of `./airspace demo`: a session has been held before, so actions come up."""
    with House(tmp_path, example=True) as opened:
        yield opened
