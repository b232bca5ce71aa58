// One socket after another: opens, notices when it is dead, and finds its way back, with a little jitter so that not all come at once.

const SILENT = 12_000; // nothing heard for so long: the line is dead, whatever the browser thinks
const LOST = 30_000;
const RESTARTS = 1012;

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
  #watch;

  /** @param {string} path @param {Listener} listener */
  constructor(path, listener) {
    this.url = location.origin.replace(/^http/, "ws") + path;
    this.listener = listener;
    this.#watch = setInterval(() => this.#look(), 1000);
    for (const event of ["focus", "pageshow", "online"]) window.addEventListener(event, this.#woke);
    for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, this.#woke);
    this.#open();
  }

  /** @param {object} message */
  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
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

  stop() {
    this.#stopped = true;
    clearInterval(this.#watch);
    clearTimeout(this.#again);
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
    const wait =
      code === RESTARTS
        ? Math.random() * 1000
        : tries === 0
          ? 200 + Math.random() * 800
          : Math.min(8000, 1000 * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
    this.#again = setTimeout(() => this.#open(), wait);
  }

  /** Once a second: has anything been heard? A late look means that this machine slept. */
  #look() {
    const at = performance.now();
    const late = at - this.#lookedAt > 3000;
    this.#lookedAt = at;
    if (this.#socket && at - this.#heardAt > SILENT) this.#gone(0);
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
