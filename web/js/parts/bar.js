// The bar: whose house this is, which session, and how the line stands.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { dots, gap, mark, tick } from "./icons.js";

/** @typedef {import("../types.js").LineState} LineState */

/** @param {{ line?: import("../types.js").Line, quiet?: boolean, lead?: string, said?: string }} props
 *   quiet: in airspace only what is needed stays; said: how a page without a line was opened */
export function bar({ line, quiet = false, lead = "", said = "" }) {
  const head = line?.session;
  const where = head && !quiet ? t(head.of ? "bar.session_of" : "bar.session", { set: head.set, n: head.number, of: head.of ?? 0 }) : "";
  return html`<header class="bar"><span class="name">${mark()}${t("bar.name")}</span><span class="small soft of">${
    where && lead ? `${lead} ${where}` : where
  }</span>${head?.practice ? rehearsal(head.speed, quiet) : null}${line && !line.ended ? connection(line.state) : said ? html`<span class="line">${said}</span>` : null}</header>`;
}

/** So that nobody takes a rehearsal for a session. @param {number} speed @param {boolean} quiet */
const rehearsal = (speed, quiet) =>
  html`<span class="rehearsal small">${t("rehearsal.mark")}${speed > 1 && !quiet ? html` <span class="soft">${t("rehearsal.times", { n: speed })}</span>` : null}</span>`;

/** @param {LineState} state */
function connection(state) {
  const sign = state === "connected" ? tick() : state === "lost" ? gap() : dots();
  return html`<span class="line" data-line=${state}>${sign}${t(`line.${state}`)}</span>`;
}

/** A bar for pages without a line, signed "skip" included. */
export const skip = () => html`<a class="skip" href="#now">${t("bar.skip")}</a>`;
