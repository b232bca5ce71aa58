// The hands in strict order, and who goes round; in airspace they wait, and only the desk knows.
import { h, html } from "../../vendor/preact-htm.js";
import { called, inAirspace, may } from "../reading.js";
import { joined, t } from "../texts.js";
import { enteredFor } from "../parts/entered.js";
import { Press } from "../parts/press.js";

/** @typedef {import("../types.js").View} View */

/** @param {{ view: View, line: import("../types.js").Line }} props */
export function hands({ view, line }) {
  const all = view.desk?.hands ?? [];
  const waiting = inAirspace(view) || view.step.thinking;
  if (!all.length && view.step.stage_kind !== "round") return null;
  const take = may(view, "take_hand") && view.step.floor === "asker_and_holder";
  return html`<section aria-labelledby="hands-title"><h2 id="hands-title">${t(waiting ? "desk.hands_later" : "desk.hands")}</h2>${
    all.length
      ? html`<ol class="rows">${all.map((hand, at) => {
          const name = called(view, hand.person);
          const asking = hand.hand === view.floor.asking;
          return html`<li key=${hand.hand} class=${asking ? "now-row" : ""}><span class="n">${at + 1}</span><span>${name}${hand.to ? html` <span class="tag">${t("together.desk.to", { name: called(view, hand.to) })}</span>` : null}${enteredFor(view, hand.person, hand.entered_by)}</span>${
            asking
              ? html`<span class="tag">${t("seat.asks")}</span>`
              : take
                ? h(Press, { line, kind: "word", command: { type: "take_hand", hand: hand.hand }, text: t("desk.take"), more: t("desk.take_more", { name }) })
                : html`<span class="tag">${t("desk.waits")}</span>`
          }</li>`;
        })}</ol>`
      : round(view) ?? html`<p class="soft">${t("desk.no_hands")}</p>`
  }${all.length ? round(view) : null}${notAsked(view)}</section>`;
}

/** Who is still to be asked in a go-round. @param {View} view */
function round(view) {
  const { go_round } = view.hands;
  if (!go_round.length) return null;
  return html`<p class="soft">${t("together.desk.going_round", { names: joined(go_round.map((id) => called(view, id))) })}</p>`;
}

/** Who has been silent so far: for these eyes only, and no reproach. @param {View} view */
function notAsked(view) {
  if (view.step.floor !== "asker_and_holder" || view.step.thinking || view.step.id === view.mine.offers_step) return null;
  const raised = new Set(view.desk?.hands.map((one) => one.person));
  const silent = (view.desk?.people ?? []).filter((one) => one.presence === "here" && !one.has_asked && !raised.has(one.person) && one.person !== view.step.holder && one.person !== view.mine.id);
  const asked = (view.desk?.people ?? []).some((one) => one.has_asked);
  if (!silent.length || !asked) return null;
  return html`<p class="hint">${t("together.desk.not_asked", { n: silent.length, names: joined(silent.map((one) => called(view, one.person))) })}</p>`;
}
