// What a view says about voice: whether this room is met in by voice at all, and how large my own picture may be.
import { outside } from "../reading.js";

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
