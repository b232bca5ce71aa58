// What was said in writing, and a box for whoever has the floor and would rather write.
import { h, html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { draft, keepDraft, useDraft } from "../drafts.js";
import { asks, called, isHolder, may } from "../reading.js";
import { t } from "../texts.js";
import { box } from "./box.js";
import { OpenUp, useBooks, useOpenUp } from "./open_up.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

const KEY = "line";

/**
 * For the holder alone, on what their asker has written: it becomes one of the questions they were asked, once.
 * @param {View} view @param {Line} line @param {View["floor"]["lines"][number]} one
 */
function keep(view, line, one) {
  const question = view.floor.asker === one.person && one.person !== view.mine.id && asks(view) !== null;
  if (!question || !isHolder(view) || !may(view, "note_question")) return null;
  if (view.mine.asked.some((each) => each.words === one.words.trim())) return null;
  return h(Press, { line, kind: "word", command: { type: "note_question", words: one.words }, text: t("lines.keep"), more: one.words });
}

/** @param {{ view: View, line: Line }} props */
export function Written({ view, line }) {
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
    (one) => html`<li key=${one.id}><b>${one.person === view.mine.id ? t("seat.you") : called(view, one.person)}</b> <span>${one.words}</span> ${keep(view, line, one)}</li>`,
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
  const open = useOpenUp(view, line, words.trim(), useBooks());
  const shut = () => {
    keepDraft(OPEN, "");
    line.redraw();
  };
  const { stage } = view.step;
  const before = useRef(stage);
  useEffect(() => {
    // An empty box is put away when another stage begins, which may have a box of its own; whoever has begun goes on.
    if (before.current !== stage && !words && writing()) shut();
    before.current = stage;
  }, [stage]);
  if (!may(view, "say_line") || !writing()) return null;
  // What the asker writes in a step for questions is a question.
  const asking = view.floor.asker === view.mine.id && asks(view) !== null;
  /** @returns {import("../types.js").Command | null} */
  const command = () => (words.trim() && !(asking && open.look()) ? { type: "say_line", words: words.trim() } : null);
  const sent = () => {
    if (draft(KEY) === words) clear();
  };
  const send = async () => {
    const given = command();
    if (given && (await line.give(given)).done) sent();
  };
  const here = () => document.getElementById("say-line")?.focus();
  const reword = () => {
    open.leave();
    here();
  };
  const asItIs = () => {
    open.askAsItIs();
    here();
    send();
  };
  return html`<section class="composer">${box({ id: "say-line", label: t("lines.label"), hidden: true, words, change, rows: 2, placeholder: t("lines.label"), seen: t("lines.seen"), send })}
    ${asking && open.notice
      ? h(OpenUp, { id: "say-line", notice: open.notice, reword, asItIs, leave: reword })
      : html`<div class="row">${h(Press, { line, command, text: t("lines.send"), then: sent })}${words ? null : button({ text: t("lines.put_away"), onPress: shut })}</div>`}</section>`;
}
