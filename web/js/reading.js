// What the parts ask of a view: who is meant, what may be done, how the light stands. No rule of the session lives here.
import { capital, list, t } from "./texts.js";
import { now } from "./clock.js";
import { whenWords } from "./times.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").PersonLine} PersonLine */
/** @typedef {import("./types.js").Command} Command */

/** A button is shown if and only if its command, or its signal, is here. @param {View} view @param {NonNullable<Command["type"]> | import("./types.js").SignalKind} given */
export const may = (view, given) => view.mine.may.includes(given);

/** @param {View} view @param {string | null | undefined} id */
export const person = (view, id) => view.people.people.find((one) => one.id === id);

/** The name somebody goes by at this table: the first, and more of it only where two share one. @param {View} view @param {string | null | undefined} id */
export function called(view, id) {
  const one = person(view, id);
  return one ? shortName(one, view.people.people) : "";
}

/** @param {PersonLine} one @param {PersonLine[]} all */
export function shortName(one, all) {
  const [first = "", ...rest] = one.name.trim().split(/\s+/);
  if (first.length < 2 || first.endsWith(".") || !rest.length || list("table.titles").includes(first)) return one.name.trim();
  const namesake = all.some((other) => other.id !== one.id && !other.hidden && other.name.trim().split(/\s+/)[0] === first);
  return namesake ? `${first} ${capital(rest[rest.length - 1]?.charAt(0) ?? "")}` : first;
}

/** A site's name as short as a place at a table allows: what every site is called is left out. @param {string} site */
export function shortSite(site) {
  const drop = new Set(list("table.site_words"));
  const [head = ""] = site.split(/ (?:and|&) |,/);
  const kept = head.split(/\s+/).filter((word) => !drop.has(word));
  return kept.join(" ") || site;
}

/** @param {View} view */
export const isHolder = (view) => view.step.holder !== null && view.step.holder === view.mine.id;
/** @param {View} view */
export const isChair = (view) => view.people.chair === view.mine.id;
/** @param {View} view @param {PersonLine} one */
const present = (view, one) => one.id !== view.mine.id && one.presence === "here" && one.kind !== "access";
/** How many others are here now. @param {View} view */
export const others = (view) => view.people.people.filter((one) => present(view, one)).length;

/** Nothing but the holder and one line is to be seen. @param {View} view */
export const inAirspace = (view) =>
  view.step.status === "open" && view.step.floor === "holder" && !view.step.paused && !view.step.word;

/** The kind of question that the step at hand is for, as its format says; null where it is for none. @param {View} view */
export const asks = (view) => view.step.asks;

/** The stage that a step belongs to. @param {View} view @param {string} id */
export const stageOf = (view, id) =>
  view.agenda.stages.find((stage) => stage.id === id || stage.id === id.split(".")[0] || stage.steps.some((step) => step.id === id));

/** The closing page, where everybody sees what they take away. @param {View} view */
export const atClose = (view) => view.step.status === "closed" || view.step.stage_kind === "close";

/** I wait where I see and hear nobody. @param {View} view */
export const outside = (view) => view.step.id === "outside";

/** How the room is lit. @param {View} view @returns {"day" | "hush" | "airspace" | "still"} */
export function mood(view) {
  const { status, floor, paused, open_to_all, stage_kind } = view.step;
  if (status !== "open" || stage_kind === "close" || outside(view)) return "day";
  if (paused) return "still";
  if (open_to_all) return "day";
  if (floor === "holder") return "airspace";
  return floor === "asker_and_holder" || floor === "others" || floor === "nobody" ? "hush" : "day";
}

/** The step's name as this moment calls for it. @param {View} view */
export function stepName(view) {
  const { step } = view;
  if (step.status !== "open") return t("step.session", { n: step.number });
  if (step.paused) return t("step.paused");
  if (step.word) return t("step.word", { name: called(view, step.word_from) });
  if (outside(view)) return t("together.guest.step");
  return step.id === "lobby" ? t("step.lobby") : step.name;
}

/** What a step asks of each in turn: "Each in turn: who I am" is asked of me as "Who I am". @param {string} says */
const turnSays = (says) => capital(says.slice(says.indexOf(": ") < 0 ? 0 : says.indexOf(": ") + 2));

/** What a sentence may name beside the people it is about. @param {View} view */
export function gaps(view) {
  const { proposal } = view.agenda;
  const ask = view.mine.ask;
  /** @type {Record<string, string | number>} */
  const all = {
    n: others(view),
    me: called(view, view.mine.id),
    chair: called(view, view.people.chair),
    holder: called(view, view.step.holder),
    minutes: view.agenda.minutes_for_rounds,
    sharing: proposal ? t(`sharing.${proposal.sharing}_in_sentence`) : "",
    next: called(view, nextInTurn(view)),
    next_step: view.mine.next_step_name,
    says: view.step.says.replaceAll("'", "’"),
    turn_says: turnSays(view.step.says),
    when: whenWords(view.step.starts_at, now()),
  };
  for (const [gap, id] of Object.entries(ask.names ?? {})) all[gap] = called(view, id);
  return all;
}

/** @param {View} view @param {string} turn */
const waiting = (view, turn) => view.people.people.find((one) => one.turn === turn && one.presence === "here");

/** Whoever's turn comes after the one who speaks now. @param {View} view */
export const nextInTurn = (view) => (waiting(view, "ahead") ?? waiting(view, "later"))?.id ?? null;

/** Whoever waits, in order, as this person may know it. @param {View} view */
export const queue = (view) => (view.desk ? view.desk.hands : view.hands.queue);
