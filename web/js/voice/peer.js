// One connection to one other page: how it comes about, mends itself when the way is lost, and is let go of.
// Both sides may offer at any time; when both do, the one whose id comes later gives way.
import { Gate } from "./gate.js";
import { Outgoing, SENT } from "./outgoing.js";
import { Post } from "./post.js";
import { asVoice, connectionOf, fingerprintOf, NONE, prefer, sameConnection, taken, withoutLevels } from "./sdp.js";

const DISCONNECTED = 1000; // so long may a way be lost before another is looked for
const PATIENCE = 4000; // so long may an answer, or a way, take
const AGAIN = 250; // twice as long each time
const LONGEST = 15_000;
const MOST_WAYS = 64; // of one description: two full letters, more than any machine has
const GIVES_WAY = 300; // the polite side's pause, so that not both look for a new way at once

/** @typedef {import("./post.js").Description} Description */
/** @typedef {import("./post.js").Way} Way */
/** @typedef {import("./state.js").Reached} Reached */

/**
 * What a connection needs to know of the page it belongs to.
 * @typedef {object} Around
 * @property {string} me
 * @property {RTCCertificate} certificate
 * @property {import("./ear.js").Ear} ear
 * @property {() => RTCIceServer[]} servers
 * @property {() => Promise<void>} ready  the relays are known, or were waited for long enough
 * @property {(to: string, fingerprint: string, description: Description | null, candidates: Way[]) => boolean} send
 * @property {(id: string) => boolean} named  whether the page names them among those at the table
 * @property {(id: string) => boolean} pictures  whether pictures may go either way
 * @property {() => void} changed
 * @property {() => void} moved  this machine's network has changed
 */

export class Peer {
  /** @type {Gate | null} */
  gate = null;
  /** @type {MediaStream | null} their picture, as it comes in */
  picture = null;
  /** @type {RTCPeerConnection | null} */
  connection = null;
  /** how often a way was looked for since the last that held */
  tries = 0;
  /** the line to them is poor, as its own reports say */
  poor = false;
  /** no new picture of theirs comes */
  still = false;
  /** they have ended this connection: no other way mends it */
  ended = false;

  /** @type {RTCRtpTransceiver | null} */
  #voice = null;
  /** @type {RTCRtpTransceiver | null} */
  #pictures = null;
  #outgoing = new Outgoing();
  /** @type {MediaStreamTrack | null} */
  #camera = null;
  /** @type {RTCRtpEncodingParameters} */
  #encoding = {};
  #wholePicture = false;
  #heard = false;
  #seen = false;
  #theirs = NONE; // which of their connections ours is bound to
  #before = ""; // the number of the one that was given up
  #stood = false; // this connection once did
  #describedAt = 0;
  #ways = 0; // how many have come since they last described themselves
  #closed = false;
  /** @type {Promise<void>} one thing after another */
  #last = Promise.resolve();
  /** @type {number | undefined} */
  #down;
  /** @type {number | undefined} */
  #watch;

  /** @param {string} id @param {string} fingerprint @param {Around} around */
  constructor(id, fingerprint, around) {
    this.id = id;
    this.fingerprint = fingerprint;
    this.around = around;
    this.polite = around.me > id;
    this.post = new Post((description, ways) => around.send(id, fingerprint, description, ways));
  }

  get connected() {
    return this.connection?.connectionState === "connected" && !this.ended;
  }

  /** @returns {Reached} */
  get reached() {
    if (this.connected) return this.poor ? "poor" : "connected";
    return this.tries > 1 ? "lost" : "connecting";
  }

  /** The fingerprint that the connection itself proves; "" while there is none. */
  get proven() {
    return this.connected ? fingerprintOf(this.connection?.currentRemoteDescription?.sdp ?? "") : "";
  }

  /** How much of their voice has come, and how much of it this browser has taken up to play: packets, and samples where it tells. */
  async arrived() {
    let came = 0;
    let taken = NaN;
    const report = await this.#voice?.receiver.getStats().catch(() => null);
    report?.forEach((/** @type {any} */ one) => {
      if (one.type !== "inbound-rtp") return;
      came += one.packetsReceived ?? 0;
      taken = one.totalSamplesReceived ?? NaN;
    });
    return { came, taken };
  }

