import asyncio
from pathlib import Path

import pytest

from app.auth.keys import ApiKeys, KeyRefused, Scope, allows
from app.auth.pins import LOCKED, TRIES, PinRefused, Pins
from app.facilitation.terms import HOUR, MINUTE
from app.store import Store
from app.store.faults import NotFound
from tests.cast import AMINA, NOON
from tests.stores import TestClock


@pytest.fixture
def keys(store: Store, now: TestClock) -> ApiKeys:
    return ApiKeys(store.credentials, now)


@pytest.fixture
def pins(store: Store, now: TestClock) -> Pins:
    return Pins(store.credentials, now)


@pytest.fixture
def seat_id(store: Store) -> str:
    return store.directory.seat_of("set-one", AMINA.id).id


async def test_a_key_says_what_it_may_read_and_where(keys: ApiKeys, now: TestClock) -> None:
    key, text = await keys.make("Lead's spreadsheet", programme_id="aec", scopes=[Scope.SESSIONS_READ])
    assert text.startswith(f"als_{key.prefix}_")
    now.pass_time(MINUTE)
    found = await keys.check(text)
    assert (found.programme_id, found.last_used_at) == ("aec", NOON + MINUTE)
    assert found.scopes == {Scope.SESSIONS_READ}
    assert keys.all() == (found,)
    assert allows(found, Scope.SESSIONS_READ, "aec")
    assert not allows(found, Scope.LOG_READ, "aec")
    assert not allows(found, Scope.SESSIONS_READ, "another")
    assert not allows(found, Scope.SESSIONS_READ, None)


async def test_the_administrator_s_key_is_for_everything(keys: ApiKeys) -> None:
    key, _ = await keys.make("Office", programme_id=None, scopes=[Scope.ALL])
    assert allows(key, Scope.REPORT_READ, "aec")
    assert allows(key, Scope.LOG_READ, None)


async def test_last_use_is_noted_to_the_minute(keys: ApiKeys, now: TestClock) -> None:
    _, text = await keys.make("Lead", programme_id="aec", scopes=[Scope.ALL])
    await keys.check(text)
    now.pass_time(MINUTE - 1)
    assert (await keys.check(text)).last_used_at == NOON
    now.pass_time(1)
    assert (await keys.check(text)).last_used_at == NOON + MINUTE


async def test_every_key_that_is_not_good_is_refused_alike(keys: ApiKeys, now: TestClock) -> None:
    _, good = await keys.make("good", programme_id="aec", scopes=[Scope.ALL])
    short, expiring = await keys.make("short", programme_id="aec", scopes=[Scope.ALL], lasts=HOUR)
    ended, revoked = await keys.make("ended", programme_id="aec", scopes=[Scope.ALL])
    await keys.check(expiring)
    await keys.revoke(ended.prefix)
    now.pass_time(HOUR)
    mixed = f"als_{short.prefix}_{good.rpartition('_')[2]}"
    malformed = ("als_", "", "___", "é", "x" * 9999)
    for text in (expiring, revoked, mixed, good[:-1], good + "x", good + "_", good.upper(), *malformed):
        with pytest.raises(KeyRefused) as refused:
            await keys.check(text)
        assert refused.value.args == ()
    await keys.check(good)
    with pytest.raises(NotFound):
        await keys.revoke("nobody")


async def test_a_key_s_secret_is_not_on_the_disk(keys: ApiKeys, tmp_path: Path) -> None:
    _, text = await keys.make("Lead", programme_id="aec", scopes=[Scope.ALL])
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert text.rpartition("_")[2].encode() not in on_disk


async def test_a_pin_is_chosen_once_and_then_asked_for(pins: Pins, store: Store, seat_id: str) -> None:
    with pytest.raises(PinRefused):
        await pins.check(seat_id, "246810")
    await pins.choose(seat_id, "246810")
    assert store.directory.seat(seat_id).has_pin
    await pins.check(seat_id, "246810")
    with pytest.raises(PinRefused):
        await pins.choose(seat_id, "13579")
    await pins.change(seat_id, "246810", "13579")
    await pins.check(seat_id, "13579")
    with pytest.raises(PinRefused):
        await pins.change(seat_id, "246810", "1234")


@pytest.mark.parametrize("pin", ["", "123", "1" * 13, "12a4", "١٢٣٤", " 1234"])
async def test_what_is_no_pin_is_said_at_once(pins: Pins, seat_id: str, pin: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        await pins.choose(seat_id, pin)


async def test_after_five_wrong_tries_not_even_the_right_pin_is_taken_for_a_quarter_of_an_hour(
    pins: Pins, seat_id: str, now: TestClock
) -> None:
    await pins.choose(seat_id, "246810")
    for _ in range(TRIES - 1):
        with pytest.raises(PinRefused) as refused:
            await pins.check(seat_id, "000000")
        assert refused.value.until is None
    await pins.check(seat_id, "246810")  # begins the count again
    for wrong in range(1, TRIES + 1):
        with pytest.raises(PinRefused) as refused:
            await pins.check(seat_id, "000000")
        assert refused.value.until == (NOON + LOCKED if wrong == TRIES else None)
    now.pass_time(LOCKED - 1)
    with pytest.raises(PinRefused) as refused:
        await pins.check(seat_id, "246810")
    assert refused.value.until == NOON + LOCKED
    now.pass_time(1)
    await pins.check(seat_id, "246810")


async def test_tries_at_once_cannot_outrun_the_count(pins: Pins, seat_id: str) -> None:
    await pins.choose(seat_id, "246810")
    tries = [pins.check(seat_id, f"00000{n}") for n in range(8)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert all(isinstance(each, PinRefused) for each in answers)
    with pytest.raises(PinRefused):
        await pins.check(seat_id, "246810")


async def test_a_new_link_takes_the_pin_away(pins: Pins, store: Store, seat_id: str) -> None:
    await pins.choose(seat_id, "246810")
    assert not (await store.directory.renew_link(seat_id)).has_pin
    await pins.choose(seat_id, "13579")


async def test_a_pin_is_not_on_the_disk(pins: Pins, seat_id: str, tmp_path: Path) -> None:
    await pins.choose(seat_id, "918273645546")
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"918273645546" not in on_disk


async def test_no_work_is_done_for_a_pin_where_one_is_set(
    pins: Pins, seat_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await pins.choose(seat_id, "2468")
    monkeypatch.setattr("app.auth.pins.hashlib.scrypt", pytest.fail)
    with pytest.raises(PinRefused):
        await pins.choose(seat_id, "1357")
