// How moments and lengths of time are written: in the viewer's own time zone, short, and never with seconds unless they run.
import { language, t, words } from "./texts.js";

const MINUTE = 60_000;

/** @param {Intl.DateTimeFormatOptions} options @returns {(at: number) => string} */
const format = (options) => (at) => new Intl.DateTimeFormat(language(), options).format(at);

/** 14:00 */
export const clockTime = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
/** Thursday 14 January */
export const day = (/** @type {number} */ at) =>
  format({ weekday: "long", day: "numeric", month: "long" })(at).replace(",", "");
/** 14 January */
export const date = format({ day: "numeric", month: "long" });

/** Within a sentence: "today at 14:00", "on Thursday 14 January at 14:00". @param {number} at @param {number} now */
export const whenWords = (at, now) =>
  t(day(at) === day(now) ? "times.today_at" : "times.on_day_at", { day: day(at), time: clockTime(at) });

/** What is left, counted down so that nought falls on the moment itself. @param {number} left */
export function countdown(left) {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** In minutes, with halves. @param {number} length */
export const inMinutes = (length) => Math.round(length / (MINUTE / 2)) / 2;

/** "4 minutes". @param {number} length */
export const minutes = (length) => t("times.minutes", { n: inMinutes(length) });

/** "about 2 minutes", for when the line is not to be trusted. @param {number} left */
export function about(left) {
  const n = Math.max(0, Math.round(left / MINUTE));
  return n === 0 ? t("times.under_a_minute") : t("times.about", { n });
}

/** The same as words, to be spoken: "2 minutes 38 seconds". @param {number} left */
export function spoken(left) {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const whole = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [];
  if (whole) parts.push(t("times.minutes", { n: whole }));
  if (rest || !whole) parts.push(t("times.seconds", { n: rest }));
  return parts.join(" ");
}

/** "three minutes to spare", "two minutes over". @param {number} spare */
export function spareWords(spare) {
  const n = Math.round(Math.abs(spare) / MINUTE);
  if (n === 0) return t("times.as_planned");
  return t(spare > 0 ? "times.spare" : "times.over", { n, count: words(n) });
}

/** A date as written in an action (2027-01-14), or the words somebody wrote. @param {string} by */
export function byWhen(by) {
  if (!by) return t("actions.by_next");
  const at = Date.parse(`${by}T12:00`);
  return t("actions.by", { when: Number.isNaN(at) ? by : date(at) });
}

/** A time of day as a moment of the session: on its day, or after midnight where it runs on past it. @param {string} time "14:30" @param {number} starts @param {number} ends @returns {number | null} */
export function inSession(time, starts, ends) {
  const [hour, minute] = time.split(":").map(Number);
  if (hour === undefined || minute === undefined || Number.isNaN(hour) || Number.isNaN(minute)) return null;
  const at = new Date(starts).setHours(hour, minute, 0, 0);
  const after = new Date(at);
  after.setDate(after.getDate() + 1);
  return at < starts && after.getTime() <= ends ? after.getTime() : at;
}
