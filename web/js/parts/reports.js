// What came of last time's actions: done, partly, changed, not yet. Each is a full answer.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { box, choices } from "./box.js";
import { enteredFor } from "./entered.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").ReportLine} ReportLine */
/** @typedef {import("../types.js").ActionStatus} ActionStatus */

/** @type {ActionStatus[]} */
const STATUS = ["done", "partly", "changed", "not_yet"];

/** @param {string} action */
const keyOf = (action) => `learned.${action}`;

/** Whatever was written and not yet given: before a turn ends. @param {View} view @param {Line} line */
export async function flushReports(view, line) {
  for (const report of view.mine.open_actions) {
    const learned = draft(keyOf(report.action));
    if (report.status && learned && learned !== report.learned && may(view, "report_action")) {
      await line.give({ type: "report_action", action: report.action, status: report.status, learned });
    }
  }
}

/** @param {{ view: View, line: Line, report: ReportLine }} props */
function Report({ view, line, report }) {
  const [learned, change, clear] = useDraft(keyOf(report.action), report.learned);
  const [chosen, setChosen] = useState(/** @type {ActionStatus | null} */ (null));
  const status = chosen ?? report.status;
  if (!may(view, "report_action")) return html`<div class="stack-2"><p>${report.what}</p><p class="tag">${report.status ? t(`reports.${report.status}`) : ""}</p></div>`;
  /** @param {ActionStatus} wanted */
  const give = async (wanted) => {
    const answer = await line.give({ type: "report_action", action: report.action, status: wanted, learned: learned.trim() });
    if (!answer.done) setChosen(null);
    else if (draft(keyOf(report.action)) === learned) clear();
  };
  return html`<div class="stack-2"><p>${report.what}</p>
    ${choices({
      name: `status-${report.action}`,
      legend: t("reports.legend"),
      value: status,
      options: STATUS.map((value) => ({ value, text: t(`reports.${value}`) })),
      choose: (wanted) => {
        setChosen(wanted);
        give(wanted);
      },
    })}
    ${box({
      id: keyOf(report.action),
      label: t("reports.learned"),
      words: learned,
      change,
      seen: t("reports.seen"),
      leave: () => {
        if (status && learned.trim() !== report.learned) give(status);
      },
    })}</div>`;
}

/** Mine, to be told. @param {{ view: View, line: Line }} props */
export function reports({ view, line }) {
  const mine = view.mine.open_actions;
  if (!mine.length) return null;
  return html`<section class="ruled stack"><h2>${t("reports.title", { n: mine.length })}</h2>${mine.map((report) =>
    h(Report, { key: report.action, view, line, report }),
  )}</section>`;
}

/** The others', as they have told them. @param {{ view: View }} props */
export function told({ view }) {
  const all = view.actions.reports.filter((one) => one.status && one.owner !== view.mine.id);
  if (!all.length) return null;
  return html`<section class="ruled"><h2>${t("reports.told")}</h2><ul class="rows two">${all.map(
    (one) => html`<li key=${one.action}><span><strong>${called(view, one.owner)}</strong>${enteredFor(view, one.owner, one.entered_by)}<br/>${one.what}${
      one.learned ? html`<br/><span class="soft">${one.learned}</span>` : null
    }</span><span class="tag">${t(`reports.${one.status}`)}</span></li>`,
  )}</ul></section>`;
}
