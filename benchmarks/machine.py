"""What the figures were measured on: versions, cores and load. Nothing that names the machine or where it is."""

import os
import platform
import sqlite3
from importlib.metadata import version
from typing import Any, Final

PACKAGES: Final = ("uvicorn", "websockets", "pydantic", "sqlalchemy", "cryptography", "orjson", "playwright")


def machine() -> dict[str, Any]:
    """The parts of the machine that a figure depends on."""
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
        "packages": {name: version(name) for name in PACKAGES},
    }


def load() -> list[float]:
    """How many processes wanted to run, over 1, 5 and 15 minutes: others may be at work here too."""
    return [round(each, 2) for each in os.getloadavg()]