  /** My picture goes to them. */
  get showing() {
    return this.#camera !== null;
  }

  /** And it's never made smaller. */
  get showingWhole() {
    return this.showing && this.#wholePicture;
  }

  // --- what is wanted of it ---

  /** Begin, if nothing has begun. */
  connect() {
    if (!this.connection) this.#do(() => this.#offer(false));
  }

  /** Another way is looked for. */
  restart() {
    clearTimeout(this.#down);
    this.tries += 1;
    // A connection may be past mending. One that never stood is begun anew at once, for nothing is lost with it; others the fourth time.
    const doubtful = (!this.#stood && this.connection?.signalingState === "stable") || this.tries % 4 === 0;
    if (this.ended || (doubtful && !this.connected)) this.#do(() => this.#renew());
    else this.#do(() => this.#offer(true));
    this.around.changed();
  }

  /** The line to the server is back, or this page's network is another one. @param {boolean} moved */
  retry(moved) {
    if (!this.connection) return;
    if (this.connected && !moved && this.connection.signalingState === "stable") return;
    this.tries = 0;
    this.restart();
  }

  /** What came from the other page. @param {Description | null} description @param {Way[]} ways */
  hear(description, ways) {
    this.#do(async () => {
      if (description) await this.#described(description);
      for (const way of ways) await this.#reachable(way);
    });
  }

  /** Whether I may hear and see them. @param {boolean} heard @param {boolean} seen */
  permit(heard, seen) {
    this.#heard = heard;
    this.#seen = seen;
    this.gate?.set(heard);
    this.#look();
    this.#addPictures();
  }

  /** My voice goes to them, or nothing. @param {MediaStreamTrack | null} track */
  speak(track) {
    this.#outgoing.carry(track);
  }

