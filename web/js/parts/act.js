// My own voice in words, then what I can do; on a phone it stays under the thumb.
import { h, html } from "../../vendor/preact-htm.js";
import { called, inAirspace } from "../reading.js";
import { t } from "../texts.js";
import { acts, speaker } from "./acts.js";
import { AskWhom } from "./ask_whom.js";
import { Captions } from "./captions.js";
import { writeInstead } from "./lines.js";
import { callInLobby } from "./meeting.js";
import { mic } from "./mic.js";
import { CameraLine } from "./pictures_own.js";
import { button, Press } from "./press.js";
import { cannotHear } from "./sill.js";
import { mayMissSound } from "./sound_of.js";
import { shownTrouble } from "./sound_trouble.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** @param {{ view: View, line: Line, over: boolean }} props */
export function act({ view, line, over }) {
  const { primary, plain, words } = acts(view, line, over);
  const inTrouble = inAirspace(view) && shownTrouble(view, line) !== ""; // the way to write stands there already
  const heard = mayMissSound(view, line) ? speaker(view) : undefined;
  return html`<div class="act">${h(Captions, { key: "captions", view, line })}${view.step.status === "open" ? mic({ view, line }) : null}${h(CameraLine, { key: "camera", view, line })}${notice(line)}
    ${primary ? h(Press, { key: "primary", line, kind: "primary", text: primary.text, command: primary.command, first: primary.first, then: primary.then }) : null}
    <div class="row">${callInLobby({ view })}${plain.map((one) => h(Press, { key: one.id, line, text: one.text, command: one.command, first: one.first, then: one.then }))}${h(AskWhom, { key: "whom", view, line })}${
      heard ? button({ kind: "plain", text: t("sill.cannot_hear_name", { name: called(view, heard.id) }), onPress: () => cannotHear(view, line) }) : null
    }${words.map((one) => h(Press, { key: one.id, line, kind: "word", text: one.text, command: one.command, first: one.first }))}${inTrouble ? null : writeInstead({ view, line })}</div></div>`;
}

/** The newest answer that was not a plain yes. It is spoken by the one live region; here it is to be read. @param {Line} line */
export const notice = (line) => (line.notice ? html`<p class="notice">${line.notice}</p>` : null);
