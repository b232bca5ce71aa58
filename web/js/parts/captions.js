// Captions that vanish: written by an access seat for its one member, and kept nowhere.
import { html, useState } from "../../vendor/preact-htm.js";
import { draft, keepDraft, useDraft } from "../drafts.js";
import { called, may } from "../reading.js";
import { t } from "../texts.js";
import { button } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

const MOST = 3;

/** For whoever has an access seat: one line at a time, sent by Enter. @param {{ view: View, line: Line }} props */
export function Captioning({ view, line }) {
  const [words, change, clear] = useDraft("caption");
  const { beside } = view.mine;
  if (!beside || !may(view, "caption")) return null;
  const name = called(view, beside);
  const send = async () => {
    const said = words.trim();
    if (!said) return;
    clear(); // the next words come while these are on their way
    const answer = await line.signal("caption", { words: said });
    if (!answer.done && !line.ended && !draft("caption")) change(said);
  };
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    send();
  };
  return html`<form class="stack-2 ruled" onSubmit=${submit}><label for="caption">${t("together.access.label", { name })}</label><input type="text" id="caption" maxlength="500" autocomplete="off" placeholder=${t("together.access.placeholder")} value=${words} aria-describedby="caption-seen"
      onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => change(event.currentTarget.value)}/><p id="caption-seen" class="hint">${t("together.access.seen", { name })}</p><div class="row">${button({ kind: "plain", text: t("together.access.send"), onPress: send })}</div></form>`;
}

/** For their member: the last few lines, each for a short while; said by a screen reader only if they wish. @param {{ view: View, line: Line }} props */
export function Captions({ view, line }) {
  const [aloud, setAloud] = useState(draft("captions.aloud") === "yes");
  const said = line.signals.filter((signal) => signal.kind === "caption");
  const seat = view.people.people.find((one) => one.beside === view.mine.id && one.presence === "here");
  if (!seat) return null;
  // The choice is made before and beside the work; among it there are the words alone.
  const choosing = ["lobby", "check_in", "rest"].includes(view.step.stage_kind);
  if (!said.length && !choosing) return html`<div aria-live=${aloud ? "polite" : "off"}></div>`;
  return html`<section class="captions"><h2 class="unseen">${t("together.access.title", { name: called(view, seat.id) })}</h2><div aria-live=${aloud ? "polite" : "off"}>${said.slice(-MOST).map((one) => html`<p key=${one.id}>${one.words}</p>`)}</div>
    ${!choosing ? null : html`<label class="tickbox small"><input type="checkbox" checked=${aloud} onChange=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => {
      keepDraft("captions.aloud", event.currentTarget.checked ? "yes" : "");
      setAloud(event.currentTarget.checked);
    }}/><span>${t("together.access.aloud")}</span></label>`}</section>`;
}
