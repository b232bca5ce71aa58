// The microphone: asked for at a press, made ready to be sent, and put right when the device or the browser takes it away.
import { askMicrophone, loudness, meterOf, stopAll, troubleOf } from "./devices.js";
import { glide } from "./gate.js";

/** @typedef {import("./state.js").Trouble} Trouble */

export class Microphone {
  /** @type {"none" | "asking" | "ready"} */
  state = "none";
  /** @type {Trouble | null} */
  trouble = null;
  /** what is sent, while it may be: it stays the same whichever device it comes from @type {MediaStreamTrack | null} */
  track = null;

  #wanted = false;
  #device = "";
  #open = false;
  #asked = 0;
  #plugged = false; // a device has come or gone while one was being asked for
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {MediaStreamAudioSourceNode | null} */
  #source = null;
  /** @type {GainNode | null} */
  #gain = null;
  /** @type {AnalyserNode | null} */
  #meter = null;
  /** @type {Float32Array<ArrayBuffer> | null} */
  #samples = null;
  /** @type {PermissionStatus | null} */
  #permission = null;

  /** @param {import("./ear.js").Ear} ear @param {() => void} changed */
  constructor(ear, changed) {
    this.ear = ear;
    this.changed = changed;
  }

  /** Ask for it, unless it is here. @param {string} device "" the usual one */
  async open(device) {
    this.#wanted = true;
    if (this.state === "none") await this.#ask(device);
  }

  /** From another device. @param {string} device */
  async use(device) {
    this.trouble = null;
    if (this.#wanted) await this.#ask(device);
  }

  /** Let my voice out, or hold it back; both gently, at once. @param {boolean} open */
  let(open) {
    if (open === this.#open) return;
    this.#open = open;
    if (this.#gain && this.ear.context) glide(this.#gain.gain, open ? 1 : 0, this.ear.context);
  }

  /** How loud it is now, 0 to 1. */
  level() {
    return this.#meter && this.#samples ? loudness(this.#meter, this.#samples) : 0;
  }

  close() {
    this.#wanted = false;
    this.#asked += 1;
    navigator.mediaDevices?.removeEventListener("devicechange", this.#devices);
    document.removeEventListener("visibilitychange", this.#looked);
    if (this.#permission) this.#permission.onchange = null;
    this.#permission = null;
    this.#letGo();
    this.#source?.disconnect();
    if (this.#gain) this.ear.give();
    this.track?.stop();
    this.#gain?.disconnect();
    this.#meter?.disconnect();
    this.#source = this.#gain = this.#meter = this.track = null;
    this.#open = false;
    this.#set("none", null);
  }

  /** @param {string} device */
  async #ask(device) {
    this.#device = device;
    const asked = ++this.#asked;
    this.#plugged = false;
    if (!navigator.mediaDevices?.getUserMedia) return this.#set("none", "unsupported");
    const had = this.state === "ready";
    if (!had) this.#set("asking", this.trouble === "unplugged" ? "unplugged" : null);
    navigator.mediaDevices.addEventListener("devicechange", this.#devices);
    document.addEventListener("visibilitychange", this.#looked);
    try {
      const stream = await askMicrophone(device);
      if (asked !== this.#asked) return stopAll(stream);
      this.#take(stream);
      const [taken] = stream.getAudioTracks();
      const other = device && taken?.getSettings().deviceId !== device;
      // something else may still hold it: a telephone call that goes on
      this.#set("ready", taken?.muted ? "interrupted" : other || this.trouble === "unplugged" ? "unplugged" : null);
    } catch (fault) {
      if (asked !== this.#asked) return;
      const trouble = troubleOf(fault);
      if (had && trouble !== "denied") return this.#set("ready", trouble); // the one in use goes on
      this.#letGo();
      this.#set("none", trouble);
      if (trouble === "no_device" && this.#plugged) return void this.#ask(device); // it came too late to be found
      if (trouble === "denied") void this.#watchPermission();
    }
  }

  /** @param {MediaStream} stream */
  #take(stream) {
    const ready = this.#gain ? this.ear.context : this.ear.take();
    if (!ready) return stopAll(stream);
    if (!this.#gain) {
      const out = ready.createMediaStreamDestination();
      this.#gain = ready.createGain();
      this.#gain.gain.value = this.#open ? 1 : 0;
      this.#gain.connect(out);
      ({ meter: this.#meter, samples: this.#samples } = meterOf(ready));
      this.track = out.stream.getAudioTracks()[0] ?? null;
      if (this.track) this.track.contentHint = "speech";
    }
    const source = ready.createMediaStreamSource(stream);
    source.connect(/** @type {GainNode} */ (this.#gain));
    source.connect(/** @type {AnalyserNode} */ (this.#meter));
    this.#letGo();
    this.#source?.disconnect();
    this.#source = source;
    this.#stream = stream;
    const [track] = stream.getAudioTracks();
    if (!track) return;
    track.onended = () => void this.#unplugged();
    track.onmute = () => this.#set(this.state, "interrupted");
    track.onunmute = () => this.trouble === "interrupted" && this.#set(this.state, null);
  }

  /** The device is gone: the usual one takes its place. */
  async #unplugged() {
    if (!this.#wanted) return;
    this.#letGo();
    this.#set("none", "unplugged");
    await this.#ask("");
    if (this.state === "none" && this.trouble === "no_device") this.#set("none", "unplugged");
  }

  /** A device has come: perhaps the one that was missing. */
  #devices = () => {
    this.#plugged = true;
    if (this.#wanted && this.state === "none" && (this.trouble === "unplugged" || this.trouble === "no_device")) void this.use(this.#device); // nothing is changed over to
  };

  /** The page is looked at again: after a telephone call some browsers give back nothing by themselves. */
  #looked = () => {
    const [track] = this.#stream?.getAudioTracks() ?? [];
    if (document.visibilityState !== "visible" || !track || track.readyState !== "live" || !track.muted) return;
    setTimeout(() => {
      if (track.muted && this.#stream?.getAudioTracks()[0] === track) void this.#ask(this.#device);
    }, 1000);
  };

  /** A no can become a yes in the browser's own settings. */
  async #watchPermission() {
    this.#permission = (await microphonePermission()) ?? null;
    if (this.#permission)
      this.#permission.onchange = () => {
        if (this.#wanted && this.state === "none" && this.#permission?.state === "granted") void this.#ask(this.#device);
      };
  }

  #letGo() {
    const stream = this.#stream;
    this.#stream = null;
    if (!stream) return;
    for (const track of stream.getTracks()) track.onended = track.onmute = track.onunmute = null;
    stopAll(stream);
  }

  /** @param {"none" | "asking" | "ready"} state @param {Trouble | null} trouble */
  #set(state, trouble) {
    this.state = state;
    this.trouble = trouble;
    this.changed();
  }
}

/** What the browser was told about the microphone, where it tells. @returns {Promise<PermissionStatus | undefined>} */
export async function microphonePermission() {
  try {
    return await navigator.permissions?.query({ name: /** @type {PermissionName} */ ("microphone") });
  } catch {
    return undefined; // a browser that doesn't tell
  }
}
