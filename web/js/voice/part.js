// What a view says about voice: whether this room is met in by voice at all, and how large my own picture may be.
import { inAirspace, isHolder, outside } from "../reading.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").VoiceSection} VoiceSection */

/** @param {View | null} view @returns {VoiceSection | null} */
const section = (view) => /** @type {{ voice?: VoiceSection } | null} */ (/** @type {unknown} */ (view))?.voice ?? null;

/** The set meets by voice in this room, and it is open to me. @param {View | null} view */
export const byVoice = (view) => view !== null && section(view)?.where === "here" && view.step.status === "open" && !outside(view);

/** Whose picture must be seen whatever the set wants: the member I have an access seat for, or whoever is here with one for me. @param {View} view @returns {string | null} */
export const signsWith = (view) => view.mine.beside ?? view.people.people.find((one) => one.beside === view.mine.id && ["here", "out", "away"].includes(one.presence))?.id ?? null;

/** Whether this page names them among those at the table. Where they are now doesn't count: in airspace that stands still for all to see.
 * @param {View | null} view @param {string} id */
export const named = (view, id) => view?.people.people.some((one) => one.id === id) ?? false;

/** Whether the page shows that their line to the server is gone. @param {View | null} view @param {string} id */
export const away = (view, id) => view?.people.people.some((one) => one.id === id && one.presence === "away") ?? false;

/** Whom my picture is for.
 * @typedef {object} Audience
 * @property {string[] | null} only  nobody but these; null: everybody
 * @property {boolean} signs  it is how somebody speaks, whoever reads it: it never rests
 */

/** My picture is for whomever it is drawn for, or may be when they ask: what my page says of it and what is sent hang on this alone.
 * @param {View} view @returns {Audience} */
export function audience(view) {
  const pair = signsWith(view);
  const reader = pair ? [pair] : [];
  const signs = view.mine.beside !== null;
  if (!pictures(view)) return { only: reader, signs };
  if (signs) return { only: null, signs }; // anybody who reads signing may ask for it, at any time
  if (view.step.paused) return { only: reader, signs };
  if (!inAirspace(view) || isHolder(view)) return { only: null, signs };
  const { holder } = view.step;
  return { only: holder ? [...new Set([holder, ...reader])] : reader, signs };
}

/** Whether I may show my picture at all. @param {View} view */
export const mayShow = (view) => (section(view)?.cameras ?? "off") !== "off" || signsWith(view) !== null;

/** Whether the set has agreed to pictures. @param {View | null} view */
export const pictures = (view) => (section(view)?.cameras ?? "off") !== "off";

/** How large my picture is to be. @param {View} view @param {boolean} large  I don't mind @returns {import("./camera.js").Size} */
export function sizeOf(view, large) {
  if (signsWith(view) !== null) return "access"; // hands are read at both ends
  if (section(view)?.cameras === "on" && large && view.step.holder === view.mine.id && view.step.floor === "holder") return "holder";
  return section(view)?.cameras === "small" ? "small" : "on";
}

/** Whether the floor has passed to me, rather than being everybody's. @param {View} view */
export function passedToMe(view) {
  const { floor, paused, open_to_all } = view.step;
  if (paused || open_to_all || floor === "everybody" || floor === "nobody") return false;
  return floor !== "turns" || view.floor.lit === view.mine.id;
}
