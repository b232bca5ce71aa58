// The picture of an access seat for whoever needs to read it: large, beside the table, and never made smaller or put away by us.
import { h, html } from "../../vendor/preact-htm.js";
import { called, person, shortName } from "../reading.js";
import { t } from "../texts.js";
import { byVoice } from "../voice/part.js";
import { comesThrough, Picture } from "./pictures.js";
import { button } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {import("../types.js").PersonLine} PersonLine */

/** Whose pictures I asked for on this line, and whose have been there: their place is kept for as long as they are.
 * @type {WeakMap<Line, { asked: Set<string>, known: Set<string> }>} */
const places = new WeakMap();

/** @param {Line} line */
function placesOf(line) {
  const here = places.get(line) ?? { asked: new Set(), known: new Set() };
  places.set(line, here);
  return here;
}

/** Whether somebody is there for me, or I for them: then one must see the other. @param {View} view @param {PersonLine} one */
const mine = (view, one) => one.beside === view.mine.id || view.mine.beside === one.id;

/** Whether a picture comes for whoever asks for it: where the set wants none, an access seat's is between them and their member. @param {View} view @param {PersonLine} one */
const mayAsk = (view, one) => one.kind === "access" && view.voice.cameras !== "off";

/** Whose pictures are large here: of whoever signs for me, of the one I'm there for, of an access seat I asked to see.
 * @param {View} view @param {Line} line */
export function large(view, line) {
  const { voice } = line;
  if (!byVoice(view)) return [];
  const { asked, known } = placesOf(line);
  return view.people.people.filter((one) => {
    if (one.id === view.mine.id || !(mine(view, one) || (mayAsk(view, one) && asked.has(one.id)))) return false;
    if (comesThrough(voice, one.id)) known.add(one.id);
    return known.has(one.id) && one.id in voice.state.peers;
  });
}

/** @param {{ view: View, line: Line }} props */
export function signers({ view, line }) {
  const all = large(view, line);
  if (!all.length) return null;
  return html`<div class="signers">${all.map((one) => {
    const stream = comesThrough(line.voice, one.id);
    return html`<figure key=${one.id} class="signer"><div class="signing">${
      stream ? h(Picture, { stream, kind: "signs" }) : html`<p class="soft">${t("pictures.none_now", { name: shortName(one, view.people.people) })}</p>`
    }</div><figcaption class="small">${caption(view, one)}${mine(view, one) ? null : button({ text: t("pictures.put_away"), onPress: () => ask(line, one.id, false) })}</figcaption></figure>`;
  })}</div>`;
}

/** @param {View} view @param {PersonLine} one */
function caption(view, one) {
  const name = shortName(one, view.people.people);
  if (one.beside === view.mine.id) return t("pictures.for_you", { name });
  return one.beside ? t("pictures.for_member", { name, member: called(view, one.beside) }) : name;
}

/** Where the set wants pictures, anybody may ask to see an access seat large. @param {{ view: View, line: Line }} props */
export function seeLarge({ view, line }) {
  if (!byVoice(view)) return null;
  const { asked } = placesOf(line);
  return view.people.people
    .filter((one) => mayAsk(view, one) && !one.hidden && !mine(view, one) && one.id !== view.mine.id && !asked.has(one.id) && comesThrough(line.voice, one.id))
    .map((one) => html`<span key=${one.id}>${button({ text: t("pictures.see", { name: called(view, one.id), member: called(view, person(view, one.id)?.beside) }), onPress: () => ask(line, one.id, true) })}</span>`);
}

/** @param {Line} line @param {string} id @param {boolean} on */
function ask(line, id, on) {
  const { asked } = placesOf(line);
  if (on) asked.add(id);
  else asked.delete(id);
  line.redraw();
}
