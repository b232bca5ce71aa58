// Paused together: everything has stopped, and one person alone is asked what would help. Four equal answers.
import { h, html } from "../../vendor/preact-htm.js";
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").PauseAnswer} PauseAnswer */

/** @type {PauseAnswer[]} */
const ANSWERS = ["carry_on", "short_break", "stop_here", "let_set_in"];

/** @param {{ view: View, line: Line }} props */
export function pause({ view, line }) {
  const id = view.step.paused;
  if (!id) return null;
  const answers = ANSWERS.filter((answer) => !(answer === "let_set_in" && view.step.set_let_in) && !(answer === "short_break" && view.step.short_break));
  return html`${may(view, "answer_pause")
    ? html`<section class="stack"><h2>${t("pause.only_you", { name: called(view, view.mine.id) })}</h2><div class="four">${answers.map((answer) =>
        h(Press, { key: answer, line, command: { type: "answer_pause", pause: id, answer }, text: t(`pause.${answer}`) }),
      )}</div></section>`
    : null}${support(view)}`;
}

/** Somebody to talk to outside this room. @param {View} view */
export function support(view) {
  return view.contract.support_line ? html`<p class="soft ruled">${t("pause.support", { line: view.contract.support_line })}</p>` : null;
}
