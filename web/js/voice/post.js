// What goes to one other page by way of the server: a description at once, the ways to reach us gathered into a few letters.

const GATHER = 50;
const MOST = 32; // ways in one letter

/** @typedef {{ type: "offer" | "answer", sdp: string }} Description */
/** @typedef {{ candidate: string, mid: string | null, line: number | null }} Way */

export class Post {
  /** @type {Way[]} */
  #ways = [];
  /** @type {number | undefined} */
  #soon;

  /** @param {(description: Description | null, candidates: Way[]) => boolean} send whether it went out */
  constructor(send) {
    this.send = send;
  }

  /** @param {Description} description */
  describe(description) {
    this.#ways = []; // those of an older description are worth nothing
    clearTimeout(this.#soon);
    this.send(description, []);
  }

  /** @param {RTCIceCandidate | null} candidate */
  way(candidate) {
    if (!candidate?.candidate) return;
    this.#ways.push({ candidate: candidate.candidate, mid: candidate.sdpMid, line: candidate.sdpMLineIndex });
    clearTimeout(this.#soon);
    if (this.#ways.length >= MOST) this.#flush();
    else this.#soon = setTimeout(() => this.#flush(), GATHER);
  }

  close() {
    clearTimeout(this.#soon);
    this.#ways = [];
  }

  #flush() {
    if (!this.#ways.length) return;
    this.send(null, this.#ways.splice(0, MOST));
    if (this.#ways.length) this.#soon = setTimeout(() => this.#flush(), GATHER);
  }
}
