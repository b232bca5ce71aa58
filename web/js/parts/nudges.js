// Nudges about the golden rules: from a member to the chair alone, and from the chair to one member; never counted, never kept.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { called, inAirspace, isHolder, may } from "../reading.js";
import { t } from "../texts.js";
import { Dialog } from "./dialog.js";
import { button } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").GoldenRule} GoldenRule */

/** @type {GoldenRule[]} */
const RULES = ["interruption", "own_story", "advice", "air_time"];

/** In the sill: a word to the chair about a golden rule. @param {{ view: View, line: Line }} props */
export function NudgeChair({ view, line }) {
  const [open, setOpen] = useState(false);
  const { mine, people } = view;
  const close = () => setOpen(false);
  if (!may(view, "nudge") || !people.chair || people.chair === mine.id) return null;
  const chair = called(view, people.chair);
  /** @param {GoldenRule} rule */
  const send = async (rule) => {
    close();
    if ((await line.signal("nudge", { rule })).done) line.notify(t("together.nudge.sent", { chair }));
  };
  return html`${button({ text: t("together.nudge.open"), onPress: () => setOpen(true) })}${
    open
      ? h(
          Dialog,
          { title: t("together.nudge.title", { chair }), close },
          html`<div class="four">${RULES.map((rule) => button({ kind: "plain", text: t(`together.nudge.rules.${rule}`), onPress: () => send(rule) }))}</div><p class="hint">${t("together.nudge.hint", { chair })}</p>`,
        )
      : null
  }`;
}

/** For whoever has the chair: what a member thinks of, for a moment; the chair decides whether somebody is told. @param {{ view: View, line: Line }} props */
export function NudgesHere({ view, line }) {
  const all = line.signals.filter((signal) => signal.kind === "nudge");
  const [pass, setPass] = useState(/** @type {GoldenRule | null} */ (null));
  if (view.step.status !== "open") return null;
  return html`${
    all.length
      ? html`<section class="stack-2 signals"><h2 class="unseen">${t("desk.signals")}</h2><ul class="rows one">${all.map(
          (one) => html`<li key=${one.id}><p>${t("together.nudge.came", { name: called(view, one.from), rule: t(`together.nudge.rules.${one.rule}`) })}</p><div class="row">${
            may(view, "nudge_member") && !inAirspace(view) ? button({ kind: "plain", text: t("together.nudge.pass"), onPress: () => setPass(one.rule) }) : null
          }${button({ text: t("desk.seen"), more: called(view, one.from), onPress: () => line.putAside(one.id) })}</div></li>`,
        )}</ul></section>`
      : null
  }${pass ? h(PassOn, { view, line, rule: pass, close: () => setPass(null) }) : null}`;
}

/** @param {{ view: View, line: Line, rule: GoldenRule, close: () => void }} props */
function PassOn({ view, line, rule, close }) {
  const able = view.people.people.filter((one) => one.kind === "member" && one.id !== view.mine.id && one.presence === "here" && !one.without_screen);
  /** @param {string} to */
  const send = async (to) => {
    close();
    if ((await line.signal("nudge_member", { to, rule })).done) line.notify(t("together.nudge.passed", { name: called(view, to) }));
  };
  return h(
    Dialog,
    { title: t("together.nudge.pass_title"), close },
    html`<p>${t(`together.nudge.rules.${rule}`)}</p><div class="row">${able.map((one) => button({ kind: "plain", text: t("together.nudge.pass_on", { name: called(view, one.id) }), onPress: () => send(one.id) }))}</div><p class="hint">${t("together.nudge.pass_hint")}</p>`,
  );
}

/** A small signed note, which goes away. The holder in airspace is never given one. @param {{ view: View, line: Line }} props */
export function Nudged({ view, line }) {
  const all = line.signals.filter((signal) => signal.kind === "nudge_member");
  if (!all.length || (inAirspace(view) && isHolder(view))) return null;
  return html`<section class="stack-2 ruled">${all.map(
    (one) => html`<p key=${one.id} class="issue said">${t("together.nudge.received", { name: called(view, one.from) })} ${t(`together.nudge.say.${one.rule}`)} ${button({ text: t("signal.thanks"), onPress: () => line.putAside(one.id) })}</p>`,
  )}<p class="hint">${t("signal.only_you")}</p></section>`;
}
