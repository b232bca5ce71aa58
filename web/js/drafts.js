// Half-typed words, kept in memory while this page lives, so that no step, no new view and no lost line takes them away.
import { useCallback, useState } from "../vendor/preact-htm.js";

/** @type {Map<string, string>} */
const drafts = new Map();
let whose = "";
/** What I learned: written in the review, or later on my own page. */
export const LEARNING = "learning";
const KEPT = "airspace.drafts";

/** @param {string} key */
export const draft = (key) => drafts.get(key) ?? "";

/** Whether somebody typed here, if only to empty it. @param {string} key */
export const typed = (key) => drafts.has(key);

/** @param {string} key @param {string} words */
export function keepDraft(key, words) {
  if (words) drafts.set(key, words);
  else drafts.delete(key);
}

/**
 * A box's words. They outlive the box; `initial` is what the server has, until somebody types.
 * @param {string} key @param {string} [initial]
 * @returns {[string, (words: string) => void, () => void]} the words, change them, be done with them
 */
export function useDraft(key, initial = "") {
  const [, again] = useState(0);
  const change = useCallback(
    (/** @type {string} */ words) => {
      drafts.set(key, words);
      again((n) => n + 1);
    },
    [key],
  );
  const clear = useCallback(() => {
    drafts.delete(key);
    again((n) => n + 1);
  }, [key]);
  return [drafts.get(key) ?? initial, change, clear];
}

/** For the one reload that a new version of the page asks for; read once, then gone. */
export function keepDraftsForReload() {
  if (drafts.size) sessionStorage.setItem(KEPT, JSON.stringify([...drafts]));
}

export function restoreDrafts() {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (!kept) return;
  for (const [key, words] of /** @type {[string, string][]} */ (JSON.parse(kept))) drafts.set(key, words);
}

/** The page shows this seat: what was half-written in another one is not for whoever reads here. @param {string} seat */
export function draftsOf(seat) {
  if (whose && whose !== seat) forgetEveryDraft();
  whose = seat;
}

function forgetEveryDraft() {
  drafts.clear();
  sessionStorage.removeItem(KEPT);
}

/** The session is over, or somebody left: nothing half-written stays behind but what I learned, which a review that waits goes on with. */
export function forgetDrafts() {
  const learned = drafts.get(LEARNING);
  forgetEveryDraft();
  if (learned) drafts.set(LEARNING, learned);
}
