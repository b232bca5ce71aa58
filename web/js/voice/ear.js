// This browser's ear: the one place where sound comes out, asleep while there is nothing to play, and held back until the browser allows it.

const PATIENCE = 400; // a context that is only just starting is not held back yet
const IDLE = 5000;
const STILL = 1500; // milliseconds without any sound coming out, whatever the context says of itself

export class Ear {
  /** @type {AudioContext | null} */
  context = null;
  /** @type {GainNode | null} everything that is played goes through here */
  out = null;
  /** the browser refuses to play until something is pressed */
  silent = false;
  /** the chosen speaker isn't here any more, and the usual one plays */
  displaced = false;
  /** no sound comes out, though it should: the device stands still */
  stuck = false;
  /** how often sound stopped by itself */
  failures = 0;

  #users = 0;
  #clock = 0; // seconds of sound that had come out when it was looked at last
  #moved = 0;
  #failedAt = -Infinity;
  #sink = "";
  /** @type {number | undefined} */
  #soon;
  /** @type {number | undefined} */
  #sleeps;

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
  }

  get running() {
    return this.context?.state === "running";
  }

  /** Sound truly comes out, as far as `look` has seen: a context may say that it runs while the device behind it stands still. */
  get plays() {
    return this.running && performance.now() - this.#moved < STILL;
  }

  /** Look whether any sound has come out since the last time. */
  look() {
    const clock = this.context?.currentTime ?? 0;
    if (clock !== this.#clock || !this.running) this.#moved = performance.now();
    this.#clock = clock;
    const stuck = this.#users > 0 && this.running && !this.plays;
    if (stuck === this.stuck) return;
    this.stuck = stuck;
    this.changed();
  }

  /** Be ready to play. A press of a key or a button is the best moment. */
  wake() {
    clearTimeout(this.#sleeps);
    const context = this.#made();
    if (context && context.state !== "running" && !this.silent) context.resume().catch(() => {});
    this.#wait();
    return context;
  }

  /** The page is looked at again: a telephone call, say, may have taken the sound away. */
  again() {
    if (this.#users && !this.running) void this.context?.resume().catch(() => {});
  }

  /** Somebody needs the ear, until they give it back. */
  take() {
    this.#users += 1;
    return this.wake();
  }

  give() {
    this.#users = Math.max(0, this.#users - 1);
    clearTimeout(this.#sleeps);
    if (!this.#users) this.stuck = false; // nothing should come out
    if (!this.#users) this.#sleeps = setTimeout(() => void this.context?.suspend(), IDLE);
    this.#wait();
  }

  /** A moment of sound, whether or not anybody else needs the ear. @param {number} length milliseconds */
  lend(length) {
    this.take();
    setTimeout(() => this.give(), length);
  }

  /** Play through this device, where the browser lets a page choose. @param {string} id "" the usual one */
  async use(id) {
    this.#sink = id;
    this.displaced = false;
    await this.#playThrough(id);
  }

  /** @param {string} id */
  async #playThrough(id) {
    const context = /** @type {(AudioContext & { setSinkId?: (id: string) => Promise<void> }) | null} */ (this.context);
    if (!context?.setSinkId) return;
    try {
      await context.setSinkId(id);
    } catch {
      if (id) await context.setSinkId("").catch(() => {}); // gone: sound comes from the usual one
    }
  }

  #made() {
    if (this.context || typeof AudioContext === "undefined") return this.context;
    const context = new AudioContext({ latencyHint: "interactive" });
    this.context = context;
    this.out = context.createGain();
    this.out.connect(context.destination);
    let ran = false;
    context.onstatechange = () => {
      if (ran && !this.running && this.#users) this.#failed();
      ran = this.running;
      this.#moved = performance.now();
      this.#wait();
      this.changed();
    };
    for (const event of PRESSES) document.addEventListener(event, this.#pressed, true);
    navigator.mediaDevices?.addEventListener?.("devicechange", () => void this.#lookForSpeaker());
    if (this.#sink) void this.use(this.#sink);
    return context;
  }

  /** The device, or the browser's own player, has failed: once more, before anybody is asked to press. */
  #failed() {
    this.failures += 1;
    if (performance.now() - this.#failedAt > STILL) this.again(); // not for ever, where it fails again at once
    this.#failedAt = performance.now();
  }

  /** Something was plugged in or out: a context whose speaker is gone would play to nobody. */
  async #lookForSpeaker() {
    const all = (await navigator.mediaDevices.enumerateDevices().catch(() => [])).filter(({ kind }) => kind === "audiooutput");
    const displaced = this.#sink !== "" && all.length > 0 && !all.some(({ deviceId }) => deviceId === this.#sink);
    if (displaced === this.displaced) return;
    this.displaced = displaced;
    await this.#playThrough(displaced ? "" : this.#sink);
    this.changed();
  }

  #pressed = () => this.again();

  #wait() {
    clearTimeout(this.#soon);
    if (!this.#users || !this.context || this.running) this.#say(false);
    else this.#soon = setTimeout(() => this.#say(this.#users > 0 && this.context !== null && !this.running), PATIENCE);
  }

  /** @param {boolean} silent */
  #say(silent) {
    if (silent === this.silent) return;
    this.silent = silent;
    this.changed();
  }
}

const PRESSES = ["pointerdown", "pointerup", "keydown", "touchend"];
