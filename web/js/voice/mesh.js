// All connections of this page: which there have to be, who begins them, and what goes through them.
import { Peer } from "./peer.js";

const STAGGER = 60; // one after another, so that not all ask at once
const NEWCOMER = 2500; // so long the one who came later may take to make the first offer

/** @typedef {import("./peer.js").Around} Around */
/** @typedef {{ fingerprint: string, microphone: boolean, camera: boolean, large: boolean }} Joined  as the server tells of one who is in voice */

export class Mesh {
  /** @type {Record<string, Joined>} who is in voice beside me, as far as it was ever told */
  joined = {};
  /** @type {Map<string, Peer>} */
  peers = new Map();
  /** I have a microphone or a camera in use. */
  sending = false;

  /** @type {ReadonlySet<string>} who may be connected at all */
  #table = new Set();
  /** @type {Record<string, Joined>} the newest word of who is in voice */
  #newest = {};
  /** @type {string[]} */
  #toOffer = [];
  /** @type {number | undefined} */
  #next;
  /** @type {Set<number>} */
  #waits = new Set();

  /** @param {Around} around */
  constructor(around) {
    this.around = around;
  }

  /** The server has told who may be connected, and who is in voice.
   * @param {ReadonlySet<string>} table @param {Record<string, Joined>} peers @param {boolean} first  I have only just come: all these were here before me */
  take(table, peers, first) {
    this.#table = table;
    this.#newest = peers;
    this.look(first);
  }

  /** Only whoever the page itself names is connected: nobody listens of whom nobody can read. The floor comes before the view
   * that names somebody new, so this is looked at again with every view.
   * @param {boolean} [first] */
  look(first = false) {
    /** @param {string} id */
    const may = (id) => this.#table.has(id) && this.around.named(id);
    for (const [id, one] of Object.entries(this.#newest)) {
      if (id === this.around.me || !may(id)) continue;
      if (this.joined[id] && this.joined[id].fingerprint !== one.fingerprint) this.#close(id);
      this.joined[id] = one;
    }
    for (const id of Object.keys(this.joined)) {
      if (!may(id)) this.forget(id);
      else if (!this.peers.has(id) && !(id in this.#newest)) delete this.joined[id]; // no connection stands without the server's word
    }
    this.connect(first);
  }

  /** Begin what is missing. @param {boolean} mine  it's for me to make the first offer */
  connect(mine) {
    for (const [id, one] of Object.entries(this.joined)) {
      if (this.peers.has(id) || !(this.sending || one.microphone || one.camera)) continue;
      const peer = new Peer(id, one.fingerprint, this.around);
      this.peers.set(id, peer);
      if (mine) this.#offer(id);
      else this.#later(() => this.peers.get(id) === peer && peer.connect(), NEWCOMER);
    }
  }

  /** What came from another page. @param {{ from: string, fingerprint: string, description: import("./peer.js").Description | null, candidates: import("./peer.js").Way[] }} message */
  hear({ from, fingerprint, description, candidates }) {
    const one = this.joined[from];
    if (!one || one.fingerprint !== fingerprint) return;
    let peer = this.peers.get(from);
    if (!peer) {
      if (description?.type !== "offer") return;
      peer = new Peer(from, fingerprint, this.around);
      this.peers.set(from, peer);
    }
    peer.hear(description, candidates);
  }

  /** The way to the server is back, or this machine's network is another one. @param {boolean} moved */
  retry(moved) {
    for (const peer of this.peers.values()) peer.retry(moved);
  }

  /** Whoever is past reaching, and no longer in voice for all that the server says, is let go of. @returns {boolean} whether somebody was */
  tidy() {
    const gone = [...this.peers.values()].filter((peer) => !peer.connected && (peer.ended || peer.tries > 0) && !(peer.id in this.#newest));
    for (const peer of gone) this.forget(peer.id);
    return gone.length > 0;
  }

  /** @param {string} id */
  forget(id) {
    this.#close(id);
    delete this.joined[id];
  }

  close() {
    clearTimeout(this.#next);
    for (const wait of this.#waits) clearTimeout(wait);
    for (const id of [...this.peers.keys()]) this.#close(id);
    this.joined = {};
    this.#toOffer = [];
  }

  /** @param {string} id */
  #close(id) {
    const peer = this.peers.get(id);
    this.peers.delete(id);
    peer?.close();
  }

  /** @param {string} id */
  #offer(id) {
    this.#toOffer.push(id);
    if (this.#toOffer.length === 1) this.#offerNext();
  }

  #offerNext() {
    const [id] = this.#toOffer;
    if (id === undefined) return;
    this.peers.get(id)?.connect();
    this.#next = setTimeout(() => {
      this.#toOffer.shift();
      this.#offerNext();
    }, STAGGER);
  }

  /** @param {() => void} work @param {number} wait */
  #later(work, wait) {
    const timer = setTimeout(() => {
      this.#waits.delete(timer);
      work();
    }, wait);
    this.#waits.add(timer);
  }
}
