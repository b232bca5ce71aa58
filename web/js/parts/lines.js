// What was said in writing, and a box for whoever has the floor and would rather write.
import { h, html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { draft, keepDraft, useDraft } from "../drafts.js";
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { box } from "./box.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

const KEY = "line";

/** @param {{ view: View }} props */
export function Written({ view }) {
  const { lines } = view.floor;
  const end = useRef(/** @type {HTMLElement | null} */ (null));
  const last = lines[lines.length - 1]?.id;
  useEffect(() => {
    // Whoever reads the newest goes on seeing the newest; whoever has scrolled back is left alone.
    const list = end.current;
    if (list && list.scrollHeight - list.scrollTop - list.clientHeight < 120) list.scrollTop = list.scrollHeight;
  }, [last]);
  if (!lines.length) return null;
  return html`<section class="written"><h2 class="unseen">${t("lines.title")}</h2><ol ref=${end} tabindex=${lines.length > 3 ? "0" : null}>${lines.map(
    (one) => html`<li key=${one.id}><b>${one.person === view.mine.id ? t("seat.you") : called(view, one.person)}</b> <span>${one.words}</span></li>`,
  )}</ol></section>`;
}

/** Whether the box is open: once opened it stays, so that a whole session can be taken part in by text alone. */
const OPEN = "line.open";
export const writing = () => draft(OPEN) === "yes";

/** The press that opens the box, beside the other presses. @param {{ view: View, line: Line }} props */
export function writeInstead({ view, line }) {
  if (!may(view, "say_line") || writing()) return null;
  const open = () => {
    keepDraft(OPEN, "yes");
    line.redraw();
    // Drawn by then: whoever wanted to write is where they write.
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById("say-line")?.focus()));
  };
  return button({ text: t("lines.write"), onPress: open, expanded: false });
}

/** The box itself, beneath what was written. @param {{ view: View, line: Line }} props */
export function Writing({ view, line }) {
  const [words, change, clear] = useDraft(KEY);
  if (!may(view, "say_line") || !writing()) return null;
  /** @returns {import("../types.js").Command | null} */
  const command = () => (words.trim() ? { type: "say_line", words: words.trim() } : null);
  const sent = () => {
    if (draft(KEY) === words) clear();
  };
  const send = async () => {
    const given = command();
    if (given && (await line.give(given)).done) sent();
  };
  const shut = () => {
    keepDraft(OPEN, "");
    line.redraw();
  };
  return html`<section class="composer">${box({ id: "say-line", label: t("lines.label"), hidden: true, words, change, rows: 2, placeholder: t("lines.label"), seen: t("lines.seen"), send })}
    <div class="row">${h(Press, { line, command, text: t("lines.send"), then: sent })}${words ? null : button({ text: t("lines.put_away"), onPress: shut })}</div></section>`;
}
