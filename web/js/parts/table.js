// The round table: a plan drawing with everybody at their place and the lamp by whoever is heard.
import { h, html } from "../../vendor/preact-htm.js";
import { isHolder, person, queue, shortName, shortSite } from "../reading.js";
import { t } from "../texts.js";
import { Ring, Middle } from "./dial.js";
import { besideSeat, frame, labels, named, seat } from "./geometry.js";
import { atSeats, grown, pictures, wide } from "./pictures.js";
import { askText } from "./say.js";
import { listed, litId, under } from "./seat_words.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").PersonLine} PersonLine */

/** Whether there is a queue to be seen. @param {View} view */
const queuing = (view) => !view.step.paused && (view.step.floor === "asker_and_holder" || view.step.floor === "holder");

/** @param {View} view @param {PersonLine} one */
function classes(view, one) {
  const all = ["seat"];
  if (one.id === litId(view)) all.push("lit");
  else if ((one.id === view.floor.asker || one.id === view.floor.asked) && !view.step.paused) all.push("asking");
  if (one.overheard) all.push("told");
  if (one.id === view.mine.id) all.push("mine");
  if (one.presence === "away" || one.presence === "out") all.push("away");
  if (view.step.status === "open" && ["expected", "apologies", "waiting", "left", "removed"].includes(one.presence)) all.push("empty");
  return all.join(" ");
}

/** How a seat stands and is drawn, for itself and for what lies over it.
 * @param {View} view @param {PersonLine} one @param {number} place @param {number} count @param {ReturnType<typeof pictures>} shown */
function placed(view, one, place, count, shown) {
  const lit = one.id === litId(view);
  const larger = grown(view, one.id, shown);
  const at = seat(place, count, lit, { wide: wide(view), grown: larger });
  return { lit, larger, at, picture: shown.get(one.id) ?? null };
}

/** @param {View} view @param {PersonLine} one @param {number} place @param {number} count @param {boolean} bare @param {ReturnType<typeof pictures>} shown */
function drawn(view, one, place, count, bare, shown) {
  const { full } = frame(count);
  const { lit, larger, at, picture } = placed(view, one, place, count, shown);
  const line = full || (larger && named(count)) ? "" : lineOf(view, one, bare, count);
  const text = labels(at, lit, full, line !== "", larger);
  const me = one.id === view.mine.id;
  const name = shortName(one, view.people.people);
  const who = me ? (lit ? t("seat.you") : t("seat.name_you", { name })) : name;
  return html`<g key=${one.id} class=${classes(view, one)}>
    <path class="back" d=${at.back}/>
    <circle cx=${at.x} cy=${at.y} r=${at.r}/>
    ${ticked(view, one) && !picture ? html`<path class="tick" d=${`M${at.x - 7} ${at.y + 0.5}l5 5.5 9.5-11`}/>` : html`<text class="initial" x=${at.x} y=${at.y + (lit ? 8 : 6)}>${(one.presence === "expected" || one.presence === "apologies") && view.step.status === "open" ? "" : name.charAt(0)}</text>`}
    <text class="who" x=${at.labelX} y=${text.who}>${who}</text>
    ${line ? html`<text class="where" x=${at.labelX} y=${text.where}>${line}</text>` : null}
    ${picture ? null : rim(view, one, at)}
  </g>`;
}

/** Who has had their turn. @param {View} view @param {PersonLine} one */
const ticked = (view, one) => one.id !== litId(view) && one.turn === "done" && view.step.floor === "turns";

/** Among larger seats of many there is no room for where each comes from. @param {View} view @param {PersonLine} one @param {boolean} bare @param {number} count */
function lineOf(view, one, bare, count) {
  const line = under(view, one, bare);
  return wide(view) && named(count) && line === shortSite(one.site) ? "" : line;
}

/** What stands on a seat's edge. @param {View} view @param {PersonLine} one @param {{ x: number, y: number, r: number }} at @returns {import("../types.js").Child} */
function rim(view, one, { x, y, r }) {
  const hand = !queuing(view) ? -1 : queue(view).findIndex((each) => each.person === one.id);
  const [right, up] = [x + r * 0.78, y - r * 0.78];
  return [
    one.without_screen ? mark(x - r * 0.78, up, one.at_device_of !== null) : null,
    hand >= 0 ? html`<g key="hand" class="hand"><circle cx=${right} cy=${up} r="10.5"/><text x=${right} y=${up + 4.4}>${hand + 1}</text></g>` : null,
  ];
}

