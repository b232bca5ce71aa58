// Asking for time. A headline is enough, and it stays mine until I show it; "if there's room" and "nothing today" are full answers.
import { h, html } from "../../vendor/preact-htm.js";
import { keepDraft, draft, typed, useDraft } from "../drafts.js";
import { called, may } from "../reading.js";
import { has, t } from "../texts.js";
import { choices } from "./box.js";
import { enteredFor } from "./entered.js";
import { lock } from "./icons.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").BidKind} BidKind */
/** @typedef {import("../types.js").BidLine} BidLine */
/** @typedef {import("./acts.js").Acts} Acts */

/** @type {BidKind[]} */
const KINDS = ["asks", "if_room", "nothing"];
const PARTS = ["open", "kind", "headline", "more", "minutes", "urgency", "importance"];
/** @type {("urgency" | "importance")[]} */
const DEGREES = ["urgency", "importance"];

/** @param {View} view */
const asked = (view) => view.step.stage_kind === "asking" && view.step.status === "open";
/** What was asked last time waits for a word of its owner's. @param {View} view */
const carriedOver = (view) => view.mine.bid !== null && view.mine.bid.carried && asked(view);

/** Whether the form is open: when the set asks and I have not answered, and whenever I want to. @param {View} view */
const bidding = (view) => may(view, "place_bid") && (draft("bid.open") === "yes" || (view.mine.bid === null && asked(view)));

/** @param {View} view @returns {BidKind} */
const kindOf = (view) => /** @type {BidKind} */ (draft("bid.kind") || view.mine.bid?.kind || "asks");

/** What the form says now. @param {View} view @param {boolean} show whether the set may see it at once @returns {import("../types.js").Command | null} */
function bidCommand(view, show) {
  const kind = kindOf(view);
  if (kind === "nothing") return { type: "place_bid", kind, show };
  const headline = (typed("bid.headline") ? draft("bid.headline") : (view.mine.bid?.headline ?? "")).trim();
  return { type: "place_bid", kind, headline, minutes: figure(view, "minutes"), urgency: degree(view, "urgency"), importance: degree(view, "importance"), show };
}

/** Left blank is an answer too. @param {View} view @param {"minutes" | "urgency" | "importance"} part */
function figure(view, part) {
  const n = Number.parseInt(typed(`bid.${part}`) ? draft(`bid.${part}`) : String(view.mine.bid?.[part] ?? ""), 10);
  return Number.isNaN(n) ? null : n;
}

/** @param {View} view @param {"urgency" | "importance"} part @returns {1 | 2 | 3 | null} */
function degree(view, part) {
  const n = figure(view, part);
  return n === 1 || n === 2 || n === 3 ? n : null;
}

function bidPlaced() {
  for (const part of PARTS) keepDraft(`bid.${part}`, "");
}

/** The filled button while the set is asked, and one beside it. @param {View} view @param {Acts} all */
export function bidActs(view, all) {
  const bid = view.mine.bid;
  if (!asked(view) || all.primary) return;
  if (bidding(view) && !bid) {
    const nothing = kindOf(view) === "nothing";
    all.primary = { id: "bid", text: t(nothing ? "bid.place_nothing" : "bid.place"), command: () => bidCommand(view, false), then: bidPlaced };
    all.plain.push({ id: "bid-show", text: t(nothing ? "bid.place_nothing_shown" : "bid.place_shown"), command: () => bidCommand(view, true), then: bidPlaced });
  } else if (carriedOver(view) && bid && !bidding(view) && may(view, "place_bid")) {
    all.primary = { id: "bid-again", text: t("bid.again"), command: takenUp(bid) };
  } else if (bid && !bid.shown && bid.kind !== "nothing" && !bidding(view) && may(view, "show_bid")) {
    all.primary = { id: "bid-show", text: t("bid.show"), command: { type: "show_bid", bid: bid.bid, show: true } };
  }
}

/** As it was carried over. @param {BidLine} bid @returns {import("../types.js").Command} */
const takenUp = (bid) => ({ type: "place_bid", kind: bid.kind, headline: bid.headline, minutes: bid.minutes, show: bid.shown });

