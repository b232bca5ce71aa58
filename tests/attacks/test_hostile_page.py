"""A page of somebody else's, made by hand, in a browser that is signed in here: it opens no line and changes nothing.

What a plain wrong Origin meets is in `tests/realtime/test_socket.py` and `tests/api/test_door.py`.
"""

from collections.abc import Callable
from contextlib import suppress

import pytest
import websockets
from websockets.asyncio.client import ClientConnection

from app.auth.cookies import seat_cookie_name
from app.store.event_log import LoggedCommand
from tests.server import Browser, Server

OTHERS: dict[str, Callable[[str], str | None]] = {
    "none": lambda ours: None,
    "null": lambda ours: "null",
    "empty": lambda ours: "",
    "another site": lambda ours: "https://evil.example",
    "ours as its beginning": lambda ours: f"{ours}.evil.example",
    "ours as its name": lambda ours: f"http://{ours.removeprefix('http://')}@evil.example",
    "another scheme": lambda ours: ours.replace("http", "https"),
    "another port": lambda ours: ours[:-1] + ("1" if ours[-1] != "1" else "2"),
    "a path": lambda ours: f"{ours}/",
    "two": lambda ours: f"{ours} https://evil.example",
    "in capitals": lambda ours: ours.upper(),
    "by name": lambda ours: ours.replace("127.0.0.1", "localhost"),
    "a space before": lambda ours: f"x {ours}",
}


async def handshake(server: Server, seat: str, cookie: str | None, origin: str | None) -> ClientConnection:
    """A handshake with exactly these headers."""
    headers = {"Cookie": cookie, "Origin": origin}
    return await websockets.connect(
        f"{server.url.replace('http', 'ws')}/ws/{seat}",
        additional_headers={name: said for name, said in headers.items() if said is not None},
        origin=None,
        proxy=None,
        open_timeout=2,
    )


async def outcome(server: Server, seat: str, cookie: str | None, origin: str | None = "ours") -> str | int | None:
    """The person whom a socket with these is taken for, or the code with which it was refused or closed."""
    try:
        connection = await handshake(server, seat, cookie, server.url if origin == "ours" else origin)
    except websockets.InvalidStatus as refused:
        return refused.response.status_code
    line = Browser(connection)
    with suppress(websockets.ConnectionClosed):
        await line.send({"type": "hello", "protocol": 1})
    await line.until(lambda: "step" in line.view or line.closed is not None)
    assert bool(line.heard) == bool(line.me), "who is not let in hears nothing"
    found = line.me or line.closed
    await line.leave()
    return found


def rows(server: Server) -> list[LoggedCommand]:
    return server.parts.store.read("one")


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("origin", OTHERS)
async def test_a_page_of_another_site_opens_no_line(server: Server, origin: str, *, signed_in: bool) -> None:
    cookie = await server.cookie("amina") if signed_in else None
    before = rows(server)
    assert await outcome(server, server.seats["amina"], cookie, OTHERS[origin](server.url)) == 403
    assert rows(server) == before


@pytest.mark.parametrize(("origin", "code"), [(None, 403), ("ours", 4001)])
async def test_a_socket_without_a_cookie_is_told_to_sign_in_and_nothing_else(
    server: Server, origin: str | None, code: int
) -> None:
    before = rows(server)
    for seat in (server.seats["amina"], "nobody", "one", "amina"):
        assert await outcome(server, seat, None, origin) == code
    assert rows(server) == before


async def test_nothing_that_another_site_may_send_without_asking_changes_anything(server: Server) -> None:
    """A form, an image, a beacon: what a browser sends without a preflight, with the cookies of somebody signed in."""
    cookie = await server.cookie("jo")
    seat = server.seats["jo"]
    before = rows(server)
    async with server.http(Cookie=cookie) as browser:
        for origin in ("https://evil.example", "null"):
            for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
                for path in ("/api/v1/join", f"/api/v1/seats/{seat}/sign-out", f"/api/v1/seats/{seat}/own-page/pin"):
                    answer = await browser.post(
                        path, content='{"token":"x","pin":"1234"}', headers={"Origin": origin, "Content-Type": kind}
                    )
                    assert (answer.status_code, answer.json()["code"]) == (403, "origin")
            for path in (f"/api/v1/seats/{seat}", f"/api/v1/seats/{seat}/links", "/"):
                asked = await browser.options(path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
                read = await browser.get(path, headers={"Origin": origin})
                for answer in (asked, read):
                    assert not [name for name in answer.headers if name.startswith("access-control-")]
        assert (await browser.get(f"/api/v1/seats/{seat}")).status_code == 200, "still signed in"
    assert rows(server) == before


async def test_tossed_cookies_make_nobody_somebody_else(server: Server) -> None:
    hers, his = await server.cookie("amina"), await server.cookie("danny")
    amina, danny = server.seats["amina"], server.seats["danny"]
    token = hers.partition("=")[2]
    under_her_name = f"{seat_cookie_name(amina)}={his.partition('=')[2]}"
    tossed = {
        f"{hers}; {his}": "amina",
        f"{his}; {hers}": "amina",
        under_her_name: 4001,
        f"{his}; {under_her_name}": 4001,
        f"{seat_cookie_name(danny)}={token}": 4001,
        f"{seat_cookie_name(amina).lower()}={token}": 4001,
        f"{seat_cookie_name(amina).replace('__Host-', '__Secure-')}={token}": 4001,
        f"seat-{amina}={token}": 4001,
        f"{token}": 4001,
        f"={token}": 4001,
        f"__Host-admin={token}": 4001,
        f"x=y; ;; ==; {hers}": "amina",
    }
    for cookie, expected in tossed.items():
        assert await outcome(server, amina, cookie) == expected, cookie.replace(token, "hers")
    # the same name twice, one of them forged: hers, or nobody's, and never his
    for cookie in (f"{hers}; {under_her_name}", f"{under_her_name}; {hers}"):
        assert await outcome(server, amina, cookie) in {"amina", 4001}
        assert await outcome(server, danny, cookie) == 4001


@pytest.mark.parametrize("place", ["", "/{seat}", "{seat}/", "{seat}/x", "../ws/{seat}", "%2e%2e/ws/{seat}"])
async def test_no_other_path_leads_in(server: Server, place: str) -> None:
    cookie = await server.cookie("amina")
    assert await outcome(server, place.format(seat=server.seats["amina"]), cookie) in {403, 4001}


async def test_a_seat_in_another_spelling_is_another_seat(server: Server) -> None:
    cookie = await server.cookie("amina")
    seat = server.seats["amina"]
    for other in (seat.upper(), f"{seat}%00", f"{seat}%20", f"{seat};", f"{seat}?seat={server.seats['jo']}"):
        found = await outcome(server, other, cookie)
        assert found == ("amina" if "?" in other else 4001), other


async def test_a_heap_of_cookies_harms_nobody(server: Server) -> None:
    heap = "; ".join(f"c{n}=" + "x" * 500 for n in range(400))
    async with await server.enter("danny") as danny:
        with pytest.raises((websockets.InvalidHandshake, TimeoutError, OSError)):
            await handshake(server, server.seats["amina"], heap, server.url)
        assert (await danny.give("say_ready"))["type"] == "done"
