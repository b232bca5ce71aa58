// Where a guest waits: nobody is seen or heard here, and what the set has agreed can be read.
import { h, html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { clockTime } from "../times.js";
import { notice } from "../parts/act.js";
import { Announcer } from "../parts/announcer.js";
import { bar, skip } from "../parts/bar.js";
import { doorTable } from "../parts/door_table.js";
import { troubles } from "../parts/notices.js";
import { door } from "./ended.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** It was over, or did not take place, while they waited. @param {{ view: View }} props */
export const missed = ({ view }) => door({ title: t(view.step.status === "cancelled" ? "close.cancelled" : "ended.closed.title"), words: t(view.step.status === "cancelled" ? "together.guest.not_held" : "together.guest.missed"), act: null });

/** @param {{ view: View, line: Line }} props */
export function outsidePage({ view, line }) {
  const { contract, step } = view;
  return html`${skip()}${bar({ line })}<main class="door two"><div class="stack-5" id="now"><h1 tabindex="-1">${t("together.guest.title")}</h1><p class="lede">${t("together.guest.words")}</p>
    ${troubles({ view, line })}${notice(line)}
    <dl class="facts ruled"><dt>${t("together.guest.starts")}</dt><dd>${clockTime(step.starts_at)}</dd></dl><p class="hint">${t("together.guest.may_go")}</p>
    ${contract.text || contract.limits ? html`<section class="ruled stack-2"><h2>${t("together.guest.agreed")}</h2><p>${contract.text}</p><p class="soft small">${contract.limits}</p></section>` : null}</div>${
      doorTable({ count: 7, mine: false })
    }</main>${h(Announcer, { view, line })}`;
}
