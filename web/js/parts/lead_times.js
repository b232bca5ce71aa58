// A session's time as numbers: its stages as they were planned and as they went. What is drawn and what is tabled come from here.

/** @typedef {import("../lead.js").LeadStep} LeadStep */
/** @typedef {import("../lead.js").LogItem} LogItem */
/** @typedef {{ key: string, round: number | null, name: string, planned: number, took: number | null, due: number, began: number, steps: LeadStep[] }} Stage */
/** @typedef {{ key: string, from: number, to: number }} Span */

const MINUTE = 60_000;

/** To the half minute, as everywhere on the pages. @param {number} n */
export const half = (n) => Math.round(n * 2) / 2;

/** The steps of a round belong together: its number, and null for a stage by itself. @param {string} step */
const roundOf = (step) => {
  const found = /^r(\d+)\./.exec(step);
  return found ? Number(found[1]) : null;
};

/** @param {string} step */
const stageKey = (step) => (roundOf(step) === null ? step : step.slice(0, step.indexOf(".")));

/** @param {LeadStep[]} steps */
const sum = (steps) => steps.reduce((all, one) => all + one.planned, 0);

/** The stages that were opened, each due when those before it should have been over. @param {LeadStep[]} steps @param {number} starts @returns {Stage[]} */
export function stages(steps, starts) {
  /** @type {Map<string, LeadStep[]>} */
  const grouped = new Map();
  for (const step of steps) {
    const key = stageKey(step.step);
    grouped.set(key, [...(grouped.get(key) ?? []), step]);
  }
  let due = starts;
  return [...grouped].map(([key, own]) => {
    const first = /** @type {LeadStep} */ (own[0]);
    const round = roundOf(first.step);
    const running = own.some((one) => one.took === null);
    const took = running ? null : own.reduce((all, one) => all + (one.took ?? 0), 0);
    const stage = { key, round, name: first.name, planned: sum(own), took, due, began: first.opened_at, steps: own };
    due += stage.planned * MINUTE;
    return stage;
  });
}

/** When each stage was open: one span a visit, and those that touch are one. @param {LogItem[]} items @param {number} until for a step that is still open @returns {Span[]} */
export function spans(items, until) {
  /** @type {Span[]} */
  const all = [];
  for (const item of items) {
    const key = stageKey(String(item.facts["step"] ?? ""));
    const last = all.at(-1);
    if (item.type === "step_opened") {
      if (last?.key === key && last.to === item.at) last.to = until;
      else all.push({ key, from: item.at, to: until });
    }
    if (item.type === "step_closed" && last?.key === key) last.to = item.at;
  }
  return all.filter((span) => span.to > span.from);
}

/** Moments to draw a line at: full half hours, quarters of short sessions, hours of long ones. @param {number} from @param {number} to */
export function marks(from, to) {
  const length = to - from;
  const apart = (length < 50 * MINUTE ? 15 : length > 300 * MINUTE ? 60 : 30) * MINUTE;
  const first = Math.ceil(from / apart) * apart;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / apart) + 1) }, (_, n) => first + n * apart);
}
