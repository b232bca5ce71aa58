// The line to the room: one socket that finds its way back by itself, the newest view, and what waits for an answer.
import { useLayoutEffect, useRef, useState } from "../vendor/preact-htm.js";
import * as clock from "./clock.js";
import { getSeat } from "./api.js";
import { keepDraftsForReload } from "./drafts.js";
import { markOf, Outbox } from "./outbox.js";
import { t } from "./texts.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").LineState} LineState */
/** @typedef {import("./types.js").Ended} Ended */
/** @typedef {import("./types.js").Signal} Signal */

const PROTOCOL = 1;
const SILENT = 12_000; // nothing heard for so long: the line is dead, whatever the browser thinks
const LOST = 30_000;
const RELOADED = "airspace.reloaded";
/** @type {Record<number, Ended>} */
const ENDED = { 4001: "signed_out", 4003: "removed", 4004: "closed", 4005: "too_many" };

export class Line {
  /** @type {LineState} */
  state = "connecting";
  /** @type {Ended | null} */
  ended = null;
  /** @type {View | null} */
  view = null;
  me = "";
  /** @type {import("./types.js").SessionHead | null} */
  session = null;
  /** @type {Signal[]} what came in beside the view and was not put aside yet */
  signals = [];
  /** the newest "Not just now", until the next press */
  notice = "";
  /** the kind of the newest command given here, to know who acted when a step changes */
  acted = "";

  #version = 0;
  #tries = 0;
  #heardAt = performance.now();
  #goodAt = performance.now();
  #lookedAt = performance.now();
  #helloAt = 0;
  #welcome = false;
  #wasOpen = false;
  #closing = false;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {number | undefined} */
  #again;
  /** @type {number | undefined} */
  #watch;
  /** @type {Set<() => void>} */
  #watchers = new Set();

