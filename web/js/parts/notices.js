// What stands where the issue stands when something is the matter: first what still works, then what doesn't.
import { h, html } from "../../vendor/preact-htm.js";
import { now } from "../clock.js";
import { called, inAirspace, isHolder, may } from "../reading.js";
import { t } from "../texts.js";
import { button, Press } from "./press.js";
import { useTick } from "./tick.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** @param {{ view: View, line: Line }} props */
export function troubles({ view, line }) {
  if (line.state === "connected") return null;
  const speaks = view.floor.lit ?? view.step.holder;
  const mine = speaks === view.mine.id || isHolder(view);
  const name = mine ? "" : called(view, speaks);
  if (line.state === "lost") {
    return html`<div class="stack-2"><p class="issue">${t("line.lost_words")}</p><div class="row">${button({ kind: "plain", text: t("line.try_now"), onPress: () => line.retry() })}</div></div>`;
  }
  return html`<p class="issue">${name ? t("line.catching_up_name", { name }) : t(speaks === view.mine.id ? "line.catching_up_mine" : "line.catching_up")}</p>`;
}

/** Private words that came to me. In airspace they wait, unless I am the one who must know. @param {{ view: View, line: Line }} props */
export function words({ view, line }) {
  const mine = line.signals.filter((signal) => signal.kind === "word_to_member");
  if (!mine.length || inAirspace(view)) return null;
  return html`${mine.map(
    (signal) => html`<section key=${signal.id} class="stack-2 ruled"><h2>${t("signal.word_from", { name: called(view, signal.from) })}</h2><p class="issue said">${signal.words}</p><p class="hint">${t("signal.only_you")}</p><div class="row">${button({ kind: "plain", text: t("signal.thanks"), onPress: () => line.putAside(signal.id) })}</div></section>`,
  )}`;
}

/** Nobody keeps time: anybody may offer to, and anybody may say not just now. @param {{ view: View, line: Line }} props */
export function ChairAway({ view, line }) {
  const { people, mine } = view;
  const { offer } = people;
  useTick(() => (offer ? 1000 : Infinity));
  if (view.step.status !== "open" || (!people.chair_away && !offer)) return null;
  const left = offer ? Math.max(0, Math.ceil((offer.effective_at - now()) / 1000)) : 0;
  const chair = called(view, people.chair);
  return html`<section class="stack-2 ruled"><p>${
    offer
      ? t(offer.person === mine.id ? "chair.you_offer" : "chair.offers", { name: called(view, offer.person), n: left })
      : t(chair ? "chair.away" : "chair.nobody", { chair })
  }</p><div class="row">${!offer && may(view, "offer_to_keep_time") ? h(Press, { line, command: { type: "offer_to_keep_time" }, text: t("chair.keep_time") }) : null}${
    offer && offer.person !== mine.id && may(view, "object_to_offer") ? h(Press, { line, command: { type: "object_to_offer", offer: offer.offer }, text: t("chair.object") }) : null
  }</div></section>`;
}
