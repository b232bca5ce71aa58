// How loud my microphone is, drawn as a row of marks, and one sentence that says the same.
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";

const MARKS = 24;
const EVERY = 100;
const LOOKED_BACK = 25; // two and a half seconds: a breath between two words is no silence
const QUIET = 0.12;
const WELL = 0.3;

/** What the newest levels come to. @param {number[]} levels */
function judged(levels) {
  const loudest = Math.max(0, ...levels);
  return loudest < QUIET ? "nothing" : loudest < WELL ? "quiet" : "well";
}

/** @param {{ level: () => number, words?: string, muted?: boolean }} props  level: 0 to 1; words: the family of sentences */
export function Meter({ level, words = "sound.level", muted = false }) {
  const asked = useRef(level);
  asked.current = level;
  const newest = useRef(/** @type {number[]} */ ([]));
  const [lit, setLit] = useState(0);
  const [judgement, setJudgement] = useState("nothing");
  useEffect(() => {
    const watch = setInterval(() => {
      const now = asked.current();
      newest.current = [...newest.current, now].slice(-LOOKED_BACK);
      setLit(Math.round(now * MARKS));
      setJudgement(judged(newest.current));
    }, EVERY);
    return () => clearInterval(watch);
  }, []);
  const said = t(muted && judgement !== "nothing" ? "sound.level.muted" : `${words}.${judgement}`);
  return html`<svg class="meter" viewBox="0 0 236 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">${Array.from({ length: MARKS }, (_, n) => {
    const height = Math.min(17, 8 + n);
    return html`<rect key=${n} class=${n < lit ? "on" : "off"} x=${n * 10} y=${10 - height / 2} width="6" height=${height} rx="1"/>`;
  })}</svg><p class="hint" data-level=${judgement}>${said}</p>`;
}
