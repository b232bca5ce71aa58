// Asking for time. A headline is enough; "if there's room" and "nothing today" are full answers.
import { h, html } from "../../vendor/preact-htm.js";
import { keepDraft, draft, useDraft } from "../drafts.js";
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { choices } from "./box.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").BidKind} BidKind */
/** @typedef {import("../types.js").BidLine} BidLine */

/** @type {BidKind[]} */
const KINDS = ["asks", "if_room", "nothing"];

/** Whether the form is open: when the set asks and I have not answered, and whenever I want to. @param {View} view */
export const bidding = (view) =>
  may(view, "place_bid") && (draft("bid.open") === "yes" || (view.mine.bid === null && view.step.stage_kind === "asking"));

/** What the form says now. @param {View} view @returns {import("../types.js").Command | null} */
export function bidCommand(view) {
  const kind = /** @type {BidKind} */ (draft("bid.kind") || view.mine.bid?.kind || "asks");
  if (kind === "nothing") return { type: "place_bid", kind };
  const headline = (draft("bid.headline") || view.mine.bid?.headline || "").trim();
  const minutes = Number.parseInt(draft("bid.minutes") || String(view.mine.bid?.minutes ?? ""), 10);
  return { type: "place_bid", kind, headline, minutes: Number.isNaN(minutes) ? null : minutes };
}

export function bidPlaced() {
  for (const part of ["open", "kind", "headline", "minutes"]) keepDraft(`bid.${part}`, "");
}

/** @param {{ view: View, line: Line, quiet?: boolean }} props  quiet: the page's one filled button is elsewhere */
export function Bid({ view, line, quiet = false }) {
  const bid = view.mine.bid;
  const [, setOpen] = useDraft("bid.open");
  const [kind, setKind] = useDraft("bid.kind", bid?.kind ?? "asks");
  const [headline, setHeadline] = useDraft("bid.headline", bid?.headline ?? "");
  const [minutes, setMinutes] = useDraft("bid.minutes", bid?.minutes ? String(bid.minutes) : "");
  if (!may(view, "place_bid") && !bid) return null;
  if (!bidding(view)) {
    if (bid) return placed({ view, line, bid, change: () => setOpen("yes") });
    return html`<div class="ruled">${button({ text: t("bid.ask_now"), onPress: () => setOpen("yes"), expanded: false })}</div>`;
  }
  const done = () => {
    bidPlaced();
    setOpen("");
  };
  return html`<section class="stack ruled"><h2>${t("bid.title")}</h2>
    ${choices({ name: "bid", legend: t("bid.legend"), value: /** @type {BidKind} */ (kind), options: KINDS.map((value) => ({ value, text: t(`bid.${value}`) })), choose: setKind })}
    ${kind === "nothing"
      ? null
      : html`<div class="field"><label for="headline">${t("bid.headline")}</label><input type="text" id="headline" maxlength="240" autocomplete="off" value=${headline} aria-describedby="headline-seen"
            onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => setHeadline(event.currentTarget.value)}/><p id="headline-seen" class="hint">${t("bid.seen")}</p></div>
          <div class="field short"><label for="bid-minutes">${t("bid.minutes")}</label><input type="number" id="bid-minutes" inputmode="numeric" min="1" max="240" value=${minutes} aria-describedby="bid-minutes-hint"
            onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => setMinutes(event.currentTarget.value)}/><p id="bid-minutes-hint" class="hint">${t("bid.minutes_hint")}</p></div>`}
    ${quiet || bid
      ? html`<div class="row">${h(Press, { line, command: () => bidCommand(view), text: t(bid ? "bid.change_save" : "bid.place"), then: done })}${
          bid || draft("bid.open") ? button({ text: t(bid ? "bid.leave" : "bid.not_now"), onPress: done }) : null
        }</div>`
      : null}</section>`;
}

/** @param {{ view: View, line: Line, bid: BidLine, change: () => void }} props */
function placed({ view, line, bid, change }) {
  return html`<section class="stack-2 ruled"><h2>${t("bid.mine")}</h2><p>${t(`bid.placed_${bid.kind}`, { n: bid.minutes ?? 0 })}</p>${bid.headline ? html`<p class="issue said">${bid.headline}</p>` : null}${bid.carried ? html`<p class="hint">${t("bid.carried")}</p>` : null}<div class="row">${
    may(view, "place_bid") ? button({ text: t("bid.change"), onPress: change }) : null
  }${may(view, "withdraw_bid") ? h(Press, { line, kind: "word", command: { type: "withdraw_bid", bid: bid.bid }, text: t("bid.withdraw") }) : null}</div></section>`;
}

/** Who asked, in their words. @param {{ view: View, open?: boolean }} props */
export function askedForTime({ view, open = true }) {
  const asked = view.bids.bids.filter((bid) => bid.kind !== "nothing");
  if (!view.bids.bids.length) return null;
  return html`<section class="ruled"><details open=${open}><summary>${t("bid.who", { n: asked.length })}</summary><ul class="rows two">${asked.map(
    (bid) => html`<li key=${bid.bid}><span><strong>${bid.person === view.mine.id ? t("seat.name_you", { name: called(view, bid.person) }) : called(view, bid.person)}</strong><br/>${bid.headline || t("bid.no_headline")}${
      bid.carried ? html` <span class="tag">${t("bid.carried_tag")}</span>` : null
    }</span><span class="tag">${bid.kind === "if_room" ? t("bid.tag_if_room") : bid.minutes ? t("times.minutes", { n: bid.minutes }) : ""}</span></li>`,
  )}</ul></details></section>`;
}
