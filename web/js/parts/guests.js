// A guest who waits, will come, or is with us: whether each of us is content that they join.
import { h, html } from "../../vendor/preact-htm.js";
import { called, inAirspace, may } from "../reading.js";
import { joined, t } from "../texts.js";
import { Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** Who isn't content, in words. @param {View} view @param {import("../types.js").PersonLine} guest */
export function objecting(view, guest) {
  const others = guest.objections.filter((id) => id !== view.mine.id).map((id) => called(view, id));
  return others.length ? t("together.guest.objecting", { names: joined(others), n: others.length, name: called(view, guest.id) }) : "";
}

/** @param {{ view: View, line: Line }} props */
export function guests({ view, line }) {
  if (!may(view, "object_to_guest") || inAirspace(view) || view.step.paused) return null;
  const lobby = view.step.id === "lobby";
  const all = view.people.people.filter((one) => one.kind === "guest" && (one.presence === "waiting" || one.presence === "here" || (lobby && one.presence === "expected")));
  return all.map((one) => {
    const name = called(view, one.id);
    const mine = one.objections.includes(view.mine.id);
    if (one.presence === "here" && !mine) {
      return html`<details key=${one.id} class="ruled"><summary>${t("together.guest.with_us", { name })}</summary><div class="row">${
        h(Press, { line, kind: "word", command: { type: "object_to_guest", guest: one.id, object: true }, text: t("together.guest.object"), more: t("together.guest.object_more", { name }) })
      }</div><p class="hint">${t("together.guest.object_hint", { name })}</p></details>`;
    }
    return html`<section key=${one.id} class="ruled stack-2"><p>${t(one.presence === "waiting" ? "together.guest.waits" : "together.guest.expected", { name })} ${mine ? t("together.guest.you_object", { name }) : ""} ${objecting(view, one)}</p><div class="row">${
      h(Press, { line, kind: mine ? "plain" : "word", command: { type: "object_to_guest", guest: one.id, object: !mine }, text: t(mine ? "together.guest.content" : "together.guest.object"), more: mine ? "" : t("together.guest.object_more", { name }) })
    }</div></section>`;
  });
}
