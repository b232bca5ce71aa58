// Between the sentence and the buttons: what this step brings with it, and nothing that it does not.
import { h, html } from "../../vendor/preact-htm.js";
import { inAirspace, isHolder, may } from "../reading.js";
import { Actions } from "./actions.js";
import { askedInRound, askedOfMe, question } from "./asked.js";
import { askedForTime, Bid } from "./bid.js";
import { contract, LeaveEarly } from "./contract.js";
import { Issue } from "./issue.js";
import { Written, Writing } from "./lines.js";
import { ChairAway, troubles, words } from "./notices.js";
import { Offers } from "./offers.js";
import { Pad } from "./pad.js";
import { pause } from "./pause.js";
import { reports, told } from "./reports.js";
import { asSeen, Learning, learnings, Scales, share } from "./review.js";
import { proposed } from "./ways.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").Child} Child */

/** @param {View} view @param {Line} line @returns {Child} */
function ofThisStep(view, line) {
  const { step } = view;
  if (step.status === "planned") return [h(Bid, { key: "bid", view, line, quiet: true }), reports({ view, line })];
  if (step.status !== "open") return null;
  if (step.paused) return pause({ view, line });
  switch (step.stage_kind) {
    case "lobby":
      return [contract({ view, line }), h(LeaveEarly, { key: "early", view, line }), may(view, "place_bid") ? h(Bid, { key: "bid", view, line, quiet: true }) : null];
    case "check_in":
      return [reports({ view, line }), told({ view }), h(LeaveEarly, { key: "early", view, line })];
    case "asking":
      return [proposed({ view }), h(Bid, { key: "bid", view, line, quiet: view.agenda.proposal !== null }), askedForTime({ view })];
    case "round":
      return round(view, line);
    case "review":
      return [asSeen({ view }), learnings({ view }), h(Scales, { key: "scales", view, line }), h(Learning, { key: "learning", view, line }), share({ view, line })];
    default:
      return null;
  }
}

/** @param {View} view @param {Line} line @returns {Child} */
function round(view, line) {
  const { step } = view;
  const issue = h(Issue, { key: "issue", view, line });
  const actions = h(Actions, { key: "actions", view, line });
  if (inAirspace(view)) return isHolder(view) ? [actions, issue, may(view, "take_action") ? askedOfMe({ view, line }) : null] : null;
  if (step.floor === "asker_and_holder" || step.floor === "others") {
    return [
      issue,
      question({ view, line }),
      h(Offers, { key: "offers", view, line }),
      isHolder(view) ? null : h(Pad, { key: "pad", view, line }),
      askedOfMe({ view, line }),
      askedInRound({ view }),
      actions,
    ];
  }
  return [issue, actions, askedOfMe({ view, line })];
}

/** @param {{ view: View, line: Line }} props */
export function rest({ view, line }) {
  // In a pause the four answers come first; otherwise what was said does.
  const said = [h(Written, { key: "written", view }), h(Writing, { key: "writing", view, line })];
  const step = ofThisStep(view, line);
  return html`<div class="rest stack-5">${troubles({ view, line })}${h(ChairAway, { key: "chair", view, line })}${words({ view, line })}${view.step.paused ? [step, said] : [said, step]}</div>`;
}
