import asyncio
from pathlib import Path

import pytest

from app.auth.cookies import ADMIN_NAME, Cookie, seat_cookie_name
from app.auth.links import LinkRefused, Links
from app.auth.sign_in import FACILITATOR_STAYS, MEMBER_STAYS, SignIns
from app.facilitation.terms import HOUR
from app.store import Store
from app.store.entries import NewPerson, Seat
from tests.cast import AMINA, DANNY, JO, NOON
from tests.stores import TestClock

DAY = 24 * HOUR


@pytest.fixture
def sign_ins(store: Store, now: TestClock) -> SignIns:
    return SignIns(store, Links(b"k" * 32, "https://sets.example.org"), now)


@pytest.fixture
def amina(store: Store) -> Seat:
    return store.directory.seat_of("set-one", AMINA.id)


def token_of(url: str) -> str:
    return url.partition("#")[2]


async def joined(sign_ins: SignIns, seat: Seat) -> dict[str, str]:
    _, cookie = await sign_ins.join(token_of(sign_ins.link_for(seat)))
    return {cookie.name: cookie.value}


async def test_a_link_is_changed_for_a_cookie(sign_ins: SignIns, amina: Seat) -> None:
    seat, cookie = await sign_ins.join(token_of(sign_ins.link_for(amina)))
    assert seat == amina
    assert cookie.name == f"__Host-seat-{amina.id}"
    assert cookie.header == (
        f"{cookie.name}={cookie.value}; Max-Age={MEMBER_STAYS // 1000}; Path=/; Secure; HttpOnly; SameSite=Strict"
    )
    assert sign_ins.seat_for({cookie.name: cookie.value}, amina.id) == amina


async def test_looking_at_a_link_signs_nobody_in(sign_ins: SignIns, amina: Seat, store: Store) -> None:
    assert sign_ins.seat_behind(token_of(sign_ins.link_for(amina))) == amina
    count = "SELECT count(*) FROM sign_in"
    assert await store.write(lambda db: db.connection().exec_driver_sql(count).scalar_one()) == 0


async def test_neither_link_nor_cookie_is_on_the_disk(sign_ins: SignIns, amina: Seat, tmp_path: Path) -> None:
    token = token_of(sign_ins.link_for(amina))
    (value,) = (await joined(sign_ins, amina)).values()
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert value.encode() not in on_disk
    assert token.rpartition("-")[2].encode() not in on_disk


async def test_one_browser_may_sit_in_several_seats(sign_ins: SignIns, store: Store, amina: Seat) -> None:
    danny = store.directory.seat_of("set-one", DANNY.id)
    cookies = {**await joined(sign_ins, amina), **await joined(sign_ins, danny), "other": "cookie"}
    assert [sign_ins.seat_for(cookies, each.id) for each in (amina, danny)] == [amina, danny]


async def test_a_cookie_is_good_for_its_own_seat_alone(sign_ins: SignIns, store: Store, amina: Seat) -> None:
    danny = store.directory.seat_of("set-one", DANNY.id)
    (value,) = (await joined(sign_ins, amina)).values()
    assert sign_ins.seat_for({seat_cookie_name(danny.id): value}, danny.id) is None
    assert not sign_ins.is_admin({ADMIN_NAME: value})
    for nonsense in ("", "x", "\udcff", value[:-1]):
        assert sign_ins.seat_for({seat_cookie_name(amina.id): nonsense}, amina.id) is None
    assert sign_ins.seat_for({seat_cookie_name("nobody"): value}, "nobody") is None


@pytest.mark.parametrize("how", ["renewed", "revoked", "left", "left and back"])
async def test_a_sign_in_and_its_link_end_with(how: str, sign_ins: SignIns, store: Store, amina: Seat) -> None:
    token = token_of(sign_ins.link_for(amina))
    cookies = await joined(sign_ins, amina)
    match how:
        case "renewed":
            await store.directory.renew_link(amina.id)
        case "revoked":
            await store.directory.revoke_link(amina.id)
        case _:
            await store.directory.end_seat(amina.id)
    if how == "left and back":
        await store.directory.add_seat("set-one", NewPerson("Amina", id="amina"))
    assert sign_ins.seat_for(cookies, amina.id) is None
    with pytest.raises(LinkRefused):
        await sign_ins.join(token)
    after = store.directory.seat(amina.id)
    if how in {"revoked", "left"}:
        with pytest.raises(LinkRefused):
            sign_ins.link_for(after)
    else:
        assert sign_ins.seat_for(await joined(sign_ins, after), amina.id) == after


