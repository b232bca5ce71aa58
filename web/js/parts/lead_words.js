// How the figures of a session are said: whole sentences, kind about what is not given, and nothing about anybody.
import { figures, has, joined, language, t, words } from "../texts.js";
import { half } from "./lead_times.js";

/** @typedef {import("../lead.js").Figure} Figure */
/** @typedef {import("../lead.js").Report} Report */

/** Tuesday 27 October 2026 @param {number} at */
export const dayOfYear = (at) =>
  new Intl.DateTimeFormat(language(), { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(at).replace(",", "");

/** "3 more", "as planned". @param {number | null} took @param {number} planned */
export function difference(took, planned) {
  if (took === null) return t("lead.difference_running");
  const n = half(took) - half(planned);
  if (n === 0) return t("lead.difference_none");
  return t(n > 0 ? "lead.difference_more" : "lead.difference_less", { n: Math.abs(n) });
}

/** @param {{ name: string, round: number | null }} stage */
export const stageName = (stage) => (stage.round === null ? stage.name : t("lead.round", { n: stage.round }));

/** In words, and nought as "none". @param {number} n */
export const count = (n) => (half(n) === 0 ? t("lead.nought") : words(half(n)));

/** Why a figure is not given. @param {Figure} figure @param {"few" | "few_asked" | "few_or_same" | "sessions_behind"} withheld */
const because = (figure, withheld) =>
  t("lead.because", { what: t(`lead.${figure.status}`), why: t(figure.status === "withheld" ? `lead.${withheld}` : "lead.not_yet") });

/** @param {Figure} figure @param {(value: number) => string} say @param {"few" | "few_asked" | "few_or_same" | "sessions_behind"} [withheld] */
const said = (figure, say, withheld = "few") => (figure.status === "ok" && figure.value !== null ? say(figure.value) : because(figure, withheld));

/** @param {Report} report */
function attended(report) {
  return said(report.attended, (value) => {
    const people = t("lead.attended_of", { n: count(value), eligible: count(report.attended.eligible ?? 0) });
    const part = report.attendance.filter((one) => one.attendance === "part").length;
    return part ? t("lead.attended_part", { people, n: part }) : people;
  });
}

/** @param {Report} report */
function actions(report) {
  const all = Object.entries(report.actions);
  const first = all[0]?.[1];
  if (!first) return "";
  const owners = first.n ?? 0;
  return said(first, () => t("lead.action_owners", { counts: joined(all.map(([what, one]) => t("lead.action_count", { n: count(one.value ?? 0), what: t(`lead.action.${what}`) }))), n: owners }), "few_or_same");
}

/** What a format is called, as far as we have a word for it. @param {string | null} id */
const formatName = (id) => (id && has(`lead.formats.${id}`) ? t(`lead.formats.${id}`) : (id ?? ""));

/** Each figure with its name. @param {Report} report @returns {[string, string][]} */
export function noted(report) {
  const { ending, facilitation, format, round_format } = report;
  /** @type {[string, string][]} */
  const rows = [
    [t("lead.figure.attended"), attended(report)],
    [t("lead.figure.rounds"), said(report.rounds, count)],
    [t("lead.figure.bids"), said(report.bids, (n) => t("lead.people", { n }), "few_asked")],
    [t("lead.figure.carried"), said(report.carried, count, "few_asked")],
    [t("lead.actions"), actions(report)],
  ];
  if (ending) rows.push([t("lead.ending_label"), t(`lead.ending.${ending}`)]);
  if (facilitation) rows.push([t("lead.facilitation_label"), t(`lead.facilitation.${facilitation}`)]);
  if (format) rows.push([t("lead.format"), [format, round_format].map(formatName).filter(Boolean).join(", ")]);
  return rows;
}

/** What the review's items came to. @param {Report} report @param {(item: string) => string} name @returns {[string, string][]} */
export function reviewed(report, name) {
  const items = Object.entries(report.review);
  if (!items.length) {
    const why = report.ending ? ["none_given", "no_marks"] : ["not_collected", "not_yet"];
    return [[t("lead.review"), t("lead.because", { what: t(`lead.${why[0]}`), why: t(`lead.${why[1]}`) })]];
  }
  const withheld = items.every(([, figure]) => figure.status !== "ok");
  if (withheld) return [[t("lead.review"), because(/** @type {Figure} */ (items[0]?.[1]), "sessions_behind")]];
  return items.map(([item, figure]) => [name(item), said(figure, (value) => t("lead.review_mean", { value: figures(value), n: figure.n ?? 0 }), "sessions_behind")]);
}
