// The session ended before its review: each may look back alone, for three days. It goes by the interface, not by the room's line.
import { h, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { getReview, writeReview } from "../api.js";
import { now } from "../clock.js";
import { LEARNING, useDraft } from "../drafts.js";
import { may } from "../reading.js";
import { t } from "../texts.js";
import { clockTime, day } from "../times.js";
import { box } from "./box.js";
import { button } from "./press.js";
import { scale } from "./review.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../api.js").OwnReview} OwnReview */

/** What this view still lets its owner look back on, once the session is over. @param {View} view @returns {Pick<OwnReview, "until" | "items" | "ratings" | "learning" | "written"> | null} */
export function laterReview(view) {
  const until = view.mine.review_until;
  if (view.step.status !== "closed" || until === null || until <= now() || !may(view, "write_learning")) return null;
  return { until, items: may(view, "rate_review") ? view.review.items : [], ratings: view.mine.ratings, learning: view.mine.learning, written: false };
}

/** How long the set may look back, for whoever writes no review. @param {View} view */
export const untilWhen = ({ step, mine }) =>
  step.status === "closed" && mine.review_until !== null && mine.review_until > now() ? untilWords(mine.review_until) : "";

/** @param {number} until */
const untilWords = (until) => t("late_review.until", { day: day(until), time: clockTime(until) });

/** For whoever comes back later, when the room's own page is gone. @param {{ seat: string }} props */
export function WaitingReview({ seat }) {
  const [review, setReview] = useState(/** @type {OwnReview | null} */ (null));
  useEffect(() => {
    getReview(seat).then((answer) => answer.ok && setReview(answer.body.review));
  }, [seat]);
  return review ? h(LateReview, { seat, review }) : null;
}

/** @param {{ seat: string, review: Pick<OwnReview, "until" | "items" | "ratings" | "learning" | "written">, beside?: import("../types.js").Child }} props  beside: what stands next to the explanation */
export function LateReview({ seat, review, beside = null }) {
  const [ratings, setRatings] = useState(review.ratings);
  const [learning, setLearning] = useDraft(LEARNING, review.learning);
  const [said, setSaid] = useState("");
  const [kept, setKept] = useState(false);
  const [asking, setAsking] = useState(false);
  const marked = review.items.length > 0; // none are left to mark once the set has seen its marks
  const until = untilWords(review.until);
  /** @param {string} item @param {number | null} mark */
  const rate = (item, mark) => {
    setKept(false);
    const { [item]: _, ...others } = ratings;
    setRatings(mark === null ? others : { ...others, [item]: mark });
  };
  const send = async () => {
    if (asking) return;
    setAsking(true);
    // What is there already and not shown here stays, unless something is written in its place.
    const left = !marked || (review.written && !Object.keys(ratings).length) ? null : ratings;
    const answer = await writeReview(seat, { ratings: left, learning: learning.trim() || (review.written ? null : "") });
    setAsking(false);
    setKept(answer.ok);
    setSaid(answer.ok ? t("late_review.kept", { until }) : answer.sentence);
  };
  return html`<section class="stack ruled late-review" aria-labelledby="late-review-title"><h2 id="late-review-title">${t("late_review.title")}</h2><p>${t(marked ? "late_review.words" : "late_review.words_learning", { until })}</p>${beside}${review.written ? html`<p>${t("late_review.written")}</p>` : null}
    ${marked ? html`<div>${review.items.map((item) => scale({ item, given: ratings[item.id] ?? null, rate: (mark) => rate(item.id, mark) }))}<p class="hint ruled">${t("late_review.hint")}</p></div>` : null}
    ${box({ id: "late-learning", label: t("review.learning"), words: learning, change: (words) => {
      setKept(false);
      setLearning(words);
    }, rows: 3, seen: t("late_review.private"), own: true })}
    <div class="row">${button({ kind: "plain", text: t(asking ? "line.sending" : kept ? "late_review.again" : "late_review.send"), onPress: send })}</div><p role="status" class=${said && !kept ? "notice" : ""}>${said}</p></section>`;
}
