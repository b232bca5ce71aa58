// Before a question is asked: a private word to whoever asks it, which one press overrules and nobody hears of.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { noticed, readBooks } from "../asking.js";
import { asks } from "../reading.js";
import { t } from "../texts.js";
import { lock } from "./icons.js";
import { button } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../asking.js").Book} Book */

/** What was to be asked all the same, for as long as this line lives: in no draft, in no store, in no message.
 * @type {WeakMap<Line, Set<string>>} */
const overruled = new WeakMap();

/** @param {Line} line @param {string} words */
export const isOverruled = (line, words) => overruled.get(line)?.has(words) ?? false;

/** @param {Line} line @param {string} words */
function overrule(line, words) {
  const all = overruled.get(line) ?? new Set();
  overruled.set(line, all.add(words));
}

/** The rules and the cards, once they are here. @returns {Book[]} */
export function useBooks() {
  const [books, setBooks] = useState(/** @type {Book[]} */ ([]));
  useEffect(() => {
    let here = true;
    readBooks().then((read) => here && setBooks(read));
    return () => {
      here = false;
    };
  }, []);
  return books;
}

/**
 * The sentence to show about these words, if any: asked for at the press, and forgotten when the words change.
 * @param {View} view @param {Line} line @param {string} words @param {Book[]} books
 * @returns {{ notice: string, look: () => boolean, leave: () => void, askAsItIs: () => void }}
 */
export function useOpenUp(view, line, words, books) {
  const [seen, setSeen] = useState({ words: "", notice: "" });
  const leave = () => setSeen({ words: "", notice: "" });
  const look = () => {
    const kind = asks(view);
    const found = kind === null || isOverruled(line, words) ? null : noticed(words, kind, books);
    if (found) setSeen({ words, notice: found.notice });
    return found !== null;
  };
  const askAsItIs = () => {
    overrule(line, words);
    leave();
  };
  return { notice: seen.words === words ? seen.notice : "", look, leave, askAsItIs };
}

/** @param {{ id: string, notice: string, reword: () => void, asItIs: () => void, leave: () => void }} props */
export function OpenUp({ id, notice, reword, asItIs, leave }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "nearest" });
  }, []);
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  };
  return html`<div class="open-up" ref=${place} role="group" tabindex="-1" aria-labelledby=${`${id}-open-up`} aria-describedby=${`${id}-noticed ${id}-alone`} onKeyDown=${key}>
    <h3 id=${`${id}-open-up`}>${t("asking.title")}</h3>
    <p id=${`${id}-noticed`}>${notice}</p>
    <p id=${`${id}-alone`} class="private">${lock()}<span>${t("asking.seen")}</span></p>
    <div class="row">${button({ kind: "plain", text: t("asking.reword"), onPress: reword })}${button({ kind: "plain", text: t("asking.as_it_is"), onPress: asItIs })}</div></div>`;
}
