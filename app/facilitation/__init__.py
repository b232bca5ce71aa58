"""The rules of an action learning session. Pure: no clock, no randomness, no I/O, no logging."""
