// Something that somebody has said aloud, entered for them: one thing at a time, and only what may be entered now.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { draft, keepDraft } from "../drafts.js";
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { choices } from "./box.js";
import { Dialog } from "./dialog.js";
import { FORMS, PREFIX } from "./enter_forms.js";
import { Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("./enter_forms.js").What} What */

/** Which of what may be entered comes first in each stage. @type {Partial<Record<import("../types.js").View["step"]["stage_kind"], What[]>>} */
const FIRST = {
  check_in: ["report_action"],
  asking: ["agenda", "place_bid"],
  round: ["take_action", "invite", "hand"],
  review: ["say_of_contract", "take_action"],
};

/** What there is to enter for somebody, the likeliest first. @param {View} view @param {string} id @param {string[]} allowed */
function offered(view, id, allowed) {
  const all = FORMS.filter((one) => one.needs.some((need) => allowed.includes(need)) && one.there(view, id)).map((one) => one.what);
  const first = (FIRST[view.step.stage_kind] ?? []).filter((what) => all.includes(what));
  return [...first, ...all.filter((what) => !first.includes(what))];
}

/** What is chosen beforehand: what the moment asks for and does not stand yet; a holder who is asked questions is asked for nothing else. @param {View} view @param {string} id @param {What[]} all @returns {What | null} */
function atFirst(view, id, all) {
  if (view.step.holder === id && view.step.asks) return null;
  return (FIRST[view.step.stage_kind] ?? []).find((what) => all.includes(what) && !FORMS.find((one) => one.what === what)?.stands?.(view, id)) ?? null;
}

/** Whether I may enter for others, and there is anything to enter for this one. @param {View} view @param {string} id @param {string[]} allowed */
export const mayEnter = (view, id, allowed) => may(view, "enter_for") && offered(view, id, allowed).length > 0;

/** @param {{ view: View, line: Line, id: string, allowed: string[], close: () => void }} props */
export function EnterFor({ view, line, id, allowed, close }) {
  const all = offered(view, id, allowed);
  const [chosen, choose] = useState(() => atFirst(view, id, all));
  const [, again] = useState(0);
  const what = chosen && all.includes(chosen) ? chosen : all.length === 1 ? all[0] : null;
  const form = FORMS.find((one) => one.what === what);
  const name = called(view, id);
  if (!all.length) return null;
  return h(
    Dialog,
    { title: t("together.enter.title", { name }), close },
    html`<div class="stack"><p class="soft">${t("together.enter.hint", { name })}</p>
      ${all.length > 1 ? choices({ name: "enter-what", legend: t("together.enter.what"), seen: true, value: what ?? null, choose, options: all.map((value) => ({ value, text: t(`together.enter.kinds.${value}`) })) }) : null}
      ${form ? h(Fields, { key: form.what, view, line, id, allowed, form, again: () => again((n) => n + 1), close }) : null}</div>`,
  );
}

/** What is to be said of the one thing that is entered, and the press that enters it. @param {{ view: View, line: Line, id: string, allowed: string[], form: import("./enter_forms.js").Form, again: () => void, close: () => void }} props */
function Fields({ view, line, id, allowed, form, again, close }) {
  const name = called(view, id);
  const fields = {
    /** @param {string} key @param {string} [initial] */
    get: (key, initial = "") => draft(`${PREFIX}.${id}.${form.what}.${key}`) || initial,
    /** @param {string} key @param {string} value */
    set: (key, value) => {
      keepDraft(`${PREFIX}.${id}.${form.what}.${key}`, value);
      again();
    },
  };
  const given = { view, id, name, allowed, fields };
  const done = () => {
    for (const key of form.keys) keepDraft(`${PREFIX}.${id}.${form.what}.${key}`, "");
    line.notify(t("together.enter.done", { name }));
    close();
  };
  return html`<div class="stack ruled">${form.draw(given)}</div>
    ${line.notice ? html`<p class="notice">${line.notice}</p>` : null}
    <div class="row">${h(Press, {
      line,
      kind: "primary",
      command: () => {
        const entry = form.entry(given);
        return entry ? { type: "enter_for", person: id, entry } : null;
      },
      text: t("together.enter.send"),
      then: done,
    })}</div>`;
}
