// The round table as numbers: where each seat stands, how large the frame must be. Nothing here depends on who is lit.

const CENTRE = 200;
const SEATS = 147;
const BACK = (48 * Math.PI) / 180;

/** The top of the table and the ring on its edge. */
const TOP = { top: 101, ring: 107 };

/** Where the set wants pictures, the top is smaller and the seats are larger and a little further out. */
const WIDE = { seats: 151, top: 74, ring: 79 };

/** A seat's radius with pictures, by the number of seats, and that of a holder drawn larger: as large as names and neighbours leave room for. */
/** @type {Record<number, [number, number]>} */
const WIDE_SEATS = { 7: [36, 60], 8: [27, 52], 9: [33, 44], 10: [31, 40], 11: [23, 32], 12: [21, 29] };

/** @param {number} count @returns {[number, number]} */
const wideSeat = (count) => WIDE_SEATS[Math.min(12, count)] ?? [38, 64];

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

/** @param {number} count @param {boolean} [wide] with larger seats, for pictures */
export function frame(count, wide = false) {
  const full = count > 8;
  if (wide) return { ...wideFrame(count), ...WIDE, full };
  const [top, height] = FRAMES[Math.min(12, Math.max(1, count))] ?? [5, 391];
  return { box: box(6, top, 388, height), x: 6, y: top, width: 388, height, ...TOP, full };
}

/** @param {number} x @param {number} y @param {number} width @param {number} height */
const box = (x, y, width, height) => `${x} ${y} ${width} ${height}`;

/** As large as the largest that may come: anybody lit, anybody but me drawn larger, each name with its line. @param {number} count */
function wideFrame(count) {
  const full = count > 8;
  const edges = Array.from({ length: count }, (_, place) => place).flatMap((place) =>
    [false, place > 0].map((grown) => {
      const one = seat(place, count, true, { wide: true, grown });
      const { who, where } = labels(one, true, full, !full && !(grown && named(count)), grown);
      return { side: Math.abs(one.x - CENTRE) + one.r, top: Math.min(one.y - one.r, who - 15), bottom: Math.max(one.y + one.r, where + 4) };
    }),
  );
  const half = Math.max(194, ...edges.map((edge) => edge.side + 4));
  const y = Math.min(...edges.map((edge) => edge.top)) - 4;
  const [x, top, width] = [round(CENTRE - half), round(y), round(2 * half)];
  const height = round(Math.max(...edges.map((edge) => edge.bottom)) + 4 - y);
  return { box: box(x, top, width, height), x, y: top, width, height };
}

/** Whether whoever is drawn larger has room for the name alone. @param {number} count */
export const named = (count) => count > 6;

/** @param {number} n */
const round = (n) => Math.round(n * 10) / 10;

/**
 * One seat. Place 0 is mine, nearest to me; the others follow clockwise in the order of the table.
 * @param {number} place @param {number} count @param {boolean} lit
 * @param {{ wide?: boolean, grown?: boolean }} [drawn] wide: with larger seats, for pictures; grown: drawn larger, by its picture
 */
export function seat(place, count, lit, { wide = false, grown = false } = {}) {
  const full = count > 8;
  const turn = (2 * Math.PI * place) / count;
  const away = wide ? WIDE.seats : SEATS;
  const x = CENTRE - away * Math.sin(turn);
  const y = CENTRE + away * Math.cos(turn);
  const [wider, widest] = wideSeat(count);
  const plain = wide ? wider : count > 10 ? 18 : full ? 21 : 25;
  const r = wide && grown ? widest : plain + (lit ? (full ? 5 : wide ? 6 : 7) : 0);
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
    plain,
    glow: r + (full ? 9 : 14),
    back: `M${round(from.x)} ${round(from.y)}A${back} ${back} 0 0 1 ${round(to.x)} ${round(to.y)}`,
    below,
    labelX: round(x + shift),
    degrees: 90 + (360 * place) / count,
  };
}

/**
 * A small seat beside another, on the side where there is more room, and the arc between the two. It does not move when one is lit.
 * @param {number} place @param {number} count @param {{ wide?: boolean, grown?: boolean }} [drawn] as for the seat it is beside
 */
export function besideSeat(place, count, drawn = {}) {
  const full = count > 8;
  const away = drawn.wide ? WIDE.seats : SEATS;
  const member = seat(place, count, true, drawn).r;
  const r = full ? 9 : drawn.wide ? 11 : 12;
  const gap = member + r + (full ? 5 : drawn.wide ? 6 : 11);
  /** @param {number} way @param {number} far @param {number} along */
  const at = (way, far, along) => {
    const angle = (2 * Math.PI * place) / count + (way * along) / away;
    return { x: round(CENTRE - (away + far) * Math.sin(angle)), y: round(CENTRE + (away + far) * Math.cos(angle)) };
  };
  const [way] = [1, -1].sort((one, other) => room(at(other, 0, gap), count, drawn.wide) - room(at(one, 0, gap), count, drawn.wide));
  const [from, over, to] = [at(way ?? 1, 2, member - 8), at(way ?? 1, 6, (member + gap - r) / 2), at(way ?? 1, 2, gap - r)];
  return { ...at(way ?? 1, 0, gap), r, link: `M${from.x} ${from.y}Q${over.x} ${over.y} ${to.x} ${to.y}` };
}

/** How far the nearest name is. @param {{ x: number, y: number }} point @param {number} count @param {boolean} [wide] */
function room({ x, y }, count, wide) {
  const full = count > 8;
  const far = Array.from({ length: count }, (_, place) => {
    const one = seat(place, count, false, { wide });
    const { who, where } = labels(one, false, full, !full);
    return Math.hypot(Math.max(0, Math.abs(x - one.labelX) - 42), Math.max(0, who - 13 - y, y - Math.max(who, where) - 4));
  });
  return Math.min(...far);
}

/** Where a seat's name and its one line stand: outside the circle, above in the upper half, below in the lower.
 * @param {ReturnType<typeof seat>} place @param {boolean} lit @param {boolean} full @param {boolean} line whether there is a line beneath the name
 * @param {boolean} [grown] drawn larger: then the name comes closer */
export function labels(place, lit, full, line, grown = false) {
  const { y, r } = place;
  const apart = lit && !full && !grown;
  if (place.below) {
    const who = y + r + (apart ? 32 : grown ? 26 : 23);
    return { who: round(who), where: round(who + (lit ? 17 : 15)) };
  }
  const last = y - r - (apart ? 20 : 13);
  return line ? { who: round(last - 15.5), where: round(last) } : { who: round(last), where: round(last) };
}

/** The ring's arc: what is left ends at the place of whoever holds the time (the top, when it is everybody's).
 * @param {number} share what is left of the whole, 0 to 1 @param {number} degrees */
export function arc(share, degrees) {
  const length = round(Math.min(1, Math.max(0, share)) * 360);
  return { dash: `${length} 360`, turn: `rotate(${round(degrees + 360 - length)} 200 200)` };
}
