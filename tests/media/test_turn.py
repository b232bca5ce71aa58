"""Credentials that a relay works out for itself, and that end."""

import base64
import hashlib
import hmac

import pytest

from app.facilitation.terms import HOUR
from app.media.turn import LIFE, Ways, credential
from tests.cast import NOON

SECRET = "a secret that two servers share"
TURN = ("turn:turn.example.org:3478?transport=udp", "turns:turn.example.org:5349?transport=tcp")


def test_without_settings_there_are_no_ways() -> None:
    assert Ways(lambda: NOON)("one amina").servers == ()


def test_where_one_s_own_address_is_told_takes_no_credentials() -> None:
    (server,) = Ways(lambda: NOON, ("stun:turn.example.org:3478",))("one amina").servers
    assert (server.urls, server.username, server.credential) == (("stun:turn.example.org:3478",), "", "")


def test_a_relay_s_credentials_are_made_as_it_checks_them() -> None:
    said = Ways(lambda: NOON, (), TURN, SECRET)("one amina")
    (server,) = said.servers
    assert server.urls == TURN
    ends, _, rest = server.username.partition(":")
    assert int(ends) * 1000 == said.until == NOON + LIFE
    assert LIFE == 4 * HOUR
    assert rest
    right = hmac.new(SECRET.encode(), server.username.encode(), hashlib.sha1).digest()
    assert base64.b64decode(server.credential) == right


def test_a_known_pair() -> None:
    # printf 1433895918:abcd | openssl dgst -sha1 -hmac north-london-calling -binary | base64
    assert credential("north-london-calling", "1433895918:abcd") == "4c8hyhOOBzW3wrO/KbxjitA7AYk="


def test_a_name_is_one_persons_in_one_session_and_tells_nobody_who() -> None:
    ways = Ways(lambda: NOON, (), TURN, SECRET)
    whose = [f"{session} {person}" for session in ("one", "two") for person in ("amina", "danny", "jo")]
    names = [ways(each).servers[0].username for each in whose]
    assert names == [ways(each).servers[0].username for each in whose], "the relay's quota is for a person"
    assert len(set(names)) == len(whose)
    assert not any(person in name for name in names for person in ("amina", "danny", "jo"))
    other = Ways(lambda: NOON, (), TURN, "another secret")
    assert {other(each).servers[0].username for each in whose}.isdisjoint(names), "nobody can work them out"
    assert {name.partition(":")[0] for name in names} == {str((NOON + LIFE) // 1000)}


def test_they_end_four_hours_after_they_were_asked_for() -> None:
    at = NOON
    ways = Ways(lambda: at, (), TURN, SECRET)
    first = ways("one amina")
    at += HOUR
    assert ways("one amina").until == first.until + HOUR


@pytest.mark.parametrize("other", ["", "another secret", SECRET + " "])
def test_another_secret_makes_another_password(other: str) -> None:
    assert credential(other, "1:x") != credential(SECRET, "1:x")
