// The way to what the programme lead will see: beside this page, so that the room's line, and what is still unsaved, stay.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";

/** @param {{ seat: string }} props */
export const seenLink = ({ seat }) =>
  html`<a class="word" href=${`/seen/${encodeURIComponent(seat)}`} target="_blank" rel="noopener">${t("seen.link")}<span class="unseen"> ${t("seen.new_tab")}</span></a>`;
