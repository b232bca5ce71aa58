// What is the matter with sound, in plain words: what still works, what doesn't, and the one press that mends it.
import { html } from "../../vendor/preact-htm.js";
import { inAirspace } from "../reading.js";
import { t } from "../texts.js";
import { settings } from "../voice/settings.js";
import { writeInstead } from "./lines.js";
import { button } from "./press.js";
import { meetsHere } from "./sound_of.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {{ key: string, press?: string, does?: () => void, urgent?: boolean, lasting?: boolean }} Trouble  lasting: the words beside the sign say it all along; urgent: the others are not heard, so it stands in airspace too */

/** Of the microphone alone. @param {import("../types.js").Voice} voice @returns {Trouble | null} */
function ofMicrophone(voice) {
  const { trouble, microphone, started } = voice.state;
  const again = () => void voice.start();
  if (trouble === "interrupted") return { key: "interrupted", press: "use_again", does: () => void voice.useDevice("audioinput", settings().audioinput) };
  if (trouble && microphone === "ready") return { key: trouble === "unplugged" ? "changed_over" : "goes_on" };
  if (trouble === "unsupported") return { key: trouble, lasting: true };
  if (trouble && microphone === "none") return { key: trouble, press: "again", does: again, lasting: true };
  return started ? null : { key: "not_started", press: "start", does: again, lasting: true };
}

/** @param {Line} line @returns {Trouble | null} */
function soundTrouble({ voice }) {
  const { way, refused, silent, stuck, displaced } = voice.state;
  if (way === "text") return null;
  const again = () => void voice.start();
  if (refused === "elsewhere") return { key: "elsewhere", press: "bring_here", does: again, urgent: true };
  if (refused === "full") return { key: "full", press: "again", does: again, urgent: true };
  if (refused) return null; // it is tried again by itself
  if (silent) return { key: "silent", press: "let_me_hear", does: () => void voice.resume(), urgent: true };
  if (stuck) return { key: "stuck", urgent: true };
  return ofMicrophone(voice) ?? (displaced ? { key: "speaker_unplugged" } : null);
}

/** Whether it belongs on the page now: among the work only what concerns whoever is to speak, or cannot hear. @param {View} view @param {Trouble} trouble */
function timely(view, { urgent = false, lasting = false }) {
  if (urgent || (view.mine.heard && inAirspace(view))) return true;
  if (lasting) return view.step.id === "lobby"; // later it would lie over what is written and chosen
  return view.mine.heard || (!inAirspace(view) && ["lobby", "check_in", "opening", "rest"].includes(view.step.stage_kind));
}

/** The words that stand on the page now, if any do. @param {View} view @param {Line} line */
export function shownTrouble(view, line) {
  const found = meetsHere(view, line) ? soundTrouble(line) : null;
  return found && timely(view, found) ? t(`sound.trouble.${found.key}`) : "";
}

/** @param {{ view: View, line: Line, always?: boolean }} props  always: somebody asked for it */
export function troubled({ view, line, always = false }) {
  const found = meetsHere(view, line) ? soundTrouble(line) : null;
  if (!found || !(always || timely(view, found))) return null;
  const { key, press, does } = found;
  const stays = ["changed_over", "speaker_unplugged", "goes_on", "silent", "stuck", "interrupted", "elsewhere"].includes(key);
  const text = inAirspace(view) ? writeInstead({ view, line }) : stays ? null : button({ text: t("sound.stay_by_text"), onPress: () => line.voice.setWay("text") });
  return html`<div class="trouble stack-2"><p class="hint">${t(`sound.trouble.${key}`)}</p>${
    does && press ? html`<div class="row">${button({ kind: "plain", text: t(`sound.${press}`), onPress: does })}${text}</div>` : text ? html`<div class="row">${text}</div>` : null
  }</div>`;
}
