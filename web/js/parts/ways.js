// A way the time could go, drawn to scale, as it was put to the set.
import { html } from "../../vendor/preact-htm.js";
import { called } from "../reading.js";
import { joined, t } from "../texts.js";
import { clockTime } from "../times.js";

/** @typedef {import("../types.js").View} View */

/**
 * @param {{ view: View, sharing: string, rounds: { holder: string, minutes: number }[], leftOut: string[], finish: number | null, put?: boolean }} props
 */
export function way({ view, sharing, rounds, leftOut, finish, put = false }) {
  const others = leftOut.filter((id) => id !== view.mine.id).map((id) => called(view, id));
  const mineOut = leftOut.includes(view.mine.id);
  return html`<div class=${put ? "way put" : "way"}><header><h3>${t(`sharing.${sharing}`)}</h3>${
    finish === null ? null : html`<span class="tag">${t("ways.finish", { time: clockTime(finish) })}</span>`
  }</header><ol class="shares">${rounds.map(
    (share) => html`<li key=${share.holder} style=${{ flexGrow: String(share.minutes) }}><b>${called(view, share.holder)}</b><span>${t("ways.minutes", { n: share.minutes })}<span class="unseen"> ${t("ways.minutes_unit")}</span></span></li>`,
  )}</ol>${others.length || mineOut
    ? html`<p class="small soft">${others.length ? t("ways.left_out", { names: joined(others), n: others.length }) : ""} ${mineOut ? t("ways.mine_out") : ""}</p>`
    : null}</div>`;
}

/** @param {{ view: View }} props */
export function proposed({ view }) {
  const { proposal } = view.agenda;
  if (!proposal) return null;
  const unhappy = proposal.not_content.map((id) => (id === view.mine.id ? t("ways.you") : called(view, id)));
  return html`<section><h2 class="unseen">${t("ways.title")}</h2>${way({ view, sharing: proposal.sharing, rounds: proposal.rounds, leftOut: proposal.left_out, finish: proposal.finish_at, put: true })}${
    unhappy.length ? html`<p>${t("ways.not_content", { names: joined(unhappy), n: unhappy.length })}</p>` : null
  }</section>`;
}
