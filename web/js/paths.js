// Paths through the house: going to another page of ours, by a press or from the code, without leaving the document.
import { html } from "../vendor/preact-htm.js";

/** @type {Set<() => void>} */
const watchers = new Set();
const HERE = "#now";

/** Go to another page of ours. @param {string} path @param {object | null} [state] */
export function go(path, state = null) {
  history.pushState(state, "", path);
  document.documentElement.dataset["mood"] = "day";
  document.body.className = "";
  window.scrollTo(0, 0);
  for (const tell of watchers) tell();
}

/** The secret of the link that was opened; the skip link's own name in the address is none. */
export const secretOfLink = () => (location.hash === HERE ? "" : location.hash.slice(1));

/** A newer link pasted over the old one changes only what stands behind the hash: the page is read anew for it. @returns {() => void} */
export function onOtherLink() {
  const look = () => secretOfLink() && location.reload();
  window.addEventListener("hashchange", look);
  return () => window.removeEventListener("hashchange", look);
}

/** Told at every move. @param {() => void} tell @returns {() => void} */
export function onMove(tell) {
  watchers.add(tell);
  window.addEventListener("popstate", tell);
  return () => {
    watchers.delete(tell);
    window.removeEventListener("popstate", tell);
  };
}

/** A link within the house. @param {{ to: string, kind?: string, text: string }} link */
export function way({ to, kind = "word", text }) {
  /** @param {MouseEvent} event */
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return html`<a class=${kind} href=${to} onClick=${follow}>${text}</a>`;
}
