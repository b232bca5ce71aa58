// What was said in writing, and a box for whoever has the floor and would rather write.
import { h, html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
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

/** @param {{ view: View, line: Line }} props */
export function WriteInstead({ view, line }) {
  const [words, change, clear] = useDraft(KEY);
  const [open, setOpen] = useState(draft(KEY) !== "");
  if (!may(view, "say_line")) return null;
  if (!open && !words) return button({ text: t("lines.write"), onPress: () => setOpen(true), expanded: false });
  /** @returns {import("../types.js").Command | null} */
  const command = () => (words.trim() ? { type: "say_line", words: words.trim() } : null);
  const sent = () => {
    if (draft(KEY) === words) clear();
  };
  const send = async () => {
    const given = command();
    if (given && (await line.give(given)).done) sent();
  };
  return html`<section class="stack-2 ruled">${box({ id: "say-line", label: t("lines.label"), words, change, seen: t("lines.seen"), send })}
    <div class="row">${h(Press, { line, command, text: t("lines.send"), then: sent })}${
      words ? null : button({ text: t("lines.put_away"), onPress: () => setOpen(false) })
    }</div></section>`;
}
