// My own voice, in words: whether it reaches the others now, and when it will.
import { html } from "../../vendor/preact-htm.js";
import { called, isHolder, SOUND } from "../reading.js";
import { t } from "../texts.js";
import { voice } from "./icons.js";

/** @typedef {import("../types.js").View} View */

/** Whether my turn will come in this step, of itself. @param {View} view */
function toCome({ step, mine, people }) {
  if (step.paused) return false;
  if (step.floor === "asker_and_holder") return mine.hand !== null;
  return people.people.some((one) => one.id === mine.id && (one.turn === "ahead" || one.turn === "later"));
}

/** @param {View} view */
function words(view) {
  const { step, floor, mine } = view;
  const asker = called(view, floor.asker);
  if (mine.heard) {
    if (step.paused) return t("mic.open_paused");
    if (step.floor === "asker_and_holder" && isHolder(view) && floor.asker) return t("mic.open_with", { name: asker });
    return step.floor === "everybody" ? t("mic.open_all") : t("mic.open");
  }
  if (step.floor === "nobody") return t("mic.nobody");
  return toCome(view) ? t("mic.your_turn_comes") : t("mic.off");
}

/** @param {View} view */
function silentWords(view) {
  const { step, floor, mine } = view;
  if (mine.heard) return t(step.floor === "everybody" || step.open_to_all || !floor.lit ? "floor.all" : "floor.yours");
  if (step.floor === "nobody") return t("floor.nobody");
  return toCome(view) ? t("floor.your_turn_comes") : t("floor.listening");
}

/** @param {{ view: View }} props */
export function mic({ view }) {
  const open = view.mine.heard;
  return html`<p class=${open ? "mic open" : "mic"}>${voice(open, SOUND)}<span>${SOUND ? words(view) : silentWords(view)}</span></p>`;
}
