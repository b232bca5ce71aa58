// What stands between sentence and step for one person alone, or for all: quiet words, entries, guests, the go-round.
import { h } from "../../vendor/preact-htm.js";
import { Captioning } from "./captions.js";
import { enteredForMe } from "./entered.js";
import { guests } from "./guests.js";
import { goingRound, YourQuestion } from "./hands.js";
import { Noting } from "./noter.js";
import { Nudged } from "./nudges.js";
import { signals } from "./signals.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** Before what the step brings. @param {{ view: View, line: Line }} props @returns {import("../types.js").Child[]} */
export const together = ({ view, line }) => [
  signals({ view, line }),
  h(YourQuestion, { key: "your-question", view }),
  h(Nudged, { key: "nudged", view, line }),
  enteredForMe({ view, line }),
  guests({ view, line }),
  h(Captioning, { key: "captioning", view, line }),
  goingRound({ view }),
];

/** Among what a step of questions brings. @param {{ view: View, line: Line }} props */
export const noting = ({ view, line }) => h(Noting, { key: "noting", view, line });
