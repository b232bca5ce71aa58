// Planned and actual time as two columns joined by bands. The table beside it has the same figures in words.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { clockTime } from "../times.js";
import { half, marks } from "./lead_times.js";
import { difference, stageName } from "./lead_words.js";

/** @typedef {import("./lead_times.js").Stage} Stage */
/** @typedef {import("./lead_times.js").Span} Span */

const MINUTE = 60_000;
const TOP = 34;
const HIGH = 522; // the whole session, whatever its length
const GAP = 2;
const FOR_WORDS = 14; // a bar that is lower than this has no room for its name
const LETTERS = 17;
const RESTS = new Set(["break", "close"]);

/** @param {string} text */
const fitting = (text) => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1).replace(/[\s,;:]+$/, "")}…` : text);

/** @param {{ stages: Stage[], spans: Span[], whole: number }} props  whole: minutes planned for the session */
export function chart({ stages, spans, whole }) {
  const last = stages.at(-1);
  const first = stages[0];
  if (!first || !last) return null;
  const from = Math.min(first.due, spans[0]?.from ?? first.began);
  const to = Math.max(first.due + whole * MINUTE, last.due + last.planned * MINUTE, spans.at(-1)?.to ?? from);
  /** @param {number} at */
  const y = (at) => Math.round((TOP + ((at - from) / (to - from)) * HIGH) * 10) / 10;
  /** @param {number} a @param {number} b */
  const tall = (a, b) => Math.max(1, y(b) - y(a) - GAP);
  return html`<svg class="chart" viewBox="0 0 400 ${TOP + HIGH + 14}" role="img" aria-label=${t("lead.chart_label")}>
    ${marks(from, to).map((at) => html`<line class="axis" x1="44" x2="396" y1=${y(at)} y2=${y(at)}/><text class="soft-text" x="0" y=${y(at) + 4}>${clockTime(at)}</text>`)}
    <text class="soft-text" x="56" y="16">${t("lead.chart_planned")}</text><text class="soft-text" x="236" y="16">${t("lead.chart_real")}</text>
    ${stages.map((stage) => {
      const own = spans.filter((span) => span.key === stage.key);
      const p = { top: y(stage.due) + 1, high: tall(stage.due, stage.due + stage.planned * MINUTE) };
      const longest = own.reduce((/** @type {Span | null} */ most, one) => (most && most.to - most.from >= one.to - one.from ? most : one), null);
      const [visit] = own;
      return html`${visit ? band(p, { top: y(visit.from) + 1, high: tall(visit.from, visit.to) }) : null}
        ${stage.planned > 0 ? html`<rect class="plan" x="56.5" y=${p.top} width="120" height=${p.high}/>` : null}
        ${stage.planned > 0 && p.high >= FOR_WORDS ? html`<text x="64" y=${p.top + p.high / 2 + 4.5}>${fitting(stageName(stage))}</text>` : null}
        ${own.map((span) => html`<rect class=${RESTS.has(stage.key) ? "real rest" : "real"} x="236" y=${y(span.from) + 1} width="34" height=${tall(span.from, span.to)}/>`)}
        ${longest && tall(longest.from, longest.to) >= FOR_WORDS ? html`<text x="280" y=${y(longest.from) + tall(longest.from, longest.to) / 2 + 5.5}>${label(stage)}</text>` : null}`;
    })}</svg>`;
}

/** @param {{ top: number, high: number }} plan @param {{ top: number, high: number }} real */
const band = (plan, real) =>
  html`<path class="link" d=${`M176 ${plan.top}C206 ${plan.top} 206 ${real.top} 236 ${real.top}V${real.top + real.high}C206 ${real.top + real.high} 206 ${plan.top + plan.high} 176 ${plan.top + plan.high}Z`}/>`;

/** @param {Stage} stage */
function label(stage) {
  if (stage.took === null) return t("lead.difference_running");
  const same = half(stage.took) === half(stage.planned);
  return t(same ? "lead.chart_took" : "lead.chart_differs", { n: half(stage.took), difference: difference(stage.took, stage.planned) });
}
