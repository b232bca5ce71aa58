// The question pad: slips for me alone, until I ask.
import { h, html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { asks, may } from "../reading.js";
import { t } from "../texts.js";
import { box, choices } from "./box.js";
import { Card } from "./card.js";
import { isOverruled, OpenUp, useBooks, useOpenUp } from "./open_up.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").QuestionKind} QuestionKind */
/** @typedef {import("../types.js").PreparedLine} PreparedLine */
/** @typedef {import("../asking.js").Book} Book */

/** @param {View} view @returns {QuestionKind[]} */
const kinds = (view) =>
  view.contract.challenge
    ? ["clarifying", "exploring", "challenging", "reflecting"]
    : ["clarifying", "exploring", "reflecting"];

/** The kind that the step at hand is for, where the set's contract allows it. @param {View} view @returns {QuestionKind} */
function usualKind(view) {
  const kind = asks(view);
  return kind && kinds(view).includes(kind) ? kind : "exploring";
}

/** @param {View} view @param {string} name @param {QuestionKind} kind @param {(kind: QuestionKind) => void} choose */
const kindChoice = (view, name, kind, choose) =>
  choices({
    name,
    legend: t("pad.kind"),
    value: kind,
    choose,
    options: kinds(view).map((value) => ({ value, text: t(`pad.kinds.${value}`) })),
  });

/** @param {{ view: View, line: Line, slip: PreparedLine, books: Book[] }} props */
function Slip({ view, line, slip, books }) {
  const [open, setOpen] = useState(draft(keyOf(slip)) !== "");
  return open && may(view, "change_question")
    ? h(Rewording, { view, line, slip, done: () => setOpen(false) })
    : h(Ready, { view, line, slip, books, reword: () => setOpen(true) });
}

/** @param {PreparedLine} slip */
const keyOf = (slip) => `slip.${slip.question}`;

/** @param {{ view: View, line: Line, slip: PreparedLine, done: () => void }} props */
function Rewording({ view, line, slip, done }) {
  const key = keyOf(slip);
  const [words, change, clear] = useDraft(key, slip.words);
  const [kind, setKind] = useState(slip.kind);
  const leave = () => {
    clear();
    done();
  };
  return html`<div class="slip open">${box({ id: key, label: t("pad.change_label"), hidden: true, words, change, longest: 500 })}
    ${kindChoice(view, key, kind, setKind)}
    <div class="row">${h(Press, {
      line,
      kind: "word",
      command: () => (words.trim() ? { type: "change_question", question: slip.question, words: words.trim(), kind } : null),
      text: t("pad.save"),
      then: leave,
    })}${button({ text: t("pad.leave"), onPress: leave })}${
      may(view, "drop_question")
        ? h(Press, { line, kind: "word", command: { type: "drop_question", question: slip.question }, text: t("pad.drop"), then: clear })
        : null
    }</div></div>`;
}

/** A slip as it will be asked. @param {{ view: View, line: Line, slip: PreparedLine, books: Book[], reword: () => void }} props */
function Ready({ view, line, slip, books, reword }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const open = useOpenUp(view, line, slip.words, books);
  const prompted = useRef(false);
  useLayoutEffect(() => {
    // The word has been taken back: the focus returns to where the question is asked from.
    if (prompted.current && !open.notice) /** @type {HTMLElement | null | undefined} */ (place.current?.querySelector(".row button:last-of-type"))?.focus();
    prompted.current = open.notice !== "";
  }, [open.notice]);
  /** @type {import("../types.js").Command} */
  const ask = { type: "ask_question", question: slip.question };
  const askAsItIs = () => {
    open.askAsItIs();
    line.give(ask);
  };
  const rewordThis = () => {
    prompted.current = false;
    open.leave();
    reword();
    // Drawn by then: whoever wanted to reword it is in the box.
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(keyOf(slip))?.focus()));
  };
  const myTurn = view.floor.asker === view.mine.id;
  const mayAsk = may(view, "ask_question");
  if (open.notice && mayAsk) {
    return html`<div class="slip prompted" ref=${place}><p>${slip.words}</p>${h(OpenUp, { id: keyOf(slip), notice: open.notice, reword: rewordThis, asItIs: askAsItIs, leave: open.leave })}</div>`;
  }
  return html`<div class="slip" ref=${place}><p>${slip.words}</p><div class="row"><span class="tag">${t(`pad.kinds.${slip.kind}`)}</span>
    ${may(view, "change_question") ? button({ text: t("pad.change"), more: slip.words, onPress: reword }) : null}
    ${mayAsk
      ? h(Press, {
          line,
          kind: myTurn ? "plain" : "word",
          command: isOverruled(line, slip.words) ? ask : () => (open.look() ? null : ask),
          text: t(myTurn ? "pad.ask" : "pad.ask_in_writing"),
          more: slip.words,
        })
      : null}</div></div>`;
}

/** Whether there is a pad for me now. @param {View} view */
export const hasPad = (view) => may(view, "prepare_question") || view.mine.prepared.length > 0;

/** @param {{ view: View, line: Line }} props */
export function Pad({ view, line }) {
  const [words, change, clear] = useDraft("pad");
  const [chosen, setChosen] = useState(/** @type {QuestionKind | null} */ (null));
  const books = useBooks();
  useEffect(() => setChosen(null), [view.step.id]);
  const kind = chosen ?? usualKind(view);
  const slips = view.mine.prepared;
  if (!hasPad(view)) return null;
  /** @returns {import("../types.js").Command | null} */
  const command = () => (words.trim() ? { type: "prepare_question", words: words.trim(), kind } : null);
  const kept = () => {
    if (draft("pad") === words) clear();
  };
  const send = async () => {
    const given = command();
    if (given && (await line.give(given)).done) kept();
  };
  return html`<section class="pad" aria-labelledby="pad-title"><h2 id="pad-title">${t("pad.title")}</h2>
    ${slips.map((slip) => h(Slip, { key: slip.question, view, line, slip, books }))}
    ${may(view, "prepare_question")
      ? html`<div class="stack-2">${box({ id: "pad", label: t("pad.label"), hidden: true, words, change, rows: 1, placeholder: t(slips.length ? "pad.another" : "pad.first"), seen: t("pad.seen"), own: true, longest: 500, send })}
        ${words ? html`${kindChoice(view, "pad-kind", kind, setChosen)}<div class="row">${h(Press, { line, command, text: t("pad.keep"), then: kept })}</div>` : null}</div>`
      : null}
    ${h(Card, { view, books })}</section>`;
}
