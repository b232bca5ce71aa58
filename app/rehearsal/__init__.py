"""Rehearsal: people who are simulated, over real lines, so that a session can be practised before it is held."""
