// The round table: a plan drawing with everybody at their place and the lamp by whoever is heard.
import { h, html } from "../../vendor/preact-htm.js";
import { inAirspace, isHolder, person, queue, shortName, shortSite } from "../reading.js";
import { joined, t } from "../texts.js";
import { Ring, Middle } from "./dial.js";
import { frame, labels, seat } from "./geometry.js";
import { askText } from "./say.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").PersonLine} PersonLine */

/** Whose seat is lit: the lamp says that this voice reaches the others, so it goes out when the line does. @param {View} view */
export function litId(view) {
  const lit = view.step.word ? view.step.word_from : view.floor.lit;
  return person(view, lit)?.presence === "away" ? null : lit;
}

/** Whether there is a queue to be seen. @param {View} view */
const queuing = (view) => !view.step.paused && (view.step.floor === "asker_and_holder" || view.step.floor === "holder");

/** The one line beneath a name. @param {View} view @param {PersonLine} one @param {boolean} [bare] only what somebody is doing, where there is little room */
function under(view, one, bare = false) {
  const { step, floor, mine } = view;
  const me = one.id === mine.id;
  if (step.status !== "open") return one.kind === "facilitator" ? t("presence.facilitator") : shortSite(one.site);
  if (one.presence === "away") return t("presence.away");
  if (one.presence === "out") return t("presence.out");
  if (one.presence === "left") return t("presence.left");
  if (one.presence === "removed") return t("presence.removed");
  if (one.presence === "expected") return t(step.id === "lobby" ? "presence.expected" : "presence.not_with_us");
  if (one.id === litId(view)) {
    if (step.paused) return " ";
    if (step.word) return t(me ? "seat.you_speak" : "seat.speaks");
    if (step.floor === "turns") return t(me ? "seat.your_turn" : "seat.speaks");
    if (step.floor === "holder") return t(me ? "seat.airspace_yours" : "seat.airspace");
    if (step.id === mine.offers_step) return t(me ? "seat.you_listen" : "seat.listens");
    if (step.floor === "asker_and_holder") return t(me ? "seat.you_answer" : "seat.answers");
    return t(me ? "seat.you_speak" : "seat.speaks");
  }
  if (step.paused) return "";
  if (one.id === floor.asker) return t(me ? "seat.you_ask" : "seat.asks");
  if (step.floor === "others" && one.id === step.holder) return t(me ? "seat.you_listen" : "seat.listens");
  if (bare || inAirspace(view) || step.paused || step.floor === "nobody") return "";
  if (step.id === "lobby") return t(one.kind === "facilitator" ? "presence.here_facilitator" : one.ready ? "presence.ready" : "presence.here");
  if (step.stage_kind === "asking" && view.bids.bids.length) {
    const bid = view.bids.bids.find((each) => each.person === one.id);
    if (bid) return bid.kind === "asks" ? (bid.minutes ? t("bid.seat_asks_for", { n: bid.minutes }) : t("bid.seat_asks")) : t(`bid.seat_${bid.kind}`);
  }
  return one.kind === "facilitator" ? t("presence.facilitator") : shortSite(one.site);
}

/** @param {View} view @param {PersonLine} one */
function classes(view, one) {
  const all = ["seat"];
  if (one.id === litId(view)) all.push("lit");
  else if (one.id === view.floor.asker && !view.step.paused) all.push("asking");
  if (one.id === view.mine.id) all.push("mine");
  if (one.presence === "away" || one.presence === "out") all.push("away");
  if (view.step.status === "open" && ["expected", "left", "removed"].includes(one.presence)) all.push("empty");
  return all.join(" ");
}

/** @param {View} view @param {PersonLine} one @param {number} place @param {number} count @param {boolean} bare */
function drawn(view, one, place, count, bare) {
  const lit = one.id === litId(view);
  const { full } = frame(count);
  const at = seat(place, count, lit);
  const line = full ? "" : under(view, one, bare);
  const text = labels(at, lit, full, line !== "");
  const me = one.id === view.mine.id;
  const name = shortName(one, view.people.people);
  const who = me ? (lit ? t("seat.you") : t("seat.name_you", { name })) : name;
  const ticked = !lit && one.turn === "done" && view.step.floor === "turns";
  const hand = !queuing(view) ? -1 : queue(view).findIndex((each) => each.person === one.id);
  return html`<g key=${one.id} class=${classes(view, one)}>
    <path class="back" d=${at.back}/>
    <circle cx=${at.x} cy=${at.y} r=${at.r}/>
    ${ticked ? html`<path class="tick" d=${`M${at.x - 7} ${at.y + 0.5}l5 5.5 9.5-11`}/>` : html`<text class="initial" x=${at.x} y=${at.y + (lit ? 8 : 6)}>${one.presence === "expected" && view.step.status === "open" ? "" : name.charAt(0)}</text>`}
    <text class="who" x=${at.labelX} y=${text.who}>${who}</text>
    ${line ? html`<text class="where" x=${at.labelX} y=${text.where}>${line}</text>` : null}
    ${hand >= 0 ? html`<g class="hand"><circle cx=${at.x + at.r * 0.78} cy=${at.y - at.r * 0.78} r="10.5"/><text x=${at.x + at.r * 0.78} y=${at.y - at.r * 0.78 + 4.4}>${hand + 1}</text></g>` : null}
  </g>`;
}

/** In the order of the table, beginning with me. @param {View} view */
export function seated(view) {
  const all = view.people.people;
  const mine = Math.max(0, all.findIndex((one) => one.id === view.mine.id));
  return [...all.slice(mine), ...all.slice(0, mine)];
}

/** @param {{ view: View, rough: boolean, bare?: boolean }} props  rough: the line is not to be trusted, so the time is only "about" */
export function table({ view, rough, bare = false }) {
  const all = seated(view);
  const count = all.length;
  const { box, full } = frame(count);
  const lit = litId(view);
  const litPlace = all.findIndex((one) => one.id === lit);
  const glow = litPlace >= 0 && !view.step.paused ? seat(litPlace, count, true) : null;
  // A word from the facilitator does not make the time theirs.
  const timeOf = view.step.word ? view.step.holder : view.clock.of;
  const timePlace = all.findIndex((one) => one.id === timeOf);
  const holderName = full && lit ? shortName(/** @type {PersonLine} */ (person(view, lit)), view.people.people) : "";
  const hidden = view.mine.time_hidden && isHolder(view);
  return html`<figure class="table"><svg class=${full ? "full" : ""} viewBox=${box} role="img" aria-label=${t("table.label", { n: count, now: askText(view) })}>
    ${glow ? html`<circle class="glow" cx=${glow.x} cy=${glow.y} r=${glow.glow}/>` : null}
    <circle class="top" cx="200" cy="200" r="101"/>
    ${h(Ring, { key: "ring", view, degrees: timePlace >= 0 ? 90 + (360 * timePlace) / count : 270, hidden })}
    ${all.map((one, place) => drawn(view, one, place, count, bare))}
    ${h(Middle, { key: "middle", view, rough, hidden, name: holderName })}
  </svg>${listed(view, all)}</figure>`;
}

/** The same people as real text, for whoever does not see the drawing. @param {View} view @param {PersonLine[]} all */
function listed(view, all) {
  return html`<figcaption class="unseen">${t("table.people", {
    people: joined(all.map((one) => [one.name, under(view, one).trim()].filter(Boolean).join(", "))),
  })}</figcaption>`;
}
