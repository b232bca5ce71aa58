// The question pad: slips for me alone, until I ask.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { may } from "../reading.js";
import { t } from "../texts.js";
import { box, choices } from "./box.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").QuestionKind} QuestionKind */
/** @typedef {import("../types.js").PreparedLine} PreparedLine */

/** @param {View} view @returns {QuestionKind[]} */
const kinds = (view) =>
  view.contract.challenge
    ? ["clarifying", "exploring", "challenging", "reflecting"]
    : ["clarifying", "exploring", "reflecting"];

/** @param {View} view @param {string} name @param {QuestionKind} kind @param {(kind: QuestionKind) => void} choose */
const kindChoice = (view, name, kind, choose) =>
  choices({
    name,
    legend: t("pad.kind"),
    value: kind,
    choose,
    options: kinds(view).map((value) => ({ value, text: t(`pad.kinds.${value}`) })),
  });

/** @param {{ view: View, line: Line, slip: PreparedLine }} props */
function Slip({ view, line, slip }) {
  const key = `slip.${slip.question}`;
  const [words, change, clear] = useDraft(key, slip.words);
  const [open, setOpen] = useState(draft(key) !== "");
  const [kind, setKind] = useState(slip.kind);
  if (open && may(view, "change_question")) {
    const done = () => {
      clear();
      setOpen(false);
    };
    return html`<div class="slip open">${box({ id: key, label: t("pad.change_label"), hidden: true, words, change, longest: 500 })}
      ${kindChoice(view, key, kind, setKind)}
      <div class="row">${h(Press, {
        line,
        kind: "word",
        command: () => (words.trim() ? { type: "change_question", question: slip.question, words: words.trim(), kind } : null),
        text: t("pad.save"),
        then: done,
      })}${button({ text: t("pad.leave"), onPress: done })}${
        may(view, "drop_question")
          ? h(Press, { line, kind: "word", command: { type: "drop_question", question: slip.question }, text: t("pad.drop"), then: clear })
          : null
      }</div></div>`;
  }
  const myTurn = view.floor.asker === view.mine.id;
  return html`<div class="slip"><p>${slip.words}</p><div class="row"><span class="tag">${t(`pad.kinds.${slip.kind}`)}</span>
    ${may(view, "change_question") ? button({ text: t("pad.change"), more: slip.words, onPress: () => setOpen(true) }) : null}
    ${may(view, "ask_question")
      ? h(Press, {
          line,
          kind: myTurn ? "plain" : "word",
          command: { type: "ask_question", question: slip.question },
          text: t(myTurn ? "pad.ask" : "pad.ask_in_writing"),
          more: slip.words,
        })
      : null}</div></div>`;
}

/** @param {{ view: View, line: Line }} props */
export function Pad({ view, line }) {
  const [words, change, clear] = useDraft("pad");
  const [kind, setKind] = useState(/** @type {QuestionKind} */ ("exploring"));
  const slips = view.mine.prepared;
  if (!may(view, "prepare_question") && !slips.length) return null;
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
    ${slips.map((slip) => h(Slip, { key: slip.question, view, line, slip }))}
    ${may(view, "prepare_question")
      ? html`<div class="stack-2">${box({ id: "pad", label: t("pad.label"), hidden: true, words, change, rows: 1, placeholder: t(slips.length ? "pad.another" : "pad.first"), seen: t("pad.seen"), own: true, longest: 500, send })}
        ${words ? html`${kindChoice(view, "pad-kind", kind, setKind)}<div class="row">${h(Press, { line, command, text: t("pad.keep"), then: kept })}</div>` : null}</div>`
      : null}
    <details><summary>${t("pad.helps")}</summary>${help()}</details></section>`;
}

const help = () =>
  html`<ul class="stack-2 soft"><li>${t("pad.help_open")}</li><li>${t("pad.help_short")}</li><li>${t("pad.help_advice")}</li><li>${t("pad.help_silence")}</li></ul>`;
