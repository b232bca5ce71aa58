// One person, as the desk may help them: a word, an invitation, something entered for them, a phone, the chair.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { called, may, person } from "../reading.js";
import { t } from "../texts.js";
import { clockTime } from "../times.js";
import { noteApologies } from "../parts/apologies.js";
import { Dialog } from "../parts/dialog.js";
import { mayEnter } from "../parts/enter.js";
import { entryWords } from "../parts/entered.js";
import { button, Press } from "../parts/press.js";
import { seatOf } from "../parts/seat_words.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").DeskSection["people"][number]} DeskPerson */

/** @param {{ view: View, line: Line, id: string, write: (person: string) => void, enter: () => void, close: () => void }} props */
export function More({ view, line, id, write, enter, close }) {
  const one = person(view, id);
  const desk = view.desk?.people.find((each) => each.person === id);
  if (!one || !desk) return null;
  const name = called(view, id);
  const holds = view.step.holder === id && view.step.floor === "holder";
  const to = (/** @type {() => void} */ next) => () => {
    close();
    next();
  };
  return h(
    Dialog,
    { title: one.name, close },
    html`<div class="stack"><dl class="facts"><dt>${t("desk.site")}</dt><dd>${one.site || t("desk.none")}</dd><dt>${t("desk.leaves")}</dt><dd>${
      desk.leave_early_at === null ? t("desk.stays") : clockTime(desk.leave_early_at)
    }</dd><dt>${t("contract.short")}</dt><dd>${t(desk.reaffirmed ? "desk.reaffirmed" : "desk.not_reaffirmed")}</dd></dl>
    <div class="row">${mayEnter(view, id, desk.may_enter) ? button({ kind: "plain", text: t("together.enter.open", { name }), onPress: to(enter) }) : null}${
      holds || !may(view, "word_to_member") || one.without_screen || !["here", "out"].includes(desk.presence) ? null : button({ kind: "plain", text: t("desk.write_to", { name }), onPress: to(() => write(id)) })
    }${inviting(view, line, desk, close)}</div>
    ${noteApologies({ view, line, one: desk, close })}${phone(view, line, desk, close)}${entered(view, line, desk)}
    ${line.notice ? html`<p class="notice">${line.notice}</p>` : null}
    <div class="row">${may(view, "hand_over_chair") && view.desk?.may_chair.includes(id) ? h(Press, { line, kind: "word", command: { type: "hand_over_chair", to: id }, text: t("desk.hand_chair", { name }), then: close }) : null}${
      may(view, "remove_person") ? h(Remove, { view, line, id, close }) : null
    }</div></div>`,
  );
}

/** An invitation to ask: they alone see it. @param {View} view @param {Line} line @param {DeskPerson} one @param {() => void} close */
function inviting(view, line, one, close) {
  const able = one.presence === "here" && one.person !== view.step.holder && one.person !== view.floor.asker && !one.invite;
  if (!able || !may(view, "invite_person")) return null;
  return h(Press, { line, command: { type: "invite_person", person: one.person }, text: t("together.desk.invite", { name: called(view, one.person) }), then: close });
}

/** With us without a screen, or no longer. @param {View} view @param {Line} line @param {DeskPerson} one @param {() => void} close */
function phone(view, line, one, close) {
  const them = person(view, one.person);
  const name = called(view, one.person);
  if (them?.without_screen) {
    const off = them.at_device_of ? t("together.phone.off_beside", { host: called(view, them.at_device_of) }) : t("together.phone.off");
    return html`<p>${name}: ${seatOf(view, them)}. ${may(view, "note_gone") ? h(Press, { line, kind: "word", command: { type: "note_gone", person: one.person }, text: off, then: close }) : null}</p>`;
  }
  if (!may(view, "note_on_phone") || !["expected", "apologies", "away", "left"].includes(one.presence)) return null;
  return html`<div class="stack-2"><div class="row">${h(Press, { line, command: { type: "note_on_phone", person: one.person }, text: t("together.phone.on"), then: close })}</div><p class="hint">${t("together.phone.hint", { name })}</p></div>`;
}

/** What has been entered for them, and whether they have said yes to it; until then a slip of mine is mine to take out. @param {View} view @param {Line} line @param {DeskPerson} one */
function entered(view, line, one) {
  if (!one.entered.length) return null;
  return html`<ul class="rows two">${one.entered.map(
    (entry) => html`<li key=${entry.entry}><span>${entryWords(entry)}</span><span class="tag">${t(entry.confirmed ? "together.entered.confirmed" : "together.entered.unconfirmed")}${
      !entry.confirmed && entry.by === view.mine.id && may(view, "strike_out")
        ? h(Press, { line, kind: "word", command: { type: "strike_out", entry: entry.entry }, text: t("together.entered.take_back"), more: entryWords(entry) })
        : null
    }</span></li>`,
  )}</ul>`;
}

/** @param {{ view: View, line: Line, id: string, close: () => void }} props */
function Remove({ view, line, id, close }) {
  const [sure, setSure] = useState(false);
  const name = called(view, id);
  if (!sure) return button({ text: t("desk.remove"), onPress: () => setSure(true) });
  return html`<div class="stack-2"><p>${t("desk.remove_sure", { name })}</p><div class="row">${h(Press, { line, command: { type: "remove_person", person: id }, text: t("desk.remove_yes", { name }), then: close })}${button({ text: t("desk.remove_no"), onPress: () => setSure(false) })}</div></div>`;
}
