// The round table as numbers: where each seat stands, how large the frame must be. Nothing here depends on who is lit.

const CENTRE = 200;
const SEATS = 147;
const BACK = (48 * Math.PI) / 180;

/** The frame by the number of seats alone: top edge and height of the drawing. */
/** @type {Record<number, [number, number]>} */
const FRAMES = {
  1: [41, 395],
  2: [-32, 468],
  3: [41, 395],
  4: [-32, 468],
  5: [-4, 440],
  6: [-32, 468],
  7: [-18, 454],
  8: [-32, 468],
  9: [11, 388],
  10: [2, 397],
  11: [11, 385],
  12: [5, 391],
};

/** @param {number} count */
export function frame(count) {
  const [top, height] = FRAMES[Math.min(12, Math.max(1, count))] ?? [5, 391];
  return { box: `6 ${top} 388 ${height}`, full: count > 8 };
}

/** @param {number} n */
const round = (n) => Math.round(n * 10) / 10;

/**
 * One seat. Place 0 is mine, nearest to me; the others follow clockwise in the order of the table.
 * @param {number} place @param {number} count @param {boolean} lit
 */
export function seat(place, count, lit) {
  const full = count > 8;
  const turn = (2 * Math.PI * place) / count;
  const x = CENTRE - SEATS * Math.sin(turn);
  const y = CENTRE + SEATS * Math.cos(turn);
  const plain = count > 10 ? 18 : full ? 21 : 25;
  const r = plain + (lit ? (full ? 5 : 7) : 0);
  const back = r + 6;
  const outward = Math.PI / 2 + turn; // the direction away from the middle, as the drawing's angles go
  const from = { x: x + back * Math.cos(outward - BACK), y: y + back * Math.sin(outward - BACK) };
  const to = { x: x + back * Math.cos(outward + BACK), y: y + back * Math.sin(outward + BACK) };
  const below = y > CENTRE + 0.5;
  const shift = full ? -12 * Math.sin(turn) : 0;
  return {
    x: round(x),
    y: round(y),
    r,
    glow: r + (full ? 9 : 14),
    back: `M${round(from.x)} ${round(from.y)}A${back} ${back} 0 0 1 ${round(to.x)} ${round(to.y)}`,
    below,
    labelX: round(x + shift),
    degrees: 90 + (360 * place) / count,
  };
}

/** Where a seat's name and its one line stand: outside the circle, above in the upper half, below in the lower.
 * @param {ReturnType<typeof seat>} place @param {boolean} lit @param {boolean} full @param {boolean} line whether there is a line beneath the name */
export function labels(place, lit, full, line) {
  const { y, r } = place;
  if (place.below) {
    const who = y + r + (lit && !full ? 32 : 23);
    return { who: round(who), where: round(who + (lit ? 17 : 15)) };
  }
  const last = y - r - (lit && !full ? 20 : 13);
  return line ? { who: round(last - 15.5), where: round(last) } : { who: round(last), where: round(last) };
}

/** The ring's arc: what is left ends at the place of whoever holds the time (the top, when it is everybody's).
 * @param {number} share what is left of the whole, 0 to 1 @param {number} degrees */
export function arc(share, degrees) {
  const length = round(Math.min(1, Math.max(0, share)) * 360);
  return { dash: `${length} 360`, turn: `rotate(${round(degrees + 360 - length)} 200 200)` };
}