/** The same over a picture, with the tick that its initial gave way to. @param {View} view @param {PersonLine} one @param {{ x: number, y: number, r: number }} at */
const overPicture = (view, one, at) => html`<g key=${one.id} class="seat over">${rim(view, one, at)}${
  ticked(view, one) ? html`<g class="mark"><circle cx=${at.x + at.r * 0.78} cy=${at.y + at.r * 0.78} r="10.5"/><path d=${`M${at.x + at.r * 0.78 - 4.6} ${at.y + at.r * 0.78 + 0.3}l3.3 3.6 6.2-7.2`}/></g>` : null
}</g>`;

/** A small sign by whoever has no screen: a telephone, or two at one device. @param {number} x @param {number} y @param {boolean} shared */
const mark = (x, y, shared) => html`<g class="mark"><circle cx=${x} cy=${y} r="10.5"/>${
  shared
    ? html`<path d=${`M${x - 6} ${y + 4.5}a3.2 3.2 0 0 1 6.4 0M${x - 0.4} ${y + 4.5}a3.2 3.2 0 0 1 6.4 0M${x - 4.6} ${y - 2.5}a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0M${x + 1} ${y - 2.5}a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0`}/>`
    : html`<path d=${`M${x - 3} ${y - 6}h6v12h-6zM${x - 0.7} ${y + 3.6}h1.4`}/>`
}</g>`;

/** An access seat, small, beside its member; it is lit when its member is, since then it may speak for them. @param {View} view @param {PersonLine} one @param {number} place @param {number} count @param {boolean} larger whether its member is drawn larger */
function access(view, one, place, count, larger) {
  const at = besideSeat(place, count, { wide: wide(view), grown: larger });
  const lit = one.beside === litId(view) && view.floor.heard.includes(one.id);
  const all = ["seat", "access", lit ? "lit" : "", one.id === view.mine.id ? "mine" : "", one.presence === "here" ? "" : "empty"];
  return html`<g key=${one.id} class=${all.filter(Boolean).join(" ")}><path class="back" d=${at.link}/><circle cx=${at.x} cy=${at.y} r=${at.r}/><text class="initial" x=${at.x} y=${at.y + 4}>${shortName(one, view.people.people).charAt(0)}</text></g>`;
}

/** In the order of the table, beginning with me, or with the member I'm there for. Access seats stand beside, and are not counted. @param {View} view */
function seated(view) {
  const all = view.people.people.filter((one) => one.kind !== "access");
  const mine = Math.max(0, all.findIndex((one) => one.id === (view.mine.beside ?? view.mine.id)));
  return [...all.slice(mine), ...all.slice(0, mine)];
}

/** @param {{ view: View, rough: boolean, bare?: boolean, voice?: import("../types.js").Voice | null }} props  rough: the line is not to be trusted, so the time is only "about"; voice: whose pictures are drawn */
export function table({ view, rough, bare = false, voice = null }) {
  const all = seated(view);
  const count = all.length;
  const shown = pictures(view, voice);
  const whole = frame(count, wide(view));
  const { box, full } = whole;
  const lit = litId(view);
  const litPlace = all.findIndex((one) => one.id === lit);
  const glow = litPlace >= 0 && !view.step.paused ? seat(litPlace, count, true, { wide: wide(view), grown: grown(view, lit, shown) }) : null;
  // A word from the facilitator does not make the time theirs.
  const timeOf = view.step.word ? view.step.holder : view.clock.of;
  const timePlace = all.findIndex((one) => one.id === timeOf);
  const holderName = full && lit ? shortName(/** @type {PersonLine} */ (person(view, lit)), view.people.people) : "";
  const hidden = view.mine.time_hidden && isHolder(view);
  const seen = all.map((one, place) => ({ one, ...placed(view, one, place, count, shown) }));
  return html`<figure class=${wide(view) ? "table wide" : "table"}><div class="board"><svg class=${full ? "full" : ""} viewBox=${box} role="img" aria-label=${t("table.label", { n: count, now: askText(view) })}>
    ${glow ? html`<circle class="glow" cx=${glow.x} cy=${glow.y} r=${glow.glow}/>` : null}
    <circle class="top" cx="200" cy="200" r=${whole.top}/>
    ${h(Ring, { key: "ring", view, r: whole.ring, degrees: timePlace >= 0 ? 90 + (360 * timePlace) / count : 270, hidden })}
    ${view.people.people.filter((one) => one.kind === "access" && one.presence !== "removed" && !one.hidden).map((one) => access(view, one, all.findIndex((each) => each.id === one.beside), count, grown(view, one.beside, shown)))}
    ${all.map((one, place) => drawn(view, one, place, count, bare, shown))}
    ${h(Middle, { key: "middle", view, rough, hidden, name: holderName })}
  </svg>${atSeats(seen, whole, (one, at) => overPicture(view, one, at))}</div>${listed({ view, all })}</figure>`;
}
