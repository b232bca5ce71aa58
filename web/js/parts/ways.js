// A way the time could go, drawn to scale: who has how long, who doesn't fit, and when we should finish.
import { h, html } from "../../vendor/preact-htm.js";
import { called } from "../reading.js";
import { figures, joined, t } from "../texts.js";
import { Foretold } from "./spine.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../protocol.js").ShareLine} ShareLine */
/** @typedef {{ holder: string, minutes: number }} Share */

/** The rounds to scale, and what they leave free. @param {View} view @param {Share[]} rounds */
export function shares(view, rounds) {
  const total = view.agenda.minutes_for_rounds;
  const spare = total - rounds.reduce((all, share) => all + share.minutes, 0);
  return html`<ol class="shares">${rounds.map(
    (share) => html`<li key=${share.holder} style=${{ flexGrow: String(share.minutes) }}><b>${called(view, share.holder)}</b><span>${t("ways.minutes", { n: share.minutes })}<span class="unseen"> ${t("ways.minutes_unit")}</span></span></li>`,
  )}${spare >= 1 ? html`<li key="spare" class="spare" style=${{ flexGrow: String(spare) }}><span class=${spare < total / 6 ? "unseen" : ""}>${t("ways.free", { n: spare })}</span></li>` : null}</ol>`;
}

/**
 * What does not fit, whose round would end too late for them, and whose has nobody to hold it.
 * @param {View} view @param {string[]} leftOut @param {string[]} leaving @param {string[]} gone  leaving, gone: known at the desk alone
 */
export function shortfalls(view, leftOut, leaving = [], gone = []) {
  // "if there's room" is not carried over, and is not said to be
  const perhaps = view.bids.bids.filter((bid) => bid.kind === "if_room").map((bid) => bid.person);
  const others = leftOut.filter((id) => id !== view.mine.id);
  const [carried, not] = [others.filter((id) => !perhaps.includes(id)), others.filter((id) => perhaps.includes(id))].map((ids) => ids.map((id) => called(view, id)));
  const said = [];
  if (carried?.length) said.push(t("ways.left_out", { names: joined(carried), n: carried.length }));
  if (not?.length) said.push(t("ways.no_room", { names: joined(not) }));
  if (leftOut.includes(view.mine.id)) said.push(t("ways.mine_out"));
  if (leaving.length) said.push(t("ways.leaving", { names: joined(leaving.map((id) => called(view, id))), n: leaving.length }));
  if (gone.length) said.push(t("ways.gone", { names: joined(gone.map((id) => called(view, id))), n: gone.length }));
  return said.length ? html`<p class="small soft">${said.join(" ")}</p>` : null;
}

/** How each round's minutes fall on its steps; rounds of one length are told together. @param {View} view @param {ShareLine[]} rounds */
export function stepMinutes(view, rounds) {
  const lengths = [...new Set(rounds.map((one) => one.minutes))];
  return html`<dl class="step-minutes">${lengths.map((length) => {
    const same = rounds.filter((one) => one.minutes === length);
    return html`<div key=${length}><dt>${t("ways.whose", { names: joined(same.map((one) => called(view, one.holder))), n: length })}</dt><dd>${(same[0]?.steps ?? [])
      .map((step) => t("ways.step", { step: step.name, n: figures(step.minutes) }))
      .join(" · ")}</dd></div>`;
  })}</dl>`;
}

/** @param {{ view: View, sharing: string, rounds: Share[], leftOut: string[], leaving?: string[], gone?: string[], finish: number | null, put?: boolean }} props */
export function way({ view, sharing, rounds, leftOut, leaving = [], gone = [], finish, put = false }) {
  return html`<div class=${put ? "way put" : "way"}><header><h3>${t(`sharing.${sharing}`)}</h3>${
    finish === null ? null : html`<span class="tag">${h(Foretold, { view, at: finish, text: "ways.finish" })}</span>`
  }</header>${shares(view, rounds)}${shortfalls(view, leftOut, leaving, gone)}</div>`;
}

/** What is put to the set, with its steps' minutes, before anybody agrees. @param {{ view: View }} props */
export function proposed({ view }) {
  const { proposal } = view.agenda;
  if (!proposal) return null;
  const unhappy = proposal.not_content.map((id) => (id === view.mine.id ? t("ways.you") : called(view, id)));
  const leaving = view.desk?.leaving ?? [];
  const gone = view.desk?.gone ?? [];
  return html`<section class="stack-2"><h2 class="unseen">${t("ways.title")}</h2>${way({ view, sharing: proposal.sharing, rounds: proposal.rounds, leftOut: proposal.left_out, leaving, gone, finish: proposal.finish_at, put: true })}
    <details open=${!view.desk}><summary>${t("ways.steps")}</summary>${stepMinutes(view, proposal.rounds)}</details>${
      unhappy.length ? html`<p>${t("ways.not_content", { names: joined(unhappy), n: unhappy.length })}</p>` : null
    }</section>`;
}
