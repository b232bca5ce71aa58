// Whom this browser truly plays: the gate is open, the connection stands, packets have come in just now, and sound comes out.
// What comes in and is taken up by nothing is begun anew: the browser's own player has failed.

const LOOK = 500;
const FRESH = 1500; // silence is sent as one packet in a while

/**
 * What was counted of one voice: packets and samples, and when (milliseconds of this page) either grew last.
 * @typedef {{ came: number, cameAt: number, taken: number, takenAt: number }} Count
 */

export class Hearing {
  /** @type {string[]} */
  people = [];

  /** @type {Map<import("./peer.js").Peer, Count>} */
  #counts = new Map();
  /** @type {number | undefined} */
  #timer;
  #looking = false;
  #failures = 0;
  #mendedAt = -Infinity;

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
    this.ear.look();
    const peers = new Set(this.peers());
    for (const peer of this.#counts.keys()) if (!peers.has(peer)) this.#counts.delete(peer);
    await Promise.all([...peers].map((peer) => this.#count(peer)));
    this.#mend();
    this.#looking = false;
    this.#say();
  }

  /** Whoever may no longer be heard is not heard, without waiting for a count. */
  prune() {
    this.#say();
  }

  /** Where one voice is taken up by nothing, none is: shut gates begin anew too, before anybody speaks behind them.
   * Not while no sound comes out at all: the device stands still then, and whoever asks it for more stands still with it. */
  #mend() {
    if (!this.ear.plays) return;
    const now = performance.now();
    const stuck = [...this.#counts.values()].some(({ cameAt, takenAt }) => now - cameAt < FRESH && now - takenAt > FRESH);
    if (this.ear.failures === this.#failures && (!stuck || now - this.#mendedAt < FRESH)) return;
    this.#failures = this.ear.failures;
    this.#mendedAt = now;
    for (const { gate } of this.peers()) gate?.pull();
  }

  /** @param {import("./peer.js").Peer} peer */
  async #count(peer) {
    if (!peer.gate?.open || !peer.connected) {
      this.#counts.delete(peer);
      return;
    }
    const { came, taken } = await peer.arrived();
    const now = performance.now();
    const before = this.#counts.get(peer) ?? { came, cameAt: -Infinity, taken: -1, takenAt: now };
    const cameAt = came > before.came ? now : before.cameAt;
    const takenAt = taken === before.taken ? before.takenAt : now;
    this.#counts.set(peer, { came, cameAt, taken, takenAt });
  }

  #say() {
    const people = [...this.peers()]
      .filter((peer) => this.ear.plays && this.#plays(peer))
      .map((peer) => peer.id)
      .sort();
    if (people.join() === this.people.join()) return;
    this.people = people;
    this.changed();
  }

  /** @param {import("./peer.js").Peer} peer */
  #plays(peer) {
    const count = this.#counts.get(peer);
    const now = performance.now();
    return count !== undefined && peer.connected && peer.gate?.open === true && now - count.cameAt < FRESH && now - count.takenAt < FRESH;
  }
}
