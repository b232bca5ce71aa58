// Time in each stage against its plan: the table is the truth, the drawing beside it only the picture.
import { html } from "../../vendor/preact-htm.js";
import { figures, t } from "../texts.js";
import { clockTime } from "../times.js";
import { half } from "./lead_times.js";
import { difference, stageName } from "./lead_words.js";

/** @typedef {import("./lead_times.js").Stage} Stage */
/** @typedef {import("../lead.js").Report} Report */

const COLUMNS = ["due", "planned", "began", "took", "difference"];
const WIDE = new Set(["due", "began"]); // columns that a phone has no room for

/** @param {number | null} n */
const minutes = (n) => (n === null ? "" : figures(half(n)));

/** @param {number} at */
const time = (at) => clockTime(at);

/**
 * @param {{ head: string, kind?: string, due: number | null, planned: number | null, began: number | null, took: number | null, over: boolean }} row
 *   over: whether there is something to compare
 */
function line({ head, kind = "", due, planned, began, took, over }) {
  return html`<tr class=${kind}><th scope="row">${head}</th><td class="num opt">${due === null ? "" : time(due)}</td><td class="num">${minutes(planned)}</td><td class="num opt">${
    began === null ? "" : time(began)
  }</td><td class="num">${minutes(took)}</td><td class="num">${over && planned !== null ? difference(took, planned) : ""}</td></tr>`;
}

/** @param {Stage} stage */
const rows = (stage) => [
  line({ head: stageName(stage), due: stage.due, planned: stage.planned, began: stage.began, took: stage.took, over: true }),
  ...(stage.round === null
    ? []
    : stage.steps.map((step) => line({ head: step.name, kind: "sub", due: null, planned: step.planned, began: step.opened_at, took: step.took, over: true }))),
];

/** @param {{ stages: Stage[], report: Report }} props */
export function timesTable({ stages, report }) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("lead.table_region")}><table><caption>${t("lead.table")}</caption>
    <thead><tr><th scope="col">${t("lead.stage")}</th>${COLUMNS.map((name) => html`<th scope="col" class=${WIDE.has(name) ? "num opt" : "num"}>${t(`lead.${name}`)}</th>`)}</tr></thead>
    <tbody>${stages.map(rows)}</tbody>
    <tfoot>${line({ head: t("lead.whole"), due: report.starts_at, planned: report.planned_minutes, began: stages[0]?.began ?? null, took: report.used_minutes, over: true })}</tfoot></table></div>`;
}
