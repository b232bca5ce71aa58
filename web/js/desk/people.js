// Who is here, as the desk sees them: how they are connected, and how much airspace each has had so far, for these eyes only.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { called, person } from "../reading.js";
import { t } from "../texts.js";
import { clockTime } from "../times.js";
import { Dialog } from "../parts/dialog.js";
import { EnterFor, mayEnter } from "../parts/enter.js";
import { button, Press } from "../parts/press.js";
import { seatOf } from "../parts/seat_words.js";
import { byText } from "../parts/sound_of.js";
import { guestsHere } from "./guests.js";
import { More } from "./more.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").DeskSection["people"][number]} DeskPerson */

/** @param {{ view: View, line: Line, write: (person: string) => void }} props */
export function People({ view, line, write }) {
  const [open, setOpen] = useState("");
  const [entering, setEntering] = useState("");
  const desk = view.desk;
  if (!desk) return null;
  const rows = desk.people.filter((one) => one.person !== view.mine.id && person(view, one.person)?.kind === "member");
  const enter = desk.people.find((one) => one.person === entering);
  return html`<section aria-labelledby="people-title"><h2 id="people-title">${t("desk.people")}</h2><ul class="rows people">${rows.map((one) => {
    const name = called(view, one.person);
    // Whoever has no screen is entered for at every turn, so that press lies open.
    const near = one.without_screen && mayEnter(view, one.person, one.may_enter);
    return html`<li key=${one.person}><span>${name}<br/><span class="tag">${state(view, line, one)}</span></span><span class="tag">${t("desk.airspace", { n: Math.round(one.airspace / 60_000) })}</span><span class="presses">${
      near ? button({ text: t("together.enter.short"), more: t("together.enter.short_more", { name }), onPress: () => setEntering(one.person) }) : null
    }${button({ text: t("desk.more"), more: t("desk.more_about", { name }), onPress: () => setOpen(one.person) })}</span></li>`;
  })}</ul><p class="hint">${t("desk.airspace_hint")}</p>${guestsHere({ view, line })}${
    open ? h(More, { view, line, id: open, write, enter: () => setEntering(open), close: () => setOpen("") }) : null
  }${enter ? h(EnterFor, { key: entering, view, line, id: entering, allowed: enter.may_enter, close: () => setEntering("") }) : null}</section>`;
}

/** @param {View} view @param {Line} line @param {DeskPerson} one */
function state(view, line, one) {
  const parts = [];
  if (one.presence !== "here") parts.push(t(`presence.desk_${one.presence}`));
  else if (one.person === view.floor.lit) parts.push(t("desk.has_floor"));
  else if (one.person === view.floor.asker) parts.push(t("seat.asks"));
  else if (view.step.id === "lobby") parts.push(t(person(view, one.person)?.ready ? "presence.ready" : "presence.here"));
  else parts.push(t(one.has_asked && view.step.floor === "asker_and_holder" ? "desk.has_asked" : "presence.here"));
  if (one.invite) parts.push(t("together.desk.invited"));
  if (view.questions.noter === one.person) parts.push(t("together.desk.notes"));
  const them = person(view, one.person);
  // as the desk knows it: in airspace the table does not show it
  if (one.without_screen) parts.push(seatOf(view, one));
  else if (one.presence === "here" && byText(view, line, one.person)) parts.push(t("sound.seat_by_text"));
  if (them?.overheard) parts.push(t("together.overheard.seat"));
  if (one.leave_early_at !== null) parts.push(t("desk.leaves_at", { time: clockTime(one.leave_early_at) }));
  const waiting = one.entered.filter((entry) => !entry.confirmed).length;
  if (waiting) parts.push(t("together.entered.waiting", { n: waiting }));
  return parts.join(", ");
}

/** @param {{ view: View, line: Line, close: () => void }} props */
export function HandOver({ view, line, close }) {
  const able = view.desk?.may_chair ?? [];
  return h(
    Dialog,
    { title: t("desk.hand_over"), close },
    html`<p>${t(view.people.self_run ? "desk.hand_over_hint_self_run" : "desk.hand_over_hint")}</p><div class="row">${able.map((id) => h(Press, { key: id, line, command: { type: "hand_over_chair", to: id }, text: called(view, id), then: close }))}</div>`,
  );
}
