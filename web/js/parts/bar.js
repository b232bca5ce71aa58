// The bar: whose house this is, which session, and how the line stands.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { dots, gap, mark, tick } from "./icons.js";

/** @typedef {import("../types.js").LineState} LineState */

/** @param {{ line?: import("../types.js").Line, quiet?: boolean, lead?: string }} props  quiet: in airspace only what is needed stays */
export function bar({ line, quiet = false, lead = "" }) {
  const head = line?.session;
  const where = head && !quiet ? t(head.of ? "bar.session_of" : "bar.session", { set: head.set, n: head.number, of: head.of ?? 0 }) : "";
  return html`<header class="bar"><span class="name">${mark()}${t("bar.name")}</span><span class="small soft of">${
    where && lead ? `${lead} ${where}` : where
  }</span>${line && !line.ended ? connection(line.state) : null}</header>`;
}

/** @param {LineState} state */
function connection(state) {
  const sign = state === "connected" ? tick() : state === "lost" ? gap() : dots();
  return html`<span class="line" data-line=${state}>${sign}${t(`line.${state}`)}</span>`;
}

/** A bar for pages without a line, signed "skip" included. */
export const skip = () => html`<a class="skip" href="#now">${t("bar.skip")}</a>`;
