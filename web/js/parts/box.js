// A box to write in. Its words are a draft until they are sent, and near it stands who will see them.
import { html } from "../../vendor/preact-htm.js";
import { lock } from "./icons.js";

/**
 * @param {{ id: string, label: string, hidden?: boolean, words: string, change: (words: string) => void, rows?: number,
 *   seen?: string, own?: boolean, placeholder?: string, longest?: number, leave?: () => void, send?: () => void }} props
 *   seen: who will see it; own: only I do; send: what Ctrl and Enter do
 */
export function box({ id, label, hidden = false, words, change, rows = 2, seen = "", own = false, placeholder = "", longest = 2000, leave, send }) {
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send?.();
  };
  return html`<div class="field"><label for=${id} class=${hidden ? "unseen" : ""}>${label}</label>
    <textarea id=${id} rows=${rows} maxlength=${longest} placeholder=${placeholder} value=${words} aria-describedby=${seen ? `${id}-seen` : null}
      onInput=${(/** @type {{ currentTarget: HTMLTextAreaElement }} */ event) => change(event.currentTarget.value)} onBlur=${leave} onKeyDown=${key}></textarea>
    ${seen ? html`<p id=${`${id}-seen`} class=${own ? "private" : "hint"}>${own ? lock() : null}<span>${seen}</span></p>` : null}</div>`;
}

/**
 * One of a few, each a full answer.
 * @template {string} Value
 * @param {{ name: string, legend: string, seen?: boolean, options: { value: Value, text: string }[], value: Value | null, choose: (value: Value) => void }} props
 */
export function choices({ name, legend, seen = false, options, value, choose }) {
  return html`<fieldset><legend class=${seen ? "" : "unseen"}>${legend}</legend><div class="choices">${options.map(
    (option) => html`<label key=${option.value}><input type="radio" name=${name} checked=${option.value === value}
      onChange=${() => choose(option.value)}/><span>${option.text}</span></label>`,
  )}</div></fieldset>`;
}
