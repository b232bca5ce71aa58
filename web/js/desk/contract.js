// Making the contract: written at the desk from what holds now, put to the set, agreed once all who are here are content.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { draft, keepDraft, useDraft } from "../drafts.js";
import { called, may } from "../reading.js";
import { joined, t } from "../texts.js";
import { box, choices } from "../parts/box.js";
import { contractPut, termsOf } from "../parts/contract.js";
import { button, Press } from "../parts/press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../protocol.js").Cameras} Cameras */

/** @type {Cameras[]} */
const CAMERAS = ["off", "small", "on"];
/** @type {("challenge" | "modelling" | "nudges")[]} */
const SWITCHES = ["challenge", "modelling", "nudges"];
const PARTS = ["text", "limits", "support_line", "stand_in", "cameras", ...SWITCHES];

/** @param {{ view: View, line: Line, open?: boolean }} props  open: this step is for the contract */
export function ContractDesk({ view, line, open = false }) {
  const [writing, setWriting] = useState(PARTS.some((part) => draft(`contract.${part}`) !== ""));
  const put = view.contract.proposal;
  const able = may(view, "propose_contract");
  if (put && !writing) return contractPut({ view, line, acts: putAside({ view, line, put, reword: able ? () => setWriting(true) : null }) });
  if (!able) return null;
  const done = () => {
    for (const part of PARTS) keepDraft(`contract.${part}`, "");
    setWriting(false);
  };
  if (writing) return h(Editor, { view, line, done });
  const raised = view.people.contract_raised_by.length > 0;
  return html`<details class="ruled" open=${open || raised}><summary>${t("contract.desk_title")}</summary><div class="stack-2">${termsOf(view, view.contract)}<div class="row">${button({ kind: "plain", text: t("contract.write"), onPress: () => setWriting(true) })}</div></div></details>`;
}

/** @param {{ view: View, line: Line, put: NonNullable<View["contract"]["proposal"]>, reword: (() => void) | null }} props */
function putAside({ view, line, put, reword }) {
  const { names, n } = { names: joined(put.still_to_say.map((id) => called(view, id))), n: put.still_to_say.length };
  return html`${n && !put.not_content.length ? html`<span class="soft">${t("contract.still_to_say", { names, n })}</span>` : null}${reword ? button({ text: t("contract.reword"), onPress: reword }) : null}${
    may(view, "drop_contract") ? h(Press, { key: "drop", line, kind: "word", command: { type: "drop_contract", proposal: put.proposal }, text: t("contract.drop") }) : null
  }`;
}

/** From what is before the set, or what holds; a draft of this page until it is put. @param {{ view: View, line: Line, done: () => void }} props */
function Editor({ view, line, done }) {
  const from = view.contract.proposal ?? view.contract;
  const [text, setText] = useDraft("contract.text", from.text);
  const [limits, setLimits] = useDraft("contract.limits", from.limits);
  const [support, setSupport] = useDraft("contract.support_line", from.support_line);
  const [standIn, setStandIn] = useDraft("contract.stand_in", from.stand_in ?? "nobody");
  const [cameras, setCameras] = useDraft("contract.cameras", from.cameras);
  const switches = {
    challenge: useSwitch("challenge", from.challenge),
    modelling: useSwitch("modelling", from.modelling),
    nudges: useSwitch("nudges", from.nudges),
  };
  /** @returns {import("../types.js").Command} */
  const command = () => ({
    type: "propose_contract",
    contract: {
      text: text.trim(),
      limits: limits.trim(),
      support_line: support.trim(),
      stand_in: standIn === "nobody" ? null : standIn,
      cameras: /** @type {Cameras} */ (cameras),
      challenge: switches.challenge.on,
      modelling: switches.modelling.on,
      nudges: switches.nudges.on,
    },
  });
  return html`<section class="ruled stack" aria-labelledby="contract-title"><h2 id="contract-title">${t("contract.write_title")}</h2><p class="hint">${t("contract.write_hint")}</p>
    ${box({ id: "contract-text", label: t("contract.text"), words: text, change: setText, rows: 6, longest: 6000 })}
    ${box({ id: "contract-limits", label: t("contract.limits_label"), words: limits, change: setLimits, rows: 3, seen: t("contract.limits_hint") })}
    ${box({ id: "contract-support", label: t("contract.support_label"), words: support, change: setSupport, rows: 2, seen: t("contract.support_hint") })}
    <div class="field short"><label for="contract-stand-in">${t("contract.stand_in_label")}</label><select id="contract-stand-in" value=${standIn} aria-describedby="contract-stand-in-hint" onChange=${(/** @type {{ currentTarget: HTMLSelectElement }} */ event) => setStandIn(event.currentTarget.value)}><option value="nobody">${t("contract.stand_in_nobody")}</option>${view.people.people
      .filter((one) => one.kind === "member")
      .map((one) => html`<option key=${one.id} value=${one.id}>${called(view, one.id)}</option>`)}</select><p class="hint" id="contract-stand-in-hint">${t("contract.stand_in_hint")}</p></div>
    ${choices({ name: "cameras", legend: t("contract.cameras_label"), seen: true, value: cameras, options: CAMERAS.map((value) => ({ value, text: t(`contract.cameras_short_${value}`) })), choose: setCameras })}<p class="hint">${t(`contract.cameras_${cameras}`)}</p>
    ${SWITCHES.map((part) => html`<div key=${part}><label class="tickbox"><input type="checkbox" checked=${switches[part].on} aria-describedby=${`contract-${part}`} onChange=${switches[part].turn}/><span>${t(`contract.${part}_label`)}</span></label><p class="hint" id=${`contract-${part}`}>${t(`contract.${part}_${switches[part].on ? "on" : "off"}`)}</p></div>`)}
    <div class="row">${h(Press, { line, command, text: t("contract.put"), then: done })}${button({ text: t("contract.leave"), onPress: done })}</div></section>`;
}

/** @param {string} part @param {boolean} initial */
function useSwitch(part, initial) {
  const [value, set] = useDraft(`contract.${part}`, initial ? "yes" : "no");
  return { on: value === "yes", turn: () => set(value === "yes" ? "no" : "yes") };
}
