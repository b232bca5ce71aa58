// Somebody can't come this time: the set is told before it meets, so that nobody waits.
import { h, html } from "../../vendor/preact-htm.js";
import { called, may, person } from "../reading.js";
import { t } from "../texts.js";
import { Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").DeskSection["people"][number]} DeskPerson */

/** Whether they have said that they can't come. @param {View} view @param {string} id */
export const sentApologies = (view, id) => person(view, id)?.presence === "apologies";

/** On one's own page, in the days before. @param {{ view: View, line: Line }} props */
export function apologies({ view, line }) {
  if (!may(view, "send_apologies")) return null;
  const sent = sentApologies(view, view.mine.id);
  return html`<section class="ruled stack-2"><p class="row"><span role="status">${t(sent ? "apologies.sent" : "apologies.question")}</span> ${h(Press, { line, command: { type: "send_apologies", on: !sent }, text: t(sent ? "apologies.come" : "apologies.send") })}</p>
    <p class="hint">${t(sent ? "apologies.hint" : "apologies.hint_before")}</p></section>`;
}

/** Somebody has let whoever drives know. @param {{ view: View, line: Line, one: DeskPerson, close: () => void }} props */
export function noteApologies({ view, line, one, close }) {
  if (!may(view, "note_apologies") || !["expected", "apologies"].includes(one.presence)) return null;
  const sent = one.presence === "apologies";
  return html`<div class="row">${h(Press, { line, command: { type: "note_apologies", person: one.person, on: !sent }, text: t(sent ? "apologies.note_off" : "apologies.note", { name: called(view, one.person) }), then: close })}</div>`;
}