  /** @param {string} seat */
  constructor(seat) {
    this.seat = seat;
    this.outbox = new Outbox(
      (message) => this.#send(message),
      () => this.#changed(),
    );
    this.#watch = setInterval(() => this.#look(), 1000);
    for (const event of ["focus", "pageshow", "online"]) window.addEventListener(event, this.#woke);
    for (const event of ["visibilitychange", "resume"]) document.addEventListener(event, this.#woke);
    this.#open();
  }

  /** @param {() => void} tell */
  subscribe(tell) {
    this.#watchers.add(tell);
    return () => {
      this.#watchers.delete(tell);
    };
  }

  #changed() {
    for (const tell of this.#watchers) tell();
  }

  /** Give a command; the answer comes when the server has stored it, however often the line drops until then.
   * @param {Command} command @returns {Promise<Answer>} */
  async give(command) {
    this.notice = "";
    this.acted = command.type ?? "";
    const answer = await this.outbox.put((id) => ({ type: "give", id, command }), markOf(command));
    if (!answer.done) this.notify(answer.sentence);
    return answer;
  }

  /** Whether this very command is on its way. @param {object} command */
  sending(command) {
    return this.outbox.has(markOf(command));
  }

  /** Something that is passed on and never kept.
   * @param {import("./types.js").SignalKind} kind @param {{ to?: string, words?: string }} [more] @returns {Promise<Answer>} */
  async signal(kind, more = {}) {
    this.notice = "";
    const signal = { type: "signal", kind, ...more };
    const answer = await this.outbox.put((id) => ({ ...signal, id }), markOf(signal));
    if (!answer.done) this.notify(answer.sentence);
    return answer;
  }

  /** @param {string} sentence */
  notify(sentence) {
    this.notice = sentence;
    this.#changed();
  }

  /** Something beside the view has changed what is to be seen. */
  redraw() {
    this.#changed();
  }

  /** @param {string} id */
  putAside(id) {
    this.signals = this.signals.filter((signal) => signal.id !== id);
    this.#changed();
  }

  /** Try now, without waiting. */
  retry() {
    if (!this.#socket && !this.ended) this.#open();
  }

  close() {
    this.#closing = true;
    clearInterval(this.#watch);
    clearTimeout(this.#again);
    for (const event of ["focus", "pageshow", "online"]) window.removeEventListener(event, this.#woke);
    for (const event of ["visibilitychange", "resume"]) document.removeEventListener(event, this.#woke);
    this.#drop();
  }

  #open() {
    clearTimeout(this.#again);
    const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/${encodeURIComponent(this.seat)}`);
    this.#socket = socket;
    this.#heardAt = performance.now();
    this.#welcome = false;
    socket.onopen = () => {
      this.#wasOpen = true;
      this.#helloAt = performance.now();
      socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL }));
    };
    socket.onmessage = (event) => {
      this.#heardAt = this.#goodAt = performance.now();
      this.#hear(JSON.parse(/** @type {string} */ (event.data)), this.#heardAt);
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

  /** @param {object} message */
  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN && this.#welcome) this.#socket.send(JSON.stringify(message));
  }

  #askTime() {
    this.#send({ type: "beat", version: this.#version, sent: performance.now() });
  }

  /** @param {any} message @param {number} at */
  #hear(message, at) {
    switch (message.type) {
      case "welcome":
        clock.measured(this.#helloAt, message.now, at);
        sessionStorage.removeItem(RELOADED);
        Object.assign(this, { state: "connected", me: message.me, session: message.session });
        this.#welcome = true;
        this.#tries = 0;
        this.outbox.sendAll();
        this.#askTime();
        this.#changed();
        break;
      case "view":
        if (clock.heard(message.now, at)) this.#askTime();
        this.#version = message.version;
        this.view = /** @type {View} */ ({ ...this.view, ...message.sections });
        this.#changed();
        break;
      case "beat":
        clock.heard(message.now, at);
        this.#askTime();
        break;
      case "time":
        clock.measured(message.sent, message.now, at);
        break;
      case "done":
        this.outbox.answered(message.id, { done: true });
        break;
      case "refused":
        if (message.code === "too_fast") {
          setTimeout(() => this.outbox.sendAll(), 1500);
          break;
        }
        this.outbox.answered(message.id, { done: false, code: message.code, sentence: message.sentence });
        break;
      case "signal":
        this.signals = [...this.signals, message];
        this.#changed();
        break;
      case "problem":
        this.notify(message.sentence);
        if (message.code === "too_fast") setTimeout(() => this.outbox.sendAll(), 1500);
        break;
    }
  }

  /** @param {number} code */
  #gone(code) {
    this.#drop();
    if (this.#closing) return;
    if (code === 4002) this.#otherVersion();
    else if (ENDED[code]) this.#end(/** @type {Ended} */ (ENDED[code]));
    if (this.ended) return;
    if (code === 1009) this.outbox.dropLargest(t("problems.too_large"));
    if (!this.#wasOpen) this.#askWhy();
    if (this.state !== "lost") this.state = "reconnecting";
    const wait =
      code === 1012
        ? Math.random() * 1000
        : this.#tries === 0
          ? 200 + Math.random() * 800
          : Math.min(8000, 1000 * 2 ** (this.#tries - 1)) * (0.5 + Math.random() / 2);
    this.#tries += 1;
    this.#again = setTimeout(() => this.#open(), wait);
    this.#changed();
  }

  /** A door that does not open at all does not say why; the interface beside it does. */
  async #askWhy() {
    const seat = await getSeat(this.seat);
    if (!seat.ok && [401, 403, 404].includes(seat.status)) this.#end("signed_out");
  }

  /** Another version of the server: a fresh page will know how to speak with it. Once only. */
  #otherVersion() {
    if (sessionStorage.getItem(RELOADED)) return this.#end("version");
    sessionStorage.setItem(RELOADED, "yes");
    keepDraftsForReload();
    this.#end("version");
    location.reload();
  }

  /** @param {Ended} ended */
  #end(ended) {
    this.ended = ended;
    clearTimeout(this.#again);
    this.#drop();
    this.outbox.dropAll(t(`ended.${ended}.not_sent`));
    this.#changed();
  }

  /** Once a second: has anything been heard? A late look means that this machine slept. */
  #look() {
    const at = performance.now();
    const late = at - this.#lookedAt > 3000;
    this.#lookedAt = at;
    if (this.ended) return;
    if (this.#socket && at - this.#heardAt > SILENT) this.#gone(0);
    else if (late) this.#woke();
    if (this.state === "reconnecting" && at - this.#goodAt > LOST) {
      this.state = "lost";
      this.#changed();
    }
  }

  #woke = () => {
    if (document.visibilityState === "hidden" || this.ended) return;
    if (this.#socket) this.#askTime();
    else this.retry();
  };
}

/** A line for as long as a page is open; the page is drawn again whenever something came in. @param {string} seat */
export function useLine(seat) {
  const line = useRef(/** @type {Line | null} */ (null));
  const [, again] = useState(0);
  line.current ??= new Line(seat);
  const held = line.current;
  useLayoutEffect(() => {
    const draw = () => again((n) => n + 1);
    const stop = held.subscribe(draw);
    draw(); // what came in between the first drawing and now
    return () => {
      stop();
      held.close();
    };
  }, [held]);
  return held;
}
