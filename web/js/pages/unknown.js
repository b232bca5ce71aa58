// An address that leads nowhere, or a link that is no longer good: what to do now.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { bar } from "../parts/bar.js";

/** @param {{ sentence?: string }} [props] */
export function unknown({ sentence = "" } = {}) {
  document.title = t("unknown.page_title");
  return html`${bar({})}<main class="door" id="now"><div class="stack-5"><h1>${t(sentence ? "unknown.link_title" : "unknown.title")}</h1><p class="lede">${sentence || t("unknown.words")}</p><p class="soft">${t("unknown.what_to_do")}</p></div></main>`;
}
