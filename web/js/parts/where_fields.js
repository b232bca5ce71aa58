// How a set meets, to be chosen: here by voice, beside its own call with that call's link, or in writing.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { choices } from "./box.js";

/** @typedef {import("../protocol.js").Where} Where */

/** @type {Where[]} */
const WAYS = ["here", "call", "text"];

/** @param {{ id: string, legend: string, where: Where, link: string, choose: (where: Where) => void, setLink: (link: string) => void }} props */
export function whereFields({ id, legend, where, link, choose, setLink }) {
  return html`${choices({ name: `${id}-where`, legend, seen: true, value: where, choose, options: WAYS.map((value) => ({ value, text: t(`meeting.${value}`) })) })}<p class="hint">${t(`meeting.hint_${where}`)}</p>
    ${where === "call"
      ? html`<div class="field"><label for=${`${id}-link`}>${t("meeting.link")}</label><input type="text" inputmode="url" id=${`${id}-link`} maxlength="500" autocomplete="off" spellcheck="false" placeholder="https://" aria-describedby=${`${id}-link-hint`} value=${link} onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => setLink(event.currentTarget.value)}/><p class="hint" id=${`${id}-link-hint`}>${t("meeting.link_hint")}</p></div>`
      : null}`;
}