/** @param {{ view: View, line: Line, quiet?: boolean }} props  quiet: the page's one filled button is elsewhere */
export function Bid({ view, line, quiet = false }) {
  const bid = view.mine.bid;
  const [, setOpen] = useDraft("bid.open");
  const [kind, setKind] = useDraft("bid.kind", bid?.kind ?? "asks");
  const [headline, setHeadline] = useDraft("bid.headline", bid?.headline ?? "");
  if (!may(view, "place_bid") && !bid) return null;
  const open = () => {
    setOpen("yes");
    line.redraw();
  };
  if (!bidding(view)) {
    if (bid) return (carriedOver(view) ? carried : placed)({ view, line, bid, quiet, change: open });
    return html`<div class="ruled">${button({ text: t("bid.ask_now"), onPress: open, expanded: false })}</div>`;
  }
  const done = () => {
    bidPlaced();
    setOpen("");
    line.redraw();
  };
  /** @param {BidKind} value */
  const chooseKind = (value) => {
    setKind(value);
    line.redraw(); // the filled button, which stands elsewhere on the page, says what it would do
  };
  const nothing = kind === "nothing";
  return html`<section class="stack ruled"><h2>${t("bid.title")}</h2>
    ${choices({ name: "bid", legend: t("bid.legend"), value: /** @type {BidKind} */ (kind), options: KINDS.map((value) => ({ value, text: t(`bid.${value}`) })), choose: chooseKind })}
    ${nothing
      ? null
      : html`<div class="field"><label for="headline">${t("bid.headline")}</label><input type="text" id="headline" maxlength="240" autocomplete="off" value=${headline} aria-describedby="headline-seen"
            onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => setHeadline(event.currentTarget.value)}/></div>`}
    <p id="headline-seen" class="private">${lock()}<span>${t(nothing ? "bid.seen_nothing" : asked(view) ? "bid.seen" : "bid.seen_early")}</span></p>
    ${nothing ? null : h(More, { view })}
    ${quiet || bid
      ? html`<div class="row">${bid
          ? h(Press, { key: "change", line, command: () => bidCommand(view, bid.shown), text: t("bid.change_save"), then: done })
          : h(Press, { key: "place", line, command: () => bidCommand(view, false), text: t(nothing ? "bid.place_nothing" : "bid.place"), then: done })}${
          !bid && asked(view) ? h(Press, { key: "shown", line, command: () => bidCommand(view, true), text: t(nothing ? "bid.place_nothing_shown" : "bid.place_shown"), then: done }) : null
        }${bid || draft("bid.open") ? button({ text: t(bid ? "bid.leave" : "bid.not_now"), onPress: done }) : null}</div>`
      : null}</section>`;
}

/** What nobody needs to say, and what orders nothing. @param {{ view: View }} props */
function More({ view }) {
  const bid = view.mine.bid;
  const given = bid !== null && (bid.minutes !== null || bid.urgency !== null || bid.importance !== null);
  const [open, setOpen] = useDraft("bid.more", given ? "yes" : "");
  const [minutes, setMinutes] = useDraft("bid.minutes", bid?.minutes ? String(bid.minutes) : "");
  const [urgency, setUrgency] = useDraft("bid.urgency", String(bid?.urgency ?? 0));
  const [importance, setImportance] = useDraft("bid.importance", String(bid?.importance ?? 0));
  const values = { urgency, importance };
  const set = { urgency: setUrgency, importance: setImportance };
  return html`<details open=${open === "yes"} onToggle=${(/** @type {{ currentTarget: HTMLDetailsElement }} */ event) => setOpen(event.currentTarget.open ? "yes" : "no")}><summary>${t("bid.more")}</summary><div class="stack">
    <p class="hint">${t("bid.more_hint")}</p>
    <div class="field short"><label for="bid-minutes">${t("bid.minutes")}</label><input type="number" id="bid-minutes" inputmode="numeric" min="1" max="240" value=${minutes}
      onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => setMinutes(event.currentTarget.value)}/></div>
    ${DEGREES.map((part) =>
      choices({ name: part, legend: t(`bid.${part}`), seen: true, value: values[part], options: ["0", "1", "2", "3"].map((value) => ({ value, text: t(`bid.${part}_${value}`) })), choose: set[part] }),
    )}</div></details>`;
}

