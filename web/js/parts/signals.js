// What members let whoever leads know, at the desk and in the room alike: whoever has the chair may stay in the room.
import { h, html } from "../../vendor/preact-htm.js";
import { called, person } from "../reading.js";
import { t } from "../texts.js";
import { NudgesHere } from "./nudges.js";
import { button } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** Beside the view; never kept. @param {{ view: View, line: Line }} props */
export function signals({ view, line }) {
  return [said(view, line), h(NudgesHere, { key: "nudges", view, line })];
}

/** @param {View} view @param {Line} line */
function said(view, line) {
  const all = line.signals.filter((signal) => signal.kind === "cannot_hear" || signal.kind === "word_to_chair");
  if (!all.length || view.step.status !== "open") return null;
  return html`<section class="stack-2 signals" aria-labelledby="signals-title"><h2 id="signals-title">${t("desk.signals")}</h2><ul class="rows two">${all.map((signal) => {
    const name = person(view, signal.from)?.name ?? "";
    return html`<li key=${signal.id}><span>${signal.kind === "cannot_hear" ? t("signal.cannot_hear", { name: called(view, signal.from), words: "" }) : html`<strong>${t("signal.word_from", { name: called(view, signal.from) })}</strong><br/>${signal.words}`}</span>${button({ text: t("desk.seen"), more: name, onPress: () => line.putAside(signal.id) })}</li>`;
  })}</ul></section>`;
}
