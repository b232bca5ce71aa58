// The hands in strict order; in airspace they wait, and only the desk knows.
import { h, html } from "../../vendor/preact-htm.js";
import { called, inAirspace, may } from "../reading.js";
import { t } from "../texts.js";
import { Press } from "../parts/press.js";

/** @param {{ view: import("../types.js").View, line: import("../types.js").Line }} props */
export function hands({ view, line }) {
  const all = view.desk?.hands ?? [];
  const waiting = inAirspace(view);
  if (!all.length && view.step.stage_kind !== "round") return null;
  const take = may(view, "take_hand") && view.step.floor === "asker_and_holder";
  return html`<section aria-labelledby="hands-title"><h2 id="hands-title">${t(waiting ? "desk.hands_later" : "desk.hands")}</h2>${
    all.length
      ? html`<ol class="rows">${all.map((hand, at) => {
          const name = called(view, hand.person);
          const asking = hand.hand === view.floor.asking;
          return html`<li key=${hand.hand} class=${asking ? "now-row" : ""}><span class="n">${at + 1}</span><span>${name}</span>${
            asking
              ? html`<span class="tag">${t("seat.asks")}</span>`
              : take
                ? h(Press, { line, kind: "word", command: { type: "take_hand", hand: hand.hand }, text: t("desk.take"), more: t("desk.take_more", { name }) })
                : html`<span class="tag">${t("desk.waits")}</span>`
          }</li>`;
        })}</ol>`
      : html`<p class="soft">${t("desk.no_hands")}</p>`
  }</section>`;
}
