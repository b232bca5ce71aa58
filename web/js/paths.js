// Paths through the house: going to another page of ours, by a press or from the code, without leaving the document.
import { html } from "../vendor/preact-htm.js";

/** @type {Set<() => void>} */
const watchers = new Set();

/** Go to another page of ours. @param {string} path @param {object | null} [state] */
export function go(path, state = null) {
  history.pushState(state, "", path);
  document.documentElement.dataset["mood"] = "day";
  document.body.className = "";
  window.scrollTo(0, 0);
  for (const tell of watchers) tell();
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
