// Whom this browser truly plays: the gate is open, the connection stands, sound runs, and packets have come in just now.

const LOOK = 500;
const FRESH = 1500; // silence is sent as one packet in a while

export class Hearing {
  /** @type {string[]} */
  people = [];

  /** @type {Map<import("./peer.js").Peer, { packets: number, grew: number }>} */
  #counts = new Map();
  /** @type {number | undefined} */
  #timer;
  #looking = false;

  /** @param {import("./ear.js").Ear} ear @param {() => Iterable<import("./peer.js").Peer>} peers @param {() => void} changed */
  constructor(ear, peers, changed) {
    this.ear = ear;
    this.peers = peers;
    this.changed = changed;
  }

  start() {
    this.#timer ??= setInterval(() => void this.look(), LOOK);
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#counts.clear();
    this.#say();
  }

  /** Count anew. */
  async look() {
    if (this.#looking) return;
    this.#looking = true;
    await Promise.all([...this.peers()].map((peer) => this.#count(peer)));
    this.#looking = false;
    this.#say();
  }

  /** Whoever may no longer be heard is not heard, without waiting for a count. */
  prune() {
    this.#say();
  }

  /** @param {import("./peer.js").Peer} peer */
  async #count(peer) {
    if (!peer.gate?.open || !peer.connected) {
      this.#counts.delete(peer);
      return;
    }
    const packets = await peer.packets();
    const before = this.#counts.get(peer);
    const grew = before && packets > before.packets ? performance.now() : (before?.grew ?? -Infinity);
    this.#counts.set(peer, { packets, grew });
  }

  #say() {
    const now = performance.now();
    const people = [...this.peers()]
      .filter((peer) => this.ear.running && peer.connected && peer.gate?.open && now - (this.#counts.get(peer)?.grew ?? -Infinity) < FRESH)
      .map((peer) => peer.id)
      .sort();
    if (people.join() === this.people.join()) return;
    this.people = people;
    this.changed();
  }
}
