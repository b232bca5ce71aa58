// Where the set meets today, in the room's words: beside its own call, in writing, or here, where there may be too many voices.
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { announce } from "../announce.js";
import { called, inAirspace } from "../reading.js";
import { t } from "../texts.js";
import { button } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** The call is another house's: it opens beside this page, and is told nothing of it. @param {string} link @param {string} [kind] @param {string} [text] */
export const callLink = (link, kind = "plain", text = t("meeting.open")) => html`<a class=${kind} href=${link} target="_blank" rel="noreferrer noopener">${text}</a>`;

/** @param {View} view */
const callOf = (view) => (view.step.status === "open" && view.voice.where === "call" ? view.voice.link : "");

/** In the lobby it is among what I can do. @param {{ view: View }} props */
export const callInLobby = ({ view }) => (view.step.id === "lobby" && callOf(view) ? callLink(callOf(view)) : null);

/** Within reach in every later step, since whoever's call broke off comes back to this room first. @param {{ view: View }} props */
export const callInSill = ({ view }) => (view.step.id !== "lobby" && callOf(view) ? callLink(callOf(view), "word") : null);

/** Who tells where the call is, when the room doesn't know. @param {View} view */
function whoTells(view) {
  const { chair } = view.people;
  if (view.voice.link) return null;
  if (chair === view.mine.id) return html`<p>${t("meeting.you_tell")}</p>`;
  return html`<p>${chair ? t("meeting.chair_tells", { chair: called(view, chair) }) : t("meeting.somebody_tells")}</p>`;
}

/** More voices are expected than this room carries, said before it matters; nobody is in the way. @param {View} view @param {Line} line */
export const tooMany = (view, line) =>
  view.step.status === "open" && view.step.id === "lobby" && view.voice.where === "here" && view.voice.expected > view.voice.most && !line.session?.practice;

/** @param {View} view */
const counts = (view) => ({ n: view.voice.expected, most: view.voice.most });

/** @param {{ view: View, line: Line, change: () => void }} props  change: to how the set meets today */
export function tooManyAtDesk({ view, line, change }) {
  if (!tooMany(view, line)) return null;
  return html`<section class="stack-2 ruled" aria-labelledby="too-many"><h2 id="too-many">${t("meeting.too_many", counts(view))}</h2><p>${t("meeting.too_many_desk", counts(view))}</p><div class="row">${button({ kind: "plain", text: t("meeting.change"), onPress: change })}</div></section>`;
}

/** @param {View} view @param {Line} line */
function beforehand(view, line) {
  const { where } = view.voice;
  if (tooMany(view, line)) {
    return html`<section class="stack-2 ruled" aria-labelledby="meeting-title"><h2 id="meeting-title">${t("meeting.too_many", counts(view))}</h2><p>${t("meeting.too_many_room", counts(view))}</p></section>`;
  }
  if (where === "here") return null;
  return html`<section class="stack-2 ruled" aria-labelledby="meeting-title"><h2 id="meeting-title">${t(`meeting.title_${where}`)}</h2><p>${t(`meeting.words_${where}`)}</p>${where === "call" ? whoTells(view) : null}</section>`;
}

/** In the lobby what to expect; later only that it has changed, until that was seen. @param {{ view: View, line: Line }} props */
export function Meeting({ view, line }) {
  const { where, link } = view.voice;
  const known = useRef({ where, link });
  const [news, setNews] = useState(false);
  const quiet = inAirspace(view);
  const lobby = view.step.id === "lobby";
  useEffect(() => {
    // In airspace it waits: nothing comes between the holder and those who listen.
    if (quiet || (known.current.where === where && known.current.link === link)) return;
    known.current = { where, link };
    announce(t(`meeting.now_${where}`));
    setNews(!lobby);
  }, [where, link, quiet]);
  if (view.step.status !== "open" || quiet) return null;
  if (lobby) return beforehand(view, line);
  if (!news) return null;
  return html`<section class="stack-2 ruled"><p class="issue">${t(`meeting.now_${where}`)}</p>${where === "call" ? whoTells(view) : null}<div class="row">${callOf(view) ? callLink(callOf(view)) : null}${button({ text: t("meeting.seen"), onPress: () => setNews(false) })}</div></section>`;
}
