"""The relay as we set it up: no way into anybody's own network, no accounts, no door left open for tests."""

import ipaddress
import shutil
import subprocess
from pathlib import Path

import pytest

CONF = Path(__file__).resolve().parents[2] / "deploy" / "coturn" / "turnserver.conf"
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NOT_PUBLIC = (
    # RFC 6890 and its register, and what was site-local before
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
    *("224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32"),
    *("::ffff:0:0:0/96", "3fff::/20"),
    *("::1/128", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23"),
    *("2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
)
PUBLIC = ("1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0")
PUBLIC_6 = ("2001:4860::1", "2600::1", "2a00:1450::1", "2c0f::1")


def settings() -> list[tuple[str, str]]:
    lines = [line.strip() for line in CONF.read_text().splitlines()]
    found = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return [(name.strip(), value.strip()) for name, _, value in found]


def denied() -> list[tuple[Address, Address]]:
    ranges = []
    for name, value in settings():
        if name == "denied-peer-ip":
            first, _, last = value.partition("-")
            ranges.append((ipaddress.ip_address(first), ipaddress.ip_address(last or first)))
    return ranges


def is_denied(first: Address, last: Address) -> bool:
    return any(
        low.version == first.version and int(low) <= int(first) and int(last) <= int(high) for low, high in denied()
    )


def test_no_older_way_to_write_an_address_of_the_other_kind_is_one() -> None:
    assert is_denied(ipaddress.ip_address("::1"), ipaddress.ip_address("::ffff:ffff"))  # and :: itself: see below


@pytest.mark.parametrize("network", NOT_PUBLIC)
def test_nobody_is_relayed_into_a_network_that_is_not_public(network: str) -> None:
    whole = ipaddress.ip_network(network)
    assert is_denied(whole[0], whole[-1])


def test_no_range_begins_with_the_one_address_that_coturn_takes_for_an_open_end() -> None:
    assert not [low for low, _ in denied() if low == ipaddress.IPv6Address("::")]


def test_every_range_runs_forwards() -> None:
    for low, high in denied():
        assert low.version == high.version
        assert int(low) <= int(high)


def test_python_s_own_list_of_what_is_not_public_is_denied() -> None:
    for start in range(256):
        for second in (0, 18, 64, 88, 127, 168, 254):
            address = ipaddress.ip_address(f"{start}.{second}.99.1")
            if not address.is_global or address.is_multicast:
                assert is_denied(address, address), address


@pytest.mark.parametrize("address", [*PUBLIC, *PUBLIC_6])
def test_everybody_else_is(address: str) -> None:
    one = ipaddress.ip_address(address)
    assert not is_denied(one, one)


def test_nothing_stands_there_that_only_tests_need_or_that_opens_a_door() -> None:
    names = {name for name, _ in settings()}
    assert not names & {
        *("allow-loopback-peers", "allowed-peer-ip", "no-auth", "user", "lt-cred-mech", "oauth", "cli-password"),
        *("secure-stun-off", "web-admin", "redis-userdb", "mobility", "verbose", "Verbose", "log-binding"),
    }
    assert {"no-multicast-peers", "no-tcp-relay"} <= names
    assert {"no-cli", "use-auth-secret", "fingerprint", "user-quota", "total-quota"} <= names
    assert {"listening-port", "tls-listening-port", "min-port", "max-port", "cert", "pkey", "realm"} <= names


def test_a_secret_is_asked_for_and_none_is_shipped() -> None:
    assert dict(settings())["static-auth-secret"] == "CHANGE-ME"


def test_each_setting_is_one_that_the_relay_knows() -> None:
    relay = shutil.which("turnserver")
    assert relay is not None, "the media tests need it, too: apt-get install coturn"
    said = subprocess.run([relay, "--help"], capture_output=True, text=True, timeout=20, check=False)
    known = said.stdout + said.stderr
    assert [name for name, _ in settings() if f"--{name}" not in known] == []
