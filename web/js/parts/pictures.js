// Whose picture is seen where: each clipped to its seat's circle, and in airspace the holder's alone.
import { h, html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { inAirspace, isHolder } from "../reading.js";
import { byVoice } from "../voice/part.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Voice} Voice */
/** @typedef {import("../types.js").PersonLine} PersonLine */
/** @typedef {import("../types.js").Child} Child */
/** @typedef {{ stream: MediaStream, larger: boolean, own: boolean }} Shown  larger: it may be drawn larger than the others */
/** @typedef {{ x: number, y: number, r: number, plain: number }} At */
/** @typedef {{ one: PersonLine, at: At, lit: boolean, picture: Shown | null }} Place */

/** Whether the set wants pictures as large as the table allows: then the seats are larger, whether or not anybody's camera is on. @param {View} view */
export const wide = (view) => view.voice.where === "here" && view.voice.cameras === "on";

/** A picture that comes through now. A line that is gone would leave a frozen face. @param {Voice} voice @param {string} id */
export function comesThrough(voice, id) {
  const peer = voice.state.peers[id];
  return peer && peer.state !== "lost" ? peer.picture : null;
}

/** Whose pictures the table shows to me now. @param {View} view @param {Voice | null} voice @returns {Map<string, Shown>} */
export function pictures(view, voice) {
  /** @type {Map<string, Shown>} */
  const all = new Map();
  // In a pause nobody is looked at.
  if (!voice || !byVoice(view) || view.step.paused) return all;
  const { own, camera, large } = voice.state;
  const onlyTheHolder = inAirspace(view) && !isHolder(view);
  const apart = isHolder(view) && view.step.floor === "others"; // while the others talk, whoever listens need not look at their own face
  if (own && camera === "on" && !onlyTheHolder && !apart) all.set(view.mine.id, { stream: own, larger: large, own: true });
  if (view.voice.cameras === "off") return all;
  for (const one of view.people.people) {
    if (one.kind === "access" || one.id === view.mine.id || (onlyTheHolder && one.id !== view.step.holder)) continue;
    const stream = comesThrough(voice, one.id);
    if (stream) all.set(one.id, { stream, larger: voice.state.peers[one.id]?.large ?? false, own: false });
  }
  return all;
}

/** Whether somebody's seat grows around their picture: the holder's in airspace, unless they'd rather not; and never the place nearest to me.
 * @param {View} view @param {string | null} id @param {Map<string, Shown>} shown */
export const grown = (view, id, shown) =>
  wide(view) && inAirspace(view) && id !== null && id === view.step.holder && id !== (view.mine.beside ?? view.mine.id) && shown.get(id)?.larger === true;

const MOMENTS = ["visibilitychange", "pointerdown", "keydown"];

/** A picture beside its name, which says it all: nothing here is read out. @param {{ stream: MediaStream, own?: boolean, kind?: string, place?: Record<string, string> }} props */
export function Picture({ stream, own = false, kind = "picture", place = {} }) {
  const drawn = useRef(/** @type {HTMLVideoElement | null} */ (null));
  useEffect(() => {
    const video = drawn.current;
    if (!video) return undefined;
    if (video.srcObject !== stream) video.srcObject = stream;
    // A telephone that saves its battery, or comes back from its pocket, may want a press before a picture moves.
    const begin = () => void video.play().catch(() => undefined);
    begin();
    for (const moment of MOMENTS) document.addEventListener(moment, begin);
    return () => {
      for (const moment of MOMENTS) document.removeEventListener(moment, begin);
    };
  }, [stream]);
  return html`<video ref=${drawn} class=${own ? `${kind} mirrored` : kind} style=${place} muted playsinline autoplay disablepictureinpicture disableremoteplayback aria-hidden="true" tabindex="-1"></video>`;
}

/** So wide is the lamp's ring around a picture, and so narrow the outline of a seat that is not lit. @param {At} at @param {boolean} lit @param {boolean} larger */
const within = ({ r, plain }, lit, larger) => (lit && larger ? r - 4.5 : lit ? Math.min(r - 4.5, plain - 1) : r - 1.5);

/** All pictures over the drawing, and over them what stands on their seats' edges.
 * @param {Place[]} places @param {{ box: string, x: number, y: number, width: number, height: number }} frame @param {(one: PersonLine, at: At) => Child} rim @returns {Child} */
export function atSeats(places, frame, rim) {
  const all = places.filter(({ picture }) => picture);
  if (!all.length) return null;
  return [
    ...all.map(({ one, at, lit, picture }) => {
      const { stream, own, larger } = /** @type {Shown} */ (picture);
      const r = within(at, lit, larger);
      const place = { left: of(at.x - r - frame.x, frame.width), top: of(at.y - r - frame.y, frame.height), width: of(2 * r, frame.width) };
      return h(Picture, { key: one.id, stream, own, place });
    }),
    html`<svg key="rims" class="rims" viewBox=${frame.box} aria-hidden="true" focusable="false">${all.map(({ one, at }) => rim(one, at))}</svg>`,
  ];
}

/** @param {number} part @param {number} whole */
const of = (part, whole) => `${(100 * part) / whole}%`;
