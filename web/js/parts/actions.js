// What I'll do, and by when. "No action yet" is a good ending too.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { called, isHolder, may } from "../reading.js";
import { t } from "../texts.js";
import { byWhen } from "../times.js";
import { box } from "./box.js";
import { enteredFor } from "./entered.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").ActionLine} ActionLine */

/** @param {{ id: string, value: string, change: (when: string) => void }} props */
const when = ({ id, value, change }) =>
  html`<div class="field short"><label for=${id}>${t("actions.when_label")}</label><input type="date" id=${id} value=${value}
    onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => change(event.currentTarget.value)}/></div>`;

/** @param {{ view: View, line: Line, action: ActionLine }} props */
function Mine({ view, line, action }) {
  const key = `action.${action.action}`;
  const [words, change, clear] = useDraft(key, action.what);
  const [open, setOpen] = useState(draft(key) !== "");
  const [by, setBy] = useState(action.by_when);
  if (!open || !may(view, "change_action")) {
    return html`<li key=${action.action}><span>${action.what}<br/><span class="tag">${byWhen(action.by_when)}</span>${enteredFor(view, action.owner, action.entered_by)}</span>${
      may(view, "change_action") ? button({ text: t("actions.change"), more: action.what, onPress: () => setOpen(true) }) : null
    }</li>`;
  }
  const done = () => {
    clear();
    setOpen(false);
  };
  return html`<li key=${action.action}><div class="grow stack-2">${box({ id: key, label: t("actions.label"), words, change, longest: 500 })}${when({ id: `${key}-by`, value: by, change: setBy })}
    <div class="row">${h(Press, {
      line,
      command: () => (words.trim() ? { type: "change_action", action: action.action, what: words.trim(), by_when: by } : null),
      text: t("actions.save"),
      then: done,
    })}${button({ text: t("actions.leave"), onPress: done })}${
      may(view, "drop_action") ? h(Press, { line, kind: "word", command: { type: "drop_action", action: action.action }, text: t("actions.drop"), then: clear }) : null
    }</div></div></li>`;
}

/** @param {{ view: View, line: Line }} props */
export function Actions({ view, line }) {
  const [words, change, clear] = useDraft("action");
  const [by, setBy] = useDraft("action.by");
  const mine = view.mine.actions;
  const allowed = may(view, "take_action");
  const theirs = view.actions.taken.filter((one) => one.owner === view.step.holder && one.owner !== view.mine.id);
  if (!allowed && !theirs.length && !(mine.length && isHolder(view))) return null;
  return html`<section class="stack-2 ruled"><h2>${t(allowed || mine.length ? "actions.title" : "actions.theirs", { name: called(view, view.step.holder) })}</h2>
    ${mine.length ? html`<ul class="rows two">${mine.map((action) => h(Mine, { key: action.action, view, line, action }))}</ul>` : null}
    ${theirs.length ? html`<ul class="rows two">${theirs.map((one) => html`<li key=${one.action}><span>${allowed ? html`<b>${called(view, one.owner)}</b> ` : null}${one.what}${enteredFor(view, one.owner, one.entered_by)}</span><span class="tag">${byWhen(one.by_when)}</span></li>`)}</ul>` : null}
    ${allowed
      ? html`${box({ id: "action", label: t("actions.label"), hidden: true, words, change, rows: 1, placeholder: t(mine.length ? "actions.another" : "actions.first"), seen: t("actions.seen"), longest: 500 })}
        ${words ? html`${when({ id: "action-by", value: by, change: setBy })}<div class="row">${h(Press, {
          line,
          command: () => (words.trim() ? { type: "take_action", what: words.trim(), by_when: by } : null),
          text: t("actions.take"),
          then: () => {
            if (draft("action") === words) clear();
            setBy("");
          },
        })}</div>` : null}`
      : null}</section>`;
}
