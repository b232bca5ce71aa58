// What I take away: my actions, the questions I was asked, what I learned. It is mine; the programme sees none of it.
import { h, html } from "../../vendor/preact-htm.js";
import { calendarPath } from "../api.js";
import { now } from "../clock.js";
import { called, isHolder, may } from "../reading.js";
import { way } from "../paths.js";
import { t } from "../texts.js";
import { byWhen, day, whenWords } from "../times.js";
import { act, notice } from "../parts/act.js";
import { Announcer } from "../parts/announcer.js";
import { bar, skip } from "../parts/bar.js";
import { Written, Writing } from "../parts/lines.js";
import { support } from "../parts/pause.js";
import { button, Press } from "../parts/press.js";
import { share } from "../parts/review.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** All of it as plain text, to keep anywhere. @param {View} view @param {Line} line */
function asText(view, line) {
  const { mine } = view;
  const parts = [t("close.text_title", { set: line.session?.set ?? "", n: view.step.number, day: day(view.step.starts_at) })];
  if (mine.actions.length) parts.push(t("close.actions"), ...mine.actions.map((one) => `- ${one.what} (${byWhen(one.by_when)})`));
  if (mine.learning) parts.push(t("close.learning"), mine.learning);
  if (mine.asked.length) parts.push(t("close.asked"), ...mine.asked.map((one) => `- ${one.words}${one.kept ? ` (${t("asked.kept")})` : ""}`));
  return `${parts.join("\n\n")}\n`;
}

/** @param {View} view @param {Line} line */
function save(view, line) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([asText(view, line)], { type: "text/plain;charset=utf-8" }));
  link.download = t("close.file", { n: view.step.number });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {View} view */
function actions(view) {
  const mine = view.mine.actions;
  if (!mine.length) return isHolder(view) ? html`<section class="stack-2"><h2>${t("close.actions")}</h2><p>${t("close.no_action")}</p></section>` : null;
  return html`<section class="stack-2"><h2>${t("close.actions")}</h2><ul class="rows two">${mine.map(
    (one) => html`<li key=${one.action}><span>${one.what}</span><span class="tag">${byWhen(one.by_when)}</span></li>`,
  )}</ul></section>`;
}

/** @param {View} view @param {Line} line */
function learning(view, line) {
  if (!view.mine.learning) return null;
  return html`<section class="stack-2"><h2>${t("close.learning")}</h2><p class="issue said">${view.mine.learning}</p>${share({ view, line })}</section>`;
}

/** @param {View} view @param {Line} line */
function asked(view, line) {
  const all = [...view.mine.asked].sort((a, b) => Number(b.kept) - Number(a.kept));
  if (!all.length) return null;
  return html`<section class="stack-2"><h2>${t("close.asked")}</h2><ol class="rows two">${all.map(
    (one) => html`<li key=${one.question}><span>${one.words}</span>${
      may(view, "keep_question")
        ? h(Press, { line, kind: "word", command: { type: "keep_question", question: one.question, keep: !one.kept }, text: t(one.kept ? "asked.kept" : "asked.keep"), more: one.words, pressed: one.kept })
        : html`<span class="tag">${one.kept ? t("asked.kept") : ""}</span>`
    }</li>`,
  )}</ol><p class="hint">${t("asked.not_noted")}</p></section>`;
}

/** @param {Line} line */
function next(line) {
  const at = line.session?.next_at;
  if (!at) return null;
  return html`<section class="stack-2 ruled"><p><strong>${t("close.next", { when: whenWords(at, now()) })}</strong></p><div class="choices"><a class="plain" href=${calendarPath(line.seat)} download>${t("close.calendar")}</a></div></section>`;
}

/** @param {{ view: View, line: Line }} props */
export function closePage({ view, line }) {
  const { mine, step } = view;
  const open = step.status === "open";
  const something = mine.actions.length > 0 || mine.asked.length > 0 || mine.learning !== "";
  return html`${skip()}${bar({ line })}<main class="door" id="now"><div class="stack-2"><h1 tabindex="-1">${t(step.status === "cancelled" ? "close.cancelled" : "close.thanks", { name: called(view, mine.id) })}</h1><p class="lede">${
    t(something ? "close.yours" : "close.nothing")
  }</p></div>
    ${open ? html`<div class="stack">${h(Written, { key: "written", view })}${h(Writing, { key: "writing", view, line })}</div>` : null}
    <div class="door two bare"><div class="stack-5">${actions(view)}${learning(view, line)}${next(line)}</div>${asked(view, line)}</div>
    ${open ? act({ view, line, over: false }) : notice(line)}
    <div class="act"><div class="row">${something ? button({ kind: "primary", text: t("close.save"), onPress: () => save(view, line) }) : null}${way({ to: `/mine/${line.seat}`, text: t("close.own_page") })}${
      view.desk && open ? way({ to: `/desk/${line.seat}`, text: t("sill.to_desk") }) : null
    }${open && may(view, "leave") ? h(Press, { line, kind: "word", command: { type: "leave" }, text: t("close.leave") }) : null}</div></div>
    ${support(view)}</main>${h(Announcer, { view, line })}`;
}