async def test_signing_out_ends_this_browser_alone(sign_ins: SignIns, amina: Seat) -> None:
    here, there = await joined(sign_ins, amina), await joined(sign_ins, amina)
    assert await sign_ins.sign_out(here, amina.id) == Cookie(seat_cookie_name(amina.id), "", 0)
    assert sign_ins.seat_for(here, amina.id) is None
    assert sign_ins.seat_for(there, amina.id) == amina


async def test_a_member_stays_signed_in_for_thirty_days(sign_ins: SignIns, amina: Seat, now: TestClock) -> None:
    cookies = await joined(sign_ins, amina)
    now.pass_time(MEMBER_STAYS - 1)
    assert sign_ins.seat_for(cookies, amina.id)
    now.pass_time(1)
    assert sign_ins.seat_for(cookies, amina.id) is None


@pytest.mark.parametrize(
    ("signed_in_at", "until"),
    [
        (NOON - 2 * DAY, NOON - 2 * DAY + FACILITATOR_STAYS),
        (NOON - 11 * HOUR, NOON + 2 * HOUR + FACILITATOR_STAYS),
        (NOON + HOUR, NOON + 2 * HOUR + FACILITATOR_STAYS),
        (NOON + 3 * HOUR, NOON + 3 * HOUR + FACILITATOR_STAYS),
    ],
)
async def test_a_facilitator_stays_signed_in_until_after_the_session(
    sign_ins: SignIns, store: Store, now: TestClock, signed_in_at: int, until: int
) -> None:
    jo = store.directory.seat_of("set-one", JO.id)
    now.at = signed_in_at
    cookies = await joined(sign_ins, jo)
    now.at = until - 1
    assert sign_ins.seat_for(cookies, jo.id) == jo
    now.at = until
    assert sign_ins.seat_for(cookies, jo.id) is None


async def test_sign_ins_that_have_expired_are_forgotten(
    sign_ins: SignIns, amina: Seat, now: TestClock, store: Store
) -> None:
    await joined(sign_ins, amina)
    now.pass_time(MEMBER_STAYS)
    await joined(sign_ins, amina)
    count = "SELECT count(*) FROM sign_in"
    assert await store.write(lambda db: db.connection().exec_driver_sql(count).scalar_one()) == 1


async def test_the_administrator_s_link_works_once(sign_ins: SignIns, store: Store) -> None:
    assert not store.credentials.admin_was_here()
    token = token_of(await sign_ins.new_admin_link())
    answers = await asyncio.gather(*(sign_ins.join_as_admin(token) for _ in range(3)), return_exceptions=True)
    cookies = [each for each in answers if isinstance(each, Cookie)]
    assert len(cookies) == 1
    assert sum(isinstance(each, LinkRefused) for each in answers) == 2
    signed_in = {ADMIN_NAME: cookies[0].value}
    assert store.credentials.admin_was_here()
    assert sign_ins.is_admin(signed_in)
    await sign_ins.sign_out_admin(signed_in)
    assert not sign_ins.is_admin(signed_in)


async def test_the_administrator_s_link_grows_old_and_a_new_one_takes_its_place(
    sign_ins: SignIns, now: TestClock
) -> None:
    older = token_of(await sign_ins.new_admin_link())
    newer = token_of(await sign_ins.new_admin_link())
    with pytest.raises(LinkRefused):
        await sign_ins.join_as_admin(older)
    now.pass_time(DAY)
    with pytest.raises(LinkRefused):
        await sign_ins.join_as_admin(newer)


async def test_each_kind_of_link_has_its_own_door(sign_ins: SignIns, amina: Seat) -> None:
    with pytest.raises(LinkRefused):
        await sign_ins.join_as_admin(token_of(sign_ins.link_for(amina)))
    with pytest.raises(LinkRefused):
        await sign_ins.join(token_of(await sign_ins.new_admin_link()))
    assert not sign_ins.is_admin({})
