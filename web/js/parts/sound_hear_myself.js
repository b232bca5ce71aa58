// "Hear myself": my own voice comes back a second later, to me alone, for as long as I want it.
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { troubleOf } from "../voice/devices.js";
import { button } from "./press.js";
import { tryMicrophone } from "./sound_microphone.js";

/** @typedef {import("./sound_microphone.js").TriedMicrophone} TriedMicrophone */

/** @param {{ device: string, speaker: string, allowed: boolean }} props  allowed: not while the others hear me, or they'd hear it twice */
export function HearMyself({ device, speaker, allowed }) {
  const [on, setOn] = useState(false);
  const [problem, setProblem] = useState("");
  const tried = useRef(/** @type {TriedMicrophone | null} */ (null));
  const run = useRef(0); // pressed on, off and on again before the microphone answers: the last one alone is heard
  const end = () => {
    run.current += 1;
    tried.current?.stop();
    tried.current = null;
    setOn(false);
  };
  useEffect(() => end, []);
  useEffect(() => {
    if (!allowed || on) end(); // also when another device was chosen meanwhile: it is pressed anew
  }, [allowed, device, speaker]);
  const begin = async () => {
    const mine = ++run.current;
    setProblem("");
    setOn(true);
    try {
      const made = await tryMicrophone(device);
      if (mine !== run.current) return made.stop();
      tried.current = made;
      await made.through(speaker);
      made.hear(true);
    } catch (fault) {
      if (mine !== run.current) return undefined;
      end();
      setProblem(t(`check.trouble.${troubleOf(fault)}`));
    }
    return undefined;
  };
  if (!allowed) return html`<p class="hint">${t("sound.hear_myself_later")}</p>`;
  return html`<div class="stack-2">${button({ kind: "plain", text: t(on ? "sound.hear_myself_end" : "sound.hear_myself"), onPress: on ? end : begin })}${
    on || problem ? html`<p class="hint" role="status">${problem || t("sound.hear_myself_hint")}</p>` : null
  }</div>`;
}
