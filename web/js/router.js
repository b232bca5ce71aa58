// Which page an address means. Every page is the same document, so a move within keeps what the browser was allowed.
import { h, render, useEffect, useState } from "../vendor/preact-htm.js";
import { Admin } from "./pages/admin.js";
import { Desk } from "./pages/desk.js";
import { front } from "./pages/front.js";
import { Join } from "./pages/join.js";
import { Mine } from "./pages/mine.js";
import { Room } from "./pages/room.js";
import { unknown } from "./pages/unknown.js";
import { onMove } from "./paths.js";

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
  useEffect(() => onMove(() => setPath(location.pathname)), []);
  return page(path);
}

/** @param {Element} place */
export function start(place) {
  render(h(Router, {}), place);
}
