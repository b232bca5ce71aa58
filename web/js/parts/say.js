// What is asked of me now: the step's name, then one sentence, the largest on the page.
import { html } from "../../vendor/preact-htm.js";
import { called, gaps, others, stepName } from "../reading.js";
import { has, rich, t } from "../texts.js";
import { NO_SOUND } from "./sound_of.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("./sound_of.js").Sound} Sound */

/** The catalogue's key for a sentence: it has other words where my voice isn't carried by this room. @param {string} family @param {string} key @param {Sound} sound */
function keyOf(family, key, { by, shut }) {
  const own = `${family}_${by === "call" ? "in_call" : shut}.${key}`;
  if (has(own)) return own;
  const silent = `${family}_without_sound.${key}`;
  return by !== "voice" && has(silent) ? silent : `${family}.${key}`;
}

/** Some sentences have another form for when nobody is there to be named. @param {string} family @param {string} key @param {string} form */
const formOf = (family, key, form) => (has(`${family}.${key}_${form}`) ? `${key}_${form}` : key);

/** Of whoever speaks in turn, or of me. @param {View} view @param {string} key @param {Sound} sound */
const turnKey = (view, key, sound) => keyOf("ask", key.endsWith("_listen") && !view.mine.ask.names?.["next"] ? formOf("ask", key, "last") : key, sound);

/** To the holder: how many can hear them is said once their browsers say so. @param {View} view @param {boolean} over @param {Sound} sound */
function airspaceKey(view, over, sound) {
  const key = over ? "airspace_yours_over" : "airspace_yours";
  return keyOf("ask", sound.by === "voice" && (sound.shut || !sound.hearing) && others(view) ? `${key}_quiet` : key, sound);
}

/** That everyone hears me is said only where it is so. @param {View} view @param {Sound} sound */
function lobbyKey(view, sound) {
  const some = sound.by === "voice" && sound.shut !== "muted" && sound.hearing < others(view);
  return keyOf("ask", some ? (sound.hearing ? "lobby_some" : "lobby_nobody") : "lobby", sound);
}

/** @param {View} view @param {boolean} over whether the holder's time has run out @param {Sound} sound */
function askKey(view, over, sound) {
  const { key, names } = view.mine.ask;
  if (key === "airspace_yours") return airspaceKey(view, over, sound);
  if (key === "lobby") return lobbyKey(view, sound);
  const { bid } = view.mine;
  if (key === "asking" && bid?.carried) return "ask.asking_carried";
  if (key === "asking_show" && bid?.kind === "nothing") return "ask.asking_wait_nothing";
  if (key === "agenda_put" && !names?.["chair"]) return "ask.agenda_put_no_chair";
  if (key === "questions_open" && view.mine.hand) return "ask.questions_open_up";
  if (view.step.stage_kind === "review" && view.step.says && (key === "writing" || key === "floor_open")) return `ask.${key}_says`;
  // introductions go round as a check-in does, and are none
  if (key.startsWith("check_in_") && view.step.id !== "check-in") return turnKey(view, key.replace("check_in", "opening"), sound);
  if (key === "check_in_yours" && view.mine.open_actions.length) return keyOf("ask", "check_in_yours_action", sound);
  if (key.endsWith("_listen")) return turnKey(view, key, sound);
  if (!names?.["chair"] && key === "invited") return keyOf("ask", formOf("ask", key, "no_chair"), sound);
  return keyOf("ask", view.step.holder ? key : formOf("ask", key, "no_holder"), sound);
}

/** What the sentence may name; by voice, how many can hear me is what their browsers say. @param {View} view @param {Sound} sound */
const gapsOf = (view, { by, hearing }) => (by === "voice" ? { ...gaps(view), n: hearing } : gaps(view));

/** The sentence as plain words. @param {View} view @param {Sound} [sound] */
export const askText = (view, sound = NO_SOUND) => t(askKey(view, false, sound), gapsOf(view, sound));

/** The sentence with its bold parts. @param {View} view @param {boolean} over @param {Sound} sound */
const askRich = (view, over, sound) => rich(askKey(view, over, sound), gapsOf(view, sound));

/** At the desk it is shorter where the desk knows better. @param {View} view @param {Sound} sound */
function deskRich(view, sound) {
  const own = `ask_desk.${view.mine.ask.key}`;
  return has(own) ? rich(own, gaps(view)) : askRich(view, false, sound);
}

/** @param {{ view: View, sound: Sound, over?: boolean, desk?: boolean }} props */
export function say({ view, sound, over = false, desk = false }) {
  return html`<div class="say" id="now"><h1 class="step-name" tabindex="-1">${stepName(view)}</h1><p class="ask">${
    desk ? deskRich(view, sound) : askRich(view, over, sound)
  }</p></div>`;
}

/** The desk's sentence, which proposes what to do. @param {View} view @param {import("../types.js").Ask} ask @param {Record<string, string | number>} more */
export function nowRich(view, ask, more) {
  const named = Object.fromEntries(Object.entries(ask.names ?? {}).map(([gap, id]) => [gap, called(view, id)]));
  const agreed = view.step.stage_kind === "asking" && view.agenda.agreed && ask.key === "turns_done";
  const key = agreed ? "agreed" : ask.key === "writing" && more["done"] === 0 ? "writing_none" : ask.key;
  const form = more["next_step"] ? (view.step.holder && !(key === "all_well" && view.step.floor !== "holder") ? key : formOf("now", key, "no_holder")) : formOf("now", key, "no_next");
  return rich(`now.${form}`, { ...gaps(view), ...named, ...more });
}
