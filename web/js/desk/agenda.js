// Sharing out the time: the ways that the server proposes, one of them chosen, made the set's own, and put to the set. The set decides.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { called, may } from "../reading.js";
import { figures, t } from "../texts.js";
import { clockTime } from "../times.js";
import { Order } from "../parts/order.js";
import { button, Press } from "../parts/press.js";
import { Foretold } from "../parts/spine.js";
import { shares, shortfalls, stepMinutes } from "../parts/ways.js";
import { nobodyAsks } from "./nobody.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").DeskSection["proposals"][number]} Plan */
/** @typedef {import("../parts/ways.js").Share} Share */

const GIVEN = 20; // minutes for somebody who is added, until the chair says otherwise

/** @param {Plan | undefined} plan @returns {Share[]} */
const rowsOf = (plan) => (plan?.rounds ?? []).map(({ holder, minutes }) => ({ holder, minutes }));
/** @param {Share[]} rows */
const sum = (rows) => rows.reduce((all, row) => all + row.minutes, 0);
/** @param {Share[]} one @param {Share[]} other */
const same = (one, other) => one.length === other.length && one.every((row, at) => row.holder === other[at]?.holder && row.minutes === other[at]?.minutes);

/** @param {{ view: View, line: Line }} props */
export function Agenda({ view, line }) {
  const { desk, agenda } = view;
  const [wanted, setWanted] = useState("as_asked");
  const [own, setOwn] = useState(/** @type {Share[] | null} */ (null));
  if (!desk || !may(view, "propose_agenda")) return null;
  // What the set has agreed is not questioned by its mere look; from what was agreed it can still be made anew.
  const ways = desk.proposals;
  const chosen = ways.find((plan) => plan.sharing === wanted) ?? ways[0];
  const rows = own ?? rowsOf(chosen);
  const nobody = !own && !ways.some((plan) => plan.sharing !== "short_turns");
  const body = own
    ? adjusting({ view, line, rows, base: chosen, change: setOwn, back: () => setOwn(null) })
    : nobody
      ? nobodyAsks({ view, line, plan: chosen, begin: setOwn })
      : html`<fieldset class="ways"><legend class="unseen">${t("agenda.legend")}</legend>${ways.map((plan) => choosable({ view, plan, chosen: plan === chosen, choose: () => setWanted(plan.sharing) }))}</fieldset>
        ${chosen ? html`<div class="row">${putting({ view, line, sharing: chosen.sharing, rows })}${button({ text: t("agenda.adjust"), onPress: () => setOwn(rows) })}</div>
        <details><summary>${t("ways.steps")}</summary>${stepMinutes(view, chosen.rounds)}</details>` : null}`;
  const whole = html`<section class="stack-2 ruled sharing" aria-labelledby="agenda-title"><div class="row"><h2 id="agenda-title">${t("agenda.title", { n: agenda.minutes_for_rounds })}</h2><p class="tag">${answered(view)}</p></div>${body}</section>`;
  if (agenda.agreed) return html`<details class="ruled"><summary>${t("agenda.anew")}</summary>${own ? whole : html`<div class="row">${button({ kind: "plain", text: t("agenda.begin_anew"), onPress: () => setOwn(asAgreed(view)) })}</div>`}</details>`;
  return agenda.proposal ? html`<details class="ruled"><summary>${t("agenda.another")}</summary>${whole}</details>` : whole;
}

/** "Four of six have answered", shown or not. @param {View} view */
function answered(view) {
  const here = view.people.people.filter((one) => one.kind === "member" && !["expected", "apologies", "left", "removed"].includes(one.presence)).length;
  return t("agenda.answered", { n: view.desk?.bids_in ?? 0, of: here });
}

/** The rounds as the set agreed them. @param {View} view @returns {Share[]} */
const asAgreed = (view) =>
  view.agenda.stages.flatMap((stage) => (stage.kind === "round" && stage.holder ? [{ holder: stage.holder, minutes: Math.round(stage.length / 30_000) / 2 }] : []));

