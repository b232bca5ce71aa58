// Nobody asks for time: earlier actions, an issue from before, short turns for all, or a good early finish. Each is a good session.
import { h, html } from "../../vendor/preact-htm.js";
import { may } from "../reading.js";
import { t } from "../texts.js";
import { button, Press } from "../parts/press.js";
import { Foretold } from "../parts/spine.js";
import { shares, stepMinutes } from "../parts/ways.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** The first step of a stage of this kind, where it may be opened. @param {View} view @param {import("../protocol.js").StageKind} kind */
function stepOf(view, kind) {
  const stages = view.agenda.stages.filter((stage) => stage.kind === kind).flatMap((stage) => [stage.id, ...stage.steps.map((step) => step.id)]);
  return may(view, "open_step") ? view.desk?.next.find((one) => stages.includes(one.id) || stages.includes(one.stage)) : undefined;
}

/**
 * @param {{ view: View, line: Line, plan: import("../types.js").DeskSection["proposals"][number] | undefined, begin: (rows: import("../parts/ways.js").Share[]) => void }} props
 *   plan: short turns for all, where there is time for them
 */
export function nobodyAsks({ view, line, plan, begin }) {
  const check_in = view.actions.reports.length ? stepOf(view, "check_in") : undefined;
  const review = stepOf(view, "review");
  const filled = !view.agenda.proposal && !view.agenda.agreed;
  return html`<p class="soft">${t("nobody.yet")}</p><details><summary>${t("nobody.title")}</summary><div class="stack"><p>${t("nobody.words")}</p><ul class="rows one">
    ${check_in ? html`<li key="actions" class="row"><span>${t("nobody.actions")}</span>${h(Press, { line, command: { type: "open_step", step: check_in.id }, text: t("nobody.actions_open", { step: check_in.name }) })}</li>` : null}
    <li key="before" class="row"><span>${t("nobody.before")}</span>${button({ kind: "plain", text: t("nobody.before_begin"), onPress: () => begin([]) })}</li>
    ${plan ? html`<li key="short" class="stack-2"><div class="row"><span>${h(Foretold, { view, at: plan.finish_at, text: "nobody.short" })}</span>${h(Press, { line, kind: filled ? "primary" : "plain", command: { type: "propose_agenda", sharing: plan.sharing, rounds: plan.rounds.map(({ holder, minutes }) => ({ holder, minutes })) }, text: t("agenda.put") })}</div>${shares(view, plan.rounds)}<details><summary>${t("ways.steps")}</summary>${stepMinutes(view, plan.rounds)}</details></li>` : null}
    ${review ? html`<li key="early" class="row"><span>${t("nobody.early")}</span>${h(Press, { line, command: { type: "open_step", step: review.id }, text: t("nobody.early_open") })}</li>` : null}
  </ul></div></details>`;
}
