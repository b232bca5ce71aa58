// Guests at the desk: let in once nobody is not content, and asked to wait again; and who is there for one member.
import { h, html } from "../../vendor/preact-htm.js";
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { objecting } from "../parts/guests.js";
import { Press } from "../parts/press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").PersonLine} PersonLine */

/** @param {PersonLine} guest */
const where = (guest) =>
  guest.presence === "waiting" ? t("together.guest.seat_waits") : guest.presence === "expected" ? t("together.guest.seat_expected") : guest.presence === "here" ? t("together.guest.seat") : t(`presence.desk_${guest.presence}`);

/** Somebody of the set is here, and nobody is not content. @param {View} view @param {PersonLine} guest */
export const welcome = (view, guest) => !guest.objections.length && view.people.people.some((one) => one.kind === "member" && ["here", "out"].includes(one.presence));

/** @param {View} view @param {Line} line @param {PersonLine} guest */
function row(view, line, guest) {
  const name = called(view, guest.id);
  const waits = guest.presence === "waiting" && may(view, "admit_guest") && welcome(view, guest);
  const here = ["here", "out"].includes(guest.presence) && may(view, "send_guest_out");
  return html`<li key=${guest.id}><span>${name}<br/><span class="tag">${where(guest)}</span>${guest.objections.length ? html`<br/><span class="small">${objecting(view, guest)}</span>` : null}</span>${
    waits ? h(Press, { line, kind: "word", command: { type: "admit_guest", guest: guest.id }, text: t("together.guest.admit"), more: name }) : null
  }${here ? h(Press, { line, kind: "word", command: { type: "send_guest_out", guest: guest.id }, text: t("together.guest.send_out"), more: name }) : null}</li>`;
}

/** @param {{ view: View, line: Line }} props */
export function guestsHere({ view, line }) {
  const guests = view.people.people.filter((one) => one.kind === "guest" && one.presence !== "removed");
  const seats = view.people.people.filter((one) => one.kind === "access");
  if (!guests.length && !seats.length) return null;
  return html`<ul class="rows two">${guests.map((one) => row(view, line, one))}${seats.map(
    (one) => html`<li key=${one.id}><span>${one.name}<br/><span class="tag">${t("together.access.seat", { name: called(view, one.beside) })}${one.presence === "here" ? "" : `, ${t(`presence.desk_${one.presence}`)}`}</span></span></li>`,
  )}</ul>`;
}
