// A card of good questions for the step at hand, for whoever wants to look.
import { h, html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { asks, may } from "../reading.js";
import { language, t } from "../texts.js";
import { useBooks } from "./open_up.js";
import { button } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../asking.js").Book} Book */

/** Which card belongs to this moment. @param {View} view */
const kind = (view) => (may(view, "make_offer") ? "offering" : (asks(view) ?? "exploring"));

/** @param {{ view: View, books: Book[] }} props */
export function Card({ view, books }) {
  const [open, setOpen] = useState(false);
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (open) place.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  const book = books.find((one) => one.language.tag === language());
  if (!book) return null;
  const which = kind(view);
  const card = book.cards[which];
  return html`<div class="good-questions">${button({ text: t(which === "offering" ? "asking.how_to_offer" : "asking.card"), expanded: open, onPress: () => setOpen(!open) })}
    ${open
      ? html`<section class="stack-2" ref=${place} aria-labelledby="card-title"><h3 id="card-title">${card.title}</h3><p>${card.says}</p>
          <ul>${card.questions.map((question) => html`<li key=${question}>${question}</li>`)}</ul><p class="soft">${card.how}</p></section>`
      : null}</div>`;
}

/** The card alone, for whoever may speak in a step that is for questions and has nothing to write them on. @param {{ view: View }} props */
export const CardAlone = ({ view }) => h(Card, { view, books: useBooks() });
