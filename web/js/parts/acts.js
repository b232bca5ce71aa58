// What I can do now: at most one filled button, and at most a few lesser ones. Each stands here only while it is allowed.
import { called, inAirspace, isHolder, may, nextInTurn, person, stageOf } from "../reading.js";
import { t } from "../texts.js";
import { bidActs } from "./bid.js";
import { flushReports } from "./reports.js";
import { flushLearning } from "./review.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").Command} Command */
/** @typedef {{ id: string, text: string, command: Command | (() => Command | null), first?: () => Promise<unknown> | void, then?: () => void }} Act */
/** @typedef {{ primary: Act | null, plain: Act[], words: Act[] }} Acts */

/** @param {string} id @param {string} text @param {Act["command"]} command @param {Partial<Act>} [more] @returns {Act} */
const act = (id, text, command, more = {}) => ({ id, text, command, ...more });

/** @param {View} view @param {Line} line @param {boolean} over whether my own time has run out @returns {Acts} */
export function acts(view, line, over) {
  const { step, mine, people } = view;
  /** @type {Acts} */
  const all = { primary: null, plain: [], words: [] };
  /** @param {NonNullable<Command["type"]>} type */
  const can = (type) => may(view, type);

  if (mine.stepped_out && can("come_back")) {
    all.primary = act("back", t("act.come_back"), { type: "come_back" });
    return all;
  }
  if (step.status !== "open" || step.paused) return all;
  if (step.word) {
    if (can("end_word")) all.primary = act("word", t("act.end_word"), { type: "end_word", word: step.word });
    return all;
  }

  if (can("start_clock") && step.cannot_hear) all.primary = act("hear", t("act.hear_again"), { type: "start_clock", step: step.id });
  if (can("say_ready") && !mine.ready && step.id === "lobby") all.primary = act("ready", t("act.ready"), { type: "say_ready" });
  turns(view, line, all);
  asking(view, all);
  questions(view, all);

  if (can("finish_writing") && step.floor === "nobody" && step.stage_kind === "review") {
    if (mine.writing_finished) all.words.push(act("unfinished", t("act.write_more"), { type: "finish_writing", done: false }));
    else all.primary = act("finished", t("act.finished"), { type: "finish_writing", done: true }, { first: () => flushLearning(view, line) });
  }

  opening(view, all);
  if (over && can("add_time") && isHolder(view)) all.plain.push(act("more", t("act.two_more"), { type: "add_time", step: step.id, minutes: 2 }));
  if (can("pause_together")) (over ? all.words : all.plain).push(act("pause", t("act.pause"), { type: "pause_together" }));
  if (can("hide_time") && isHolder(view) && (mine.time_hidden || (inAirspace(view) && !over))) {
    all.words.push(act("time", t(mine.time_hidden ? "act.show_time" : "act.hide_time"), { type: "hide_time", hide: !mine.time_hidden }));
  }
  if (can("ask_for_offers") && mine.offers_step && mine.offers_step !== step.id && !step.thinking && !pastOffers(view)) {
    all.words.push(act("offers", t("act.ask_for_offers"), { type: "ask_for_offers", step: mine.offers_step }));
  }
  if (people.chair !== mine.id && can("take_chair")) all.words.push(act("chair", t("act.take_chair"), { type: "take_chair" }));
  return all;
}

/** The round ends by looking back together: it goes on to nothing new. @param {View} view */
const pastOffers = (view) => view.step.floor === "everybody" && stageOf(view, view.step.id)?.steps.at(-1)?.id === view.step.id;

/** My turn in check-in or review, or that of whoever sits beside me. @param {View} view @param {Line} line @param {Acts} all */
function turns(view, line, all) {
  const { mine } = view;
  const { lit } = view.floor;
  if (mine.turn === null) return;
  if (lit && mine.beside_me.includes(lit)) return turnBeside(view, all, lit, mine.turn);
  if (lit !== mine.id) return;
  if (may(view, "end_turn")) {
    const next = called(view, nextInTurn(view));
    all.primary = act("turn", next ? t("act.end_turn_next", { next }) : t("act.end_turn"), { type: "end_turn", turn: mine.turn }, {
      first: () => flushReports(view, line),
    });
  }
  if (may(view, "pass_turn")) all.plain.push(act("pass", t("act.pass_turn"), { type: "pass_turn", turn: mine.turn }));
}

/** The turn of somebody who has no screen of their own. @param {View} view @param {Acts} all @param {string} id @param {number} turn */
function turnBeside(view, all, id, turn) {
  const name = called(view, id);
  if (may(view, "end_turn")) all.plain.push(act("turn", t("act.end_turn_beside", { name }), { type: "end_turn", turn }));
  if (may(view, "pass_turn")) all.words.push(act("pass", t("act.pass_turn_beside", { name }), { type: "pass_turn", turn }));
}

/** Asking for time, and what the set says to a way of sharing it. @param {View} view @param {Acts} all */
function asking(view, all) {
  const { proposal } = view.agenda;
  if (proposal && may(view, "say_content") && view.mine.content !== true) {
    all.primary = act("content", t("act.content"), { type: "say_content", agenda: proposal.agenda });
  }
  if (proposal && may(view, "say_not_content") && view.mine.content !== false) {
    all.plain.push(act("not-content", t("act.not_content"), { type: "say_not_content", agenda: proposal.agenda }));
  }
  if (proposal && may(view, "agree_agenda") && !view.desk) {
    all.plain.push(act("agree", t("act.agree"), { type: "agree_agenda", agenda: proposal.agenda }));
  }
  bidActs(view, all);
}

