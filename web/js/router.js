// Which page an address means. Every page is the same document, so a move within keeps what the browser was allowed.
import { h, html, render, useEffect, useState } from "../vendor/preact-htm.js";
import { Admin } from "./pages/admin.js";
import { Desk } from "./pages/desk.js";
import { front } from "./pages/front.js";
import { Join } from "./pages/join.js";
import { Mine } from "./pages/mine.js";
import { Room } from "./pages/room.js";
import { unknown } from "./pages/unknown.js";

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

/** @param {string} path */
function page(path) {
  const [, place = "", seat = ""] = path.split("/");
  const key = decodeURIComponent(seat);
  if (place === "" || place === "index.html") return front();
  if (place === "join") return h(Join, {});
  if (place === "admin") return h(Admin, {});
  if (place === "room" && key) return h(Room, { key: path, seat: key });
  if (place === "desk" && key) return h(Desk, { key: path, seat: key });
  if (place === "mine" && key) return h(Mine, { key: path, seat: key });
  return unknown();
}

function Router() {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const look = () => setPath(location.pathname);
    watchers.add(look);
    window.addEventListener("popstate", look);
    return () => {
      watchers.delete(look);
      window.removeEventListener("popstate", look);
    };
  }, []);
  return page(path);
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

/** @param {Element} place */
export function start(place) {
  render(h(Router, {}), place);
}
