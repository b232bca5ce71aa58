// Being in voice, from joining to leaving: the floor, all connections, and what they tell about who hears whom.
import * as clock from "../clock.js";
import { onNetwork } from "../network.js";
import { safetyCode } from "./code.js";
import { Floor } from "./floor.js";
import { Hearing } from "./hearing.js";
import { Mesh } from "./mesh.js";
import { Quality } from "./quality.js";
import { Wake } from "./wake.js";

/** @typedef {import("./peer.js").Peer} Peer */
/** @typedef {import("./certificate.js").Own} Own */

/**
 * @typedef {object} Outside  what being in voice needs of the page
 * @property {Own} own
 * @property {string} me
 * @property {string} session
 * @property {import("./ear.js").Ear} ear
 * @property {(message: object) => boolean} say  to the server, now or never
 * @property {() => boolean} stands  the line to the server
 * @property {(id: string) => boolean} named  whether the page names them among those at the table
 * @property {(id: string) => boolean} away  whether their line to the server is gone
 * @property {() => boolean} pictures  whether the set has agreed to them
 * @property {() => string | null} signsWith  whoever reads my hands, or whose hands I read
 * @property {() => import("./part.js").Audience} audience  whom my picture is for
 * @property {() => void} floored  the floor has changed: what is open and what is closed comes first
 * @property {() => void} changed
 * @property {() => void} moved  this machine's network may be another one
 * @property {(code: string, joining: boolean) => void} refused
 */

/** My own side, as it is to go out now.
 * @typedef {object} Mine
 * @property {MediaStreamTrack | null} voice
 * @property {MediaStreamTrack | null} picture
 * @property {RTCRtpEncodingParameters} encoding
 * @property {boolean} whole
 */

const RAMPED = 70; // by then my voice has faded, and nothing need be sent any more
const REPORT = 2000;
const ICE_WITHIN = 500; // so long the addresses of relays are waited for
const SELDOM = { maxFramerate: 10 };
const RENEWED = 60_000; // so long before they end, a relay's credentials are asked for anew
const LONGEST = 2 ** 31 - 1; // of a timer

export class Inside {
  floor = new Floor();
  /** the safety code, "" until all connections stand */
  code = "";
  /** @type {string[]} everybody whom it covers, me among them */
  coded = [];

  /** @type {string[]} who says that they hear me, as the server last told */
  #toldHeardBy = [];
  #told = ""; // the last join_voice on the line as it is now
  #joining = false; // and it isn't answered yet
  #changing = false; // nor is what I said in its place
  #first = true; // I have only just come
  /** @type {RTCIceServer[]} */
  #servers = [];
  /** @type {Promise<void>} */
  #serversKnown = Promise.resolve();
  #serversCame = () => {};
  /** @type {Map<Peer, Quality>} */
  #qualities = new Map();
  #wake = new Wake();
  /** @type {(() => void)[]} what is undone on leaving */
  #undo;
  /** @type {number | undefined} */
  #fades;
  /** @type {number | undefined} */
  #renews;
  #codedFrom = ""; // what the safety code was last made from
  #closed = false;

  /** @param {Outside} outside */
  constructor(outside) {
    this.outside = outside;
    const { me, own, ear } = outside;
    this.mesh = new Mesh({
      me,
      certificate: own.certificate,
      ear,
      servers: () => this.#servers,
      ready: () => this.#serversKnown,
      send: (to, fingerprint, description, candidates) => this.#told !== "" && !this.#joining && outside.say({ type: "to_peer", to, fingerprint, description, candidates }),
      named: outside.named,
      pictures: (id) => outside.pictures() || this.floor.seen.has(id) || this.floor.seen.has(me),
      changed: outside.changed,
      moved: outside.moved,
    });
    this.hearing = new Hearing(
      ear,
      () => this.mesh.peers.values(),
      () => this.#report(),
    );
    this.hearing.start();
    this.#wake.want(true);
    const looks = setInterval(() => this.#look(), REPORT);
    const unload = () => outside.say({ type: "leave_voice" });
    const seen = () => document.visibilityState === "visible" && ear.again();
    window.addEventListener("pagehide", unload);
    document.addEventListener("visibilitychange", seen);
    this.#undo = [
      onNetwork(outside.moved),
      () => clearInterval(looks),
      () => window.removeEventListener("pagehide", unload),
      () => document.removeEventListener("visibilitychange", seen),
    ];
  }

  /** The floor lets me be heard. */
  get heard() {
    return this.floor.heard.has(this.outside.me);
  }