/** Hands and questions. @param {View} view @param {Acts} all */
function questions(view, all) {
  const { step, floor, mine } = view;
  if (step.floor_open && may(view, "close_floor")) offer(all, act("close-floor", t("together.one_at_a_time"), { type: "close_floor", step: step.id }));
  if (step.floor !== "asker_and_holder") return;
  if (mine.invite && may(view, "answer_invite")) return invited(mine.invite, step.thinking, all);
  const asking = floor.asking;
  if (may(view, "close_offers") && mine.offers_step === step.id) {
    all.primary ??= act("enough", t("act.close_offers"), { type: "close_offers", step: step.id });
  }
  if (isHolder(view) && step.thinking && asking && may(view, "let_me_think")) offer(all, act("thought", t("together.thought"), { type: "let_me_think", step: step.id, think: false }));
  if (may(view, "next_question") && (asking || step.thinking || view.hands.queue.length || view.hands.go_round.length)) offer(all, next(view));
  if (isHolder(view) && !step.thinking && !floor.question && may(view, "let_me_think")) all.plain.push(think(view));
  hand(view, all);
}

/** The chair invites me; both answers are full ones, and nothing calls while the holder thinks. @param {string} invite @param {boolean} thinking @param {Acts} all */
function invited(invite, thinking, all) {
  const yes = act("invited", t("together.yes_question"), { type: "answer_invite", invite, yes: true });
  if (thinking) all.plain.push(yes);
  else all.primary ??= yes;
  all.plain.push(act("not-now", t("together.not_now"), { type: "answer_invite", invite, yes: false }));
}

/** On to the next question, in the words of whoever says so. @param {View} view */
function next(view) {
  const { step, floor, mine } = view;
  const key = step.thinking ? "together.ready_again" : floor.asker === mine.id ? "act.asked" : floor.asking ? "act.next_question" : "act.first_question";
  return act("next", t(key), { type: "next_question", after: floor.asking });
}

/** The holder's own quiet. @param {View} view */
export const think = (view) => act("think", t("together.think"), { type: "let_me_think", step: view.step.id });

/** My own hand, or my own question. @param {View} view @param {Acts} all */
function hand(view, all) {
  const { step, floor, mine } = view;
  const myTurn = mine.hand !== null && floor.asking === mine.hand;
  if (myTurn && mine.hand) {
    if (may(view, "ask_follow_up")) all.plain.push(act("follow-up", t("together.follow_up"), { type: "ask_follow_up", hand: mine.hand }));
    if (may(view, "lower_hand") && !all.primary) all.primary = act("asked", t("act.asked"), { type: "lower_hand", hand: mine.hand });
    if (may(view, "lower_hand") && !floor.follow_up) all.words.push(act("pass", t("together.not_now"), { type: "lower_hand", hand: mine.hand }));
  } else if (mine.hand && may(view, "lower_hand")) {
    const down = act("lower", t("act.lower_hand"), { type: "lower_hand", hand: mine.hand });
    // Waiting is all that is asked of me: nothing filled that would undo my place.
    if (step.thinking || isHolder(view)) all.words.push(down);
    else all.plain.push(down);
  } else if (!isHolder(view) && may(view, "raise_hand")) {
    // While the holder thinks, or I am asked, nothing calls; a hand may still go up, as in airspace.
    if (step.thinking || floor.asked === mine.id) all.words.push(act("raise", t("sill.hand_for_later"), { type: "raise_hand" }));
    else all.primary ??= act("raise", t("act.raise_hand"), { type: "raise_hand" });
  }
}

/** @param {Acts} all @param {Act} one */
function offer(all, one) {
  if (all.primary) all.plain.push(one);
  else all.primary = one;
}

/** Going on to the next step, when that is mine to say. @param {View} view @param {Acts} all */
function opening(view, all) {
  const { step, mine } = view;
  if (step.thinking && isHolder(view)) return; // a time to think asks for nothing but its end
  if (!mine.next_step || !may(view, "open_step") || (view.desk && !isHolder(view))) return; // the desk has its own
  const command = /** @type {Command} */ ({ type: "open_step", step: mine.next_step });
  const saying = isHolder(view) && step.floor === "holder";
  const after = stageOf(view, mine.next_step);
  const leaving = isHolder(view) && after !== undefined && after.id !== step.stage;
  const text = saying
    ? t(may(view, "take_action") ? "act.thats_what" : "act.said_it")
    : leaving
      ? t("act.end_round", { next: called(view, after.holder) || after.name })
      : t("act.on_to", { step: mine.next_step_name });
  const one = act("open", text, command);
  if (all.primary || (isHolder(view) && step.floor !== "holder" && step.floor !== "everybody")) all.words.unshift(one);
  else all.primary = one;
}

/** Whom the line of a listener in airspace is about. @param {View} view */
export const speaker = (view) => (inAirspace(view) && !isHolder(view) ? person(view, view.step.holder) : undefined);
