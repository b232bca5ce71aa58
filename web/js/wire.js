// One socket after another: opens, notices when it is dead, and finds its way back, with a little jitter so that not all come at once.
import { onNetwork } from "./network.js";

const SILENT = 12_000; // nothing heard for so long: the line is dead, whatever the browser thinks
const LOST = 30_000;
const RESTARTS = 1012;
const SOON = 2000; // the longest pause between two tries at first: people are in the middle of something
const AT_FIRST = 120_000;
const LONGEST = 8000;
const OPENS = 4000; // so long may one try take before another is begun
const ANSWERS = 1000; // so long may the server take to answer when it is doubtful whether it's still there

/**
 * @typedef {object} Listener
 * @property {() => void} opened
 * @property {(message: any, at: number) => void} heard
 * @property {(code: number) => boolean} gone  whether to try again
 * @property {() => void} woke  the page is looked at again, or this machine slept
 * @property {() => void} lost  for half a minute there has been no line
 */

export class Wire {
  #tries = 0;
  #goodAt = performance.now();
  #heardAt = performance.now();
  #lookedAt = performance.now();
  #stopped = false;
  #lost = false;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {number | undefined} */
  #again;
  /** @type {number | undefined} */
  #doubt;
  /** @type {number | undefined} */
  #watch;
  #deaf = () => {};

  /** @param {string} path @param {Listener} listener */
  constructor(path, listener) {
    this.url = location.origin.replace(/^http/, "ws") + path;
    this.listener = listener;
    this.#watch = setInterval(() => this.#look(), 1000);
    for (const event of ["focus", "pageshow", "online"]) window.addEventListener(event, this.#woke);
    for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, this.#woke);
    this.#deaf = onNetwork(() => this.probe());
    this.#open();
  }

  /** @param {object} message @returns {boolean} whether there was an open line to send it on */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** The line is good: the next time it drops, the first try comes soon. */
  settled() {
    this.#tries = 0;
    this.#lost = false;
  }

  /** Try now, without waiting. */
  retry() {
    if (!this.#socket && !this.#stopped) this.#open();
  }

  /** The network may be another one: a line that does not answer at once is given up, and another tried. */
  probe() {
    const socket = this.#socket;
    if (this.#stopped || this.#doubt) return;
    if (!socket) return this.retry();
    const at = performance.now();
    this.listener.woke();
    this.#doubt = setTimeout(() => {
      this.#doubt = undefined;
      if (this.#socket !== socket || this.#heardAt > at) return;
      this.#tries = 0;
      this.#gone(0);
      this.retry();
    }, ANSWERS);
  }

  stop() {
    this.#stopped = true;
    this.#deaf();
    clearInterval(this.#watch);
    clearTimeout(this.#again);
    clearTimeout(this.#doubt);
    for (const event of ["focus", "pageshow", "online"]) window.removeEventListener(event, this.#woke);
    for (const event of ["visibilitychange", "resume"]) document.removeEventListener(event, this.#woke);
    this.#drop();
  }

  #open() {
    clearTimeout(this.#again);
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.onopen = () => this.listener.opened();
    socket.onmessage = (event) => {
      this.#heardAt = this.#goodAt = performance.now();
      this.listener.heard(JSON.parse(/** @type {string} */ (event.data)), this.#heardAt);
    };
    socket.onclose = (event) => this.#gone(event.code);
  }

  /** Let go of a socket without waiting for it to agree. */
  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** @param {number} code */
  #gone(code) {
    this.#drop();
    if (this.#stopped || !this.listener.gone(code) || this.#stopped) return;
    const tries = this.#tries++;
    const longest = performance.now() - this.#goodAt < AT_FIRST ? SOON : LONGEST;
    const wait =
      code === RESTARTS
        ? Math.random() * 1000
        : tries === 0
          ? 200 + Math.random() * 800
          : Math.min(longest, 1000 * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
    this.#again = setTimeout(() => this.#open(), wait);
  }

  /** Once a second: has anything been heard? A late look means that this machine slept. */
  #look() {
    const at = performance.now();
    const late = at - this.#lookedAt > 3000;
    this.#lookedAt = at;
    const opening = this.#socket?.readyState === WebSocket.CONNECTING;
    if (this.#socket && at - this.#heardAt > (opening ? OPENS * (1 + this.#tries / 4) : SILENT)) this.#gone(0);
    else if (late) this.#woke();
    if (!this.#lost && this.#tries > 0 && at - this.#goodAt > LOST) {
      this.#lost = true;
      this.listener.lost();
    }
  }

  #woke = () => {
    if (document.visibilityState === "hidden") return;
    if (this.#socket) this.listener.woke();
    else this.retry();
  };
}
