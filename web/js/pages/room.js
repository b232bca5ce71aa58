// The room: the plan, the table, and what is asked of me now. Its parts keep their places from the first step to the last.
import { h, html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { announce } from "../announce.js";
import { useKeys } from "../keys.js";
import { useLine } from "../line.js";
import { called, inAirspace, isHolder, may, mood, outside, stepName } from "../reading.js";
import { t } from "../texts.js";
import { act } from "../parts/act.js";
import { Announcer, lastLine, timeText } from "../parts/announcer.js";
import { bar, skip } from "../parts/bar.js";
import { large, signers } from "../parts/pictures_signer.js";
import { rest } from "../parts/rest.js";
import { say } from "../parts/say.js";
import { useSteady } from "../parts/sound_heard.js";
import { toggleMute, useHoldKey, voiceKeys } from "../parts/sound_keys.js";
import { soundOf } from "../parts/sound_of.js";
import { Sill } from "../parts/sill.js";
import { spine, strip } from "../parts/spine.js";
import { table } from "../parts/table.js";
import { leftOf, useTick } from "../parts/tick.js";
import { closePage } from "./close.js";
import { ended, left, waiting } from "./ended.js";
import { missed, outsidePage } from "./outside.js";

/** @typedef {import("../types.js").View} View */

/** Light, title and focus follow the view. @param {View | null} view @param {import("../types.js").Line} line @param {string} [own] the page's own mood, where the view's is shown on a panel */
export function useRoomAround(view, line, own) {
  const light = own ?? (view ? mood(view) : "day");
  const title = view ? pageTitle(view) : t("bar.name");
  useEffect(() => {
    document.documentElement.dataset["mood"] = light;
    document.title = title;
  }, [light, title]);
  const step = view ? `${view.step.id} ${view.step.paused} ${view.step.word}` : "";
  const put = view?.agenda.proposal?.agenda ?? "";
  const before = useRef({ step, put });
  useEffect(() => {
    // Only whoever acted is taken to the new step's heading; nobody else is moved.
    const changed = before.current.step !== "" && before.current.step !== step;
    const proposed = before.current.step !== "" && put !== "" && before.current.put !== put;
    before.current = { step, put };
    const box = /** @type {HTMLElement & { value?: string } | null} */ (document.activeElement);
    const typing = ["TEXTAREA", "INPUT"].includes(box?.tagName ?? "") && box?.value !== "";
    if ((changed || proposed) && !typing) window.scrollTo(0, 0); // a new sentence is seen, unless somebody is in the middle of one
    if (!changed || !MOVES.has(line.acted)) return;
    line.acted = "";
    const lost = document.activeElement === document.body || document.activeElement?.closest(".act");
    if (lost) /** @type {HTMLElement | null} */ (document.querySelector("#now h1"))?.focus({ preventScroll: false });
  }, [step, put]);
}

const MOVES = new Set(["open_step", "end_turn", "pass_turn", "pause_together", "answer_pause", "ask_for_offers", "close_offers", "agree_agenda", "begin_word", "end_word"]);

/** @param {View} view */
function pageTitle(view) {
  const name = called(view, view.step.holder);
  if (inAirspace(view)) return isHolder(view) ? t("title.airspace_yours") : t("title.airspace", { name });
  return t("title.step", { step: stepName(view) });
}

/** Pages on which much is read keep the table small. @param {View} view */
const reading = (view) =>
  view.step.status === "open" &&
  !view.step.paused &&
  (view.step.stage_kind === "asking" || view.step.stage_kind === "review");

/** @param {{ seat: string }} props */
export function Room({ seat }) {
  const line = useLine(seat);
  const { view } = line;
  const [gone, setGone] = useState(false);
  const [showKeys, setShowKeys] = useState(false);
  useRoomAround(view, line);
  useKeys({
    t: () => view && announce(timeText(view, line)),
    m: () => view && toggleMute(view, line),
    l: () => view && announce(lastLine(view)),
    "?": () => setShowKeys(true),
  });
  useHoldKey(view, line);
  if (line.ended === "left") return left({ seat, line, back: () => setGone(false) });
  if (line.ended && !(line.ended === "closed" && view)) return ended({ why: line.ended, seat, sentence: line.notice, nextAt: line.nextAt });
  if (gone) return left({ seat, line, back: () => setGone(false) });
  if (!view) return waiting({ line });
  if (outside(view)) return view.step.status === "closed" || view.step.status === "cancelled" ? missed({ view }) : outsidePage({ view, line });
  if (view.step.status === "closed" || view.step.stage_kind === "close") return closePage({ view, line });
  return h(Drawn, { view, line, leave: () => setGone(true), showKeys, setShowKeys });
}

/** @param {{ view: View, line: import("../types.js").Line, leave: () => void, showKeys: boolean, setShowKeys: (on: boolean) => void }} props */
function Drawn({ view, line, leave, showKeys, setShowKeys }) {
  const { clock } = view;
  // The moment my own time runs out, the sentence and the buttons change.
  useTick(() => (clock.due_at !== null && leftOf(clock) > 0 ? leftOf(clock) + 20 : Infinity));
  const over = inAirspace(view) && isHolder(view) && clock.running && clock.length > 0 && leftOf(clock) <= 0;
  const wide = reading(view);
  const sound = soundOf(view, line);
  const hearing = useSteady(sound.hearing);
  // Before anything is drawn, or the page that was left would take the next one's frame away.
  useLayoutEffect(() => {
    document.body.className = wide ? "" : "fits";
    return () => {
      document.body.className = "";
    };
  }, [wide]);
  const keys = [
    { key: "T", does: t("keys.time") },
    { key: "L", does: t("keys.line") },
    ...voiceKeys(view, line),
    { key: "?", does: t("keys.keys") },
  ];
  return html`${skip()}${bar({ line, quiet: inAirspace(view) })}<main class=${`room${wide ? " reading" : ""}${may(view, "take_action") ? " busy" : ""}${large(view, line).length ? " signed" : ""}`}>
      ${strip({ view })}${signers({ view, line })}${spine({ view })}${table({ view, rough: line.state !== "connected", voice: line.voice })}
      <div class="words">${say({ view, over, sound: { ...sound, hearing } })}${rest({ view, line })}${act({ view, line, over })}</div>
    </main>${h(Sill, { view, line, left: leave, keys, showKeys, setShowKeys })}${h(Announcer, { view, line })}`;
}

