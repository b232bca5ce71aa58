// What a screen reader is told: who has the floor and which step it is, at once; the time at milestones; in airspace nothing.
import { useEffect, useRef } from "../../vendor/preact-htm.js";
import { announce } from "../announce.js";
import { called, inAirspace, isHolder, stepName } from "../reading.js";
import { t } from "../texts.js";
import { minutes, spoken } from "../times.js";
import { askText } from "./say.js";
import { leftOf, useTick } from "./tick.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

const MINUTE = 60_000;

/** The moments worth saying, for an agreed length. @param {number} length */
export function milestones(length) {
  const all = [];
  if (length >= 4 * MINUTE) all.push(length / 2);
  if (length >= 8 * MINUTE) all.push(5 * MINUTE);
  if (length >= 3 * MINUTE) all.push(MINUTE);
  return [...all, 0].sort((a, b) => b - a);
}

/** What is said on a key, at any time. @param {View} view */
export function timeText(view) {
  const { clock, step } = view;
  if (step.paused) return t("tell.paused");
  if (step.status !== "open" || !clock.counting || clock.length === 0) return askText(view);
  const left = leftOf(clock);
  const time = left > 0 ? t("tell.left", { time: spoken(left), length: minutes(clock.length) }) : t("tell.over", { length: minutes(clock.length) });
  return `${stepName(view)}. ${askText(view)} ${time}`;
}

/** @param {View} view */
export function lastLine(view) {
  const last = view.floor.lines[view.floor.lines.length - 1];
  return last ? t("tell.line", { name: called(view, last.person), words: last.words }) : t("tell.no_line");
}

/** Draws nothing. @param {{ view: View, line: Line }} props */
export function Announcer({ view, line }) {
  const { clock, floor } = view;
  const quiet = inAirspace(view);
  const said = `${stepName(view)}. ${askText(view)}`;
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
  const word = line.signals[line.signals.length - 1];
  useEffect(() => {
    if (word && !quiet) announce(t(`signal.${word.kind}`, { name: called(view, word.from), words: word.words }));
  }, [word?.id, quiet]);

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
