"""Where networks keep browsers apart, a relay carries what they say: over UDP, over TCP, and over TLS."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import time
from typing import Any

import pytest

from app.clock import MachineClock
from app.facilitation.terms import HOUR, MINUTE
from app.media.engine import WaysSaid
from app.media.turn import LIFE, Ways
from tests.media.machine import Machine
from tests.media.network import HUB, Network, Place
from tests.media.relay import SECRET, URLS, relay
from tests.media.sitting import Sitting
from tests.media.turning import DONE, TCP, UDP, Turning

pytestmark = [pytest.mark.media, pytest.mark.timeout(180)]

ONLY_BY = """window.reshaped = (given) => ({
  ...given,
  iceTransportPolicy: "relay",
  iceServers: given.iceServers.map((one) => ({ ...one, urls: [one.urls].flat().filter((url) => url === WAY) })),
});"""
"""This page's connections all go by the relay, and to it by one way alone."""

WAYS = """async () => {
  const found = [];
  for (const pc of connections.filter((one) => one.connectionState === "connected")) {
    const all = await pc.getStats();
    for (const one of all.values()) {
      if (one.type !== "transport" || !one.selectedCandidatePairId) continue;
      const mine = all.get(all.get(one.selectedCandidatePairId).localCandidateId);
      found.push([mine.candidateType, mine.relayProtocol]);
    }
  }
  return found;
}"""

LATER = """window.later = [];
const wait_ = window.setTimeout;
window.setTimeout = (work, wait, ...rest) =>
  wait >= 3_600_000 ? -later.push({ work, wait }) : wait_(work, wait, ...rest);"""
"""What a page puts off for hours is done when the test says so."""

CREDENTIALS = """() => connections.filter((one) => one.connectionState === "connected")
  .flatMap((one) => one.getConfiguration().iceServers.map(({ username }) => username))"""

ASK_RELAY = """async (servers) => {
  const pc = new RTCPeerConnection({ iceServers: servers, iceTransportPolicy: "relay" });
  const found = [], refused = [];
  pc.onicecandidateerror = ({ errorCode }) => refused.push(errorCode);
  pc.onicecandidate = ({ candidate }) => candidate?.candidate && found.push(candidate.candidate);
  pc.addTransceiver("audio");
  await pc.setLocalDescription();
  await new Promise((done) => {
    pc.onicegatheringstatechange = () => pc.iceGatheringState === "complete" && done();
    setTimeout(done, 15000);
  });
  pc.close();
  return [found, refused];
}"""


def only_by(url: str) -> str:
    return f"(() => {{ const WAY = {json.dumps(url)}; {ONLY_BY} }})()"


def test_a_call_by_the_relay_alone_over_udp_tcp_and_tls(
    sit: Callable[..., Sitting], network: Network, tmp_path: Path, machines: list[Machine]
) -> None:
    people = dict(zip(("jo", "amina", "danny"), URLS, strict=True))
    with relay(network.hub, tmp_path / "relay"), sit(settings={"turn_urls": URLS, "turn_secret": SECRET}) as sitting:
        company = sitting.company
        company.all_come(tuple(people), machines, LATER, **{who: only_by(url) for who, url in people.items()})
        company.connected(within=60)
        sitting.as_the_rules_have_it()
        assert sitting.house.voices.heard == {"jo", "amina", "danny"}
        for who, way in zip(people, ("udp", "tcp", "tls"), strict=True):
            assert company.seated[who].page.evaluate(WAYS) == [["relay", way]] * 2
        sitting.house.to_step("r1.present")
        company.hear_exactly({"amina"})

        # before the credentials end, every page has new ones, and nobody hears that it asked for them
        pages = {who: company.seated[who].page for who in people}
        had = {who: set(page.evaluate(CREDENTIALS)) for who, page in pages.items()}
        began = time() * 1000
        for page in pages.values():
            assert LIFE - 2 * MINUTE < page.evaluate("() => later.at(-1).wait") < LIFE
            page.evaluate("() => later.at(-1).work()")
        company.until(
            lambda: all(not had[who] & set(page.evaluate(CREDENTIALS)) for who, page in pages.items()),
            lambda: f"the old credentials stay: {had}",
        )
        company.rest(2)
        company.unbroken({"amina"}, *people, since=began)


def test_the_relay_takes_our_credentials_and_no_others(
    sit: Callable[..., Sitting], network: Network, tmp_path: Path, machines: list[Machine]
) -> None:
    clock = MachineClock()
    right = Ways(clock.wall, turn_urls=URLS, turn_secret=SECRET)
    expired = Ways(lambda: clock.wall() - LIFE - HOUR, turn_urls=URLS, turn_secret=SECRET)
    of_another = Ways(clock.wall, turn_urls=URLS, turn_secret="another secret altogether")
    with relay(network.hub, tmp_path / "relay") as running, sit() as sitting:
        page = sitting.company.open("jo", machines[0])

        def asked(ways: WaysSaid) -> tuple[list[str], list[int]]:
            servers: list[dict[str, Any]] = [
                {"urls": [url], "username": one.username, "credential": one.credential}
                for one in ways.servers
                for url in one.urls
            ]
            found, refused = page.evaluate(ASK_RELAY, servers)
            return found, refused

        found, _ = asked(right("one amina"))
        assert len(found) == len(URLS), "one way to be reached by each way to the relay"
        for wrong in (expired("one amina"), of_another("one amina")):
            found, refused = asked(wrong)
            assert found == []
            assert set(refused) == {401}
        assert running.says("check_stun_auth|Cannot find credentials|401")


REFUSED = 403
NOT_CARRIED = 442
"""The relay carries nothing of that kind."""
INWARD = ("0.0.0.1", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1")
INWARD_6 = (
    *("::", "::1", "::2", "::10.0.0.1", "::ffff:10.0.0.1", "::ffff:1.1.1.1", "::ffff:0:10.0.0.1", "64:ff9b::a00:1"),
    *("2002:a00:1::", "2001:db8::1", "3fff::1", "fc00::1", "fd00::1", "fe80::1", "fec0::1"),
)
OUTWARD_6 = "2a00:1450::1"


@pytest.fixture
def alone() -> Iterator[Place]:
    """Nothing but a loopback, with an address of each kind: from here a relay reaches nobody."""
    place = Place()
    place.run("sh", "-c", "[ ! -e $0 ] || echo 0 > $0", "/proc/sys/net/ipv6/conf/all/disable_ipv6")
    place.run("ip", "address", "add", f"{HUB}/32", "dev", "lo")
    place.run("ip", "address", "add", f"{OUTWARD_6}/128", "dev", "lo")
    yield place
    place.close()


def test_the_running_relay_opens_no_way_into_a_network_and_no_tcp_connection(alone: Place, tmp_path: Path) -> None:
    ways = Ways(MachineClock().wall, turn_urls=URLS, turn_secret=SECRET)("one amina").servers[0]

    def asking() -> Turning:
        return Turning(alone, ways.username, ways.credential, "turn.example.org")

    with relay(alone, tmp_path / "relay", f"relay-ip={OUTWARD_6}"):
        with asking() as one:
            assert one.allocate(TCP) == NOT_CARRIED
        with asking() as one:
            assert one.allocate(UDP) == DONE
            assert {address: one.permit(address) for address in INWARD} == dict.fromkeys(INWARD, REFUSED)
            assert one.permit("1.1.1.1") == DONE
        with asking() as one:
            assert one.allocate(UDP, six=True) == DONE
            assert {address: one.permit(address) for address in INWARD_6} == dict.fromkeys(INWARD_6, REFUSED)
            assert one.permit("2606:4700::1") == DONE
