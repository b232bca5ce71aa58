// What was put to the holder: the question being asked, and those the holder was asked before.
import { h, html } from "../../vendor/preact-htm.js";
import { called, isHolder, may } from "../reading.js";
import { t } from "../texts.js";
import { think } from "./acts.js";
import { Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** The question that is being asked, when it was written down. @param {{ view: View, line: Line }} props */
export function question({ view, line }) {
  const { floor, mine } = view;
  if (!floor.question) return null;
  const kept = mine.asked.some((one) => one.question === floor.question_id && one.kept);
  return html`<section class="stack-2 ruled"><p class="soft small">${
    floor.asker ? t(floor.asker === mine.id ? "asked.your_words" : "asked.in_words", { asker: called(view, floor.asker) }) : t("asked.in_writing")
  }</p><p class="issue">${floor.question}</p>
    ${isHolder(view) ? html`<div class="row choices">${
      floor.question_id && may(view, "keep_question")
        ? h(Press, { line, command: { type: "keep_question", question: floor.question_id, keep: !kept }, text: t(kept ? "asked.kept_this" : "asked.keep_this"), pressed: kept })
        : null
    }${may(view, "let_me_think") && !view.step.thinking ? h(Press, { line, command: think(view).command, text: think(view).text }) : null}</div>` : null}</section>`;
}

/** For the holder: every question that was written down. @param {{ view: View, line: Line, open?: boolean }} props */
export function askedOfMe({ view, line, open = false }) {
  const { asked } = view.mine;
  if (!asked.length) return null;
  const kept = asked.filter((one) => one.kept).length;
  return html`<section class="ruled"><details open=${open}><summary>${t("asked.summary", { n: asked.length })}${kept ? `, ${t("asked.kept_count", { n: kept })}` : ""}</summary>
    <ol class="rows two">${asked.map(
      (one) => html`<li key=${one.question}><span>${one.words}</span>${
        may(view, "keep_question")
          ? h(Press, { line, kind: "word", command: { type: "keep_question", question: one.question, keep: !one.kept }, text: t(one.kept ? "asked.kept" : "asked.keep"), more: one.words, pressed: one.kept })
          : html`<span class="tag">${one.kept ? t("asked.kept") : ""}</span>`
      }</li>`,
    )}</ol><p class="hint">${t("asked.for_you")}</p></details></section>`;
}

/** For everybody else: what was put in writing in this round; who asked is not noted. @param {{ view: View }} props */
export function askedInRound({ view }) {
  const { questions } = view.questions;
  if (isHolder(view) || !questions.length) return null;
  return html`<section class="ruled"><details><summary>${t("asked.round", { n: questions.length })}</summary>
    <ol class="rows one">${questions.map((one) => html`<li key=${one.question}>${one.words}</li>`)}</ol>
    <p class="hint">${t("asked.not_noted")}</p></details></section>`;
}
