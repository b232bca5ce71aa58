// The issue in its holder's own words, which the holder may change.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { isHolder, may, person } from "../reading.js";
import { t } from "../texts.js";
import { box } from "./box.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** @param {{ view: View, line: Line }} props */
export function Issue({ view, line }) {
  const key = `issue.${view.step.stage}`;
  const [words, change, clear] = useDraft(key, view.step.issue);
  const [open, setOpen] = useState(draft(key) !== "");
  const mine = isHolder(view);
  const allowed = mine && may(view, "reword_headline");
  if (open && allowed) {
    const done = () => {
      clear();
      setOpen(false);
    };
    return html`<div class="stack-2">${box({ id: "issue", label: t("issue.label"), words, change, seen: t("issue.seen"), longest: 300 })}
      <div class="row">${h(Press, {
        line,
        command: () => (words.trim() ? { type: "reword_headline", headline: words.trim() } : null),
        text: t("issue.save"),
        then: done,
      })}${button({ text: t("issue.leave"), onPress: done })}</div></div>`;
  }
  if (!view.step.issue && !allowed) return null;
  const holder = person(view, view.step.holder);
  const whose = [holder?.name, holder?.site].filter(Boolean).join(", ");
  return html`<blockquote class="issue">${view.step.issue || t("issue.none")}<cite>${mine ? t("issue.yours") : whose}${
    allowed ? html` ${button({ text: t("issue.change"), onPress: () => setOpen(true) })}` : null
  }</cite></blockquote>`;
}