/** @param {{ view: View, line: Line, bid: BidLine, quiet: boolean, change: () => void }} props */
function placed({ view, line, bid, quiet, change }) {
  const show = may(view, "show_bid") && asked(view);
  const degrees = degreeWords(bid);
  return html`<section class="stack-2 ruled"><h2>${t("bid.mine")}</h2><p>${t(`bid.placed_${bid.kind}`, { n: bid.minutes ?? 0 })}${degrees ? ` ${t("bid.degrees", { degrees })}` : ""}</p>${
    bid.headline ? html`<p class="issue said">${bid.headline}</p>` : null
  }${bid.carried ? html`<p class="hint">${t("bid.carried")}</p>` : null}${seenBy(view, bid)}<div class="row">${
    show && !bid.shown && (quiet || bid.kind === "nothing") ? h(Press, { key: "show", line, command: { type: "show_bid", bid: bid.bid, show: true }, text: t("bid.show") }) : null
  }${show && bid.shown ? h(Press, { key: "keep", line, kind: "word", command: { type: "show_bid", bid: bid.bid, show: false }, text: t("bid.keep") }) : null}${
    may(view, "place_bid") ? button({ text: t("bid.change"), onPress: change }) : null
  }${may(view, "withdraw_bid") ? h(Press, { key: "withdraw", line, kind: "word", command: { type: "withdraw_bid", bid: bid.bid }, text: t("bid.withdraw") }) : null}</div></section>`;
}

/** Who sees it now; before the set is asked, nobody but me. @param {View} view @param {BidLine} bid */
function seenBy(view, bid) {
  if (!asked(view)) return may(view, "place_bid") ? html`<p class="private">${lock()}<span>${t(bid.carried ? "bid.carried_early" : "bid.only_you_early")}</span></p>` : null;
  return bid.shown ? html`<p class="hint">${t("bid.set_sees")}</p>` : html`<p class="private">${lock()}<span>${t("bid.only_you")}</span></p>`;
}

/** There was no room for it last time: it may be taken up again, or let go. @param {{ view: View, line: Line, bid: BidLine, quiet: boolean, change: () => void }} props */
function carried({ view, line, bid, quiet, change }) {
  return html`<section class="stack-2 ruled"><h2>${t("bid.carried_title")}</h2><p class="issue said">${bid.headline || t("bid.no_headline")}</p><p class="hint">${t(bid.shown ? "bid.carried_shown" : "bid.only_you")}</p><div class="row">${
    quiet && may(view, "place_bid") ? h(Press, { key: "again", line, command: takenUp(bid), text: t("bid.again") }) : null
  }${may(view, "place_bid") ? button({ text: t("bid.again_otherwise"), onPress: change }) : null}${
    may(view, "withdraw_bid") ? h(Press, { key: "withdraw", line, kind: "word", command: { type: "withdraw_bid", bid: bid.bid }, text: t("bid.let_go") }) : null
  }</div></section>`;
}

/** "Pressing, and it matters a lot": only what somebody chose to say. @param {BidLine} bid */
const degreeWords = (bid) =>
  DEGREES.map((part) => (bid[part] !== null && has(`bid.${part}_${bid[part]}`) ? t(`bid.${part}_${bid[part]}`) : ""))
    .filter(Boolean)
    .join(", ");

/** Who asked, in their words. @param {{ view: View, open?: boolean }} props */
export function askedForTime({ view, open = true }) {
  const bids = view.bids.bids.filter((bid) => bid.kind !== "nothing");
  if (!view.bids.bids.length) return null;
  return html`<section class="ruled"><details open=${open}><summary>${t("bid.who", { n: bids.length })}</summary><ul class="rows two">${bids.map((bid) => {
    const name = called(view, bid.person);
    const degrees = degreeWords(bid);
    return html`<li key=${bid.bid}><span><strong>${bid.person === view.mine.id ? t("seat.name_you", { name }) : name}</strong><br/>${bid.headline || t("bid.no_headline")}${
      bid.carried ? html` <span class="tag">${t("bid.carried_tag")}</span>` : null
    }${enteredFor(view, bid.person, bid.entered_by)
    }${degrees ? html`<br/><span class="hint">${degrees}</span>` : null}</span><span class="tag">${bid.kind === "if_room" ? t("bid.tag_if_room") : bid.minutes ? t("times.minutes", { n: bid.minutes }) : ""}</span></li>`;
  })}</ul></details></section>`;
}