/** One way, as an answer that can be chosen. @param {{ view: View, plan: Plan, chosen: boolean, choose: () => void }} props */
function choosable({ view, plan, chosen, choose }) {
  const text = t(`sharing.${plan.sharing}`);
  return html`<div key=${plan.sharing} class=${chosen ? "way chosen" : "way"}><label class="choose"><input type="radio" name="sharing" checked=${chosen} onChange=${choose}/><span>${text}<br/><span class="tag">${h(Foretold, { view, at: plan.finish_at, text: "ways.finish" })}</span></span></label>${shares(view, plan.rounds)}${shortfalls(view, plan.left_out, plan.leaving)}</div>`;
}

/** The press that puts it to the set. @param {{ view: View, line: Line, sharing: import("../protocol.js").Sharing, rows: Share[], then?: () => void }} props */
function putting({ view, line, sharing, rows, then }) {
  const filled = !view.agenda.proposal && !view.agenda.agreed;
  return h(Press, { key: "put", line, kind: filled ? "primary" : "plain", command: () => (rows.length ? { type: "propose_agenda", sharing, rounds: rows } : null), text: t(filled ? "agenda.put" : "agenda.put_instead"), ...(then && { then }) });
}

/** Whoever must leave early, and when: with other minutes or another order it shows only once it is put whether they can stay. @param {View} view @param {Share[]} rows */
function leavers(view, rows) {
  const early = (view.desk?.people ?? []).filter((one) => one.leave_early_at !== null && rows.some((row) => row.holder === one.person));
  return early.length ? html`<p class="small soft">${early.map((one) => t("agenda.must_leave", { name: called(view, one.person), time: clockTime(one.leave_early_at ?? 0) })).join(" ")}</p>` : null;
}

/** Made the set's own: another order, other minutes, somebody more or fewer. @param {{ view: View, line: Line, rows: Share[], base: Plan | undefined, change: (rows: Share[]) => void, back: () => void }} props */
function adjusting({ view, line, rows, base, change, back }) {
  const total = view.agenda.minutes_for_rounds;
  const used = sum(rows);
  const unchanged = base !== undefined && same(rows, rowsOf(base));
  const bare = view.desk?.bare_finish_at ?? null;
  const finish = bare === null ? null : bare + used * 60_000 + (rows.length > 1 ? (view.desk?.rest_between ?? 0) : 0);
  const asked = view.bids.bids.filter((bid) => bid.kind !== "nothing").map((bid) => bid.person);
  const out = view.people.people.filter((one) => one.kind === "member" && !["apologies", "removed"].includes(one.presence) && !rows.some((row) => row.holder === one.id));
  const left = out.filter((one) => asked.includes(one.id)).map((one) => one.id);
  return html`${rows.length ? shares(view, rows) : html`<p class="soft">${t("agenda.whose")}</p>`}
    <p class=${used > total ? "notice" : "hint"} role="status">${used > total ? t("agenda.too_much", { n: figures(used), total: figures(total) }) : used < total ? t("agenda.fits_spare", { n: figures(used), total: figures(total), spare: figures(total - used) }) : t("agenda.fits", { n: figures(used), total: figures(total) })}${
      finish !== null && rows.length ? html` ${h(Foretold, { view, at: finish, text: "agenda.finish" })}` : null
    }</p>
    ${shortfalls(view, left, unchanged ? base.leaving : [])}${unchanged ? null : leavers(view, rows)}
    <div class="row">${putting({ view, line, sharing: unchanged ? base.sharing : "own", rows, then: back })}${button({ text: t("agenda.back"), onPress: back })}</div>
    ${h(Order, { view, id: "share", rows, change })}
    ${out.length
      ? html`<div class="row" role="group" aria-label=${t("agenda.add_label")}>${out.map((one) => html`<span key=${one.id}>${button({ text: t(asked.includes(one.id) ? "agenda.add_asked" : "agenda.add", { name: called(view, one.id) }), onPress: () => change([...rows, { holder: one.id, minutes: Math.max(1, Math.min(GIVEN, total - used > 0 ? total - used : GIVEN)) }]) })}</span>`)}</div>`
      : null}
    <p class="hint">${t("agenda.steps_then")}</p>`;
}
