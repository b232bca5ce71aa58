// The camera, only ever where the set wants pictures: opened at a press, as large as it may be drawn, and let go of at a press.
import { askCamera, stopAll, troubleOf } from "./devices.js";

/** @typedef {"small" | "on" | "holder" | "access"} Size */
/** @typedef {import("./state.js").Trouble} Trouble */

/** What each size asks of the camera, and of the line. @type {Record<Size, { width: number, height: number, rate: number, bits: number }>} */
const SIZES = {
  small: { width: 160, height: 160, rate: 12, bits: 90_000 },
  on: { width: 320, height: 320, rate: 15, bits: 220_000 },
  holder: { width: 640, height: 640, rate: 20, bits: 600_000 },
  access: { width: 640, height: 480, rate: 25, bits: 700_000 },
};

export class Camera {
  /** denied: it was asked for, and something is in the way @type {"off" | "asking" | "on" | "denied"} */
  state = "off";
  /** what it is that is in the way @type {Trouble | null} */
  trouble = null;
  /** my own picture @type {MediaStream | null} */
  stream = null;

  #asked = 0;
  /** @type {Size} */
  #size = "on";

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
  }

  get track() {
    return this.stream?.getVideoTracks()[0] ?? null;
  }

  /** How it is to be sent at the size that holds now. @returns {RTCRtpEncodingParameters} */
  get encoding() {
    const { rate, bits } = SIZES[this.#size];
    return { maxBitrate: bits, maxFramerate: rate, priority: "low", networkPriority: "low" };
  }

  /** An access seat's picture, and their member's, is never made smaller. */
  get whole() {
    return this.#size === "access";
  }

  /** @param {string} device "" the usual one */
  async open(device) {
    const asked = ++this.#asked;
    if (!navigator.mediaDevices?.getUserMedia) return this.#hindered("unsupported");
    if (!this.stream) this.#set("asking");
    try {
      const stream = await askCamera(this.#constraints(), device);
      if (asked !== this.#asked) return stopAll(stream);
      this.#letGo();
      this.stream = stream;
      const track = this.track;
      if (track) {
        this.#hint(track);
        track.onended = () => void this.#lost();
      }
      this.#set("on");
    } catch (fault) {
      if (asked !== this.#asked || this.stream) return;
      this.#hindered(troubleOf(fault));
    }
  }

  /** @param {Size} size */
  draw(size) {
    if (size === this.#size) return;
    this.#size = size;
    if (this.track) this.#hint(this.track);
    void this.track?.applyConstraints(this.#constraints()).catch(() => {});
  }

  close() {
    this.#asked += 1;
    this.#letGo();
    this.#set("off");
  }

  /** Unplugged, or taken back in the browser's own settings. No other camera takes its place by itself: it may look at what nobody is to see. */
  async #lost() {
    const asked = ++this.#asked;
    this.#letGo();
    const leave = await cameraPermission();
    if (asked === this.#asked) this.#hindered(leave === "denied" ? "denied" : "unplugged");
  }

  /** @param {Trouble} by */
  #hindered(by) {
    this.#set("denied", by);
  }

  /** Where hands are read, what is sharp counts for more than how many pictures come. @param {MediaStreamTrack} track */
  #hint(track) {
    track.contentHint = this.whole ? "detail" : "motion";
  }

  /** @returns {MediaTrackConstraints} */
  #constraints() {
    const { width, height, rate } = SIZES[this.#size];
    return { width: { ideal: width }, height: { ideal: height }, aspectRatio: { ideal: width / height }, frameRate: { ideal: rate, max: rate } };
  }

  #letGo() {
    if (!this.stream) return;
    for (const track of this.stream.getTracks()) track.onended = null;
    stopAll(this.stream);
    this.stream = null;
  }

  /** @param {"off" | "asking" | "on" | "denied"} state @param {Trouble | null} [trouble] */
  #set(state, trouble = null) {
    this.state = state;
    this.trouble = trouble;
    this.changed();
  }
}

/** What the browser was told about the camera, where it tells. @returns {Promise<PermissionState | undefined>} */
async function cameraPermission() {
  try {
    return (await navigator.permissions?.query({ name: /** @type {PermissionName} */ ("camera") })).state;
  } catch {
    return undefined; // a browser that doesn't tell
  }
}
