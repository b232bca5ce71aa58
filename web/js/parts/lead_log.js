// One session as a programme lead reads it: the drawing, the table, the figures, attendance, and the log itself. Members are shown the same.
import { html } from "../../vendor/preact-htm.js";
import { now } from "../clock.js";
import { has, t } from "../texts.js";
import { clockTime } from "../times.js";
import { chart } from "./lead_chart.js";
import { timesTable } from "./lead_table.js";
import { half, spans, stages } from "./lead_times.js";
import { count, dayOfYear, noted, reviewed } from "./lead_words.js";

/** @typedef {import("../lead.js").LeadSession} LeadSession */
/** @typedef {import("../lead.js").LogItem} LogItem */
/** @typedef {import("../lead.js").Opened} Opened */
/** @typedef {import("../lead.js").Report} Report */

const MINUTE = 60_000;

/** When it was, and how long. @param {{ session: LeadSession, report: Report | null }} props */
export function lede({ session, report }) {
  const gaps = { day: dayOfYear(session.starts_at), time: clockTime(session.starts_at), planned: session.minutes, used: count(report?.used_minutes ?? 0) };
  const known = session.status !== "closed" || typeof report?.used_minutes === "number";
  return t(`lead.lede.${known ? session.status : "planned_only"}`, gaps);
}

/** What an item of the review is called: a format may have items of its own. @param {string} item */
const itemName = (item) => (has(`lead.item.${item}`) ? t(`lead.item.${item}`) : item);

/** @param {LogItem[]} log */
const lastMoment = (log) => log.at(-1)?.at ?? 0;

/** @param {Opened & { acts?: import("../types.js").Child }} props */
export function sessionLog({ session, log, report, acts = null }) {
  const all = report ? stages(report.steps, report.starts_at ?? session?.starts_at ?? 0) : [];
  const over = log?.some((item) => item.type === "session_closed") ?? false;
  const drawn = log && all.length ? spans(log, over ? lastMoment(log) : Math.max(now(), lastMoment(log) + 1)) : [];
  return html`<div class="door two log bare"><figure class=${log && all.length ? "" : "stack-2"}><figcaption><h2>${t("lead.chart")}</h2></figcaption>${
    !log ? html`<p class="soft">${t("lead.no_log")}</p>` : all.length ? chart({ stages: all, spans: drawn, whole: report?.planned_minutes ?? 0 }) : html`<p class="soft">${t("lead.nothing_yet")}</p>`
  }</figure><div class="stack-5">${report ? figuresOf(report, all) : html`<p class="soft">${t("lead.no_report")}</p>`}${log ? lines(log) : null}${acts}</div></div>`;
}

/** @param {Report} report @param {import("./lead_times.js").Stage[]} all */
function figuresOf(report, all) {
  const without = all.length > 0 && !all.some((stage) => stage.round !== null);
  const missing = !without ? "" : report.ending === null ? "rounds_later" : report.rounds.value || report.rounds.status === "withheld" ? "rounds_withheld" : "";
  return html`${all.length ? timesTable({ stages: all, report }) : null}${missing ? html`<p class="soft">${t(`lead.${missing}`)}</p>` : null}
    <section><h2>${t("lead.also")}</h2><dl class="facts">${[...noted(report), ...reviewed(report, itemName)].map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>
    <section class="stack-2"><h2>${t("lead.attendance_title")}</h2>${
      report.attendance.length
        ? html`<ul class="rows two sites">${report.attendance.map((one) => html`<li><span>${one.site || t("lead.no_site")}</span><span class="tag">${t(`lead.attendance.${one.attendance}`)}</span></li>`)}</ul>`
        : html`<p class="soft">${t("lead.attendance_later")}</p>`
    }</section>`;
}

/** @param {LogItem[]} log */
function lines(log) {
  return html`<details class="ruled"><summary>${t("lead.log")}</summary><div class="scroll" tabindex="0" role="region" aria-label=${t("lead.log")}><table>
    <thead><tr><th scope="col">${t("lead.log_when")}</th><th scope="col">${t("lead.log_what")}</th></tr></thead>
    <tbody>${log.map((item) => html`<tr><td class="nowrap">${clockTime(item.at)}</td><td>${sentence(item, log)}</td></tr>`)}</tbody></table></div></details>`;
}

/** One fact as a sentence; a kind that has none yet is given as it came. @param {LogItem} item @param {LogItem[]} log */
function sentence({ type, facts }, log) {
  const key = `lead.event.${type}`;
  if (!has(key)) return [type.replaceAll("_", " "), ...Object.entries(facts).map(([name, value]) => `${name} ${value}`)].join(", ");
  const opened = log.find((one) => one.type === "step_opened" && one.facts["step"] === facts["step"]);
  return t(key, {
    ...facts,
    name: facts["name"] ?? opened?.facts["name"] ?? facts["step"] ?? "",
    planned: half(Number(facts["planned"] ?? 0) / MINUTE),
    took: half(Number(facts["took"] ?? 0) / MINUTE),
    ending: type === "session_closed" ? t(`lead.ending.${facts["ending"]}`) : "",
  });
}
