// Suggestions in writing, while the holder wants them.
import { h, html } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { box } from "./box.js";
import { Press } from "./press.js";

/** @typedef {import("../types.js").View["questions"]["offers"]} Suggestions */

/** @param {Suggestions} all */
const listed = (all) => html`<ul class="rows one">${all.map((one) => html`<li key=${one.offer}>${one.words}</li>`)}</ul>`;

/** For the holder, until their round ends, and among what they take away. @param {{ all: Suggestions, ruled?: boolean }} props */
export const suggested = ({ all, ruled = false }) =>
  all.length ? html`<section class=${ruled ? "stack-2 ruled" : "stack-2"}><h2>${t("offers.title")}</h2>${listed(all)}<p class="hint">${t("offers.not_noted")}</p></section>` : null;

/** At the desk, to be read out to a holder who has no screen. @param {{ view: import("../types.js").View }} props */
export function toReadOut({ view }) {
  const { offers } = view.questions;
  const holder = view.desk?.people.find((one) => one.person === view.step.holder);
  if (!holder?.without_screen || !offers.length) return null;
  return html`<section class="stack-2 ruled"><h2>${t("offers.title")}</h2><p class="hint">${t("offers.read_out", { holder: called(view, holder.person) })}</p>${listed(offers)}</section>`;
}

/** @param {{ view: import("../types.js").View, line: import("../types.js").Line }} props */
export function Offers({ view, line }) {
  const [words, change, clear] = useDraft("offer");
  const { offers } = view.questions;
  const allowed = may(view, "make_offer");
  if (!allowed && !offers.length) return null;
  return html`<section class="stack-2 ruled"><h2>${t("offers.title")}</h2>
    ${offers.length ? listed(offers) : null}
    ${allowed
      ? html`${box({ id: "offer", label: t("offers.label"), hidden: true, words, change, rows: 1, placeholder: t("offers.another"), seen: t("offers.seen", { holder: called(view, view.step.holder) }), longest: 500 })}
        ${words ? html`<div class="row">${h(Press, {
          line,
          command: () => (words.trim() ? { type: "make_offer", words: words.trim() } : null),
          text: t("offers.send"),
          then: () => {
            if (draft("offer") === words) clear();
          },
        })}</div>` : null}`
      : null}</section>`;
}
