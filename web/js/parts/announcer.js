// What a screen reader is told: who has the floor and which step it is, at once; the time at milestones; in airspace nothing.
import { useEffect, useRef } from "../../vendor/preact-htm.js";
import { announce } from "../announce.js";
import { called, inAirspace, isHolder, stepName } from "../reading.js";
import { t } from "../texts.js";
import { minutes, spoken } from "../times.js";
import { askText } from "./say.js";
import { opening, ownVoiceSpoken } from "./mic_words.js";
import { soundOf } from "./sound_of.js";
import { shownTrouble } from "./sound_trouble.js";
import { leftOf, useTick } from "./tick.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

const MINUTE = 60_000;

/** The moments worth saying, for an agreed length. @param {number} length */
function milestones(length) {
  const all = [];
  if (length >= 4 * MINUTE) all.push(length / 2);
  if (length >= 8 * MINUTE) all.push(5 * MINUTE);
  if (length >= 3 * MINUTE) all.push(MINUTE);
  return [...all, 0].sort((a, b) => b - a);
}

/** What is said on a key, at any time. @param {View} view @param {Line} line */
export function timeText(view, line) {
  const own = view.step.status === "open" ? ` ${ownVoiceSpoken(view, line)}` : "";
  return `${stepAndTime(view, line)}${own}`;
}

/** @param {View} view @param {Line} line */
function stepAndTime(view, line) {
  const { clock, step } = view;
  const sentence = askText(view, soundOf(view, line));
  if (step.paused) return t("tell.paused");
  if (step.status !== "open" || !clock.counting || clock.length === 0) return sentence;
  const left = leftOf(clock);
  const time = left > 0 ? t("tell.left", { time: spoken(left), length: minutes(clock.length) }) : t("tell.over", { length: minutes(clock.length) });
  return `${stepName(view)}. ${sentence} ${time}`;
}

/** @param {View} view */
export function lastLine(view) {
  const last = view.floor.lines[view.floor.lines.length - 1];
  return last ? t("tell.line", { name: called(view, last.person), words: last.words }) : t("tell.no_line");
}

/** My own microphone, once at each change; whoever holds to speak knows what they hold. @param {View} view @param {Line} line */
function useOwnVoice(view, line) {
  const quiet = inAirspace(view);
  const open = view.step.status === "open";
  const own = open ? ownVoiceSpoken(view, line, false) : "";
  const passing = open && opening(view, line);
  const before = useRef(own);
  useEffect(() => {
    if (passing) return;
    if (own !== before.current && !quiet) announce(own);
    before.current = own;
  }, [own]);
  const trouble = open && !quiet ? shownTrouble(view, line) : "";
  useEffect(() => announce(trouble), [trouble]);
}

/** Draws nothing. @param {{ view: View, line: Line }} props */
export function Announcer({ view, line }) {
  const { clock, floor } = view;
  const quiet = inAirspace(view);
  const said = `${stepName(view)}. ${askText(view, soundOf(view, line))}`;
  useOwnVoice(view, line);
  useEffect(() => {
    announce(said);
  }, [view.step.status, view.step.id, view.step.paused, view.step.word, floor.lit, floor.asker, view.mine.ask.key]);

  const newest = floor.lines[floor.lines.length - 1];
  const seen = useRef(newest?.id);
  useEffect(() => {
    if (newest && newest.id !== seen.current && newest.person !== view.mine.id && !quiet) {
      announce(t("tell.line", { name: called(view, newest.person), words: newest.words }));
    }
    seen.current = newest?.id;
  }, [newest?.id]);

  useEffect(() => {
    if (line.state === "reconnecting" || line.state === "lost") announce(t(`line.${line.state}`));
  }, [line.state]);
  useEffect(() => announce(line.notice), [line.notice]);
  const told = useRef(/** @type {Set<string>} */ (new Set()));
  useEffect(() => {
    for (const { id, kind, from, words } of quiet ? [] : line.signals) {
      if (!told.current.has(id)) announce(t(`signal.${kind}`, { name: called(view, from), words }));
      told.current.add(id); // once: that another is put aside makes this one no newer
    }
  }, [line.signals, quiet]);

  const left = leftOf(clock);
  const telling = clock.running && clock.counting && clock.length > 0 && !quiet && !(view.mine.time_hidden && isHolder(view));
  const before = useRef({ due: clock.due_at, left });
  useEffect(() => {
    const passed = before.current.due === clock.due_at ? milestones(clock.length).find((mark) => before.current.left > mark && left <= mark) : undefined;
    if (telling && passed !== undefined) announce(passed === 0 ? t("middle.agreed_sentence") : t("tell.milestone", { time: minutes(passed) }));
    before.current = { due: clock.due_at, left };
  });
  useTick(() => {
    const next = telling ? milestones(clock.length).find((mark) => left > mark) : undefined;
    return next === undefined ? Infinity : left - next + 30;
  });
  return null;
}
