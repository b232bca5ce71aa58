// What the desk proposes: one filled button for the one thing that comes next, and the rest beside it.
import { called, may } from "../reading.js";
import { t } from "../texts.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Command} Command */
/** @typedef {{ id: string, text: string, command: Command }} Act */

/** @param {View} view @returns {{ primary: Act | null, plain: Act[], words: Act[] }} */
export function deskActs(view) {
  const { step, floor, agenda, mine } = view;
  const desk = view.desk;
  /** @type {{ primary: Act | null, plain: Act[], words: Act[] }} */
  const all = { primary: null, plain: [], words: [] };
  if (!desk) return all;
  /** @param {NonNullable<Command["type"]>} type */
  const can = (type) => may(view, type);
  /** @param {string} id @param {string} text @param {Command} command */
  const act = (id, text, command) => ({ id, text, command });
  /** @param {Act} one */
  const offer = (one) => {
    if (all.primary) all.plain.push(one);
    else all.primary = one;
  };
  const next = ahead(view);
  const opened = next && can("open_step") ? act("open", t("desk.open", { step: nextName(view) }), { type: "open_step", step: next.id }) : null;

  if (mine.stepped_out && can("come_back")) offer(act("back", t("act.come_back"), { type: "come_back" }));
  if (!desk.driving && can("take_chair")) offer(act("chair", t("act.take_chair"), { type: "take_chair" }));
  if (step.paused) return all;
  if (step.word && can("end_word")) offer(act("word", t("act.end_word"), { type: "end_word", word: step.word }));
  if (step.cannot_hear && can("start_clock")) offer(act("hear", t("act.hear_again"), { type: "start_clock", step: step.id }));
  if (agenda.proposal && can("agree_agenda")) offer(act("agree", t("act.agree"), { type: "agree_agenda", agenda: agenda.proposal.agenda }));
  if (step.stage_kind === "close" && can("close_session")) offer(act("close", t("desk.close"), { type: "close_session" }));

  const first = desk.hands.find((hand) => hand.hand !== floor.asking);
  const waiting = first && can("take_hand") && step.floor === "asker_and_holder";
  if (waiting) offer(act("take", t("desk.take_hand", { name: called(view, first.person) }), { type: "take_hand", hand: first.hand }));
  if (desk.turn !== null && desk.turn_of && can("end_turn")) {
    all.plain.push(act("turn", t("desk.end_turn", { name: called(view, desk.turn_of) }), { type: "end_turn", turn: desk.turn }));
  }
  if (desk.turn !== null && desk.turn_of && can("pass_turn")) {
    all.words.push(act("pass", t("desk.pass_turn", { name: called(view, desk.turn_of) }), { type: "pass_turn", turn: desk.turn }));
  }
  if (floor.asking && can("next_question")) all.plain.push(act("next", t("desk.question_done"), { type: "next_question", after: floor.asking }));
  // Before the set has agreed how to share the time, the way on leads through the agenda.
  const early = step.stage_kind === "asking" && !agenda.agreed;
  const midTurn = desk.turn !== null;
  if (opened && !early && !midTurn && !all.primary) all.primary = opened;
  else if (opened) all.words.push(opened);
  if (can("give_back_time") && desk.lost > 0) all.plain.push(act("give-back", t("desk.give_back"), { type: "give_back_time", step: step.id }));
  return all;
}

/** Whether a step was open before. @param {View} view @param {string} id */
export const beenOpen = (view, id) =>
  view.agenda.stages.some((stage) => (stage.id === id && stage.state === "done") || stage.steps.some((step) => step.id === id && step.state === "done"));

/** The step that is proposed: the next one that has not been open yet. @param {View} view */
export const ahead = (view) => view.desk?.next.find((one) => !beenOpen(view, one.id));

/** @param {View} view @param {import("../types.js").DeskSection["next"][number] | undefined} [next] */
export function nextName(view, next = ahead(view)) {
  if (!next) return "";
  const own = next.holder && next.stage !== view.step.stage;
  return own ? t("desk.whose_step", { name: called(view, next.holder), step: next.name }) : next.name;
}
