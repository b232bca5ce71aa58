// The camera, only ever where the set wants pictures: opened at a press, as large as it may be drawn, and let go of at a press.
import { askCamera, stopAll, troubleOf } from "./devices.js";

/** @typedef {"small" | "on" | "holder" | "access"} Size */

/** What each size asks of the camera, and of the line. @type {Record<Size, { width: number, height: number, rate: number, bits: number }>} */
const SIZES = {
  small: { width: 160, height: 160, rate: 12, bits: 90_000 },
  on: { width: 320, height: 320, rate: 15, bits: 220_000 },
  holder: { width: 640, height: 640, rate: 20, bits: 600_000 },
  access: { width: 640, height: 480, rate: 25, bits: 700_000 },
};

export class Camera {
  /** @type {"off" | "asking" | "on" | "denied"} */
  state = "off";
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
    if (!navigator.mediaDevices?.getUserMedia) return this.#set("denied");
    if (!this.stream) this.#set("asking");
    try {
      const stream = await askCamera(this.#constraints(), device);
      if (asked !== this.#asked) return stopAll(stream);
      this.#letGo();
      this.stream = stream;
      const track = this.track;
      if (track) {
        this.#hint(track);
        track.onended = () => this.close(); // unplugged, or taken back in the browser's own settings
      }
      this.#set("on");
    } catch (fault) {
      if (asked !== this.#asked || this.stream) return;
      this.#set(troubleOf(fault) === "denied" ? "denied" : "off");
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

  /** @param {"off" | "asking" | "on" | "denied"} state */
  #set(state) {
    this.state = state;
    this.changed();
  }
}
