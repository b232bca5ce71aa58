"""Airspace: a real-time facilitation server for action learning sets."""
