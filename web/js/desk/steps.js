// Another step than the next: a plan is held, not rigid. No agreed round is passed over unasked.
import { h, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { called } from "../reading.js";
import { joined, t } from "../texts.js";
import { minutes } from "../times.js";
import { notice } from "../parts/act.js";
import { Dialog } from "../parts/dialog.js";
import { Press } from "../parts/press.js";
import { beenOpen, nextName } from "./acts.js";
import { mayReplan, roundsAhead } from "./rounds.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {NonNullable<View["desk"]>["next"][number]} Next */

/** Whose rounds would be passed over, those that were passed over before left out. @param {View} view @param {Next} opening @returns {string[]} */
function passedOver(view, opening) {
  const { stages } = view.agenda;
  const place = stages.findIndex((one) => one.id === opening.stage);
  const begun = (/** @type {string} */ holder) => view.step.stage_kind !== "asking" && !view.desk?.rounds_ahead.some((one) => one.holder === holder);
  return stages.slice(0, Math.max(0, place)).flatMap((one) => (one.kind === "round" && one.state === "ahead" && one.holder && !begun(one.holder) ? [one.holder] : []));
}

/** @param {{ view: View, line: Line, close: () => void }} props */
export function StepsDialog({ view, line, close }) {
  const [asked, setAsked] = useState(/** @type {Next | null} */ (null));
  const all = view.desk?.next ?? [];
  if (asked) return h(PassOver, { key: "pass", view, line, close, opening: asked });
  return h(
    Dialog,
    { key: "all", title: t("desk.other_step"), close },
    html`<ul class="rows two">${all.map((one) => {
      const name = nextName(view, one);
      return html`<li key=${one.id}><span>${name}<br/><span class="tag">${beenOpen(view, one.id) ? t("desk.been_open") : one.length ? minutes(one.length) : ""}</span></span>${
        passedOver(view, one).length
          ? html`<button class="word" type="button" onClick=${() => setAsked(one)}>${t("desk.open_it")}<span class="unseen"> ${name}</span></button>`
          : h(Press, { line, kind: "word", command: { type: "open_step", step: one.id }, text: t("desk.open_it"), more: name, then: close })
      }</li>`;
    })}</ul>`,
  );
}

/** Asked once, by name; where the rounds may be planned anew, nobody's need be lost. @param {{ view: View, line: Line, close: () => void, opening: Next }} props */
function PassOver({ view, line, close, opening }) {
  const [passed] = useState(() => passedOver(view, opening));
  const [first, setFirst] = useState("");
  const ahead = roundsAhead(view);
  // Planned anew, a round has another name: it is opened by whose it is, once the new plan is here.
  const step = first && ahead[0]?.holder === first ? (view.desk?.next.find((one) => one.holder === first)?.id ?? "") : "";
  useEffect(() => {
    if (step) line.give({ type: "open_step", step }).then(close);
  }, [step]);
  const own = opening.holder !== null && opening.stage !== view.step.stage ? opening.holder : null;
  const name = own ? called(view, own) : "";
  const names = { names: joined(passed.map((id) => called(view, id))), n: passed.length, name };
  const mine = ahead.find((one) => one.holder === own);
  return h(
    Dialog,
    { title: t("desk.pass_over", names), close },
    html`<p>${own ? t("desk.pass_round", { name }) : t("desk.pass_step", { step: opening.name })}</p>${notice(line)}<div class="row">${
      mine && mayReplan(view)
        ? h(Press, {
            line,
            command: { type: "replan_rounds", instead_of: ahead, rounds: [mine, ...ahead.filter((one) => one !== mine)] },
            text: t("desk.pass_after", names),
            then: () => setFirst(mine.holder),
          })
        : null
    }${h(Press, { line, kind: mine ? "word" : "plain", command: { type: "open_step", step: opening.id }, text: own ? t("desk.pass_open", { name }) : t("desk.open", { step: opening.name }), then: close })}</div>`,
  );
}
