"""One connection from both its ends, in one page: what is lost on the way between them, and what comes late."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

BETWEEN = """
  const { modules } = await import(document.scripts[0].src);
  const { Peer } = modules["voice/peer.js"];
  const { Ear } = modules["voice/ear.js"];
  const { makeCertificate } = modules["voice/certificate.js"];
  const rest = (wait) => new Promise((after) => setTimeout(after, wait));
  const until = async (holds, within) => {
    for (const end = performance.now() + within; !holds() && performance.now() < end; ) await rest(20);
    return holds();
  };
  let made = 0;
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real { constructor(...given) { super(...given); made += 1; } };

  const ear = new Ear(() => {});
  const certificates = { amina: await makeCertificate(), danny: await makeCertificate() };
  const letters = [];
  const described = []; // lost on the way or not
  const ends = {};
  let reachable = () => true; // or no letter says how to reach anybody
  let lost = () => false;
  const nowhere = ({ type, sdp }) => ({ type, sdp: sdp.replace(/^a=candidate:.*\\r\\n/gm, "") });
  const around = (me) => ({
    me, ear, certificate: certificates[me].certificate, servers: () => [], ready: () => Promise.resolve(),
    named: () => true, pictures: () => false, changed() {}, moved() {},
    send(to, _, description, candidates) {
      if (description) described.push([me, description.type]);
      if (lost(description) || (!reachable() && !description)) return true;
      const said = description && !reachable() ? nowhere(description) : description;
      letters.push([me, said]);
      setTimeout(() => ends[to].hear(said, candidates), 10);
      return true;
    },
  });
  ends.amina = new Peer("danny", certificates.danny.fingerprint, around("amina"));
  ends.danny = new Peer("amina", certificates.amina.fingerprint, around("danny"));
  const connected = () => ends.amina.connected && ends.danny.connected;
"""


def between(page: Page, script: str) -> Any:
    return page.evaluate(f"async () => {{ {BETWEEN} {script} }}")


def test_both_offer_at_once_and_are_connected(page: Page) -> None:
    assert between(page, "ends.amina.connect(); ends.danny.connect(); return until(connected, 5000);")


def test_a_connection_that_never_stood_is_begun_anew_as_soon_as_it_is_missed(page: Page) -> None:
    """In four seconds; that it is asked for another way three times before took over half a minute."""
    found = between(
        page,
        """
        reachable = () => made > 2;
        ends.amina.connect();
        return [await until(connected, 12_000), made];
        """,
    )
    assert found == [True, 4]


def test_an_answer_that_comes_late_binds_to_no_later_offer(page: Page) -> None:
    found = between(
        page,
        """
        reachable = () => false;
        ends.amina.connect();
        const answered = () => letters.find(([who, said]) => who === "danny" && said?.type === "answer");
        const stands = () => ends.amina.connection?.signalingState === "stable" && answered();
        await until(stands, 3000);
        reachable = () => true;
        ends.amina.restart();
        ends.amina.hear(answered()[1], []);
        return [await until(connected, 3000), made];
        """,
    )
    assert found == [True, 4]


def test_an_answer_of_the_connection_that_was_given_up_counts_again_once_that_is_taken_up_again(page: Page) -> None:
    """Danny began anew while Amina's first offer still stood, and gave way to it: it is the one they have."""
    found = between(
        page,
        """
        lost = (description) => description?.type === "answer";
        ends.amina.connect();
        await until(() => described.some(([, type]) => type === "answer"), 3000);
        ends.danny.restart();
        await until(() => described.some(([who, type]) => who === "danny" && type === "offer"), 3000);
        lost = () => false;
        ends.amina.restart();
        const first = [await until(connected, 3000), made];
        ends.danny.retry(true);
        await rest(50);
        return [...first, await until(() => ends.danny.connection.signalingState === "stable", 3000)];
        """,
    )
    assert found == [True, 4, True]
