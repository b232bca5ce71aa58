"""What can be wrong with a line, each by a stable code; the sentences are in the catalogue under `problems`."""

from typing import Final

MALFORMED: Final = "bad_message"
BINARY: Final = "binary"
UNKNOWN_TYPE: Final = "unknown_type"
HELLO_FIRST: Final = "hello_first"
TOO_FAST: Final = "too_fast"
NO_SESSION: Final = "no_session"
NO_PLACE: Final = "no_place"

PROBLEMS: Final = (MALFORMED, BINARY, UNKNOWN_TYPE, HELLO_FIRST, TOO_FAST, NO_SESSION, NO_PLACE)
