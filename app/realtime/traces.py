"""Where a fault of ours happened, for the log: files and lines, never a message, which might hold somebody's words."""

import traceback


def trace(fault: BaseException) -> str:
    """The kind of a fault and the way to it."""
    frames = traceback.extract_tb(fault.__traceback__)
    way = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(fault).__name__} at {way}"
