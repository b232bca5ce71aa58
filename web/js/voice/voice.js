// The voice of one seat: what a page does with sound and pictures, from entering to leaving, whatever becomes of its line.
import { Camera } from "./camera.js";
import { makeCertificate } from "./certificate.js";
import { chime } from "./chime.js";
import { Ear } from "./ear.js";
import { Inside } from "./inside.js";
import { Microphone, microphonePermission } from "./microphone.js";
import { audience, away, byVoice, mayShow, named, passedToMe, pictures, signsWith, sizeOf } from "./part.js";
import { remember, settings } from "./settings.js";
import { Share } from "./share.js";
import { atFirst, same } from "./state.js";

/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("./state.js").VoiceState} VoiceState */

const AGAIN = 1500;
const UNSURE = 8000; // so long without the server, and the floor may have been somebody else's for a while
const SUPPORTED = typeof RTCPeerConnection !== "undefined" && typeof AudioContext !== "undefined";

/** @type {Map<string, Voice>} */
const voices = new Map();

/** The one voice of this seat in this page's life. @param {string} seat */
export function voiceOf(seat) {
  const known = voices.get(seat);
  if (known) return known;
  const made = new Voice();
  voices.set(seat, made);
  return made;
}

export class Voice {
  /** @type {VoiceState} */
  state = atFirst(settings());

