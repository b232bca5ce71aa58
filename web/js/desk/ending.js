// How the review ends when time runs out: as planned, a little longer, or each later on a page of their own. The set says which.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { now } from "../clock.js";
import { may } from "../reading.js";
import { t } from "../texts.js";
import { clockTime } from "../times.js";
import { button, Press } from "../parts/press.js";
import { finishOf } from "../parts/spine.js";
import { useTick } from "../parts/tick.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

const NEAR = 60_000;

/** Whether the review would run past the end that was planned. @param {View} view */
const runsOut = (view) => (finishOf(view) ?? now()) > view.clock.ends_at + NEAR;

/** @param {{ view: View, line: Line }} props */
export function ReviewEnds({ view, line }) {
  const [sure, setSure] = useState(false);
  useTick(() => (may(view, "choose_review") ? 20_000 : Infinity));
  if (!may(view, "choose_review")) return null;
  const out = runsOut(view);
  const choice = /** @type {const} */ ({ type: "choose_review", ends_at: view.clock.ends_at });
  const three = html`<p class=${out ? "" : "soft"}>${t("ending.words", { time: clockTime(view.clock.ends_at) })}</p><div class="row">
    ${h(Press, { key: "end", line, command: { ...choice, choice: "end" }, text: t("ending.end") })}
    ${h(Press, { key: "10", line, command: { ...choice, choice: "extend", minutes: 10 }, text: t("ending.extend_10") })}
    ${h(Press, { key: "15", line, command: { ...choice, choice: "extend", minutes: 15 }, text: t("ending.extend_15") })}
    ${sure ? null : button({ kind: "plain", text: t("ending.later"), onPress: () => setSure(true) })}</div>
    ${sure ? html`<p class="notice">${t(view.review.shown ? "ending.later_sure_shown" : "ending.later_sure")}</p><div class="row">${h(Press, { key: "later", line, command: { ...choice, choice: "reschedule" }, text: t("ending.later_yes") })}${button({ text: t("ending.later_no"), onPress: () => setSure(false) })}</div>` : null}`;
  if (out) return html`<section class="stack-2 ruled" aria-labelledby="ending-title"><h2 id="ending-title">${t("ending.title_out")}</h2>${three}</section>`;
  return html`<details class="ruled"><summary>${t("ending.title")}</summary><div class="stack-2">${three}</div></details>`;
}
