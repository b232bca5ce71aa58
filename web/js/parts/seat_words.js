// What stands beneath a name at the table, and the same people as real text.
import { html } from "../../vendor/preact-htm.js";
import { called, inAirspace, person, shortSite } from "../reading.js";
import { joined, t } from "../texts.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").PersonLine} PersonLine */

/** Whose seat is lit: the lamp says that this voice reaches the others, so it goes out when the line does. @param {View} view */
export function litId(view) {
  const lit = view.step.word ? view.step.word_from : view.floor.lit;
  return person(view, lit)?.presence === "away" ? null : lit;
}

/** Where somebody comes from, when there is nothing else to say of them. @param {PersonLine} one */
const own = (one) => (one.kind === "facilitator" ? t("presence.facilitator") : one.kind === "guest" ? t("together.guest.seat") : shortSite(one.site));

/** How somebody without a screen is with us. @param {View} view @param {Pick<PersonLine, "without_screen" | "at_device_of">} one */
export function seatOf(view, one) {
  if (!one.without_screen) return "";
  if (!one.at_device_of) return t("together.phone.seat");
  return one.at_device_of === view.mine.id ? t("together.phone.beside_you") : t("together.phone.beside", { name: called(view, one.at_device_of) });
}

/** The one line beneath a name. @param {View} view @param {PersonLine} one @param {boolean} [bare] only what somebody is doing, where there is little room */
export function under(view, one, bare = false) {
  const { step, floor, mine } = view;
  const me = one.id === mine.id;
  if (one.presence === "apologies") return t("presence.apologies");
  if (step.status !== "open") return own(one);
  if (one.presence === "away") return t("presence.away");
  if (one.presence === "out") return t("presence.out");
  if (one.presence === "left") return t("presence.left");
  if (one.presence === "removed") return t("presence.removed");
  if (one.presence === "waiting") return t("together.guest.seat_waits");
  if (one.kind === "guest" && one.presence === "expected") return t("together.guest.seat_expected");
  if (one.presence === "expected") return t(step.id === "lobby" ? "presence.expected" : "presence.not_with_us");
  // Who speaks stands in the sentence too; that somebody may be overheard stands here alone. In airspace it waits.
  if (one.overheard && !inAirspace(view) && !step.paused) return t("together.overheard.seat");
  if (one.id === litId(view)) {
    if (step.paused) return " ";
    if (step.word) return t(me ? "seat.you_speak" : "seat.speaks");
    if (step.floor === "turns") return t(me ? "seat.your_turn" : "seat.speaks");
    if (step.floor === "holder") return t(me ? "seat.airspace_yours" : "seat.airspace");
    if (step.id === mine.offers_step) return t(me ? "seat.you_listen" : "seat.listens");
    if (step.thinking) return t(me ? "together.you_think" : "together.thinks");
    if (step.floor === "asker_and_holder" && floor.asked && floor.asked !== one.id) return t(me ? "together.round_yours" : "together.round_theirs");
    if (step.floor === "asker_and_holder") return t(me ? "seat.you_answer" : "seat.answers");
    return t(me ? "seat.you_speak" : "seat.speaks");
  }
  if (step.paused) return "";
  if (one.id === floor.asker) return t(me ? "seat.you_ask" : "seat.asks");
  if (one.id === floor.asked) return t(me ? "seat.you_answer" : "seat.answers");
  if (step.floor === "others" && one.id === step.holder) return t(me ? "seat.you_listen" : "seat.listens");
  if (one.without_screen && !bare) return seatOf(view, one);
  if (bare || inAirspace(view) || step.paused || step.floor === "nobody") return "";
  if (step.id === "lobby") return t(one.kind === "facilitator" ? "presence.here_facilitator" : one.ready ? "presence.ready" : "presence.here");
  if (step.stage_kind === "asking" && view.bids.bids.length) {
    const bid = view.bids.bids.find((each) => each.person === one.id);
    if (bid) return bid.kind === "asks" ? (bid.minutes ? t("bid.seat_asks_for", { n: bid.minutes }) : t("bid.seat_asks")) : t(`bid.seat_${bid.kind}`);
  }
  return own(one);
}

/** All that is to be known of one seat, for whoever does not see the drawing. @param {View} view @param {PersonLine} one */
function said(view, one) {
  const hand = view.hands.queue.find((each) => each.person === one.id);
  const parts = [
    one.name,
    one.beside ? t("together.access.seat", { name: called(view, one.beside) }) : under(view, one).trim(),
    one.id === litId(view) && one.overheard && !inAirspace(view) ? t("seat.speaks") : "",
    seatOf(view, one),
    hand?.entered_by ? t("together.entered.hand_by", { by: called(view, hand.entered_by) }) : "",
  ];
  return [...new Set(parts.filter(Boolean))].join(", ");
}

/** @param {{ view: View, all: PersonLine[] }} props  all: in the order of the table */
export function listed({ view, all }) {
  const seats = view.people.people.filter((one) => one.kind === "access" && one.presence !== "removed" && !one.hidden);
  return html`<figcaption class="unseen">${t("table.people", { people: joined([...all, ...seats].map((one) => said(view, one))) })}</figcaption>`;
}
