// Which page an address means. Every page is the same document, so a move within keeps what the browser was allowed.
import { h, render, useEffect, useState } from "../vendor/preact-htm.js";
import { draftsOf } from "./drafts.js";
import { Admin } from "./pages/admin.js";
import { Desk } from "./pages/desk.js";
import { front } from "./pages/front.js";
import { Join } from "./pages/join.js";
import { Lead } from "./pages/lead.js";
import { Mine } from "./pages/mine.js";
import { Room } from "./pages/room.js";
import { Seen } from "./pages/seen.js";
import { unknown } from "./pages/unknown.js";
import { onMove } from "./paths.js";

/** Pages of one seat. @type {Record<string, (props: { seat: string }) => import("./types.js").Child>} */
const SEATED = { room: Room, desk: Desk, mine: Mine, seen: Seen };

/** @param {string} path */
function page(path) {
  const [, place = "", seat = ""] = path.split("/");
  const key = decodeURIComponent(seat);
  if (place === "" || place === "index.html") return front();
  if (place === "join") return h(Join, {});
  if (place === "admin") return h(Admin, {});
  const seated = key ? SEATED[place] : undefined;
  if (seated) {
    draftsOf(key);
    return h(seated, { key: path, seat: key });
  }
  if (place === "lead") return h(Lead, { key: "lead", session: key });
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
