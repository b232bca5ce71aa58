// My voice on its way to one other page: it goes out or it does not, as was asked for last.

/** How a voice is sent: before everything else. (Not with a most of bits: given one, Chromium keeps sending pictures on a poor line.) */
export const SENT = /** @type {const} */ ({ priority: "high", networkPriority: "high" });

export class Outgoing {
  /** @type {MediaStreamTrack | null} */
  #mine = null;
  /** @type {RTCRtpSender | null} */
  #sender = null;
  /** @type {Promise<void>} one thing after another */
  #last = Promise.resolve();

  /** @param {MediaStreamTrack | null} track nothing, when my voice is not to go out */
  carry(track) {
    if (track === this.#mine) return;
    this.#mine = track;
    this.#carry();
  }

  /** It goes by this. @param {RTCRtpSender} sender */
  by(sender) {
    this.#sender = sender;
    this.#carry();
  }

  /** The connection is closed: what was asked of it may never be answered. */
  drop() {
    this.#sender = null;
    this.#last = Promise.resolve();
  }

  #carry() {
    this.#last = this.#last.then(() => this.#send());
  }

  /** The track stays when nothing is sent: the clock of what is sent runs on with it, or the other side would take every pause
   * for a delay, and play all that follows that much later. */
  async #send() {
    const sender = this.#sender;
    const mine = this.#mine;
    if (!sender || (!mine && !sender.track)) return;
    try {
      if (mine && sender.track !== mine) await sender.replaceTrack(mine);
      const now = sender.getParameters();
      const [encoding] = now.encodings ?? [];
      if (!encoding) throw new Error("this browser cannot hold a voice back otherwise");
      if (encoding.active === (mine !== null) && encoding.priority === "high") return;
      Object.assign(encoding, { active: mine !== null, ...SENT });
      await sender.setParameters(now);
    } catch {
      await sender.replaceTrack(mine).catch(() => {});
    }
  }
}
