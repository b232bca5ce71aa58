// The time on the table: the ring is the feeling, the figures are the truth. Both are worked out anew at every paint.
import { html } from "../../vendor/preact-htm.js";
import { now } from "../clock.js";
import { inAirspace } from "../reading.js";
import { t } from "../texts.js";
import { about, clockTime, countdown, inMinutes, minutes } from "../times.js";
import { arc } from "./geometry.js";
import { leftOf, toNextSecond, useTick } from "./tick.js";

/** @typedef {import("../types.js").View} View */

/** Whether a time is running or standing that everybody may see. @param {View} view @param {boolean} hidden */
const shown = (view, hidden) =>
  view.step.status === "open" && view.clock.counting && view.clock.length > 0 && view.step.id !== "lobby" && !hidden;

/** @param {{ view: View, degrees: number, hidden: boolean, r: number }} props */
export function Ring({ view, degrees, hidden, r }) {
  const { clock } = view;
  const visible = shown(view, hidden);
  // Set again once it has moved by a degree: seldom enough to cost nothing, often enough to look still.
  useTick(() => (visible && clock.running && leftOf(clock) > 0 ? Math.max(1000, clock.length / 360) : Infinity));
  if (!visible) return null;
  const { dash, turn } = arc(leftOf(clock) / clock.length, degrees);
  const held = clock.of ? " held" : "";
  return html`<g><circle class="ring-track" cx="200" cy="200" r=${r}/>
    <circle class=${`ring-edge${held}`} cx="200" cy="200" r=${r} pathLength="360" stroke-dasharray=${dash} transform=${turn}/>
    <circle class=${`ring-left${held}`} cx="200" cy="200" r=${r} pathLength="360" stroke-dasharray=${dash} transform=${turn}/></g>`;
}

/** @param {string} word @param {string} [note] */
const two = (word, note = "") => html`<g><text class="mid-word" x="200" y=${note ? 198 : 206}>${word}</text>${
  note ? html`<text class="mid-note" x="200" y="226">${note}</text>` : null
}</g>`;

/** @param {string} time @param {string} note @param {string} name */
const three = (time, note, name) => html`<g>${name ? html`<text class="mid-who" x="200" y="150">${name}</text>` : null}
  <text class="mid-time" x="200" y="208">${time}</text><text class="mid-note" x="200" y="236">${note}</text></g>`;

/** @param {{ view: View, rough: boolean, hidden: boolean, name: string }} props  name: of the holder, at a large table */
export function Middle({ view, rough, hidden, name }) {
  const { step, clock } = view;
  const left = leftOf(clock);
  const beforeStart = step.status === "planned" || step.id === "lobby";
  useTick(() => {
    if (beforeStart) return 10_000;
    return shown(view, hidden) && clock.running ? toNextSecond(left) : Infinity;
  });
  if (step.status === "planned" || (step.status === "open" && step.id === "lobby")) {
    return three(clockTime(step.starts_at), startsIn(step.starts_at - now()), "");
  }
  if (step.status !== "open") return null;
  if (step.paused) return two(t("middle.paused"));
  if (hidden) return two(t(inAirspace(view) ? "middle.your_airspace" : "middle.your_round"));
  if (!shown(view, hidden)) return name ? two(name) : null;
  if (rough) return two(left > 0 ? about(left) : t("middle.over"));
  if (left <= 0) return two(t("middle.over"), t("middle.agreed"));
  const note = !clock.running
    ? t("middle.stopped")
    : step.floor === "nobody"
      ? t("middle.silence")
      : t(clock.of === view.mine.id && clock.turn ? "middle.of_yours" : "middle.of", { length: minutes(clock.length), n: inMinutes(clock.length) });
  return three(countdown(left), note, name);
}

/** @param {number} left */
function startsIn(left) {
  const n = Math.round(left / 60_000);
  if (n > 90) return t("middle.we_start");
  if (n >= 1) return t("middle.starts_in", { n });
  return n === 0 ? t("middle.starts_now") : t("middle.starts_soon");
}
