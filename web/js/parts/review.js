// Looking back on how we worked: written alone first, shown once to the set, as dots without names.
import { h, html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { draft, LEARNING, useDraft } from "../drafts.js";
import { called, may } from "../reading.js";
import { t, words } from "../texts.js";
import { box } from "./box.js";
import { Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

const MARKS = [1, 2, 3, 4, 5];

/** What was written and not yet given: before the writing is finished. @param {View} view @param {Line} line */
export async function flushLearning(view, line) {
  const learned = draft(LEARNING);
  if (learned && learned !== view.mine.learning && may(view, "write_learning")) await line.give({ type: "write_learning", words: learned });
}

/** @param {{ view: View, line: Line }} props */
export function Scales({ view, line }) {
  const [chosen, setChosen] = useState(/** @type {Record<string, number | null>} */ ({}));
  if (!may(view, "rate_review") || !view.review.items.length) return null;
  /** @param {string} item */
  const given = (item) => (item in chosen ? chosen[item] : view.mine.ratings[item]) ?? null;
  /** @param {string} item @param {number | null} mark */
  const rate = (item, mark) => {
    const all = { ...view.mine.ratings, ...chosen, [item]: mark };
    setChosen({ ...chosen, [item]: mark });
    line.give({ type: "rate_review", ratings: /** @type {Record<string, 1>} */ (Object.fromEntries(Object.entries(all).filter(([, each]) => each !== null))) });
  };
  return html`<section>${view.review.items.map((item) => scale({ item, given: given(item.id), rate: (mark) => rate(item.id, mark) }))}<p class="hint ruled">${t("review.hint")}</p></section>`;
}

/** One to five, or left blank. @param {{ item: { id: string, name: string }, given: number | null, rate: (mark: number | null) => void }} props */
export const scale = ({ item, given, rate }) =>
  html`<div key=${item.id} class="scale" role="radiogroup" aria-labelledby=${`item-${item.id}`}><p id=${`item-${item.id}`}>${item.name}</p><div class="ends"><span class="tag" aria-hidden="true">${t("review.hardly")}</span>${MARKS.map(
    (mark) => html`<label key=${mark}><input type="radio" name=${`item-${item.id}`} checked=${given === mark}
      onClick=${() => given === mark && rate(null)} onChange=${() => rate(mark)}/><span>${mark}</span></label>`,
  )}<span class="tag" aria-hidden="true">${t("review.fully")}</span></div></div>`;

/** Mine alone unless I share it; saved as I pause, so that a step that opens takes nothing away. @param {{ view: View, line: Line }} props */
export function Learning({ view, line }) {
  const [learned, change] = useDraft(LEARNING, view.mine.learning);
  const saved = useRef(view.mine.learning);
  const allowed = may(view, "write_learning");
  const save = () => {
    if (!allowed || learned === saved.current) return;
    saved.current = learned;
    line.give({ type: "write_learning", words: learned });
  };
  useEffect(() => {
    const timer = setTimeout(save, 2500);
    return () => clearTimeout(timer);
  }, [learned, allowed]);
  if (!allowed) return null;
  return html`<section>${box({ id: "learning", label: t("review.learning"), words: learned, change, rows: 3, seen: t(view.mine.learning_shared ? "review.shared" : "review.private"), own: !view.mine.learning_shared, leave: save })}</section>`;
}

/** @param {number[]} counts */
function dots(counts) {
  const most = Math.max(3, ...counts);
  const top = -13 * (most - 3);
  return html`<svg class="given" viewBox=${`0 ${top} 160 ${66 - top}`} role="img" aria-label=${countsText(counts)}><line x1="2" x2="158" y1="47" y2="47"/>${counts.map(
    (n, at) => html`<g key=${at}><text x=${16 + 32 * at} y="60">${at + 1}</text>${Array.from({ length: n }, (_, k) => html`<circle cx=${16 + 32 * at} cy=${40 - 13 * k} r="5"/>`)}</g>`,
  )}</svg>`;
}

/** @param {number[]} counts */
const countsText = (counts) =>
  counts.map((n, at) => (n ? t("review.gave", { n, mark: at + 1 }) : "")).filter(Boolean).join(", ") || t("review.nobody_gave");

/** @param {{ view: View }} props */
export const asSeen = ({ view }) => (view.review.shown ? marks(view.review.items) : null);

/** What the set gave, as dots without names. @param {{ name: string, counts: number[] }[]} all */
export function marks(all) {
  const items = all.filter((item) => item.counts.length);
  if (!items.length) return null;
  const most = Math.max(...items.map((item) => item.counts.reduce((sum, n) => sum + n, 0)));
  return html`<section><h2>${t("review.seen_title", { n: most, count: words(most) })}</h2>${items.map(
    (item) => html`<div key=${item.name} class="asseen"><p>${item.name}</p>${dots(item.counts)}</div>`,
  )}<p class="hint">${t("review.seen_hint")}</p></section>`;
}

/** What somebody chose to share. @param {{ view: View }} props */
export function learnings({ view }) {
  if (!view.review.learnings.length) return null;
  return html`<section class="ruled stack"><h2>${t("review.learnings")}</h2>${view.review.learnings.map(
    (one) => html`<blockquote key=${one.person} class="issue said">${one.words}<cite>${one.person === view.mine.id ? t("seat.you") : called(view, one.person)}</cite></blockquote>`,
  )}</section>`;
}

/** @param {{ view: View, line: Line }} props */
export function share({ view, line }) {
  if (!may(view, "share_learning") || !view.mine.learning) return null;
  return h(Press, { line, kind: "word", command: { type: "share_learning", share: !view.mine.learning_shared }, text: t(view.mine.learning_shared ? "review.unshare" : "review.share") });
}
