// What the queue says to everybody: who is next in a go-round, and a private word to whoever has been given the floor a while ago.
import { html } from "../../vendor/preact-htm.js";
import { now } from "../clock.js";
import { called } from "../reading.js";
import { joined, t } from "../texts.js";
import { useTick } from "./tick.js";

/** @typedef {import("../types.js").View} View */

/** In the room's own time: a rehearsal's half minute is shorter. */
const QUIET_FOR = 30_000;

/** A go-round, in its order. @param {{ view: View }} props */
export function goingRound({ view }) {
  const { go_round } = view.hands;
  if (!go_round.length || view.step.floor !== "asker_and_holder") return null;
  return html`<p class="ruled">${t("together.going_round", { names: joined(go_round.map((id) => (id === view.mine.id ? t("together.you") : called(view, id)))) })}</p>`;
}

/** On the asker's own page alone, without a sound, and gone when the turn ends. @param {{ view: View }} props */
export function YourQuestion({ view }) {
  const { asking_since } = view.mine;
  const asking = asking_since !== null && !view.step.paused && !view.step.word;
  const quiet = asking ? QUIET_FOR - (now() - asking_since) : Infinity;
  useTick(() => (quiet > 0 ? quiet + 30 : Infinity));
  if (!asking || quiet > 0 || view.floor.question) return null;
  return html`<section class="ruled"><p class="issue said">${t("together.your_question")}</p><p class="hint">${t("together.your_question_seen")}</p></section>`;
}
