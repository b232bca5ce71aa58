// The gate before one other person's voice, at this ear: closed from the first, and opened by nothing but the floor.

export const RAMP = 0.05; // seconds: short enough to be at once, long enough not to click
const AFTER = 70; // milliseconds: the ramp is over

/** Glide to this, from wherever it is. @param {AudioParam} param @param {number} to @param {AudioContext} context */
export function glide(param, to, context) {
  const now = context.currentTime;
  param.cancelScheduledValues(now);
  param.setValueAtTime(param.value, now);
  param.linearRampToValueAtTime(to, now + RAMP);
}

export class Gate {
  open = false;
  /** @type {GainNode | null} */
  #gain = null;
  /** @type {MediaStreamAudioSourceNode | null} */
  #source = null;
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {HTMLAudioElement | null} */
  #puller = null;
  /** @type {number | undefined} */
  #shuts;

  /** @param {import("./ear.js").Ear} ear @param {MediaStreamTrack} track what arrives */
  constructor(ear, track) {
    this.ear = ear;
    this.track = track;
    track.enabled = false;
    const context = ear.take();
    if (!context) return;
    this.#stream = new MediaStream([track]);
    // Chromium gives a remote stream to nobody unless an element plays it too; this one is muted for good.
    this.#puller = new Audio();
    this.#puller.muted = true;
    this.pull();
    this.#gain = context.createGain();
    this.#gain.gain.value = 0;
  }

  /** Begin to take up what arrives; once more, when the browser's own player has failed. */
  pull() {
    if (!this.#puller) return;
    this.#puller.srcObject = null;
    this.#puller.srcObject = this.#stream;
    this.#puller.play().catch(() => {});
  }

  /** @param {boolean} open */
  set(open) {
    if (open === this.open) return;
    this.open = open;
    clearTimeout(this.#shuts);
    const { context, out } = this.ear;
    if (!this.#gain || !this.#stream || !context || !out) return;
    if (open) {
      this.track.enabled = true;
      // A new source each time: the last one still holds a scrap of what was said when the gate shut.
      this.#source ??= context.createMediaStreamSource(this.#stream);
      this.#source.connect(this.#gain);
      this.#gain.connect(out);
      glide(this.#gain.gain, 1, context);
      if (this.#puller?.paused) this.#puller.play().catch(() => {});
    } else {
      glide(this.#gain.gain, 0, context);
      this.#shuts = setTimeout(() => this.#shut(), AFTER);
    }
  }

  #shut() {
    this.track.enabled = false;
    this.#source?.disconnect();
    this.#source = null;
    if (!this.#gain) return;
    this.#gain.disconnect();
    this.#gain.gain.cancelScheduledValues(0);
    this.#gain.gain.value = 0;
  }

  close() {
    clearTimeout(this.#shuts);
    this.open = false;
    this.#shut();
    if (this.#puller) this.#puller.srcObject = null;
    if (this.#gain) this.ear.give();
    this.#gain = this.#puller = this.#stream = null;
  }
}
