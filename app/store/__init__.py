"""The memory: the only package that speaks SQL. `open_store(settings, now)` is its front door."""

from app.store.store import Store, open_store

__all__ = ["Store", "open_store"]
