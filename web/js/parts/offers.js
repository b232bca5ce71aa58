// Suggestions in writing, while the holder wants them.
import { h, html } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { box } from "./box.js";
import { Press } from "./press.js";

/** @param {{ view: import("../types.js").View, line: import("../types.js").Line }} props */
export function Offers({ view, line }) {
  const [words, change, clear] = useDraft("offer");
  const { offers } = view.questions;
  const allowed = may(view, "make_offer");
  if (!allowed && !offers.length) return null;
  return html`<section class="stack-2 ruled"><h2>${t("offers.title")}</h2>
    ${offers.length ? html`<ul class="rows one">${offers.map((one) => html`<li key=${one.offer}>${one.words}</li>`)}</ul>` : null}
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