  /** My picture goes to them, or nothing. @param {MediaStreamTrack | null} track @param {RTCRtpEncodingParameters} encoding @param {boolean} whole  it is never made smaller */
  show(track, encoding, whole) {
    const other = JSON.stringify(encoding) !== JSON.stringify(this.#encoding) || whole !== this.#wholePicture;
    this.#encoding = encoding;
    this.#wholePicture = whole;
    if (track !== this.#camera) {
      this.#camera = track;
      void this.#pictures?.sender.replaceTrack(track).catch(() => {});
    }
    if (other) this.#encode();
  }

  close() {
    this.#closed = true;
    this.#drop();
    this.post.close();
  }

  // --- one thing after another ---

  /** @param {() => Promise<void>} step */
  #do(step) {
    this.#last = this.#last
      .then(() => (this.#closed ? undefined : step()))
      .catch(() => this.#look()); // whatever did not come about is tried again when its time is up
  }

  /** @param {boolean} restart */
  async #offer(restart) {
    if (!this.connection) await this.around.ready();
    if (this.#closed) return;
    const pc = this.connection ?? this.#make();
    this.#await();
    if (pc.signalingState !== "stable") {
      if (pc.localDescription?.type === "offer") this.#tell(pc); // perhaps it never got there
      return;
    }
    if (!this.#voice) this.#begin(pc);
    await pc.setLocalDescription(await pc.createOffer({ iceRestart: restart && pc.remoteDescription !== null }));
    this.#tell(pc);
  }

  async #renew() {
    this.#before = this.#theirs.number || this.#before;
    this.#drop();
    await this.#offer(false);
  }

  /** @param {Description} description */
  async #described({ type, sdp }) {
    if (fingerprintOf(sdp) !== this.fingerprint) return;
    this.#ways = 0;
    const theirs = connectionOf(sdp);
    const other = !sameConnection(theirs, this.#theirs);
    if (type === "answer") {
      if (this.connection?.signalingState !== "have-local-offer") return;
      // Late, and to an earlier offer: this one they answer with another connection.
      if (!this.#theirs.number && theirs.number === this.#before) return;
      if (other && this.#theirs.number) return this.#renew(); // they have begun anew, so must we
      await this.connection.setRemoteDescription({ type, sdp: taken(sdp) });
      this.#theirs = theirs;
      if (this.connected) this.tries = 0;
    } else {
      if (this.connection?.signalingState === "have-local-offer" && !this.polite) return; // mine goes first
      if (other) this.#drop(); // another connection of theirs: nothing of the old one holds
      if (!this.connection) await this.around.ready();
      if (this.#closed) return;
      const pc = this.connection ?? this.#make();
      await pc.setRemoteDescription({ type, sdp: taken(sdp) });
      this.#theirs = theirs;
      this.#adopt(pc);
      await pc.setLocalDescription();
      this.#tell(pc);
    }
    this.#adopted();
  }

  /** @param {Way} way */
  async #reachable({ candidate, mid, line }) {
    this.#ways += 1;
    if (this.#ways > MOST_WAYS) return;
    await this.connection?.addIceCandidate({ candidate, sdpMid: mid, sdpMLineIndex: line }).catch(() => {}); // of an offer that was passed over
  }

  /** @param {RTCPeerConnection} pc */
  #tell(pc) {
    this.#describedAt = performance.now();
    const mine = pc.localDescription;
    if (mine?.type === "offer" || mine?.type === "answer") this.post.describe({ type: mine.type, sdp: asVoice(withoutLevels(mine.sdp)) });
  }

  // --- the connection itself ---

  #make() {
    const pc = new RTCPeerConnection({
      certificates: [this.around.certificate],
      iceServers: this.around.servers(),
      bundlePolicy: "max-bundle",
      rtcpMuxPolicy: "require",
    });
    this.connection = pc;
    pc.onicecandidate = ({ candidate }) => {
      this.post.way(candidate);
      // A way that turns up long after all were found: this machine's network is another one.
      if (candidate?.candidate && this.connected && performance.now() - this.#describedAt > PATIENCE) this.around.moved();
    };
    pc.onconnectionstatechange = () => this.#stands(pc);
    this.#await();
    return pc;
  }

  /** My side of a new connection: one voice, and one picture where there may be any. @param {RTCPeerConnection} pc */
  #begin(pc) {
    this.#voice = pc.addTransceiver("audio", { direction: "sendrecv", sendEncodings: [{ ...SENT }] });
    prefer(this.#voice, "audio/opus");
    if (this.around.pictures(this.id)) this.#beginPictures(pc);
    this.#adopted();
  }

  /** @param {RTCPeerConnection} pc */
  #beginPictures(pc) {
    this.#pictures = pc.addTransceiver("video", { direction: "sendrecv", sendEncodings: [this.#encoding] });
    prefer(this.#pictures, "video/VP8");
  }

  /** Their offer has brought its sections: the first of each kind becomes ours, and no other is ever used. @param {RTCPeerConnection} pc */
  #adopt(pc) {
    /** @param {string} kind */
    const first = (kind) => pc.getTransceivers().find((one) => one.mid !== null && one.receiver.track.kind === kind) ?? null;
    const voice = first("audio");
    const pictures = first("video");
    for (const one of pc.getTransceivers()) {
      if (one.mid === null) one.stop(); // mine, from an offer that gave way
      else if (one !== voice && one !== pictures && one.currentDirection !== "stopped") one.direction = "inactive";
    }
    if (voice !== this.#voice) {
      this.#gone();
      if (voice) voice.receiver.track.enabled = false; // until the gate before it is made
    }
    this.#voice = voice;
    this.#pictures = pictures;
    if (voice) {
      voice.direction = "sendrecv";
      prefer(voice, "audio/opus");
    }
    if (pictures) {
      pictures.direction = this.around.pictures(this.id) ? "sendrecv" : "inactive";
      prefer(pictures, "video/VP8");
    }
  }

  /** What I send and what I receive hang on the sections that hold now. */
  #adopted() {
    if (this.#voice) {
      this.gate ??= new Gate(this.around.ear, this.#voice.receiver.track);
      this.gate.set(this.#heard);
      this.#outgoing.by(this.#voice.sender);
      this.#listenForEnd(this.#voice.receiver.transport);
    }
    if (this.#pictures) {
      const { track } = this.#pictures.receiver;
      if (this.picture?.getVideoTracks()[0] !== track) this.picture = new MediaStream([track]);
      if (this.#pictures.sender.track !== this.#camera) void this.#pictures.sender.replaceTrack(this.#camera).catch(() => {});
      this.#encode();
    }
    this.#look();
  }

  /** Pictures may come in, though none could when this connection was made: one side asks for them. */
  #addPictures() {
    if (this.polite || !this.connected || !this.around.pictures(this.id)) return;
    this.#do(async () => {
      const pc = this.connection;
      if (!pc || pc.signalingState !== "stable" || !this.#voice) return;
      if (!this.#pictures) this.#beginPictures(pc);
      else if (this.#pictures.currentDirection !== "inactive") return;
      else this.#pictures.direction = "sendrecv";
      await pc.setLocalDescription();
      this.#tell(pc);
    });
  }

  #encode() {
    const sender = this.#pictures?.sender;
    if (!sender) return;
    const now = sender.getParameters();
    if (!now.encodings?.[0]) return;
    Object.assign(now.encodings[0], this.#encoding);
    /** @type {any} */ (now).degradationPreference = this.#wholePicture ? "maintain-resolution" : "balanced";
    void sender.setParameters(now).catch(() => {});
  }

  #look() {
    if (this.#pictures) this.#pictures.receiver.track.enabled = this.#seen;
    this.around.changed();
  }

  // --- how it stands ---

  /** @param {RTCPeerConnection} pc */
  #stands(pc) {
    if (pc !== this.connection) return;
    clearTimeout(this.#down);
    const { connectionState } = pc;
    if (connectionState === "connected") {
      this.#stood = true;
      this.tries = 0;
      clearTimeout(this.#watch);
      this.#addPictures();
    } else if (connectionState === "disconnected" || connectionState === "failed") {
      // At once the first time; a way that fails again and again is asked for ever more seldom.
      const again = this.tries ? Math.min(LONGEST, AGAIN * 2 ** this.tries) : 0;
      const wait = (connectionState === "failed" ? again : DISCONNECTED) + (this.polite ? GIVES_WAY : 0);
      this.#down = setTimeout(() => this.restart(), wait);
    }
    this.around.changed();
  }

  /** Whoever leaves says so to the connection itself, long before it would be missed. @param {RTCDtlsTransport | null} transport */
  #listenForEnd(transport) {
    const pc = this.connection;
    if (!transport || transport.onstatechange) return;
    transport.onstatechange = () => {
      if (transport.state !== "closed" || pc !== this.connection) return;
      this.ended = true;
      clearTimeout(this.#down);
      this.#down = setTimeout(() => this.restart(), DISCONNECTED + (this.polite ? GIVES_WAY : 0)); // they may come again by themselves
      this.around.changed();
    };
  }

  /** Look again later, until it stands. */
  #await() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(
      () => {
        if (!this.connected || this.connection?.signalingState === "have-local-offer") this.restart();
      },
      Math.min(LONGEST, PATIENCE * 1.5 ** this.tries) + (this.polite ? GIVES_WAY : 0),
    );
  }

  /** The sections are others now; what hung on the old ones is let go of. */
  #gone() {
    this.gate?.close();
    this.gate = null;
    this.picture = null;
  }

  #drop() {
    clearTimeout(this.#down);
    clearTimeout(this.#watch);
    this.#gone();
    const pc = this.connection;
    this.connection = this.#voice = this.#pictures = null;
    this.#outgoing.drop();
    this.#theirs = NONE;
    this.poor = this.still = this.ended = this.#stood = false;
    if (!pc) return;
    pc.onicecandidate = pc.onconnectionstatechange = null;
    pc.close();
  }
}