  /** The floor lets me be seen. */
  get seen() {
    return this.floor.seen.has(this.outside.me);
  }

  /** Who says that they hear me, as far as it can still be true: what was told of somebody whose connection has broken since holds no longer,
   * and while the server is away, only their own browser's reports tell that my voice still comes. */
  get heardBy() {
    const told = this.outside.stands();
    return this.#toldHeardBy.filter((id) => {
      const peer = this.mesh.peers.get(id);
      return peer?.connected && (told || this.#qualities.get(peer)?.answers);
    });
  }

  /** Every connection that stands is too poor for pictures. */
  get resting() {
    const stand = [...this.mesh.peers.values()].filter((peer) => peer.connected);
    return stand.length > 0 && stand.every((peer) => this.#qualities.get(peer)?.resting);
  }

  /** Nobody can be reached. */
  get cutOff() {
    const all = [...this.mesh.peers.values()];
    return all.length > 0 && all.every((peer) => peer.reached === "lost");
  }

  // --- the server ---

  /** The line is another one: what was said on the old one has to be said again. */
  reopened() {
    this.#told = "";
    this.#joining = this.#changing = false;
  }

  /** Come into voice, or say what has changed. @param {{ microphone: boolean, camera: boolean, large: boolean }} with_ */
  join({ microphone, camera, large }) {
    const join = { type: "join_voice", fingerprint: this.outside.own.fingerprint, microphone, camera, large };
    const told = JSON.stringify(join);
    if (told === this.#told || !this.outside.say(join)) return;
    if (!this.#told) {
      this.#joining = true;
      this.#awaitRelays();
    }
    this.#changing = !this.#joining;
    this.#told = told;
  }

  /** @param {any} message @returns {boolean} whether it was for voice */
  hear(message) {
    switch (message.type) {
      case "voice":
        this.#floorCame(message);
        return true;
      case "voice_ice":
        this.#relays(message);
        return true;
      case "from_peer":
        this.mesh.hear(message);
        return true;
      case "heard_by":
        this.#toldHeardBy = message.people;
        this.outside.changed();
        return true;
      case "voice_refused":
        if (message.code === "voice_too_fast" && this.#changing) this.reopened(); // what has changed is said once more
        this.outside.refused(message.code, this.#joining);
        return true;
      default:
        return false;
    }
  }

  /** Whether this is the first floor that is told since I came. */
  get first() {
    return this.#first;
  }

  /** A view has come: perhaps it names somebody whom the floor had told of before. */
  viewed() {
    this.mesh.look();
  }

  /** @param {any} message */
  #floorCame(message) {
    if (!this.floor.take(message)) return;
    this.outside.floored();
    this.mesh.take(this.floor.table, message.peers, this.#first);
    const back = this.#joining && !this.#first;
    this.#first = this.#joining = this.#changing = false;
    if (back) this.mesh.retry(false);
    this.outside.floored();
    // Put out: whoever is let in again has to join again, also where no page in between has shown that they were out.
    if (!this.floor.table.has(this.outside.me)) this.reopened();
  }

  /** @param {{ servers: RTCIceServer[], until: number }} message */
  #relays({ servers, until }) {
    clearTimeout(this.#renews);
    const left = clock.here(until - clock.now()) - RENEWED;
    if (servers.length) this.#renews = setTimeout(() => this.#told && this.outside.say(JSON.parse(this.#told)), Math.min(LONGEST, Math.max(RENEWED, left)));
    this.#servers = servers;
    this.#serversCame();
    for (const { connection } of this.mesh.peers.values()) {
      try {
        connection?.setConfiguration({ ...connection.getConfiguration(), iceServers: servers });
      } catch {
        continue; // this one is just being closed; the others go on
      }
    }
  }

  #awaitRelays() {
    this.#serversKnown = new Promise((known) => {
      this.#serversCame = known;
      setTimeout(known, ICE_WITHIN);
    });
  }

  // --- what goes out and what comes in ---

  /** Gates and my own side follow the floor, and what was pressed. @param {Mine} mine @param {boolean} sending  I have a microphone or a camera in use */
  apply(mine, sending) {
    const peers = [...this.mesh.peers.values()];
    // What closes comes first: nothing that goes wrong in opening one may leave another open.
    peers.sort((one, other) => Number(this.floor.heard.has(one.id)) - Number(this.floor.heard.has(other.id)));
    for (const peer of peers) peer.permit(this.floor.heard.has(peer.id), this.floor.seen.has(peer.id));
    clearTimeout(this.#fades);
    if (mine.voice) for (const peer of peers) peer.speak(mine.voice);
    else this.#fades = setTimeout(() => [...this.mesh.peers.values()].forEach((peer) => peer.speak(null)), RAMPED);
    const picture = this.seen ? mine.picture : null;
    const reader = this.outside.signsWith();
    const { only, signs } = this.outside.audience();
    for (const peer of peers) {
      const rests = this.#qualities.get(peer)?.resting ?? false;
      const theirs = !only || only.includes(peer.id) ? picture : null;
      // Where hands are read, the picture is how somebody speaks and hears: on a poor line it comes more seldom, and never rests.
      if (rests && (signs || peer.id === reader)) peer.show(theirs, { ...mine.encoding, ...SELDOM }, mine.whole);
      else peer.show(rests ? null : theirs, mine.encoding, mine.whole);
    }
    this.hearing.prune();
    const had = this.mesh.sending;
    this.mesh.sending = sending;
    if (sending && !had && !this.#first) this.mesh.connect(true);
  }

  #report() {
    this.outside.say({ type: "hearing", people: this.hearing.people });
    this.outside.changed();
  }

  /** Every two seconds: how good each line is, and whom I hear, said again in case it was lost. */
  #look() {
    if (this.#told) this.outside.say({ type: "hearing", people: this.hearing.people });
    for (const peer of this.mesh.peers.values()) void this.#lookAt(peer);
    this.tidy();
    this.outside.changed();
  }

  /** @param {Peer} peer */
  async #lookAt(peer) {
    if (!peer.connected) return;
    const report = await peer.connection?.getStats().catch(() => null);
    if (!report || this.mesh.peers.get(peer.id) !== peer) return;
    const quality = this.#qualities.get(peer) ?? new Quality();
    this.#qualities.set(peer, quality);
    const rested = quality.resting;
    quality.take(report, { access: peer.showingWhole, picture: peer.showing });
    peer.poor = quality.poor;
    peer.still = quality.still;
    if (rested !== quality.resting) this.outside.floored();
    else this.outside.changed();
  }

  /** Whoever is past reaching, and in voice no longer, is let go of. */
  tidy() {
    for (const peer of this.#qualities.keys()) if (this.mesh.peers.get(peer.id) !== peer) this.#qualities.delete(peer);
    if (!this.mesh.tidy()) return;
    this.hearing.prune();
    this.outside.changed();
  }

  // --- what can be seen of it ---

  /** @returns {Record<string, import("./state.js").PeerState>} */
  get peers() {
    return Object.fromEntries(
      Object.entries(this.mesh.joined).map(([id, { large, microphone, camera }]) => {
        const peer = this.mesh.peers.get(id);
        const picture = camera && this.floor.seen.has(id) && peer?.connected && !peer.still ? peer.picture : null;
        const resting = (peer && this.#qualities.get(peer)?.resting) ?? false;
        return [id, { state: peer?.reached ?? "connected", audible: this.hearing.people.includes(id), picture, large, microphone, resting }];
      }),
    );
  }

  /** Make the safety code from what each connection proves; there is none while one of them does not stand.
   * Whoever's line is gone and cannot be reached either takes it from nobody: it covers those who are there, and names them. */
  async reckon() {
    const { me, own, session } = this.outside;
    /** @type {Record<string, string>} */
    const all = { [me]: own.fingerprint };
    for (const [id, { fingerprint }] of Object.entries(this.mesh.joined)) {
      const peer = this.mesh.peers.get(id);
      if (!peer?.connected && this.outside.away(id)) continue;
      all[id] = peer ? peer.proven : fingerprint;
    }
    const stands = Object.keys(all).length > 1 && Object.values(all).every((one) => one);
    const coded = stands ? JSON.stringify(Object.entries(all).sort()) : "";
    if (coded === this.#codedFrom || this.#closed) return;
    this.#codedFrom = coded;
    this.code = "";
    this.coded = [];
    this.outside.changed();
    const code = stands ? await safetyCode(session, all) : "";
    if (this.#codedFrom !== coded || this.#closed) return;
    this.code = code;
    this.coded = Object.keys(all).sort();
    this.outside.changed();
  }

  /** Leave: nothing is heard, sent or held any more. @param {boolean} tell  the server doesn't know it yet */
  close(tell) {
    this.#closed = true;
    if (tell) this.outside.say({ type: "leave_voice" });
    for (const undo of this.#undo.splice(0)) undo();
    clearTimeout(this.#fades);
    clearTimeout(this.#renews);
    this.mesh.close();
    this.hearing.stop();
    this.#wake.want(false);
  }
}
