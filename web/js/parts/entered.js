// What was entered for somebody at their spoken word: by whom, and their own yes or no to it.
import { h, html } from "../../vendor/preact-htm.js";
import { called, inAirspace, may } from "../reading.js";
import { t } from "../texts.js";
import { Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** @param {View} view @param {string} id */
const orYou = (view, id) => (id === view.mine.id ? t("together.you") : called(view, id));

/** The mark beside anything that was entered for somebody. @param {View} view @param {string} whom @param {string | null} by */
export const enteredFor = (view, whom, by) =>
  by ? html` <span class="tag">${t("together.entered.for", { name: orYou(view, whom), by: orYou(view, by) })}</span>` : null;

/** What it is, and its words where it has some. @param {{ kind: string, about: string }} entry */
export const entryWords = (entry) => [t(`together.entered.kinds.${entry.kind}`), entry.about].filter(Boolean).join(": ");

/** Mine, to confirm or to strike out. In airspace it waits, unless it is what I have just said I'll do. @param {{ view: View, line: Line }} props */
export function enteredForMe({ view, line }) {
  const waiting = view.mine.entered.filter((one) => !one.confirmed);
  if (!waiting.length || view.step.status !== "open" || (inAirspace(view) && !may(view, "take_action"))) return null;
  return html`<section class="ruled"><h2>${t("together.entered.title", { n: waiting.length })}</h2><ul class="rows one">${waiting.map(
    (one) => html`<li key=${one.entry}><p>${entryWords(one)}</p><p class="hint">${t("together.entered.by_hint", { by: called(view, one.by) })}</p><div class="row">${
      may(view, "confirm_entry") ? h(Press, { line, command: { type: "confirm_entry", entry: one.entry }, text: t("together.entered.confirm"), more: one.about }) : null
    }${may(view, "strike_out") ? h(Press, { line, kind: "word", command: { type: "strike_out", entry: one.entry }, text: t("together.entered.strike"), more: one.about }) : null}</div></li>`,
  )}</ul></section>`;
}
