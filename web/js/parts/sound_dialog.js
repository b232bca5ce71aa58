// The dialog "Sound": devices, how loud I am, how I take part, the safety code, and how much I have spoken.
import { h, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { called } from "../reading.js";
import { joined, t } from "../texts.js";
import { about } from "../times.js";
import { remember, settings } from "../voice/settings.js";
import { Dialog } from "./dialog.js";
import { mayBeLarger } from "./pictures_own.js";
import { button } from "./press.js";
import { playChime } from "./sound_chime.js";
import { deviceList, speakersChoosable, useDevices } from "./sound_devices.js";
import { HearMyself } from "./sound_hear_myself.js";
import { Meter } from "./sound_meter.js";
import { listens, meetsHere, speaks } from "./sound_of.js";
import { troubled } from "./sound_trouble.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

const MINUTE = 60_000;

/** @param {{ text: string, hint?: string, on: boolean, set: (on: boolean) => void }} props */
export const tickbox = ({ text, hint = "", on, set }) =>
  html`<div><label class="tickbox"><input type="checkbox" checked=${on} onChange=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => set(event.currentTarget.checked)}/><span>${text}</span></label>${
    hint ? html`<p class="hint under-tick">${hint}</p>` : null
  }</div>`;

/** The speaker: which, and a chime by which to hear it. @param {{ speakers: import("./sound_devices.js").Device[], chosen: string, choose: (id: string) => void }} props */
export function Speaker({ speakers, chosen, choose }) {
  const [played, setPlayed] = useState("");
  const play = async () => setPlayed((await playChime(chosen)) ? "chime_played" : "chime_not_played");
  const list = speakersChoosable() && speakers.length > 0;
  return html`<div class="check">${list ? deviceList({ id: "speaker", label: t("sound.speaker"), devices: speakers, chosen, choose }) : html`<h3>${t("sound.speaker")}</h3>`}${
    button({ kind: "plain", text: t("sound.chime_play"), onPress: play })
  }<p class="hint" role="status">${played ? t(`sound.${played}`) : ""}</p></div>`;
}

/** Everything about my own microphone and what comes out of my speaker. @param {{ view: View, line: Line }} props */
function Devices({ view, line }) {
  const { voice } = line;
  const { microphone, muted, pushToTalk, open } = voice.state;
  const [kept, setKept] = useState(settings);
  const known = useDevices(microphone);
  /** @param {"audioinput" | "audiooutput" | "videoinput"} kind */
  const choose = (kind) => (/** @type {string} */ id) => {
    void voice.useDevice(kind, id); // which remembers it
    setKept(settings());
  };
  const ready = speaks(view, line);
  return html`${ready
    ? html`<div class="check">${deviceList({ id: "microphone", label: t("sound.microphone"), devices: known.audioinput, chosen: kept.audioinput, choose: choose("audioinput") })}${h(Meter, { level: () => voice.level(), muted })}${
        h(HearMyself, { device: kept.audioinput, speaker: kept.audiooutput, allowed: !open })
      }</div>`
    : null}
    ${h(Speaker, { key: "speaker", speakers: known.audiooutput, chosen: kept.audiooutput, choose: choose("audiooutput") })}
    ${view.voice?.cameras !== "off" && known.videoinput.length > 1 ? html`<div class="check">${deviceList({ id: "camera", label: t("sound.camera"), devices: known.videoinput, chosen: kept.videoinput, choose: choose("videoinput") })}</div>` : null}
    <div class="check"><div class="stack-2">${mayBeLarger(view) ? tickbox({ text: t("pictures.may_be_larger"), on: voice.state.large, set: (on) => voice.setLarge(on) }) : null}${ready ? tickbox({ text: t("sound.mute"), on: muted, set: (on) => voice.setMuted(on) }) : null}${tickbox({ text: t("sound.hold"), hint: t("sound.hold_hint"), on: pushToTalk, set: (on) => voice.setPushToTalk(on) })}${
      tickbox({ text: t("sound.chime"), on: kept.chime, set: (on) => {
        remember({ chime: on });
        setKept(settings());
      } })
    }</div></div>`;
}

/** Five digits at a time, as they are read aloud. @param {string} code */
const groups = (code) => code.split(/\s+/).filter(Boolean);

/** The code, and by name everybody whom it covers: whoever is not named has no part in the sound. @param {View} view @param {Line} line */
function safetyCode(view, { voice }) {
  const { code, coded } = voice.state;
  return html`<section class="stack-2 ruled"><h3>${t("sound.code")}</h3>${
    code ? html`<p class="code">${groups(code).map((five, n) => html`<span key=${n}>${five}</span> `)}</p><p class="coded">${t("sound.code_of", { n: coded.length, names: joined(coded.map((id) => called(view, id)).sort()) })}</p>` : null
  }<p class="hint">${code ? t("sound.code_hint") : t("sound.code_waits")}</p></section>`;
}

/** My own share, as my browser measured it. @param {Line} line */
function ownShare({ voice }) {
  const { spoken, open } = voice.share();
  const said = open < MINUTE ? t("sound.share_little") : t("sound.share_words", { spoken: about(spoken), open: about(open) });
  return html`<section class="stack-2 ruled"><h3>${t("sound.share")}</h3><p>${said}</p><p class="hint">${t("sound.share_hint")}</p></section>`;
}

/** @param {{ view: View, line: Line, close: () => void }} props */
function SoundDialog({ view, line, close }) {
  const [, again] = useState(0);
  // What is measured goes on while one looks at it.
  useEffect(() => {
    const look = setInterval(() => again((n) => n + 1), 5000);
    return () => clearInterval(look);
  }, []);
  const byText = line.voice.state.way === "text";
  const inside = byText
    ? html`<p>${t("sound.by_voice_hint")}</p><div class="row">${button({ kind: "primary", text: t("sound.by_voice"), onPress: () => line.voice.setWay("voice") })}</div>`
    : html`${troubled({ view, line, always: true })}<div class="checks">${h(Devices, { view, line })}</div>${listens(view, line) ? [safetyCode(view, line), ownShare(line)] : null}
      <section class="stack-2 ruled"><div class="row">${button({ kind: "plain", text: t("sound.by_text"), onPress: () => line.voice.setWay("text") })}</div><p class="hint">${t("sound.by_text_hint")}</p></section>`;
  return h(Dialog, { title: t("sound.title"), close }, html`<div class="stack sound">${inside}</div>`);
}

/** In the sill: the way into it, where there is sound. @param {{ view: View, line: Line }} props */
export function Sound({ view, line }) {
  const [open, setOpen] = useState(false);
  if (!meetsHere(view, line)) return null;
  return html`${button({ text: t("sound.open"), onPress: () => setOpen(true) })}${open ? h(SoundDialog, { view, line, close: () => setOpen(false) }) : null}`;
}