  ear = new Ear(() => this.#changed());
  /** being in voice, while this page is @type {Inside | null} */
  inside = null;

  #microphone = new Microphone(this.ear, () => this.#settle());
  #camera = new Camera(() => this.#settle());
  #share = new Share(() => this.#microphone.level());

  /** @type {Line | null} */
  #line = null;
  /** @type {Set<() => void>} */
  #watchers = new Set();
  /** @type {Promise<import("./certificate.js").Own> | null} */
  #certificate = null;
  /** @type {number | undefined} */
  #movedSoon;
  /** @type {number | undefined} */
  #againSoon;

  #session = "";
  #epoch = -1; // of the newest floor that was known when this page last was in voice
  #wished = false; // somebody pressed for a microphone
  #asked = false;
  #over = false;
  #seen = false; // a view has come in over the line as it is now
  #chimes = false; // the floor has just let me be heard
  #soon = false;
  #cutOff = false;
  #unsupported = false; // this browser makes no certificate

  /** For a page that has no line yet: told at every change. @param {() => void} tell @returns {() => void} */
  subscribe(tell) {
    this.#watchers.add(tell);
    return () => {
      this.#watchers.delete(tell);
    };
  }

  // --- what the line says ---

  /** This line carries the voice's messages from now on. @param {Line} line */
  attach(line) {
    this.#line = line;
    this.#over = this.#seen = false;
    this.inside?.reopened();
  }

  /** This line carries nothing any more; when no other has come in its place, the page was left. @param {Line} line */
  detach(line) {
    if (this.#line !== line) return;
    this.end();
    this.#line = null;
  }

  /** The server knows us, after every opening of the line. */
  welcomed() {
    this.#seen = false;
    this.inside?.reopened();
    // a browser that broke off may have left a voice behind, which the others would wait for
    if (this.state.way === "text") this.#line?.say({ type: "leave_voice" });
    const session = this.#line?.session?.id ?? "";
    if (session === this.#session) return;
    this.#leave(false);
    this.#session = session;
    this.#epoch = -1;
  }

  /** A view has come in. */
  viewed() {
    this.#seen = true;
    this.inside?.viewed();
    this.#settle();
    const view = this.#line?.view;
    if (!this.#chimes || !view) return;
    this.#chimes = false;
    if (this.state.heard && passedToMe(view) && settings().chime) void chime(this.ear);
  }

  /** @param {any} message @returns {boolean} whether it was for the voice */
  hear(message) {
    if (message.type === "voice_elsewhere") this.#refuse("elsewhere");
    else return this.inside?.hear(message) ?? false;
    return true;
  }

  /** This machine's network is another one, or every way is lost. */
  moved() {
    clearTimeout(this.#movedSoon);
    this.#movedSoon = setTimeout(() => {
      this.#line?.probe();
      this.inside?.mesh.retry(true);
    }, 200);
  }

  /** The session is over for this page. */
  end() {
    this.#over = true;
    this.stop();
  }

  // --- what somebody presses ---

  /** Enter was pressed: sound may play, and the microphone is asked for as soon as this room is known to meet by voice. */
  enter() {
    this.#wished = true;
    this.#over = false;
    if (this.state.way === "voice" && SUPPORTED) this.ear.lend(AGAIN);
    this.#settle();
  }

  /** Take part by voice, and ask for the microphone now: from a press alone. */
  async start() {
    this.#wished = this.#asked = true;
    this.#over = this.#unsupported = false;
    this.#set({ started: true, refused: "" });
    if (SUPPORTED) this.ear.lend(AGAIN);
    this.#settle();
    await this.#microphone.open(settings().audioinput);
  }

  /** Take no part by voice any more: microphone, camera and all connections are let go of. */
  stop() {
    this.#leave(true);
    this.#wished = this.#asked = false;
    this.#microphone.close();
    this.#camera.close();
    this.#set({ started: false, muted: false, pressed: false });
    this.#changed();
  }

  /** @param {"voice" | "text"} way */
  setWay(way) {
    remember({ way });
    this.#set({ way });
    if (way === "voice") void this.start();
    else this.stop();
  }

  /** @param {boolean} muted */
  setMuted(muted) {
    this.#set(muted ? { muted, pressed: false } : { muted });
    this.#apply();
  }

  /** The key or the button that opens my microphone is held down. @param {boolean} pressed */
  press(pressed) {
    this.#set({ pressed });
    this.#apply();
  }

  /** @param {boolean} pushToTalk */
  setPushToTalk(pushToTalk) {
    remember({ pushToTalk });
    this.#set({ pushToTalk, pressed: false });
    this.#apply();
  }

  /** @param {"audioinput" | "audiooutput" | "videoinput"} kind @param {string} id */
  async useDevice(kind, id) {
    remember({ [kind]: id });
    if (kind === "audioinput") await this.#microphone.use(id);
    else if (kind === "audiooutput") await this.ear.use(id);
    else if (this.#camera.state === "on") await this.#camera.open(id);
  }

  /** @param {boolean} on */
  async setCamera(on) {
    if (on) await this.#camera.open(settings().videoinput);
    else this.#camera.close();
  }

  /** Whether my picture may be drawn larger. @param {boolean} large */
  setLarge(large) {
    remember({ large });
    this.#set({ large });
    this.#settle();
  }

  /** Something was pressed: sound that the browser held back may play. */
  async resume() {
    await this.ear.wake()?.resume().catch(() => {});
    this.#changed();
  }

  // --- what can be measured here ---

  /** How loud my own microphone is now, 0 to 1. */
  level() {
    return this.#microphone.level();
  }

  /** How long my voice was open, and how much of it I spoke: milliseconds, of this browser alone, never sent. */
  share() {
    return { spoken: Math.round(this.#share.spoken), open: Math.round(this.#share.open) };
  }

  // --- in and out of voice ---

  #settle() {
    const line = this.#line;
    const view = line?.view ?? null;
    const here = byVoice(view) && line?.session?.practice === false && !this.#over;
    if (here && this.state.way === "voice" && SUPPORTED && !this.state.refused && !this.#unsupported) {
      if (this.#seen) void this.#join();
      void this.#askMicrophone();
    } else {
      this.#leave(true);
      // a set that meets elsewhere today needs nobody's microphone here
      if (view && (!here || this.#unsupported) && (this.#microphone.state !== "none" || this.#camera.state !== "off")) this.#release();
    }
    if (view && here && this.#camera.state === "on" && !mayShow(view)) this.#camera.close();
    if (view) this.#camera.draw(sizeOf(view, this.state.large));
    this.#apply();
  }

  /** Each only once: letting go of one settles everything anew, and what is let go of already must not be again. */
  #release() {
    this.#asked = false;
    if (this.#camera.state !== "off") this.#camera.close();
    if (this.#microphone.state !== "none") this.#microphone.close();
    this.#set({ started: false });
  }

  /** Asked for once a page, at a press; after a reload only where the browser will not have to ask anybody. */
  async #askMicrophone() {
    if (this.#asked) return;
    this.#asked = true;
    if (!this.#wished && (await microphonePermission())?.state !== "granted") return;
    this.#set({ started: true });
    await this.#microphone.open(settings().audioinput);
  }

  async #join() {
    this.#certificate ??= makeCertificate();
    const own = await this.#certificate.catch(() => null);
    if (!own) {
      this.#certificate = null;
      this.#unsupported = true;
      return this.#settle();
    }
    const line = this.#line;
    if (!line || !this.#seen || this.#over || this.state.refused || this.state.way !== "voice" || !byVoice(line.view)) return;
    this.inside ??= this.#enter(own, line.me);
    this.inside.join({ microphone: this.#microphone.state === "ready", camera: this.#camera.state === "on", large: this.state.large });
  }

  /** @param {import("./certificate.js").Own} own @param {string} me */
  #enter(own, me) {
    void this.ear.use(settings().audiooutput);
    const inside = new Inside({
      own,
      me,
      session: this.#session,
      ear: this.ear,
      say: (message) => this.#line?.say(message) ?? false,
      stands: () => this.#line?.state === "connected",
      named: (id) => named(this.#line?.view ?? null, id),
      away: (id) => away(this.#line?.view ?? null, id),
      pictures: () => pictures(this.#line?.view ?? null),
      signsWith: () => (this.#line?.view ? signsWith(this.#line.view) : null),
      audience: () => (this.#line?.view ? audience(this.#line.view) : { only: [], signs: false }),
      floored: () => this.#floored(),
      changed: () => this.#changed(),
      moved: () => this.moved(),
      refused: (code, joining) => this.#refused(code, joining),
    });
    inside.floor.epoch = this.#epoch;
    return inside;
  }

  /** @param {boolean} tell  the server doesn't know it yet */
  #leave(tell) {
    const { inside } = this;
    if (!inside) return;
    this.inside = null;
    this.#epoch = inside.floor.epoch;
    inside.close(tell);
    clearTimeout(this.#movedSoon);
    this.#chimes = false;
    this.#apply();
  }

  /** @param {"full" | "elsewhere" | "closed"} refused */
  #refuse(refused) {
    this.#leave(false);
    this.#set({ refused });
    if (refused === "elsewhere") {
      this.#certificate = null; // when it is brought here again, it is by a new one
      this.#release();
    }
    this.#settle();
  }

  /** @param {string} code @param {boolean} joining  it was joining that was refused */
  #refused(code, joining) {
    if (code === "voice_full") return this.#refuse("full");
    if (code === "voice_shape" && joining) {
      this.#certificate = null; // somebody else is known by mine
      this.#leave(false);
    } else if (code !== "voice_closed" && code !== "voice_too_fast") return;
    if (code === "voice_too_fast" && joining) this.inside?.reopened(); // it is said once more
    if (code === "voice_closed" && joining) this.#refuse("closed");
    clearTimeout(this.#againSoon);
    this.#againSoon = setTimeout(() => {
      if (this.state.refused === "closed") this.#set({ refused: "" });
      this.#settle();
      this.inside?.mesh.retry(false);
    }, AGAIN);
  }

  // --- the floor, and what follows it ---

  #floored() {
    const heard = this.inside?.heard ?? false;
    // Whoever has just come is told where the floor is, and it has not passed to them.
    if (heard !== this.state.heard) this.#chimes = heard && !this.inside?.first;
    this.#apply();
  }

  get #mayOpen() {
    const { muted, pushToTalk, pressed } = this.state;
    const { state, trouble } = this.#microphone;
    return this.inside?.heard === true && !muted && (!pushToTalk || pressed) && state === "ready" && trouble !== "interrupted";
  }

  /** Gates, my own voice and my own picture follow the floor and what was pressed. */
  #apply() {
    const open = this.#mayOpen;
    const microphone = this.#microphone;
    const camera = this.#camera;
    this.inside?.apply(
      { voice: open ? microphone.track : null, picture: camera.track, encoding: camera.encoding, whole: camera.whole },
      microphone.state === "ready" || camera.state === "on",
    );
    microphone.let(open);
    this.#share.run(open);
    this.#set({ heard: this.inside?.heard ?? false, seen: this.inside?.seen ?? false });
    this.#changed();
  }

  // --- what can be seen of it ---

  /** Something has changed; said once for all that changes together. */
  #changed() {
    if (this.#soon) return;
    this.#soon = true;
    queueMicrotask(() => {
      this.#soon = false;
      this.#show();
    });
  }

  #show() {
    const { inside } = this;
    inside?.tidy();
    this.#set({
      microphone: this.#microphone.state,
      trouble: this.#unsupported ? "unsupported" : this.#microphone.trouble,
      silent: this.ear.silent,
      stuck: this.ear.stuck,
      displaced: this.ear.displaced,
      open: this.#mayOpen && this.ear.running,
      heardBy: inside?.heardBy ?? [],
      unsure: inside !== null && this.#line !== null && this.#line.state !== "connected" && performance.now() - this.#line.goneAt > UNSURE,
      hears: inside?.hearing.people ?? [],
      peers: inside?.peers ?? {},
      camera: this.#camera.state === "on" && inside?.resting ? "resting" : this.#camera.state,
      cameraTrouble: this.#camera.trouble,
      own: this.#camera.stream,
      code: inside?.code ?? "",
      coded: inside?.coded ?? [],
    });
    void inside?.reckon();
    const cutOff = inside?.cutOff ?? false;
    if (cutOff && !this.#cutOff) this.#line?.probe();
    this.#cutOff = cutOff;
  }

  /** @param {Partial<VoiceState>} change */
  #set(change) {
    const next = { ...this.state, ...change };
    if (same(next, this.state)) return;
    this.state = next;
    this.#line?.redraw();
    for (const tell of this.#watchers) tell();
  }
}
