import json
from pathlib import Path

import pytest

from app.store import Store
from app.store.sealed import KINDS, event_from
from tests.store.golden import FOLDER, example
from tests.stores import logged

FILES = sorted(FOLDER.glob("*.json"))


def test_every_kind_of_event_has_a_golden_file() -> None:
    assert {path.stem for path in FILES} >= set(KINDS), "python -m tests.store.golden writes those that are missing"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_was_ever_stored_can_be_read(path: Path) -> None:
    stored = json.loads(path.read_text(encoding="utf-8"))
    event = event_from(stored)
    assert event.type == path.stem
    assert holds(event.model_dump(mode="json"), stored)


def holds(kept: object, stored: object) -> bool:
    """Whether all that was stored is still there; what came to be later has its default."""
    if isinstance(stored, dict):
        return isinstance(kept, dict) and all(name in kept and holds(kept[name], stored[name]) for name in stored)
    if isinstance(stored, list):
        return isinstance(kept, list) and len(kept) == len(stored) and all(map(holds, kept, stored))
    return kept == stored


async def test_every_kind_of_event_comes_back_from_the_log_as_it_went_in(store: Store) -> None:
    events = tuple(event_from(example(kind)) for kind in KINDS.values())
    await store.append(logged(1, *events, by="amina"))
    assert store.read("one")[0].events == events
