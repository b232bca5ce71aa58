// What the set has agreed, reaffirmed in one tap, with a way to talk about it beside.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { called, may } from "../reading.js";
import { joined, t } from "../texts.js";
import { clockTime } from "../times.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** @param {{ view: View, line: Line }} props */
export function contract({ view, line }) {
  const { contract: agreed, mine } = view;
  const raised = view.people.contract_raised_by.map((id) => (id === mine.id ? t("ways.you") : called(view, id)));
  if (!agreed.text && !agreed.limits) return null;
  return html`<section class="ruled stack-2"><h2>${t("contract.title")}</h2>${agreed.text ? html`<p>${agreed.text}</p>` : null}
    ${agreed.limits ? html`<p class="soft small">${agreed.limits}</p>` : null}
    ${agreed.stand_in ? html`<p class="soft small">${t("contract.stand_in", { name: called(view, agreed.stand_in) })}</p>` : null}
    ${raised.length ? html`<p>${t("contract.raised", { names: joined(raised), n: raised.length })}</p>` : null}
    <div class="row">${mine.reaffirmed
      ? html`<span class="soft">${t("contract.reaffirmed")}</span>`
      : may(view, "reaffirm")
        ? h(Press, { line, command: { type: "reaffirm", version: agreed.version }, text: t("contract.content") })
        : null}${may(view, "raise_contract") && !view.people.contract_raised_by.includes(mine.id)
      ? h(Press, { line, kind: "word", command: { type: "raise_contract", version: agreed.version }, text: t("contract.raise") })
      : null}</div></section>`;
}

/** "I need to leave early today": a time, which the plan will heed. @param {{ view: View, line: Line }} props */
export function LeaveEarly({ view, line }) {
  const [open, setOpen] = useState(false);
  const [time, setTime] = useState("");
  if (!may(view, "leave_early")) return null;
  const at = view.mine.leave_early_at;
  if (at !== null) {
    return html`<p class="ruled row">${t("leave_early.known", { time: clockTime(at) })} ${h(Press, { line, kind: "word", command: { type: "leave_early", at: null }, text: t("leave_early.stay") })}</p>`;
  }
  if (!open) return html`<div class="ruled">${button({ text: t("leave_early.ask"), onPress: () => setOpen(true), expanded: false })}</div>`;
  return html`<section class="ruled stack-2"><div class="field short"><label for="leave-at">${t("leave_early.label")}</label><input type="time" id="leave-at" value=${time}
      onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => setTime(event.currentTarget.value)}/></div>
    <div class="row">${h(Press, { line, command: () => momentOf(view, time), text: t("leave_early.save") })}${button({ text: t("leave_early.put_away"), onPress: () => setOpen(false) })}</div>
    <p class="hint">${t("leave_early.hint")}</p></section>`;
}

/** A time of day, on the day of the session. @param {View} view @param {string} time @returns {import("../types.js").Command | null} */
function momentOf(view, time) {
  const [hour, minute] = time.split(":").map(Number);
  if (hour === undefined || minute === undefined || Number.isNaN(hour) || Number.isNaN(minute)) return null;
  const at = new Date(view.step.starts_at);
  at.setHours(hour, minute, 0, 0);
  return { type: "leave_early", at: at.getTime() };
}
