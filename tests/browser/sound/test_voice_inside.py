"""What the page's voice does inside, with nobody else there: whom it connects, what it lets go of, and what rests."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

AROUND = """
  const made = [];
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(...given) { super(...given); made.push(this); }
  };
  const { Mesh } = (await import(document.scripts[0].src)).modules["voice/mesh.js"];
  const { Ear } = (await import(document.scripts[0].src)).modules["voice/ear.js"];
  const { makeCertificate } = (await import(document.scripts[0].src)).modules["voice/certificate.js"];
  const { certificate, fingerprint } = await makeCertificate();
  made.length = 0;
  const ear = new Ear(() => {});
  const named = new Set(["amina", "danny"]);
  const letters = [];
  let ready;
  const relays = new Promise((known) => { ready = known; });
  const mesh = new Mesh({
    me: "amina", certificate, ear, servers: () => [], ready: () => relays, named: (id) => named.has(id),
    send: (to) => letters.push(to), pictures: () => false, changed() {}, moved() {},
  });
  const joined = (microphone = true) => ({ fingerprint, microphone, camera: false, large: false });
  const rest = (wait) => new Promise((after) => setTimeout(after, wait));
  const until = async (holds) => { for (let n = 0; n < 150 && !holds(); n++) await rest(100); };
"""


def inside(page: Page, script: str) -> Any:
    return page.evaluate(f"async () => {{ {AROUND} {script} }}")


def test_nobody_is_connected_whom_the_page_does_not_name(page: Page) -> None:
    found = inside(
        page,
        """
        ready();
        mesh.sending = true;
        mesh.take(new Set(["amina", "danny", "ghost"]), { danny: joined(), ghost: joined() }, true);
        const offer = { type: "offer", sdp: "" };
        mesh.hear({ from: "ghost", fingerprint, description: offer, candidates: [] });
        await until(() => letters.length > 0);
        await rest(200);
        const before = [[...mesh.peers.keys()], Object.keys(mesh.joined), [...new Set(letters)]];
        named.add("ghost");  // the view comes after the floor, and now there is somebody of that name
        mesh.look();
        return [...before, [...mesh.peers.keys()].sort()];
        """,
    )
    assert found == [["danny"], ["danny"], ["danny"], ["danny", "ghost"]]


def test_whoever_had_no_microphone_and_has_left_is_in_no_code_any_more(page: Page) -> None:
    found = inside(
        page,
        """
        mesh.take(new Set(["amina", "danny"]), { danny: joined(false) }, true);
        const before = Object.keys(mesh.joined);
        mesh.take(new Set(["amina", "danny"]), {}, false);
        return [before, Object.keys(mesh.joined)];
        """,
    )
    assert found == [["danny"], []]


def test_nothing_is_connected_after_the_end(page: Page) -> None:
    found = inside(
        page,
        """
        mesh.sending = true;
        mesh.take(new Set(["amina", "danny"]), { danny: joined() }, true);
        await rest(50);
        mesh.close();
        ready();
        await rest(300);
        return made.filter((one) => one.connectionState !== "closed").length;
        """,
    )
    assert found == 0


def test_a_voice_that_hung_in_a_closed_connection_goes_out_in_the_next(page: Page) -> None:
    found = inside(
        page,
        """
        const { Peer } = (await import(document.scripts[0].src)).modules["voice/peer.js"];
        ready();
        const hung = [];
        const real = RTCRtpSender.prototype.replaceTrack;
        RTCRtpSender.prototype.replaceTrack = function (track) {
          if (!hung.length && track) { hung.push(this); return new Promise(() => {}); }
          return real.call(this, track);
        };
        const [track] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks();
        const peer = new Peer("danny", fingerprint, mesh.around);
        peer.connect();
        peer.speak(track);
        await until(() => hung.length > 0);
        peer.ended = true;  // all of it is begun anew
        peer.restart();
        const carries = () => made.at(-1).getSenders().some((one) => one.track === track);
        await until(carries);
        const carried = carries();
        peer.close();
        return [hung.length, made.length, carried];
        """,
    )
    assert found == [1, 2, True]


RESTS = """
  const { Inside } = (await import(document.scripts[0].src)).modules["voice/inside.js"];
  const [picture] = (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks();
  const poor = new Map([["a", { type: "remote-inbound-rtp", kind: "audio", fractionLost: 0.5, timestamp: 1 }]]);
  const showing = {};
  const peer = (id) => ({
    id, connected: true, reached: "connected", proven: "", tries: 0, showing: true, showingWhole: true,
    gate: null, picture: null,
    connection: { getStats: async () => poor }, permit() {}, speak() {}, close() {},
    show: (track, encoding) => { showing[id] = [track !== null, encoding.maxFramerate]; },
  });
  let signer = null;
  let line = true;
  const inside = new Inside({
    own: { certificate, fingerprint }, me: "amina", session: "one", ear, say: () => true, stands: () => line,
    named: () => true,
    pictures: () => true, signsWith: () => signer, audience: () => ({ only: null, signs: false }),
    floored: () => apply(), changed() {}, moved() {}, refused() {},
  });
  const encoding = { maxFramerate: 25, maxBitrate: 1 };
  const apply = () => inside.apply({ voice: null, picture, encoding, whole: true }, false);
  const everybody = ["amina", "danny", "nia"];
  inside.hear({ type: "voice", epoch: 1, table: everybody, heard: everybody, seen: everybody, peers: {} });
  for (const id of ["danny", "nia"]) inside.mesh.peers.set(id, peer(id));
"""


def test_between_an_access_seat_and_their_member_no_picture_ever_rests(page: Page) -> None:
    found = inside(
        page,
        RESTS
        + """
        signer = "nia";
        apply();
        const before = { ...showing };
        await until(() => !showing.danny[0]);
        const after = { ...showing };
        inside.close(false);
        return [before, after];
        """,
    )
    before, after = found
    assert before == {"danny": [True, 25], "nia": [True, 25]}
    assert after == {"danny": [False, 25], "nia": [True, 10]}


def test_a_picture_that_had_to_rest_again_and_again_is_tried_less_often(page: Page) -> None:
    found = inside(
        page,
        """
        const { Quality } = (await import(document.scripts[0].src)).modules["voice/quality.js"];
        const quality = new Quality();
        const line = (fractionLost) => new Map([["a", { type: "remote-inbound-rtp", kind: "audio", fractionLost }]]);
        const look = (loss) => quality.take(line(loss), { access: false, picture: !quality.resting });
        const rests = () => {
          look(0.5);
          const once = quality.resting;
          look(0.5);
          let looks = 0;
          for (; quality.resting; looks++) look(0);
          return [once, looks];
        };
        const often = [1, 2, 3, 4, 5].map(rests);
        for (let n = 0; n < 60; n++) look(0);
        return [often, rests()];
        """,
    )
    often, after_a_good_while = found
    assert often == [[False, 10], [False, 20], [False, 40], [False, 80], [False, 80]]
    assert after_a_good_while == [False, 10]


def test_who_hears_me_holds_only_while_the_connection_does_and_reports_come(page: Page) -> None:
    found = inside(
        page,
        RESTS
        + """
        inside.hear({ type: "heard_by", people: ["danny", "nia", "gone"] });
        const told = inside.heardBy;
        line = false;  // the server is away
        const [danny, nia] = ["danny", "nia"].map((id) => inside.mesh.peers.get(id));
        nia.connection = { getStats: async () => new Map() };  // nothing of what I say comes to her
        await until(() => inside.heardBy.length > 0);
        const reported = inside.heardBy;
        danny.connected = false;
        const broken = inside.heardBy;
        inside.close(false);
        return [told, reported, broken];
        """,
    )
    assert found == [["danny", "nia"], ["danny"], []]


def test_a_microphone_that_something_else_holds_is_not_taken_for_an_open_one(page: Page) -> None:
    found = inside(
        page,
        """
        const { Microphone } = (await import(document.scripts[0].src)).modules["voice/microphone.js"];
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        let held = true;  // a telephone call that goes on: the new track is mute from the first
        navigator.mediaDevices.getUserMedia = async (wanted) => {
          const stream = await ask(wanted);
          if (held) Object.defineProperty(stream.getAudioTracks()[0], "muted", { value: true });
          return stream;
        };
        const microphone = new Microphone(ear, () => {});
        await microphone.open("");
        const during = [microphone.state, microphone.trouble];
        held = false;
        await microphone.use("");
        const after = [microphone.state, microphone.trouble];
        microphone.close();
        return [during, after];
        """,
    )
    assert found == [["ready", "interrupted"], ["ready", None]]


JOINS = """
  const { Inside } = (await import(document.scripts[0].src)).modules["voice/inside.js"];
  const said = [];
  const away = new Set();
  const inside = new Inside({
    own: { certificate, fingerprint }, me: "amina", session: "one", ear, stands: () => true, named: () => true,
    say: (message) => { said.push(message.type); return true; }, away: (id) => away.has(id),
    pictures: () => false, signsWith: () => null, audience: () => ({ only: null, signs: false }),
    floored() {}, changed() {}, moved() {}, refused() {},
  });
  const joins = () => said.filter((type) => type === "join_voice").length;
  const join = (microphone) => { inside.join({ microphone, camera: false, large: false }); return joins(); };
  const floor = (epoch, ...table) => inside.hear({ type: "voice", epoch, table, heard: table, seen: [], peers: {} });
"""


def test_whoever_was_put_out_joins_again_though_no_view_has_shown_it(page: Page) -> None:
    found = inside(
        page,
        JOINS
        + """
        const first = join(true);
        floor(1, "amina", "danny");
        const again = join(true);
        floor(2);
        const let_in = join(true);
        inside.close(false);
        return [first, again, let_in];
        """,
    )
    assert found == [1, 1, 2]


def test_a_change_that_came_too_fast_is_said_once_more(page: Page) -> None:
    found = inside(
        page,
        JOINS
        + """
        const refused = () => inside.hear({ type: "voice_refused", code: "voice_too_fast", sentence: "" });
        join(false);
        floor(1, "amina", "danny");
        const changed = join(true);
        refused();
        const once_more = join(true);
        floor(1, "amina", "danny");
        refused();  // of something else: what I said of myself has come there
        const no_more = join(true);
        inside.close(false);
        return [changed, once_more, no_more];
        """,
    )
    assert found == [2, 3, 3]


def test_a_machine_that_has_died_takes_the_safety_code_from_nobody(page: Page) -> None:
    found = inside(
        page,
        JOINS
        + """
        const theirs = (pair) => "sha-256 " + Array(32).fill(pair).join(":");
        const mark = (pair) => ({ ...joined(), fingerprint: theirs(pair) });
        inside.mesh.joined = { danny: mark("AA"), nia: mark("BB") };
        const peer = (connected, proven) => ({ connected, proven, close() {} });
        inside.mesh.peers.set("danny", peer(false, "")).set("nia", peer(true, theirs("BB")));
        await inside.reckon();
        const missing = [inside.code, inside.coded];
        away.add("danny");
        await inside.reckon();
        const without = [inside.code.length, inside.coded];
        inside.mesh.peers.set("danny", peer(true, theirs("AA")));  // no line to us, but they are heard
        await inside.reckon();
        const whole = inside.coded;
        inside.close(false);
        return [missing, without, whole];
        """,
    )
    missing, without, whole = found
    assert missing == ["", []]
    assert without == [35, ["amina", "nia"]]
    assert whole == ["amina", "danny", "nia"]


def test_nobody_makes_a_voice_cost_more_than_a_voice(page: Page) -> None:
    found = inside(
        page,
        """
        const { taken } = (await import(document.scripts[0].src)).modules["voice/sdp.js"];
        const with_ = (wishes) => taken(`v=0\\r\\nb=AS:510\\r\\na=fmtp:111 ${wishes}\\r\\na=rtcp-mux\\r\\n`);
        return ["minptime=10;maxaveragebitrate=510000;useinbandfec=1", "stereo=1; maxaveragebitrate=510000"].map(with_);
        """,
    )
    wishes = [one.splitlines()[1] for one in found]
    assert wishes == ["a=fmtp:111 minptime=10;useinbandfec=1", "a=fmtp:111 minptime=10"]
    assert all(one.endswith("\r\na=rtcp-mux\r\n") for one in found)
