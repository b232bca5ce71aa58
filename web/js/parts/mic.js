// My own voice, always at the same place: in words with its sign, the one press beside it, and who can hear me.
import { h, html } from "../../vendor/preact-htm.js";
import { inAirspace, isHolder } from "../reading.js";
import { t } from "../texts.js";
import { voice } from "./icons.js";
import { ownVoice } from "./mic_words.js";
import { button } from "./press.js";
import { HeardBy } from "./sound_heard.js";
import { Hold } from "./sound_hold.js";
import { speaks } from "./sound_of.js";
import { shownTrouble, troubled } from "./sound_trouble.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** Muting is mine alone, whatever the floor says. @param {View} view @param {Line} line */
function muting(view, line) {
  const { heard, muted, pushToTalk, silent } = line.voice.state;
  const asked = heard || (muted && !inAirspace(view)); // a listener in airspace is asked for nothing
  if (!speaks(view, line) || !asked || silent) return null;
  if (muted) return button({ kind: "plain", text: t(heard ? "mic.unmute" : "mic.unmute_later"), onPress: () => line.voice.setMuted(false) });
  if (pushToTalk) return h(Hold, { key: "hold", line });
  return button({ kind: "plain", text: t("mic.mute"), onPress: () => line.voice.setMuted(true) });
}

/** @param {{ view: View, line: Line }} props */
export function mic({ view, line }) {
  const { open, sound, text, more } = ownVoice(view, line);
  const calm = inAirspace(view) && (!isHolder(view) || shownTrouble(view, line) !== ""); // said once: beside the sign, or in the words on what is the matter
  return html`<div class="own-voice"><p class=${open ? "mic open" : "mic"}>${voice(open, sound)}<span>${text}${more && !calm ? html`<span class="more">${more}</span>` : null}</span></p>${
    muting(view, line)
  }${h(HeardBy, { key: "heard", view, line })}${troubled({ view, line })}</div>`;
}
