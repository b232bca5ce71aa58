// What time it is on the server, from this browser's monotonic clock: the wall clock here may be wrong by hours.
// A rehearsal's clock runs faster than ours: of every moment of ours, `speed` go by in the room.

/** @typedef {{ offset: number, doubt: number, at: number }} Sample  offset: the server's time less ours, as it runs there; doubt: half the round trip, as it runs here */

const KEPT = 12;
const DRIFT = 1e-4; // two quartz clocks part by less than this
const LATE = 150; // a message that comes in from further ahead than this proves that our clock stood still

let speed = 1;
/** @type {Sample[]} */
let samples = [];
/** @type {Sample | null} */
let best = null;
/** @type {Set<() => void>} */
const watchers = new Set();

/** @param {Sample} sample @param {number} at */
const doubtAt = (sample, at) => sample.doubt + (at - sample.at) * DRIFT;

/** @param {number} at */
function choose(at) {
  const before = best?.offset;
  best = samples.reduce(
    (/** @type {Sample | null} */ least, one) => (least && doubtAt(least, at) <= doubtAt(one, at) ? least : one),
    null,
  );
  if (best && (before === undefined || Math.abs(before - best.offset) > 20 * speed)) for (const tell of watchers) tell();
}

/**
 * A question sent and its answer: the server read its clock some time between.
 * @param {number} sent @param {number} server @param {number} [received]
 */
export function measured(sent, server, received = performance.now()) {
  const doubt = Math.max(0, received - sent) / 2;
  /** @type {Sample} */
  const sample = { offset: server + (doubt - received) * speed, doubt, at: received };
  // One that no older sample allows for: this machine slept, or the server's clock was set. Trust the newest.
  samples = samples.filter(
    (old) => Math.abs(old.offset - sample.offset) <= (doubtAt(old, received) + doubt + LATE) * speed,
  );
  samples = [...samples.slice(1 - KEPT), sample];
  choose(received);
}

/**
 * The server told its time without being asked. It cannot have come from the future: if it seems to, ours stood still.
 * @param {number} server @param {number} [received] @returns {boolean} whether to ask again at once
 */
export function heard(server, received = performance.now()) {
  const floor = server - received * speed;
  if (best && floor <= best.offset + LATE * speed) return false;
  samples = [{ offset: floor, doubt: best ? 250 : 1000, at: received }];
  choose(received);
  return true;
}

/** The server's time now, in milliseconds since 1970; the browser's own guess until the first word from the server. */
export function now() {
  return best ? performance.now() * speed + best.offset : performance.now() + performance.timeOrigin;
}

/** How long it is here until so much time has gone by in the room. @param {number} length */
export const here = (length) => length / speed;

/** The room's clock runs so many times as fast as ours; what was measured on another is worth nothing. @param {number} times */
export function runsAt(times) {
  if (times === speed) return;
  forget();
  speed = times;
}

export const known = () => best !== null;

/** Tells when the estimate has moved. @param {() => void} tell @returns {() => void} */
export function onClock(tell) {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** Forget everything. */
export function forget() {
  speed = 1;
  samples = [];
  best = null;
}
