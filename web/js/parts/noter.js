// Spoken questions, noted for the holder: by one member whom the holder asks, or by the holder; never with a name.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { called, isHolder, may } from "../reading.js";
import { t } from "../texts.js";
import { box } from "./box.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** Steps in which questions are spoken. @param {View} view */
const spoken = ({ step }) => step.stage_kind === "round" && (step.floor === "asker_and_holder" || step.asks !== null);

/** @param {{ view: View, line: Line }} props */
export function Noting({ view, line }) {
  const [open, setOpen] = useState(draft("note") !== "");
  if (!spoken(view) || !may(view, "note_question")) return null;
  if (!isHolder(view)) {
    return html`<section class="stack-2 ruled"><p>${t("together.noter.for_you", { holder: called(view, view.step.holder) })}</p>${h(Field, { view, line, label: t("together.noter.label"), hidden: true })}</section>`;
  }
  const noter = view.questions.noter;
  if (!open) return html`<div class="ruled">${button({ text: t("together.noter.open"), onPress: () => setOpen(true), expanded: false })}${noter ? html` <span class="soft">${t("together.noter.asked", { name: called(view, noter) })}</span>` : null}</div>`;
  return html`<section class="stack ruled"><h2>${t("together.noter.title")}</h2>${
    noter
      ? html`<p>${t("together.noter.asked", { name: called(view, noter) })} ${h(Press, { line, kind: "word", command: { type: "choose_noter", person: null }, text: t("together.noter.nobody") })}</p>`
      : h(Choose, { view, line })
  }${h(Field, { view, line, label: t("together.noter.own_label") })}<div class="row">${button({ text: t("together.noter.close"), onPress: () => setOpen(false), expanded: true })}</div></section>`;
}

/** @param {{ view: View, line: Line }} props */
function Choose({ view, line }) {
  const [whom, setWhom] = useState("");
  const able = view.people.people.filter((one) => one.kind === "member" && one.id !== view.mine.id && one.presence === "here");
  if (!may(view, "choose_noter")) return null;
  return html`<div class="field short"><label for="noter">${t("together.noter.ask")}</label><div class="row"><select id="noter" value=${whom} onChange=${(/** @type {{ currentTarget: HTMLSelectElement }} */ event) => setWhom(event.currentTarget.value)}><option value="">${t("together.noter.choose")}</option>${able.map(
    (one) => html`<option key=${one.id} value=${one.id}>${called(view, one.id)}</option>`,
  )}</select>${h(Press, { line, command: () => (whom ? { type: "choose_noter", person: whom } : null), text: t("together.noter.choose_send") })}</div></div>`;
}

/** @param {{ view: View, line: Line, label: string, hidden?: boolean }} props */
function Field({ view, line, label, hidden = false }) {
  const [words, change, clear] = useDraft("note");
  const mine = isHolder(view);
  /** @returns {import("../types.js").Command | null} */
  const command = () => (words.trim() ? { type: "note_question", words: words.trim() } : null);
  const noted = () => {
    if (draft("note") === words) clear();
  };
  const send = async () => {
    const given = command();
    if (given && (await line.give(given)).done) noted();
  };
  return html`<div class="stack-2">${box({ id: "note", label, hidden, placeholder: hidden ? label : "", words, change, rows: 1, longest: 500, send, seen: mine ? t("together.noter.seen_own") : t("together.noter.seen", { holder: called(view, view.step.holder) }) })}${
    words ? html`<div class="row">${h(Press, { line, command, text: t("together.noter.keep"), then: noted })}</div>` : null
  }</div>`;
}
