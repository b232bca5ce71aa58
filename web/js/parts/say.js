// What is asked of me now: the step's name, then one sentence, the largest on the page.
import { html } from "../../vendor/preact-htm.js";
import { called, gaps, SOUND, stepName } from "../reading.js";
import { has, rich, t } from "../texts.js";

/** @typedef {import("../types.js").View} View */

/** The catalogue's key for a sentence: where nothing can be heard yet, it has other words. @param {string} family @param {string} key */
function keyOf(family, key) {
  const silent = `${family}_without_sound.${key}`;
  return !SOUND && has(silent) ? silent : `${family}.${key}`;
}

/** Some sentences have another form for when nobody is there to be named. @param {string} family @param {string} key @param {string} form */
const formOf = (family, key, form) => (has(`${family}.${key}_${form}`) ? `${key}_${form}` : key);

/** @param {View} view @param {boolean} [over] whether the holder's time has run out */
function askKey(view, over = false) {
  const { key, names } = view.mine.ask;
  if (key === "airspace_yours" && over) return keyOf("ask", "airspace_yours_over");
  if (!names?.["next"] && key.endsWith("_listen")) return keyOf("ask", formOf("ask", key, "last"));
  return keyOf("ask", view.step.holder ? key : formOf("ask", key, "no_holder"));
}

/** The sentence as plain words. @param {View} view */
export const askText = (view) => t(askKey(view), gaps(view));

/** The sentence with its bold parts. @param {View} view @param {boolean} [over] */
export const askRich = (view, over) => rich(askKey(view, over), gaps(view));

/** At the desk it is shorter where the desk knows better. @param {View} view */
function deskRich(view) {
  const own = `ask_desk.${view.mine.ask.key}`;
  return has(own) ? rich(own, gaps(view)) : askRich(view);
}

/** @param {{ view: View, over?: boolean, desk?: boolean }} props */
export function say({ view, over = false, desk = false }) {
  return html`<div class="say" id="now"><h1 class="step-name" tabindex="-1">${stepName(view)}</h1><p class="ask">${
    desk ? deskRich(view) : askRich(view, over)
  }</p></div>`;
}

/** The desk's sentence, which proposes what to do. @param {View} view @param {import("../types.js").Ask} ask @param {Record<string, string | number>} more */
export function nowRich(view, ask, more) {
  const named = Object.fromEntries(Object.entries(ask.names ?? {}).map(([gap, id]) => [gap, called(view, id)]));
  const agreed = view.step.stage_kind === "asking" && view.agenda.agreed && ask.key === "turns_done";
  const key = agreed ? "agreed" : ask.key === "writing" && more["done"] === 0 ? "writing_none" : ask.key;
  const form = more["next_step"] ? (view.step.holder && !(key === "all_well" && view.step.floor !== "holder") ? key : formOf("now", key, "no_holder")) : formOf("now", key, "no_next");
  return rich(keyOf("now", form), { ...gaps(view), ...named, ...more });
}
