// The line to the room: the newest view, what came beside it, and what waits for an answer.
import { useLayoutEffect, useRef, useState } from "../vendor/preact-htm.js";
import * as clock from "./clock.js";
import { getSeat } from "./api.js";
import { forgetDrafts, keepDraftsForReload } from "./drafts.js";
import { markOf, Outbox } from "./outbox.js";
import { t } from "./texts.js";
import { voiceOf } from "./voice/voice.js";
import { Wire } from "./wire.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").LineState} LineState */
/** @typedef {import("./types.js").Ended} Ended */
/** @typedef {import("./types.js").Signal} Signal */

const PROTOCOL = 1;
const OTHER_PROTOCOL = 4002;
const TOO_LARGE = 1009;
const NOTICE_STAYS = 20_000; // an answer that nobody puts aside goes by itself, or it would be read in the next step
/** @type {{ [kind in import("./types.js").SignalKind]?: number }} what goes by itself, wherever it is shown and if it is shown nowhere; measured by a person's reading */
const STAYS = { caption: 20_000, nudge: 40_000, nudge_member: 40_000 };
const RELOADED = "airspace.reloaded";
/** @type {Record<number, Ended>} */
const ENDED = { 4001: "signed_out", 4003: "removed", 4004: "closed", 4005: "too_many", 4006: "left", 4007: "no_place" };

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
  /** when the server was last there, once it no longer is */
  goneAt = performance.now();
  /** the newest "Not just now", until the next press */
  notice = "";
  /** for whoever has no place yet: when the session they come to begins, if it is planned @type {number | null} */
  nextAt = null;
  /** the kind of the newest command given here, to know who acted when a step changes */
  acted = "";

  /** @type {number | undefined} */
  #noticeGoes;
  #version = 0;
  #helloAt = 0;
  #welcome = false;
  #wasWelcome = false;
  /** @type {Set<() => void>} */
  #watchers = new Set();

  /** @param {string} seat */
  constructor(seat) {
    this.seat = seat;
    /** Sound and pictures, which outlive this line. */
    this.voice = voiceOf(seat);
    this.outbox = new Outbox(
      (message) => this.#send(message),
      () => this.#changed(),
    );
    this.wire = new Wire(`/ws/${encodeURIComponent(seat)}`, {
      opened: () => this.#hello(),
      heard: (message, at) => this.#hear(message, at),
      gone: (code) => this.#gone(code),
      woke: () => this.#askTime(),
      lost: () => this.#stands("lost"),
    });
    this.voice.attach(this);
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
   * @param {import("./types.js").SignalKind} kind @param {{ to?: string, words?: string, rule?: import("./types.js").GoldenRule }} [more] @returns {Promise<Answer>} */
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
    clearTimeout(this.#noticeGoes);
    this.#noticeGoes = setTimeout(() => {
      this.notice = "";
      this.#changed();
    }, NOTICE_STAYS);
    this.#changed();
  }

  /** Something beside the view has changed what is to be seen. */
  redraw() {
    this.#changed();
  }

  /** @param {Signal} signal */
  #came(signal) {
    this.signals = [...this.signals, signal];
    const stays = STAYS[signal.kind];
    if (stays) setTimeout(() => this.putAside(signal.id), stays);
    this.#changed();
  }

  /** @param {string} id */
  putAside(id) {
    this.signals = this.signals.filter((signal) => signal.id !== id);
    this.#changed();
  }

  /** The network may be another one: find out soon whether this line still holds. */
  probe() {
    this.wire.probe();
  }

  /** Try now, without waiting. */
  retry() {
    this.wire.retry();
  }

  /** Say this now, if the server knows us; what cannot be said now is not kept. @param {object} message @returns {boolean} whether it went out */
  say(message) {
    return this.#welcome && this.wire.send(message);
  }

  /** The page is left. Another page of this seat may already have taken the voice over; if none has, it ends here. */
  close() {
    queueMicrotask(() => {
      this.voice.detach(this);
      this.wire.stop();
    });
  }

  #hello() {
    this.#helloAt = performance.now();
    this.wire.send({ type: "hello", protocol: PROTOCOL });
  }

  /** @param {object} message */
  #send(message) {
    if (this.#welcome) this.wire.send(message);
  }

  /** @param {LineState} state */
  #stands(state) {
    this.state = state;
    this.#changed();
  }

  #askTime() {
    this.#send({ type: "beat", version: this.#version, sent: performance.now() });
  }

  /** @param {any} message @param {number} at */
  #hear(message, at) {
    switch (message.type) {
      case "welcome":
        clock.runsAt(message.session.speed);
        clock.measured(this.#helloAt, message.now, at);
        sessionStorage.removeItem(RELOADED);
        Object.assign(this, { state: "connected", me: message.me, session: message.session });
        this.#welcome = this.#wasWelcome = true;
        this.wire.settled();
        this.outbox.sendAll();
        this.#askTime();
        this.voice.welcomed();
        this.#changed();
        break;
      case "view":
        if (clock.heard(message.now, at)) this.#askTime();
        this.#version = message.version;
        this.view = /** @type {View} */ ({ ...this.view, ...message.sections });
        this.voice.viewed();
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
        this.#came(message);
        break;
      case "problem":
        if (message.code === "no_place") this.nextAt = message.next_at ?? null;
        else this.notify(message.sentence);
        if (message.code === "too_fast") setTimeout(() => this.outbox.sendAll(), 1500);
        break;
      default:
        this.voice.hear(message);
    }
  }

  /** @param {number} code @returns {boolean} whether to try again */
  #gone(code) {
    this.#welcome = false;
    // A page on which somebody has sent apologies comes back by their own press alone, or it would seem that they came.
    const why = ENDED[code] ?? (this.#absent() ? "left" : undefined);
    if (code === OTHER_PROTOCOL) this.#otherVersion();
    else if (why) this.#end(why);
    if (this.ended) return false;
    if (code === TOO_LARGE) this.outbox.dropLargest(t("problems.too_large"));
    if (!this.#wasWelcome) this.#askWhy();
    if (this.state === "connected") this.goneAt = performance.now();
    if (this.state !== "lost") this.#stands("reconnecting");
    return true;
  }

  #absent() {
    return this.view?.people?.people.find((one) => one.id === this.me)?.presence === "apologies";
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
    this.voice.end();
    this.wire.stop();
    this.outbox.dropAll(t(`ended.${ended}.not_sent`));
    if (ended !== "version") forgetDrafts();
    this.#changed();
  }
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
