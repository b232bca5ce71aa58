// Between the sentence and the buttons: what this step brings with it, and nothing that it does not.
import { h, html } from "../../vendor/preact-htm.js";
import { inAirspace, isHolder, may } from "../reading.js";
import { Actions } from "./actions.js";
import { askedInRound, askedOfMe, question } from "./asked.js";
import { apologies } from "./apologies.js";
import { askedForTime, Bid } from "./bid.js";
import { CardAlone } from "./card.js";
import { contract, contractPut, LeaveEarly } from "./contract.js";
import { Issue } from "./issue.js";
import { keepsTime } from "./keeps_time.js";
import { Written, Writing } from "./lines.js";
import { Meeting } from "./meeting.js";
import { ChairAway, troubles, words } from "./notices.js";
import { Offers, suggested } from "./offers.js";
import { hasPad, Pad } from "./pad.js";
import { pause } from "./pause.js";
import { reports, told } from "./reports.js";
import { asSeen, Learning, learnings, Scales, share } from "./review.js";
import { noting, together } from "./together.js";
import { proposed } from "./ways.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").Child} Child */

/** @param {View} view @param {Line} line @returns {Child} */
function ofThisStep(view, line) {
  const { step } = view;
  if (step.status === "planned") return [h(Bid, { key: "bid", view, line, quiet: true }), reports({ view, line }), apologies({ view, line })];
  if (step.status !== "open") return null;
  if (step.paused) return pause({ view, line });
  switch (step.stage_kind) {
    case "lobby":
      return [contract({ view, line }), h(LeaveEarly, { key: "early", view, line }), may(view, "place_bid") ? h(Bid, { key: "bid", view, line, quiet: true }) : null];
    case "opening":
      return view.mine.ask.key === "contract_make" || view.contract.proposal ? contract({ view, line }) : null;
    case "check_in":
      return [reports({ view, line }), told({ view }), h(LeaveEarly, { key: "early", view, line })];
    case "asking":
      return askedForTime({ view });
    case "round":
      return round(view, line);
    case "review":
      return [contractPut({ view, line }), asSeen({ view }), learnings({ view }), h(Scales, { key: "scales", view, line }), h(Learning, { key: "learning", view, line }), share({ view, line })];
    default:
      return null;
  }
}

/** @param {View} view @param {Line} line @returns {Child} */
function round(view, line) {
  const { step } = view;
  const issue = h(Issue, { key: "issue", view, line });
  const actions = h(Actions, { key: "actions", view, line });
  if (inAirspace(view)) return isHolder(view) ? [actions, issue, ...(may(view, "take_action") ? [suggestedNow(view), askedOfMe({ view, line })] : [])] : null;
  if (step.floor === "asker_and_holder" || step.floor === "others") {
    return [
      issue,
      question({ view, line }),
      h(Offers, { key: "offers", view, line }),
      isHolder(view) ? null : h(Pad, { key: "pad", view, line }),
      askedOfMe({ view, line }),
      askedInRound({ view }),
      noting({ view, line }),
      actions,
    ];
  }
  const pad = isHolder(view) || !hasPad(view) ? h(CardAlone, { key: "card", view }) : h(Pad, { key: "pad", view, line });
  return [issue, step.asks ? pad : null, actions, isHolder(view) ? suggestedNow(view) : null, askedOfMe({ view, line }), noting({ view, line })];
}

/** The holder's last step is after their suggestions, which are still before them. @param {View} view */
const suggestedNow = (view) => suggested({ all: view.mine.suggested, ruled: true });

/** @param {{ view: View, line: Line }} props */
export function rest({ view, line }) {
  // In a pause the four answers come first; otherwise what was said does.
  const said = [h(Written, { key: "written", view, line }), h(Writing, { key: "writing", view, line })];
  const step = ofThisStep(view, line);
  // Before the box that everybody reads stands the one that is mine, or an issue would be written into the wrong one.
  const asking = view.step.status === "open" && view.step.stage_kind === "asking" && !view.step.paused;
  const first = asking ? [proposed({ view }), h(Bid, { key: "bid", view, line, quiet: view.agenda.proposal !== null })] : null;
  return html`<div class="rest stack-5">${troubles({ view, line })}${h(ChairAway, { key: "chair", view, line })}${words({ view, line })}${h(Meeting, { key: "meeting", view, line })}${keepsTime({ view, line })}${together({ view, line })}${first}${view.step.paused ? [step, said] : [said, step]}</div>`;
}
