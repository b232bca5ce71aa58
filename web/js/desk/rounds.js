// The rounds still to come: another order in two presses, other minutes, and what became free given back to the set.
import { h, html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { clockTime } from "../times.js";
import { notice } from "../parts/act.js";
import { Dialog } from "../parts/dialog.js";
import { Order } from "../parts/order.js";
import { button } from "../parts/press.js";
import { finishOf } from "../parts/spine.js";
import { shortfalls } from "../parts/ways.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../parts/ways.js").Share} Share */

const FEWEST = 10; // minutes for somebody who is added where nothing is free; the server says what fits

/** @param {View} view @returns {Share[]} */
export const roundsAhead = (view) => (view.desk?.rounds_ahead ?? []).map(({ holder, minutes }) => ({ holder, minutes }));

/** @param {View} view */
export const mayReplan = (view) => may(view, "replan_rounds") && view.desk !== null && view.desk.driving;

/** A line that says what has become free, and leads to giving it. @param {{ view: View, open: () => void }} props */
export function freed({ view, open }) {
  const n = view.desk?.freed ?? 0;
  if (!mayReplan(view) || n < 1 || view.step.floor === "holder") return null;
  return html`<p class="row ruled"><span>${t("replan.freed", { n })}</span>${button({ kind: "plain", text: t("replan.share"), onPress: open })}</p>`;
}

/** Whose round ends after they must leave, or has nobody to hold it, told where it can be mended. @param {{ view: View }} props */
export function leavingEarly({ view }) {
  const { leaving, gone } = view.agenda.agreed && mayReplan(view) && view.desk ? view.desk : { leaving: [], gone: [] };
  return leaving.length + gone.length && view.step.floor !== "holder" ? html`<div class="ruled">${shortfalls(view, [], leaving, gone)}</div>` : null;
}

/** @param {{ view: View, line: Line, close: () => void }} props */
export function RoundsDialog({ view, line, close }) {
  const plan = roundsAhead(view);
  const [pressed, setPressed] = useState(/** @type {Share[] | null} */ (null));
  const key = JSON.stringify(plan);
  // Presses are given one at a time, each in place of the plan that the one before it made; the newest alone waits.
  const going = useRef(false);
  const waits = useRef(/** @type {Share[] | null} */ (null));
  useEffect(() => {
    if (!going.current) setPressed(null);
  }, [key]);
  const rows = pressed ?? plan;
  const desk = view.desk;
  if (!desk || !mayReplan(view)) return h(Dialog, { title: t("replan.title"), close }, html`<p>${t("replan.not_now")}</p>`);
  /** @param {Share[]} wanted */
  const give = async (wanted) => {
    setPressed(wanted);
    waits.current = wanted;
    if (going.current) return;
    going.current = true;
    for (let instead_of = plan; waits.current; ) {
      const rounds = waits.current;
      waits.current = null;
      const answer = await line.give({ type: "replan_rounds", instead_of, rounds });
      if (!answer.done) {
        waits.current = null;
        setPressed(null);
      }
      instead_of = rounds;
    }
    going.current = false;
  };
  const held = view.agenda.stages.filter((stage) => stage.kind === "round").map((stage) => stage.holder);
  const out = view.people.people.filter((one) => one.kind === "member" && !["apologies", "left", "removed"].includes(one.presence) && !held.includes(one.id) && !rows.some((row) => row.holder === one.id));
  const free = Math.floor(desk.freed * 2) / 2;
  const finish = finishOf(view);
  return h(
    Dialog,
    { title: t("replan.title"), close, stay: t("replan.done") },
    html`<div class="stack"><p class="soft">${t("replan.words", { n: desk.minutes_ahead })}${finish === null ? "" : ` ${t("agenda.finish", { time: clockTime(finish) })}`}</p>
    ${rows.length ? h(Order, { view, id: "replan", rows, change: give, lazy: true }) : html`<p>${t("replan.none")}</p>`}
    ${shortfalls(view, [], desk.leaving, desk.gone)}${notice(line)}
    ${free >= 1 && rows.length
      ? html`<div class="stack-2"><p>${t("replan.freed", { n: free })}</p><div class="row">${rows.map((row) =>
          html`<span key=${row.holder}>${button({ kind: "plain", text: t("replan.give", { name: called(view, row.holder) }), onPress: () => give(rows.map((each) => (each === row ? { ...each, minutes: each.minutes + free } : each))) })}</span>`,
        )}${button({ text: t("replan.finish_early"), onPress: close })}</div></div>`
      : null}
    ${out.length
      ? html`<div class="row" role="group" aria-label=${t("agenda.add_label")}>${out.map((one) =>
          html`<span key=${one.id}>${button({ text: t("replan.add", { name: called(view, one.id) }), onPress: () => give([...rows, { holder: one.id, minutes: Math.max(free, FEWEST) }]) })}</span>`,
        )}</div>`
      : null}</div>`,
  );
}
