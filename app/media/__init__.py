"""The voice of a room: who is connected to whom, and what carries the floor to every ear. Nothing here decides it."""
