// How good the line to somebody is, from its own reports; on a poor one my picture rests, so that voices stay.

const BAD_LOSS = 0.08;
const WORSE_LOSS = 0.2;
const BAD_ROUND = 0.7; // seconds
const WORSE_ROUND = 1.5;
const LEAST = 100_000; // bits a second, below which a picture costs the voice
const POOR_AFTER = 2; // bad looks in a row
const GOOD_AFTER = 2; // and good ones
// Whether there is room for a picture shows only when one goes out. One that had to rest again is tried less and less often.
const BACK_AFTER = 10; // good looks in a row
const BACK_LATEST = 80;
const STAYED = 60; // looks after which a picture that came back has come to stay
const ANSWERS = 12_000; // a browser tells every five seconds or so what has come of a voice

/** What one look at a connection finds. @typedef {{ loss: number, round: number, room: number | null }} Found */

export class Quality {
  poor = false;
  /** nothing but voices goes through */
  resting = false;
  /** no new picture of theirs has come for a while: what is to be seen would be a frozen face */
  still = false;

  /** whether their browser has told just now what has come of my voice */
  get answers() {
    return performance.now() - this.#answeredAt < ANSWERS;
  }

  #bad = 0;
  #worse = 0;
  #good = 0;
  #backAfter = BACK_AFTER;
  #shown = Infinity; // looks since my picture came back
  #frames = 0;
  #unmoved = 0;
  #answer = 0;
  #answeredAt = -Infinity;
  #lost = 0;
  #received = 0;

  /** @param {RTCStatsReport} report @param {{ access: boolean, picture: boolean }} mine  an access seat's picture rests last of all; picture: one goes out now */
  take(report, { access, picture }) {
    const found = this.#read(report);
    this.still = this.#unmoved >= POOR_AFTER;
    if (!picture) found.room = null; // what was never tried is a guess
    const bad = found.loss > BAD_LOSS || found.round > BAD_ROUND || (found.room !== null && found.room < LEAST);
    const worse = found.loss > WORSE_LOSS || found.round > WORSE_ROUND || (found.room !== null && found.room < LEAST / 2);
    this.#bad = bad ? this.#bad + 1 : 0;
    this.#worse = worse ? this.#worse + 1 : 0;
    this.#good = bad ? 0 : this.#good + 1;
    if (this.#bad >= POOR_AFTER) this.poor = true;
    if (this.#good >= GOOD_AFTER) this.poor = false;
    this.#shown += 1;
    if (this.resting) this.#wake();
    else if ((access ? this.#worse : this.#bad) >= POOR_AFTER) this.#rest();
  }

  #rest() {
    this.resting = true;
    this.#backAfter = this.#shown < STAYED ? Math.min(this.#backAfter * 2, BACK_LATEST) : BACK_AFTER;
  }

  #wake() {
    if (this.#good < this.#backAfter) return;
    this.resting = false;
    this.#shown = 0;
  }

  /** @param {RTCStatsReport} report @returns {Found} */
  #read(report) {
    let loss = 0;
    let round = 0;
    /** @type {number | null} */
    let room = null;
    report.forEach((/** @type {any} */ one) => {
      if (one.type === "remote-inbound-rtp") {
        if (one.kind === "audio") this.#answered(one.timestamp);
        if (typeof one.fractionLost === "number") loss = Math.max(loss, one.fractionLost);
        if (typeof one.roundTripTime === "number") round = Math.max(round, one.roundTripTime);
      } else if (one.type === "candidate-pair" && one.nominated) {
        if (typeof one.currentRoundTripTime === "number") round = Math.max(round, one.currentRoundTripTime);
        if (typeof one.availableOutgoingBitrate === "number") room = one.availableOutgoingBitrate;
      } else if (one.type === "inbound-rtp" && one.kind === "video") this.#watch(one.framesReceived ?? 0);
      else if (one.type === "inbound-rtp" && one.kind === "audio") loss = Math.max(loss, this.#lossOf(one));
    });
    return { loss, round, room };
  }

  /** @param {number} at  when it came */
  #answered(at) {
    if (at === this.#answer) return;
    this.#answer = at;
    this.#answeredAt = performance.now();
  }

  /** @param {number} frames */
  #watch(frames) {
    this.#unmoved = frames === this.#frames ? this.#unmoved + 1 : 0;
    this.#frames = frames;
  }

  /** @param {{ packetsLost?: number, packetsReceived?: number }} one */
  #lossOf({ packetsLost = 0, packetsReceived = 0 }) {
    const lost = packetsLost - this.#lost;
    const received = packetsReceived - this.#received;
    this.#lost = packetsLost;
    this.#received = packetsReceived;
    return lost > 0 && lost + received > 10 ? lost / (lost + received) : 0;
  }
}
