// What the desk proposes: one filled button for the one thing that comes next, and the rest beside it.
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { welcome } from "./guests.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Command} Command */
/** @typedef {{ id: string, text: string, command: Command }} Act */
/** @typedef {{ primary: Act | null, plain: Act[], words: Act[] }} Acts */

/** @param {View} view @returns {Acts} */
export function deskActs(view) {
  const { step, agenda, mine } = view;
  const desk = view.desk;
  /** @type {Acts} */
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
  const opened = next && can("open_step") ? act("open", opens(nextName(view)), { type: "open_step", step: next.id }) : null;

  if (mine.stepped_out && can("come_back")) offer(act("back", t("act.come_back"), { type: "come_back" }));
  if (!desk.driving && can("take_chair")) offer(act("chair", t("act.take_chair"), { type: "take_chair" }));
  if (step.paused) return all;
  if (step.word && can("end_word")) offer(act("word", t("act.end_word"), { type: "end_word", word: step.word }));
  if (step.cannot_hear && can("start_clock")) offer(act("hear", t("act.hear_again"), { type: "start_clock", step: step.id }));
  if (agenda.proposal && can("agree_agenda")) offer(act("agree", t("act.agree"), { type: "agree_agenda", agenda: agenda.proposal.agenda }));
  const put = view.contract.proposal;
  if (put && !put.not_content.length && !put.still_to_say.length && can("agree_contract")) offer(act("contract", t("contract.agree"), { type: "agree_contract", proposal: put.proposal }));
  if (step.stage_kind === "close" && can("close_session")) offer(act("close", t("desk.close"), { type: "close_session" }));

  queue(view, all, offer);
  if (desk.turn !== null && desk.turn_of && can("end_turn")) {
    all.plain.push(act("turn", t("desk.end_turn", { name: called(view, desk.turn_of) }), { type: "end_turn", turn: desk.turn }));
  }
  if (desk.turn !== null && desk.turn_of && can("pass_turn")) {
    all.words.push(act("pass", t("desk.pass_turn", { name: called(view, desk.turn_of) }), { type: "pass_turn", turn: desk.turn }));
  }
  const guest = view.people.people.find((one) => one.kind === "guest" && one.presence === "waiting" && welcome(view, one));
  if (guest && can("admit_guest") && !all.primary && desk.what_now.key === "guest_waits") all.primary = act("admit", t("together.guest.admit_name", { name: called(view, guest.id) }), { type: "admit_guest", guest: guest.id });
  // Before the set has agreed how to share the time, the way on leads through the agenda.
  const early = step.stage_kind === "asking" && !agenda.agreed;
  const midTurn = desk.turn !== null;
  if (opened && !early && !midTurn && !all.primary) all.primary = opened;
  else if (opened) all.words.push(opened);
  if (can("give_back_time") && desk.lost > 0) all.plain.push(act("give-back", t("desk.give_back"), { type: "give_back_time", step: step.id }));
  return all;
}

/** What the desk may do for the questions: whose comes next, a go-round, an open floor. @param {View} view @param {Acts} all @param {(one: Act) => void} offer */
function queue(view, all, offer) {
  const { step, floor, mine } = view;
  /** @param {NonNullable<Command["type"]>} type */
  const can = (type) => may(view, type);
  if (step.floor_open && can("close_floor")) offer({ id: "close-floor", text: t("together.desk.close_floor"), command: { type: "close_floor", step: step.id } });
  if (step.floor !== "asker_and_holder") return;
  const round = view.hands.go_round_next;
  const first = view.desk?.hands.find((hand) => hand.hand !== floor.asking);
  if (round && can("next_question")) {
    offer({ id: "take", text: t("together.desk.go_round_next", { name: called(view, round) }), command: { type: "next_question", after: floor.asking } });
  } else {
    if (first && can("take_hand")) offer({ id: "take", text: t("desk.take_hand", { name: called(view, first.person) }), command: { type: "take_hand", hand: first.hand } });
    if (floor.asking && can("next_question")) all.plain.push({ id: "next", text: t("desk.question_done"), command: { type: "next_question", after: floor.asking } });
    // Whoever thinks without a screen says aloud that they are ready.
    else if (step.thinking && !first && can("next_question")) offer({ id: "next", text: t("together.desk.ready_again", { name: called(view, step.holder) }), command: { type: "next_question", after: null } });
  }
  if (can("begin_go_round")) all.words.push({ id: "go-round", text: t("together.desk.go_round"), command: { type: "begin_go_round", step: step.id } });
  if (can("end_go_round")) all.words.push({ id: "go-round-end", text: t("together.desk.go_round_end"), command: { type: "end_go_round", step: step.id } });
  if (can("open_floor") && step.id !== mine.offers_step) all.words.push({ id: "open-floor", text: t("together.desk.open_floor"), command: { type: "open_floor", step: step.id } });
  // Where the contract lets whoever facilitates ask too, they ask in the queue like anyone.
  if (can("raise_hand") && !mine.hand && floor.asker !== mine.id) all.words.push({ id: "raise", text: t("together.desk.raise_hand"), command: { type: "raise_hand" } });
  if (mine.hand && can("lower_hand")) all.words.push({ id: "lower", text: t(floor.asking === mine.hand ? "act.asked" : "act.lower_hand"), command: { type: "lower_hand", hand: mine.hand } });
}

/** "Open Explore"; a step whose own name begins with that word is gone on to. @param {string} step */
function opens(step) {
  const said = t("desk.open", { step });
  return said.split(" ", 1)[0] === step.split(" ", 1)[0] ? t("desk.on_to", { step }) : said;
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
