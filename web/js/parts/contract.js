// What the set has agreed, with its limits and where to turn; reaffirmed in one tap, with a way to talk about it beside.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { called, may } from "../reading.js";
import { capital, joined, t } from "../texts.js";
import { clockTime, inSession } from "../times.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {Pick<View["contract"], "text" | "limits" | "support_line" | "stand_in" | "modelling" | "challenge" | "cameras" | "nudges">} Terms */

/** @param {View} view @param {string[]} ids */
const names = (view, ids) => joined(ids.map((id) => (id === view.mine.id ? t("ways.you") : called(view, id))));

/** Its words, its limits, where to turn, and what each switch governs. @param {View} view @param {Terms} terms */
export function termsOf(view, terms) {
  return html`${terms.text ? html`<p class="wording">${terms.text}</p>` : null}
    ${terms.limits ? html`<p class="wording small"><strong>${t("contract.limits")}</strong> ${terms.limits}</p>` : null}
    ${terms.support_line ? html`<p class="wording small"><strong>${t("contract.support")}</strong> ${terms.support_line}</p>` : null}
    <ul class="small soft governs">${terms.stand_in ? html`<li>${t("contract.stand_in", { name: called(view, terms.stand_in) })}</li>` : null}
    <li>${t(terms.challenge ? "contract.challenge_on" : "contract.challenge_off")}</li><li>${t(terms.modelling ? "contract.modelling_on" : "contract.modelling_off")}</li><li>${t(`contract.cameras_${terms.cameras}`)}</li><li>${t(terms.nudges ? "contract.nudges_on" : "contract.nudges_off")}</li></ul>`;
}

/** @param {{ view: View, line: Line }} props */
export function contract({ view, line }) {
  const { contract: agreed, mine } = view;
  const raised = view.people.contract_raised_by;
  if (agreed.proposal) return contractPut({ view, line });
  if (!agreed.text && !agreed.limits) return null;
  return html`<section class="ruled stack-2"><h2>${t("contract.title")}</h2>${agreed.text ? html`<p class="wording">${agreed.text}</p>` : null}
    ${agreed.limits ? html`<p class="wording small"><strong>${t("contract.limits")}</strong> ${agreed.limits}</p>` : null}
    <details><summary>${t("contract.all")}</summary><div class="stack-2">${termsOf(view, { ...agreed, text: "", limits: "" })}</div></details>
    ${raised.length ? html`<p>${t("contract.raised", { names: capital(names(view, raised)), n: raised.length })}</p>` : null}
    <div class="row">${mine.reaffirmed
      ? html`<span class="soft">${t("contract.reaffirmed")}</span>`
      : may(view, "reaffirm")
        ? h(Press, { line, command: { type: "reaffirm", version: agreed.version }, text: t("contract.content") })
        : null}${may(view, "raise_contract") && !raised.includes(mine.id)
      ? h(Press, { line, kind: "word", command: { type: "raise_contract", version: agreed.version }, text: t("contract.raise") })
      : null}</div>${may(view, "raise_contract") && !raised.includes(mine.id) ? html`<p class="hint">${t("contract.raise_seen")}</p>` : null}</section>`;
}

/** A new wording before the set: nobody's silence is taken for a yes. @param {{ view: View, line: Line, acts?: import("../types.js").Child }} props */
export function contractPut({ view, line, acts = null }) {
  const put = view.contract.proposal;
  if (!put) return null;
  const mine = view.mine.contract_content;
  return html`<section class="ruled stack-2"><h2>${t("contract.put_title")}</h2>${termsOf(view, put)}
    ${put.not_content.length ? html`<p>${t("contract.not_content", { names: names(view, put.not_content), n: put.not_content.length })}</p>` : null}
    ${mine === null ? null : html`<p class="soft">${t(mine ? "contract.you_content" : "contract.you_not_content")}</p>`}
    <div class="row">${may(view, "say_of_contract") && mine !== true ? h(Press, { key: "yes", line, command: { type: "say_of_contract", proposal: put.proposal, content: true }, text: t("contract.say_content") }) : null}${
      may(view, "say_of_contract") && mine !== false ? h(Press, { key: "no", line, command: { type: "say_of_contract", proposal: put.proposal, content: false }, text: t("contract.say_not_content") }) : null
    }${acts}</div></section>`;
}

/** "Do you need to leave early?": a time, which the plan will heed. @param {{ view: View, line: Line }} props */
export function LeaveEarly({ view, line }) {
  const [open, setOpen] = useState(false);
  const [time, setTime] = useState("");
  if (!may(view, "leave_early")) return null;
  const at = view.mine.leave_early_at;
  if (at !== null) {
    return html`<p class="ruled row">${t("leave_early.known", { time: clockTime(at) })} ${h(Press, { line, kind: "word", command: { type: "leave_early", at: null }, text: t("leave_early.stay") })}</p>`;
  }
  if (!open) return html`<p class="ruled row"><span>${t("leave_early.question")}</span>${button({ text: t("leave_early.ask"), onPress: () => setOpen(true), expanded: false })}</p>`;
  return html`<section class="ruled stack-2"><div class="field short"><label for="leave-at">${t("leave_early.label")}</label><input type="time" id="leave-at" value=${time}
      onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => setTime(event.currentTarget.value)}/></div>
    <div class="row">${h(Press, { line, command: () => leaveAt(view, time), text: t("leave_early.save") })}${button({ text: t("leave_early.put_away"), onPress: () => setOpen(false) })}</div>
    <p class="hint">${t("leave_early.hint")}</p></section>`;
}

/** @param {View} view @param {string} time @returns {import("../types.js").Command | null} */
function leaveAt(view, time) {
  const at = inSession(time, view.step.starts_at, view.clock.ends_at);
  return at === null ? null : { type: "leave_early", at };
}
