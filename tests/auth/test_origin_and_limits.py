import pytest

from app.auth.limits import Limit
from app.auth.origin import WrongOrigin, check_origin
from app.facilitation.terms import MINUTE, SECOND
from tests.cast import NOON
from tests.stores import TestClock

OURS = frozenset({"https://sets.example.org"})


@pytest.mark.parametrize(
    ("origin", "has_cookies", "good"),
    [
        ("https://sets.example.org", True, True),
        ("https://sets.example.org", False, True),
        (None, False, True),  # a program with a key
        (None, True, False),
        ("null", True, False),
        ("null", False, False),
        ("", False, False),
        ("https://evil.example.org", True, False),
        ("https://evil.example.org", False, False),
        ("http://sets.example.org", True, False),
        ("https://sets.example.org:8443", True, False),
        ("https://sets.example.org.evil.example", True, False),
        ("HTTPS://SETS.EXAMPLE.ORG", True, False),
    ],
)
def test_only_our_own_pages_may_speak_to_the_server(origin: str | None, has_cookies: bool, good: bool) -> None:
    if good:
        check_origin(origin, OURS, has_cookies=has_cookies)
    else:
        with pytest.raises(WrongOrigin):
            check_origin(origin, OURS, has_cookies=has_cookies)


def test_a_burst_is_fine_a_flood_is_not_and_each_key_has_its_own() -> None:
    now = TestClock()
    limit = Limit(20, 10 * SECOND, now)
    assert [limit.take("amina") for _ in range(20)] == [0] * 20
    assert limit.take("amina") == 500
    assert limit.take("danny") == 0
    now.pass_time(499)
    assert limit.take("amina") == 1
    now.pass_time(1)
    assert limit.take("amina") == 0
    assert limit.take("amina") > 0
    now.pass_time(MINUTE)
    assert [limit.take("amina") for _ in range(20)] == [0] * 20
    assert limit.take("amina") > 0


def test_a_clock_that_goes_back_gives_nothing_away_and_takes_nothing() -> None:
    now = TestClock()
    limit = Limit(1, SECOND, now)
    assert limit.take("amina") == 0
    now.at = NOON - MINUTE
    assert limit.take("amina") == SECOND
    now.at = NOON + SECOND
    assert limit.take("amina") == 0


def test_no_more_keys_are_remembered_than_was_said() -> None:
    now = TestClock()
    limit = Limit(2, SECOND, now, most_keys=3)
    for key in ("a", "b", "c"):
        assert limit.take(key) == 0
    now.pass_time(SECOND // 2)  # all three are full again and forgotten
    limit.take("d")
    limit.take("d")
    for key in ("e", "f"):
        limit.take(key)
    assert limit.take("g") == 0  # the oldest is forgotten
    assert limit.take("f") == 0
