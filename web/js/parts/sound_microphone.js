// One microphone on trial, before anybody else is there: how loud it is, and my own voice a second later. Nothing is kept of it.
import { askMicrophone, loudness, meterOf, stopAll } from "../voice/devices.js";

const DELAY = 1; // seconds: long enough to have stopped speaking

export class TriedMicrophone {
  /** @type {GainNode | null} what leads to my own ears; null while I don't listen to myself */
  #back = null;

  /** @param {MediaStream} stream @param {AudioContext} context */
  constructor(stream, context) {
    this.stream = stream;
    this.context = context;
    this.source = context.createMediaStreamSource(stream);
    this.ear = meterOf(context);
    this.source.connect(this.ear.meter);
  }

  /** The device that the browser gave. */
  get device() {
    return this.stream.getAudioTracks()[0]?.getSettings().deviceId ?? "";
  }

  level() {
    return loudness(this.ear.meter, this.ear.samples);
  }

  get heard() {
    return this.#back !== null;
  }

  /** My own voice to my own ears, a second late; or no longer. @param {boolean} on */
  hear(on) {
    if (on === this.heard) return;
    if (!on) {
      this.#back?.disconnect();
      this.#back = null;
      return;
    }
    const late = this.context.createDelay(DELAY);
    late.delayTime.value = DELAY;
    this.#back = this.context.createGain();
    this.source.connect(late).connect(this.#back).connect(this.context.destination);
  }

  /** Where the sound comes out. @param {string} id */
  async through(id) {
    if ("setSinkId" in this.context) await /** @type {{ setSinkId: (id: string) => Promise<void> }} */ (/** @type {unknown} */ (this.context)).setSinkId(id).catch(() => undefined);
  }

  stop() {
    stopAll(this.stream);
    this.context.close();
  }
}

/** Ask the browser for it. What hinders is thrown. @param {string} device "": any @returns {Promise<TriedMicrophone>} */
export async function tryMicrophone(device) {
  const stream = await askMicrophone(device);
  const context = new AudioContext();
  context.resume().catch(() => undefined);
  return new TriedMicrophone(stream, context);
}
