// What I take away: my actions, the questions I was asked, what I learned. It is mine; the programme sees none of it.
import { h, html } from "../../vendor/preact-htm.js";
import { calendarPath } from "../api.js";
import { now } from "../clock.js";
import { called, isHolder, may, person } from "../reading.js";
import { way } from "../paths.js";
import { saveFile } from "../save.js";
import { t } from "../texts.js";
import { byWhen, day, whenWords } from "../times.js";
import { act, notice } from "../parts/act.js";
import { Announcer } from "../parts/announcer.js";
import { bar, skip } from "../parts/bar.js";
import { Captioning } from "../parts/captions.js";
import { enteredForMe } from "../parts/entered.js";
import { WaitingEntries } from "../parts/late_entries.js";
import { LateReview, laterReview, untilWhen } from "../parts/late_review.js";
import { Written, Writing } from "../parts/lines.js";
import { words } from "../parts/notices.js";
import { suggested } from "../parts/offers.js";
import { support } from "../parts/pause.js";
import { signers } from "../parts/pictures_signer.js";
import { button, Press } from "../parts/press.js";
import { share } from "../parts/review.js";
import { seenLink } from "../parts/seen_link.js";
import { cannotHear } from "../parts/sill.js";
import { Sound } from "../parts/sound_dialog.js";
import { mayMissSound } from "../parts/sound_of.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** All of it as plain text, to keep anywhere. @param {View} view @param {Line} line */
function asText(view, line) {
  const { mine } = view;
  const parts = [t("close.text_title", { set: line.session?.set ?? "", n: view.step.number, day: day(view.step.starts_at) })];
  if (mine.actions.length) parts.push(t("close.actions"), ...mine.actions.map((one) => `- ${one.what} (${byWhen(one.by_when)})`));
  if (mine.learning) parts.push(t("close.learning"), mine.learning);
  if (mine.asked.length) parts.push(t("close.asked"), ...mine.asked.map((one) => `- ${one.words}${one.kept ? ` (${t("asked.kept")})` : ""}`));
  if (mine.suggested.length) parts.push(t("offers.title"), ...mine.suggested.map((one) => `- ${one.words}`));
  return `${parts.join("\n\n")}\n`;
}

/** @param {View} view @param {Line} line */
const save = (view, line) => saveFile(t("close.file", { n: view.step.number }), "text/plain", asText(view, line));

/** @param {View} view */
function actions(view) {
  const mine = view.mine.actions;
  if (!mine.length) return isHolder(view) ? html`<section class="stack-2"><h2>${t("close.actions")}</h2><p>${t("close.no_action")}</p></section>` : null;
  return html`<section class="stack-2"><h2>${t("close.actions")}</h2><ul class="rows two">${mine.map(
    (one) => html`<li key=${one.action}><span>${one.what}</span><span class="tag">${byWhen(one.by_when)}</span></li>`,
  )}</ul></section>`;
}

/** A round that was agreed and not begun: what becomes of its issue. @param {View} view */
function notBegun(view) {
  const issue = view.mine.not_begun;
  return issue ? html`<section class="stack-2"><h2>${t("close.not_begun")}</h2><p class="issue said">${issue}</p><p class="hint">${t("close.carried")}</p></section>` : null;
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

/** The one sentence beneath the thanks. Where the session was cut off, that is explained, and nothing is said of having nothing. @param {{ view: View, kind: string, something: boolean, late: boolean, until: string }} props */
function lede({ view, kind, something, late, until }) {
  const { status } = view.step;
  const visits = kind === "access" || kind === "guest";
  if (visits) return status === "cancelled" ? null : html`<p class="lede">${t("close.visited")}</p>`;
  if (late) return null;
  const key = something ? "close.yours" : kind !== "facilitator" || status !== "closed" ? "close.nothing" : until ? "close.review_waits" : "close.over";
  return html`<p class="lede">${t(key, { until })}</p>`;
}

/** @param {{ view: View, line: Line }} props */
export function closePage({ view, line }) {
  const { mine, step } = view;
  const open = step.status === "open";
  const late = laterReview(view);
  // An access seat and a guest have no page of their own, and nothing to take away.
  const kind = person(view, mine.id)?.kind ?? "guest"; // whoever still waits is shown nobody, not even themselves
  const member = kind !== "access" && kind !== "guest";
  const something = mine.actions.length > 0 || mine.asked.length > 0 || mine.suggested.length > 0 || mine.learning !== "";
  const until = untilWhen(view);
  return html`${skip()}${bar({ line })}<main class="door" id="now">${signers({ view, line })}<div class="stack-2"><h1 tabindex="-1">${t(step.status === "cancelled" ? "close.cancelled" : "close.thanks", { name: called(view, mine.id) })}</h1>${
    lede({ view, kind, something, late: late !== null, until })
  }</div>
    ${late ? h(LateReview, { key: "late", seat: line.seat, review: late, beside: support(view) }) : null}${late && something ? html`<p class="lede">${t("close.yours")}</p>` : null}
    ${open ? html`<div class="stack">${words({ view, line })}${enteredForMe({ view, line })}${h(Captioning, { key: "captioning", view, line })}${h(Written, { key: "written", view, line })}${h(Writing, { key: "writing", view, line })}</div>` : null}
    <div class="door two bare"><div class="stack-5">${notBegun(view)}${actions(view)}${learning(view, line)}${next(line)}</div><div class="stack-5">${asked(view, line)}${suggested({ all: mine.suggested })}</div></div>
    ${step.status === "closed" && member ? h(WaitingEntries, { key: "entered", seat: line.seat }) : null}
    ${open ? act({ view, line, over: false }) : notice(line)}
    <div class="act"><div class="row">${something ? button({ kind: "primary", text: t("close.save"), onPress: () => save(view, line) }) : null}${member ? way({ to: `/mine/${line.seat}`, text: t("close.own_page") }) : null}${kind === "guest" ? null : seenLink({ seat: line.seat })}${
      view.desk && open ? way({ to: `/desk/${line.seat}`, text: t("sill.to_desk") }) : null
    }${open && mayMissSound(view, line) ? button({ text: t("sill.cannot_hear"), onPress: () => cannotHear(view, line) }) : null}${open ? h(Sound, { key: "sound", view, line }) : null}${open && may(view, "leave") ? h(Press, { line, kind: "word", command: { type: "leave" }, text: t("close.leave") }) : null}</div></div>
    ${late ? null : support(view)}</main>${h(Announcer, { view, line })}`;
}
