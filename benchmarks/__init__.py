"""Measurements of what the tests only check with room for a loaded machine (docs/benchmarks.md)."""
