// The plain front door, for whoever comes without a link.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { bar } from "../parts/bar.js";
import { doorTable } from "../parts/door_table.js";

export function front() {
  document.title = t("bar.name");
  return html`${bar({})}<main class="door two"><div class="stack-5" id="now"><h1>${t("front.title")}</h1><p class="lede">${t("front.words")}</p><p class="soft">${t("front.link")}</p>${method({ open: true })}</div>${doorTable({ count: 7 })}</main>`;
}

/** The method in sixty seconds. @param {{ open?: boolean }} props */
export function method({ open = false }) {
  const steps = ["one", "two", "three", "four", "five"];
  return html`<details class="ruled" open=${open}><summary>${t("method.title")}</summary><ol class="stack-2 counted">${steps.map(
    (step) => html`<li key=${step}>${t(`method.${step}`)}</li>`,
  )}</ol></details>`;
}
