// Before entering, for whoever wants it: can we hear each other? What is chosen here is remembered in this browser, and used in the room.
import { h, html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { getWays } from "../api.js";
import { t } from "../texts.js";
import { troubleOf } from "../voice/devices.js";
import { remember, settings } from "../voice/settings.js";
import { choices } from "./box.js";
import { CameraCheck } from "./device_check_camera.js";
import { lookAtLine } from "./device_check_line.js";
import { button } from "./press.js";
import { deviceList, useDevices } from "./sound_devices.js";
import { Speaker, tickbox } from "./sound_dialog.js";
import { Meter } from "./sound_meter.js";
import { tryMicrophone } from "./sound_microphone.js";

/** @typedef {import("./sound_microphone.js").TriedMicrophone} TriedMicrophone */
/** @typedef {import("./device_check_line.js").LineSaid} LineSaid */
/** @typedef {import("../types.js").Seat} Seat */

/** @param {{ chosen: string, speaker: string, choose: (id: string) => void }} props */
function MicrophoneCheck({ chosen, speaker, choose }) {
  const [tried, setTried] = useState(/** @type {TriedMicrophone | null} */ (null));
  const [said, setSaid] = useState("");
  const [hearing, setHearing] = useState(false);
  const held = useRef(/** @type {TriedMicrophone | null} */ (null));
  const run = useRef(0); // of several that were asked for, the last one alone is kept
  const devices = useDevices(tried).audioinput;
  useEffect(() => () => {
    run.current += 1;
    held.current?.stop();
  }, []);
  useEffect(() => void tried?.through(speaker), [tried, speaker]);
  const begin = async (/** @type {string} */ device) => {
    const mine = ++run.current;
    held.current?.stop();
    held.current = null;
    setHearing(false);
    setSaid(t("check.asking"));
    try {
      const made = await tryMicrophone(device);
      if (mine !== run.current) return made.stop();
      held.current = made;
      setTried(made);
      setSaid("");
    } catch (fault) {
      if (mine !== run.current) return undefined;
      setTried(null);
      setSaid(t(`check.trouble.${troubleOf(fault)}`));
    }
    return undefined;
  };
  const change = (/** @type {string} */ id) => {
    choose(id);
    begin(id);
  };
  const hear = () => {
    tried?.hear(!hearing);
    setHearing(!hearing);
  };
  if (!tried) return html`<div class="check"><div><h3>${t("sound.microphone")}</h3><p class="hint" role="status">${said || t("check.microphone_off")}</p></div>${button({ kind: "plain", text: t("check.microphone_try"), onPress: () => begin(chosen) })}</div>`;
  return html`<div class="check">${deviceList({ id: "microphone", label: t("sound.microphone"), devices, chosen, choose: change })}${
    button({ kind: "plain", text: t(hearing ? "sound.hear_myself_end" : "sound.hear_myself"), onPress: hear })
  }${h(Meter, { level: () => tried.level(), words: "check.level" })}${hearing ? html`<p class="hint" role="status">${t("sound.hear_myself_hint")}</p>` : null}</div>`;
}

/** What was found, in words: the room first, and voices where it can be reached. @param {LineSaid} said */
const lineWords = ({ room, voices }) => `${t(`check.line_room.${room}`, { host: location.host })}${voices ? ` ${t(`check.line_voices.${voices}`)}` : ""}`;

/** @param {{ seat: string }} props */
function LineCheck({ seat }) {
  const [said, setSaid] = useState(/** @type {LineSaid | "unknown" | "looking"} */ ("unknown"));
  const found = typeof said === "object";
  const look = async () => {
    if (said === "looking") return;
    setSaid("looking");
    const ways = await getWays(seat);
    setSaid(await lookAtLine(seat, ways.ok ? ways.body.servers : []));
  };
  return html`<div class="check"><div><h3>${t("check.line")}</h3><p class="hint" role="status">${found ? lineWords(said) : t(`check.line_${said}`)}</p></div>${
    button({ kind: "plain", text: t(found ? "check.line_again" : "check.line_look"), onPress: look })
  }</div>`;
}

/** @param {{ title: string, words: string }} props */
const told = ({ title, words }) => html`<section class="checks"><h2>${title}</h2><p class="check">${words}</p></section>`;

/** @param {{ seat: Seat }} props */
export function DeviceCheck({ seat }) {
  const [kept, setKept] = useState(settings);
  /** @param {Partial<import("../voice/settings.js").Settings>} more */
  const keep = (more) => {
    remember(more);
    setKept({ ...settings(), ...more });
  };
  const { session } = seat;
  if (!session) return null;
  if (session.where === "call") return told({ title: t("check.call_title"), words: t("check.call") });
  if (session.where === "text") return told({ title: t("check.text_title"), words: t("check.text") });
  const byVoice = kept.way === "voice";
  return html`<section class="checks" aria-labelledby="check"><h2 id="check">${t("check.title")}</h2><p class="hint">${t("check.hint")}</p>
    <div class="check"><div>${choices({ name: "way", legend: t("check.way"), seen: true, value: kept.way, choose: (way) => keep({ way }), options: [{ value: "voice", text: t("check.by_voice") }, { value: "text", text: t("check.by_text") }] })}${byVoice ? null : html`<p class="hint">${t("check.by_text_hint")}</p>`}</div></div>
    ${byVoice ? h(MicrophoneCheck, { key: "microphone", chosen: kept.audioinput, speaker: kept.audiooutput, choose: (audioinput) => keep({ audioinput }) }) : null}
    ${byVoice ? h(SpeakerCheck, { key: "speaker", chosen: kept.audiooutput, choose: (audiooutput) => keep({ audiooutput }) }) : null}
    ${h(LineCheck, { key: "line", seat: seat.seat })}
    ${byVoice && session.cameras !== "off" ? h(CameraCheck, { key: "camera", chosen: kept.videoinput, choose: (videoinput) => keep({ videoinput }) }) : null}
    ${byVoice ? html`<div class="check"><div class="stack-2">${tickbox({ text: t("sound.hold"), hint: t("sound.hold_hint"), on: kept.pushToTalk, set: (pushToTalk) => keep({ pushToTalk }) })}${tickbox({ text: t("sound.chime"), on: kept.chime, set: (chime) => keep({ chime }) })}</div></div>` : null}</section>`;
}

/** @param {{ chosen: string, choose: (id: string) => void }} props */
const SpeakerCheck = ({ chosen, choose }) => h(Speaker, { speakers: useDevices().audiooutput, chosen, choose });
