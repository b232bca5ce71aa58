"""Refusals: a stable code for each reason why the answer is "Not just now"; the sentences are in the catalogue."""

from enum import StrEnum


class Reason(StrEnum):
    """Stable codes. Each has a plain sentence in the catalogue under `refusals`."""

    # for want of right: the button for it is not shown
    NOT_NOW = "not_now"
    NOT_YOURS = "not_yours"
    NOT_OPEN = "not_open"
    UNKNOWN_PERSON = "unknown_person"
    # allowed, but not like this
    GONE = "gone"
    ALREADY = "already"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    BAD_VALUE = "bad_value"
    MINUTES = "minutes"
    DOES_NOT_FIT = "does_not_fit"
    TOO_SHORT = "too_short"
    TOO_MANY = "too_many"
    NOT_A_HOLDER = "not_a_holder"
    BAD_FORMAT = "bad_format"
    OUT_OF_ORDER = "out_of_order"
    NOBODY_WAITS = "nobody_waits"
    NO_SUCH_PERSON = "no_such_person"
    NOT_CONTENT = "not_content"
    STILL_TO_SAY = "still_to_say"
    NO_LIMITS = "no_limits"
    NO_MEMBER_HERE = "no_member_here"
    NOT_FOR_THEM = "not_for_them"
    OWN_WORD = "own_word"
    ONE_FOLLOW_UP = "one_follow_up"
    TOO_LATE = "too_late"
    NOT_A_LINK = "not_a_link"


WANT_OF_RIGHT = frozenset({Reason.NOT_NOW, Reason.NOT_YOURS, Reason.NOT_OPEN, Reason.UNKNOWN_PERSON})


class Refused(Exception):
    """The rules say no. `detail` fills the sentence's gaps (minutes, a name)."""

    def __init__(self, reason: Reason, **detail: str | int) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.detail = detail
