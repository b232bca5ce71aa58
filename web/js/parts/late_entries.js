// What was entered for me in a session that is over: my yes or no to it, for three days. It goes by the interface, not by the room's line.
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { getEntered, sayOfEntry } from "../api.js";
import { t } from "../texts.js";
import { clockTime, day } from "../times.js";
import { entryWords } from "./entered.js";
import { button } from "./press.js";

/** @typedef {import("../api.js").OwnEntry} OwnEntry */

/** @param {{ seat: string, then?: () => void }} props  then: once something was confirmed or struck out */
export function WaitingEntries({ seat, then }) {
  const [all, setAll] = useState(/** @type {OwnEntry[]} */ ([]));
  const [said, setSaid] = useState(/** @type {Record<string, string>} */ ({})); // beneath each, where it was pressed
  const [answered, setAnswered] = useState(/** @type {string[]} */ ([]));
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    getEntered(seat).then((answer) => answer.ok && setAll(answer.body.entered));
  }, [seat]);
  /** @param {OwnEntry} one @param {boolean} yes */
  const say = async (one, yes) => {
    if (asking) return;
    setAsking(true);
    const answer = await sayOfEntry(seat, one.entry, yes);
    setAsking(false);
    setSaid((before) => ({ ...before, [one.entry]: answer.ok ? t("together.entered.said_so") : answer.sentence }));
    if (!answer.ok) return;
    setAnswered((before) => [...before, one.entry]);
    then?.();
  };
  if (!all.length) return null;
  const waiting = all.filter((one) => !answered.includes(one.entry));
  const [first] = waiting;
  return html`<section class="stack-2 ruled" aria-labelledby="late-entries-title"><h2 id="late-entries-title">${t("together.entered.title", { n: waiting.length || all.length })}</h2>
    ${first ? html`<p>${t("together.entered.after", { until: t("late_review.until", { day: day(first.until), time: clockTime(first.until) }) })}</p>` : null}
    <ul class="rows one">${all.map(
      (one) => html`<li key=${one.entry}><p>${entryWords(one)}</p><p class="hint">${t("together.entered.after_of", { n: one.number, day: day(one.starts_at) })}. ${t("together.entered.by_hint", { by: one.by })}</p>${answered.includes(one.entry) ? null : html`<div class="row">${button({ kind: "plain", text: t("together.entered.confirm"), more: one.about, onPress: () => say(one, true) })}${button({ text: t("together.entered.strike"), more: one.about, onPress: () => say(one, false) })}</div>`}<p role="status">${said[one.entry] ?? ""}</p></li>`,
    )}</ul></section>`;
}
