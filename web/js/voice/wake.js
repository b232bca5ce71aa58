// The screen stays on while somebody is in voice: a phone that locks itself takes the line with it.

export class Wake {
  #wanted = false;
  /** @type {WakeLockSentinel | null} */
  #lock = null;
  #asking = false; // a second one, asked for meanwhile, would be held by nobody and never let go of

  /** @param {boolean} wanted */
  want(wanted) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) document.addEventListener("visibilitychange", this.#seen);
    else document.removeEventListener("visibilitychange", this.#seen);
    if (wanted) void this.#take();
    else void this.#release();
  }

  #seen = () => {
    if (document.visibilityState === "visible") void this.#take();
  };

  async #take() {
    if (!("wakeLock" in navigator) || document.visibilityState !== "visible" || this.#asking || (this.#lock && !this.#lock.released)) return;
    this.#asking = true;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
    } catch {
      return; // a low battery refuses it
    } finally {
      this.#asking = false;
    }
    if (!this.#wanted) void this.#release();
  }

  async #release() {
    const lock = this.#lock;
    this.#lock = null;
    await lock?.release().catch(() => {});
  }
}
