// Which keys do what on this page, and the choice to have none.
import { h, html } from "../../vendor/preact-htm.js";
import { useKeysOn } from "../keys.js";
import { t } from "../texts.js";
import { Dialog } from "./dialog.js";

/** @typedef {{ key: string, does: string }} Key */

/** @param {{ keys: Key[], close: () => void }} props */
export function KeysDialog({ keys, close }) {
  const [on, set] = useKeysOn();
  return h(
    Dialog,
    { title: t("keys.title"), close },
    html`<div class="stack"><dl class="facts">${keys.map((one) => html`<dt key=${one.key}><kbd>${one.key}</kbd></dt><dd>${one.does}</dd>`)}</dl>
      <label class="tickbox"><input type="checkbox" checked=${on} onChange=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => set(event.currentTarget.checked)}/><span>${t("keys.on")}</span></label>
      <p class="hint">${t("keys.hint")}</p></div>`,
  );
}
