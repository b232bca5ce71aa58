// Building the agenda: three ways to share out the time, put to the set by one press. The set decides.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { called, may, person } from "../reading.js";
import { t } from "../texts.js";
import { choices } from "../parts/box.js";
import { button, Press } from "../parts/press.js";
import { way } from "../parts/ways.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").BidLine} BidLine */
/** @typedef {"equal" | "as_asked" | "own"} Sharing */
/** @typedef {{ holder: string, minutes: number }} Share */

const LEAST = 10; // minutes: a round shorter than this is not proposed by itself
const half = (/** @type {number} */ n) => Math.floor(n * 2) / 2;

/** Everybody who asked gets the same. @param {BidLine[]} bids @param {number} total @returns {Share[]} */
export function equalShares(bids, total) {
  const asked = bids.filter((bid) => bid.kind === "asks");
  const fitting = asked.slice(0, Math.max(1, Math.floor(total / LEAST)));
  return fitting.map((bid) => ({ holder: bid.person, minutes: half(total / fitting.length) }));
}

/** Each as long as they asked for, in the order they asked, while it fits. @param {BidLine[]} bids @param {number} total @returns {Share[]} */
export function asAsked(bids, total) {
  let left = total;
  /** @type {Share[]} */
  const shares = [];
  for (const bid of [...bids].sort((a, b) => Number(a.kind === "if_room") - Number(b.kind === "if_room"))) {
    const wants = bid.minutes ?? Math.min(left, 20);
    if (bid.kind === "nothing" || wants > left || wants < 1) continue;
    shares.push({ holder: bid.person, minutes: wants });
    left -= wants;
  }
  return shares;
}

/** @param {{ view: View, line: Line }} props */
export function Agenda({ view, line }) {
  const total = view.agenda.minutes_for_rounds;
  // A round needs its holder: whoever is not here is left to the next session, unless the chair says otherwise.
  const bids = view.bids.bids;
  const here = bids.filter((bid) => !["expected", "left", "removed"].includes(person(view, bid.person)?.presence ?? ""));
  const [sharing, setSharing] = useState(/** @type {Sharing} */ ("as_asked"));
  const [own, setOwn] = useState(/** @type {Share[] | null} */ (null));
  if (!may(view, "propose_agenda")) return null;
  const ready = sharing === "equal" ? equalShares(here, total) : sharing === "as_asked" ? asAsked(here, total) : (own ?? asAsked(here, total));
  const used = ready.reduce((sum, share) => sum + share.minutes, 0);
  const leftOut = bids.filter((bid) => bid.kind !== "nothing" && !ready.some((share) => share.holder === bid.person)).map((bid) => bid.person);
  const spare = view.agenda.proposal ? null : total - used;
  const whole = html`<section class="stack ruled" aria-labelledby="agenda-title"><h2 id="agenda-title">${t("agenda.title", { n: total })}</h2>
    ${choices({ name: "sharing", legend: t("agenda.legend"), value: sharing, options: ["equal", "as_asked", "own"].map((value) => ({ value: /** @type {Sharing} */ (value), text: t(`sharing.${value}`) })), choose: (wanted) => {
      if (wanted === "own") setOwn(ready);
      setSharing(wanted);
    } })}
    ${sharing === "own" ? ownRows(view, ready, leftOut, setOwn) : ready.length ? way({ view, sharing: `draft-${sharing}`, rounds: ready, leftOut, finish: null }) : html`<p class="soft">${t("agenda.nobody")}</p>`}
    <div class="row">${h(Press, { line, kind: view.agenda.proposal || view.agenda.agreed ? "plain" : "primary", command: () => (ready.length ? { type: "propose_agenda", sharing, rounds: ready } : null), text: t(view.agenda.proposal ? "agenda.put_instead" : "agenda.put") })}<p class=${used > total ? "notice" : "hint"}>${used > total ? t("agenda.too_much", { n: used, total }) : spare !== null && spare > 0 ? t("agenda.fits_spare", { n: used, total, spare }) : t("agenda.fits", { n: used, total })}</p></div></section>`;
  // What the set has agreed is not questioned by its mere look; it can still be made anew until the first round begins.
  return view.agenda.agreed ? html`<details class="ruled"><summary>${t("agenda.anew")}</summary>${whole}</details>` : whole;
}

/** @param {View} view @param {Share[]} rows @param {string[]} leftOut @param {(rows: Share[]) => void} set */
function ownRows(view, rows, leftOut, set) {
  /** @param {number} from @param {number} to */
  const move = (from, to) => {
    const moved = [...rows];
    const [one] = moved.splice(from, 1);
    if (one) moved.splice(to, 0, one);
    set(moved);
  };
  const absent = view.people.people.filter((one) => one.kind === "member" && !rows.some((row) => row.holder === one.id));
  return html`<ol class="rows one agenda">${rows.map((row, at) => {
    const name = called(view, row.holder);
    return html`<li key=${row.holder}><div class="row"><span class="n">${at + 1}</span><label for=${`minutes-${row.holder}`}>${name}<span class="unseen">, ${t("agenda.minutes")}</span></label>
      <input type="number" id=${`minutes-${row.holder}`} min="1" max="240" step="0.5" value=${row.minutes} onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => set(rows.map((each, place) => (place === at ? { ...each, minutes: Number(event.currentTarget.value) || 0 } : each)))}/>
      <span class="place">${at > 0 ? button({ text: t("agenda.earlier"), more: name, onPress: () => move(at, at - 1) }) : null}</span><span class="place">${at < rows.length - 1 ? button({ text: t("agenda.later"), more: name, onPress: () => move(at, at + 1) }) : null}</span>
      ${button({ text: t("agenda.leave_out"), more: name, onPress: () => set(rows.filter((each) => each.holder !== row.holder)) })}</div></li>`;
  })}</ol>${absent.length
    ? html`<div class="row">${absent.map((one) => button({ kind: "plain", text: t(leftOut.includes(one.id) ? "agenda.add_asked" : "agenda.add", { name: called(view, one.id) }), onPress: () => set([...rows, { holder: one.id, minutes: 20 }]) }))}</div>`
    : null}`;
}
