// "The set's links": for whoever has lost theirs; and somebody who is there for one member, or a guest, added and ended.
import { h, html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { endVisitor, getLinks } from "../api.js";
import { t } from "../texts.js";
import { Dialog } from "../parts/dialog.js";
import { links } from "../parts/links.js";
import { callLink } from "../parts/meeting.js";
import { button } from "../parts/press.js";
import { AddVisitor } from "./visitors.js";

/** @typedef {import("../types.js").SeatLink} SeatLink */
/** @typedef {import("./visitors.js").Added} Added */
/** @typedef {{ at: "list" } | { at: "access" | "guest" } | { at: "made", seat: Added } | { at: "end", seat: SeatLink }} Place */

/** @param {{ seat: string, close: () => void }} props */
export function LinksDialog({ seat, close }) {
  const [seats, setSeats] = useState(/** @type {SeatLink[] | null} */ (null));
  const [call, setCall] = useState("");
  const [problem, setProblem] = useState("");
  const [said, setSaid] = useState("");
  const [place, setPlace] = useState(/** @type {Place} */ ({ at: "list" }));
  const read = async () => {
    const answer = await getLinks(seat);
    if (answer.ok) {
      setSeats(answer.body.seats);
      setCall(answer.body.call_link);
    } else setProblem(answer.sentence);
  };
  useEffect(() => void read(), [seat]);
  const moved = useRef(false);
  useEffect(() => {
    // What was pressed is gone from the dialog: whoever uses keys goes on where it says what comes next.
    if (moved.current) document.getElementById(place.at === "made" ? `link-${place.seat.seat}` : START[place.at])?.focus();
    moved.current = true;
  }, [place]);
  const go = (/** @type {Place} */ to) => {
    setProblem("");
    setSaid("");
    setPlace(to);
  };
  const back = () => go({ at: "list" });
  const end = async (/** @type {SeatLink} */ whose) => {
    const answer = await endVisitor(seat, whose.seat);
    await read();
    back();
    if (answer.ok) setSaid(t("visitors.ended", { name: whose.name }));
    else setProblem(answer.sentence);
  };
  const made = (/** @type {Added} */ added) => {
    go({ at: "made", seat: added });
    void read();
  };
  const wrong = problem ? html`<p class="notice" role="alert">${problem}</p>` : null;
  switch (place.at) {
    case "access":
    case "guest":
      return h(
        Dialog,
        { title: t(`visitors.${place.at}`), close: back, stay: t("visitors.back") },
        h(AddVisitor, { seat, kind: place.at, members: (seats ?? []).filter((one) => one.kind === "member"), made }),
      );
    case "made":
      return h(
        Dialog,
        { title: t("visitors.made", { name: place.seat.name }), close: back, stay: t("visitors.back") },
        html`<div class="stack"><p role="status">${t(place.seat.comes === "next_time" ? "admin.comes_next_time" : "admin.comes_this_time", { name: place.seat.name })}</p><p class="hint">${t("links.hint")}</p>${links({ seats: [place.seat] })}</div>`,
      );
    case "end":
      return h(
        Dialog,
        { title: t("admin.remove_title", { name: place.seat.name }), close: back, stay: t("admin.leave_it") },
        html`<div class="stack"><p id=${START.end} tabindex="-1">${t("admin.remove_words", { name: place.seat.name })}</p><div class="row">${button({ kind: "primary", text: t("admin.remove_do", { name: place.seat.name }), onPress: () => end(place.seat) })}</div></div>`,
      );
    default:
      return h(
        Dialog,
        { title: t("visitors.door"), close },
        html`<div class="stack"><p class="hint">${t("links.hint")}</p>${wrong}<p role="status">${said}</p>${call ? html`<p>${t("meeting.office_call")} ${callLink(call, "inline")}</p>` : null}${seats ? list(seats, go) : null}</div>`,
      );
  }
}

/** At the facilitator's door, where somebody added still comes this time. @param {{ seat: string }} props */
export function LinksAtDoor({ seat }) {
  const [open, setOpen] = useState(false);
  return html`${button({ text: t("visitors.door"), onPress: () => setOpen(true) })}${open ? h(LinksDialog, { seat, close: () => setOpen(false) }) : null}`;
}

/** Where somebody goes on when the dialog has changed. */
const START = { list: "add-access", access: "visitor-name", guest: "visitor-name", end: "end-visitor" };

/** @param {SeatLink} seat */
const isVisitor = (seat) => seat.kind === "access" || seat.kind === "guest";

/** All links, and who could be added. @param {SeatLink[]} seats @param {(to: Place) => void} go */
function list(seats, go) {
  return html`${links({ seats, more: (one) => (isVisitor(one) ? button({ text: t("admin.remove"), more: one.name, onPress: () => go({ at: "end", seat: one }) }) : null) })}
    <section class="stack-2 ruled" aria-labelledby="add-visitor"><h3 id="add-visitor">${t("visitors.add")}</h3><div class="row">
      <button class="plain" type="button" id=${START.list} onClick=${() => go({ at: "access" })}>${t("visitors.access")}</button>
      <button class="plain" type="button" onClick=${() => go({ at: "guest" })}>${t("visitors.guest")}</button></div></section>`;
}
