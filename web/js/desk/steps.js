// Another step than the next: a plan is held, not rigid.
import { h, html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { minutes } from "../times.js";
import { Dialog } from "../parts/dialog.js";
import { Press } from "../parts/press.js";
import { beenOpen, nextName } from "./acts.js";

/** @param {{ view: import("../types.js").View, line: import("../types.js").Line, close: () => void }} props */
export function StepsDialog({ view, line, close }) {
  const all = view.desk?.next ?? [];
  return h(
    Dialog,
    { title: t("desk.other_step"), close },
    html`<ul class="rows two">${all.map(
      (one) => html`<li key=${one.id}><span>${nextName(view, one)}<br/><span class="tag">${beenOpen(view, one.id) ? t("desk.been_open") : one.length ? minutes(one.length) : ""}</span></span>${h(Press, {
        line,
        kind: "word",
        command: { type: "open_step", step: one.id },
        text: t("desk.open_it"),
        more: nextName(view, one),
        then: close,
      })}</li>`,
    )}</ul>`,
  );
}
