"""What all tests share: those that drive a browser or a server process of their own take turns."""

import pytest

TAKE_TURNS = ("browser", "process")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A mark is also the group in which a worker of pytest-xdist runs them one after another."""
    for item in items:
        for name in TAKE_TURNS:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.xdist_group(name))
                break
