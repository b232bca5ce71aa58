// My own voice by keys: one mutes and opens again, one is held to speak. What a key did is said, in airspace too.
import { announce } from "../announce.js";
import { useHeldKey } from "../keys.js";
import { t } from "../texts.js";
import { ownVoiceSpoken } from "./mic_words.js";
import { speaks } from "./sound_of.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

const HELD = "v";

/** @param {View} view @param {Line} line */
export function toggleMute(view, line) {
  if (!speaks(view, line)) return;
  line.voice.setMuted(!line.voice.state.muted);
  setTimeout(() => announce(ownVoiceSpoken(view, line))); // once the microphone has followed
}

/** @param {View | null} view @param {Line} line */
export function useHoldKey(view, line) {
  const { voice } = line;
  const held = view !== null && speaks(view, line) && voice.state.pushToTalk && !voice.state.muted;
  useHeldKey(HELD, held ? (down) => voice.press(down) : null);
}

/** The rows of the list of keys. @param {View} view @param {Line} line @returns {import("./keys.js").Key[]} */
export function voiceKeys(view, line) {
  if (!speaks(view, line)) return [];
  const mute = { key: "M", does: t("sound.key_mute") };
  return line.voice.state.pushToTalk ? [mute, { key: HELD.toUpperCase(), does: t("sound.key_hold") }] : [mute];
}
