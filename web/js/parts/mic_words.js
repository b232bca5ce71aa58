// My own voice in words: whether it reaches the others now, and when it will. The sign beside them says the same.
import { called, isHolder, others } from "../reading.js";
import { joined, t } from "../texts.js";
import { hearers, listens, meetsHere, soundOf, speaks } from "./sound_of.js";
import { shownTrouble } from "./sound_trouble.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {{ open: boolean, sound: boolean, text: string, more: string }} Own  open: lit; sound: it is a microphone that is meant; more: what stands behind it */

/** Whether my turn will come in this step, of itself. @param {View} view */
function toCome({ step, mine, people }) {
  if (step.paused) return false;
  if (step.floor === "asker_and_holder") return mine.hand !== null;
  return people.people.some((one) => one.id === mine.id && (one.turn === "ahead" || one.turn === "later"));
}

/** Who else has the floor while a question is asked and answered: it is not mine alone. @param {View} view */
function withMe({ step, floor, mine }) {
  if (step.floor !== "asker_and_holder") return undefined;
  return [floor.asker, floor.lit].find((id) => id && id !== mine.id && floor.heard.includes(id));
}

/** Whoever facilitates may speak in somebody's turn, and the floor is not theirs. @param {View} view */
const besidesTurn = ({ step, floor, mine }) => step.floor === "turns" && floor.lit !== null && floor.lit !== mine.id;

/** The floor lets me be heard, and I am. @param {View} view @param {Line} line */
function openWords(view, line) {
  const { step, floor, mine } = view;
  const { unsure, peers } = line.voice.state;
  const reached = Object.values(peers).some(({ state }) => state === "connected" || state === "poor");
  // The floor that was last known is mine alone and stays so; any other may have passed on, and where nobody is reached nobody hears.
  if (unsure && !(reached && step.floor === "holder" && isHolder(view))) return t("mic.open_unsure");
  const beside = mine.beside_me.filter((id) => floor.heard.includes(id));
  if (!mine.heard && beside.length) return t("mic.open_beside", { names: joined(beside.map((id) => called(view, id))), n: beside.length });
  if (step.paused) return t("mic.open_paused");
  const other = withMe(view);
  if (other) return t("mic.open_with", { name: called(view, other) });
  if (besidesTurn(view)) return t("mic.open_too");
  if (view.mine.ask.key === "lobby" && others(view) && !hearers(view, line).length) return t("mic.open_alone"); // as the sentence above has it
  return step.floor === "everybody" ? t("mic.open_all") : t("mic.open");
}

/** The moment between the floor, or my own press, and my voice going out: too short to be said. @param {View} view @param {Line} line */
export function opening(view, line) {
  const { heard, muted, pushToTalk, open, silent, trouble } = line.voice.state;
  return speaks(view, line) && heard && !muted && !pushToTalk && !open && !silent && trouble !== "interrupted";
}

/** @param {View} view @param {Line} line @param {boolean} held */
function byVoice(view, line, held) {
  const { heard, muted, pushToTalk, silent, trouble } = line.voice.state;
  if (heard && silent) return t("mic.silent");
  if (heard && muted) return t("mic.muted");
  if (heard && trouble === "interrupted") return t("mic.interrupted");
  if (heard && pushToTalk && !held) return t("mic.hold");
  if (heard && pushToTalk && hearers(view, line).length) return t("mic.held_heard_by", { n: hearers(view, line).length }); // in the same place: nothing may move beneath a finger
  if (heard) return opening(view, line) ? t("mic.opening") : openWords(view, line);
  if (muted) return t("mic.off_muted");
  if (view.step.floor === "nobody") return t("mic.nobody");
  return toCome(view) ? t("mic.your_turn_comes") : t("mic.off");
}

/** Without a microphone it is the floor that is told. @param {View} view */
function floorWords(view) {
  const { step, floor, mine } = view;
  const other = withMe(view);
  if (mine.heard && other) return t("floor.with", { name: called(view, other) });
  if (mine.heard && besidesTurn(view)) return t("floor.too");
  if (mine.heard) return t(step.floor === "everybody" || step.open_to_all || !floor.lit ? "floor.all" : "floor.yours");
  if (step.floor === "nobody") return t("floor.nobody");
  return toCome(view) ? t("floor.your_turn_comes") : t("floor.listening");
}

/** What stands behind the floor's words. @param {View} view @param {Line} line */
function besideFloor(view, line) {
  if (view.voice?.where === "call" && view.step.status === "open") return t("mic.call");
  if (!meetsHere(view, line)) return "";
  const { microphone, way } = line.voice.state;
  if (way === "text") return t("mic.by_text");
  if (listens(view, line)) return t(microphone === "asking" ? "mic.asking" : shownTrouble(view, line) ? "mic.none" : "mic.none_later");
  return "";
}

/** @param {View} view @param {Line} line @param {boolean} [held] whether I hold the button to speak @returns {Own} */
export function ownVoice(view, line, held = line.voice.state.pressed) {
  if (soundOf(view, line).by !== "voice") return { open: view.mine.heard, sound: false, text: floorWords(view), more: besideFloor(view, line) };
  return { open: line.voice.state.open, sound: true, text: byVoice(view, line, held), more: "" };
}

/** The same as one sentence or two, to be spoken. @param {View} view @param {Line} line @param {boolean} [held] */
export function ownVoiceSpoken(view, line, held) {
  const { text, more } = ownVoice(view, line, held);
  return more ? `${text}. ${more}.` : `${text}.`;
}
