// Who is here, as the desk sees them: how they are connected, and how much airspace each has had so far, for these eyes only.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { called, may, person } from "../reading.js";
import { t } from "../texts.js";
import { clockTime } from "../times.js";
import { Dialog } from "../parts/dialog.js";
import { button, Press } from "../parts/press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** @param {{ view: View, line: Line, write: (person: string) => void }} props */
export function People({ view, line, write }) {
  const [open, setOpen] = useState("");
  const desk = view.desk;
  if (!desk) return null;
  const rows = desk.people.filter((one) => one.person !== view.mine.id && person(view, one.person)?.kind === "member");
  return html`<section aria-labelledby="people-title"><h2 id="people-title">${t("desk.people")}</h2><ul class="rows people">${rows.map((one) => {
    const name = called(view, one.person);
    return html`<li key=${one.person}><span>${name}<br/><span class="tag">${state(view, one)}</span></span><span class="tag">${t("desk.airspace", { n: Math.round(one.airspace / 60_000) })}</span>${
      button({ text: t("desk.more"), more: t("desk.more_about", { name }), onPress: () => setOpen(one.person) })
    }</li>`;
  })}</ul><p class="hint">${t("desk.airspace_hint")}</p>${open ? h(More, { view, line, id: open, write, close: () => setOpen("") }) : null}</section>`;
}

/** @param {View} view @param {import("../types.js").DeskSection["people"][number]} one */
function state(view, one) {
  const parts = [];
  if (one.presence !== "here") parts.push(t(`presence.desk_${one.presence}`));
  else if (one.person === view.floor.lit) parts.push(t("desk.has_floor"));
  else if (one.person === view.floor.asker) parts.push(t("seat.asks"));
  else if (view.step.id === "lobby") parts.push(t(person(view, one.person)?.ready ? "presence.ready" : "presence.here"));
  else parts.push(t(one.has_asked && view.step.floor === "asker_and_holder" ? "desk.has_asked" : "presence.here"));
  if (one.leave_early_at !== null) parts.push(t("desk.leaves_at", { time: clockTime(one.leave_early_at) }));
  return parts.join(", ");
}

/** @param {{ view: View, line: Line, id: string, write: (person: string) => void, close: () => void }} props */
function More({ view, line, id, write, close }) {
  const [sure, setSure] = useState(false);
  const one = person(view, id);
  const desk = view.desk?.people.find((each) => each.person === id);
  if (!one || !desk) return null;
  const name = called(view, id);
  const holds = view.step.holder === id && view.step.floor === "holder";
  return h(
    Dialog,
    { title: one.name, close },
    html`<div class="stack"><dl class="facts"><dt>${t("desk.site")}</dt><dd>${one.site || t("desk.none")}</dd><dt>${t("desk.leaves")}</dt><dd>${
      desk.leave_early_at === null ? t("desk.stays") : clockTime(desk.leave_early_at)
    }</dd><dt>${t("contract.short")}</dt><dd>${t(desk.reaffirmed ? "desk.reaffirmed" : "desk.not_reaffirmed")}</dd></dl>
    <div class="row">${holds || !view.desk?.driving ? null : button({ kind: "plain", text: t("desk.write_to", { name }), onPress: () => {
      close();
      write(id);
    } })}${may(view, "hand_over_chair") && one.presence === "here" ? h(Press, { line, command: { type: "hand_over_chair", to: id }, text: t("desk.hand_chair", { name }), then: close }) : null}${
      may(view, "remove_person") && !sure ? button({ text: t("desk.remove"), onPress: () => setSure(true) }) : null
    }</div>${sure ? html`<p>${t("desk.remove_sure", { name })}</p><div class="row">${h(Press, { line, command: { type: "remove_person", person: id }, text: t("desk.remove_yes", { name }), then: close })}${button({ text: t("desk.remove_no"), onPress: () => setSure(false) })}</div>` : null}</div>`,
  );
}

/** @param {{ view: View, line: Line, close: () => void }} props */
export function HandOver({ view, line, close }) {
  const able = view.people.people.filter((one) => one.id !== view.mine.id && one.presence === "here" && one.id !== view.step.holder);
  return h(
    Dialog,
    { title: t("desk.hand_over"), close },
    html`<p>${t("desk.hand_over_hint")}</p><div class="row">${able.map((one) => h(Press, { key: one.id, line, command: { type: "hand_over_chair", to: one.id }, text: called(view, one.id), then: close }))}</div>`,
  );
}
