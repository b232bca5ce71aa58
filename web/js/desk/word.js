// A word from the facilitator: aloud, which stops the clock, or in writing to one member. In airspace there is none.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { called, inAirspace, may, person } from "../reading.js";
import { t } from "../texts.js";
import { box } from "../parts/box.js";
import { Dialog } from "../parts/dialog.js";
import { button, Press } from "../parts/press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** @param {{ view: View, line: Line, write: () => void, lesser: import("../types.js").Child }} props  lesser: what else may be done now */
export function word({ view, line, write, lesser }) {
  const { step } = view;
  if (step.status !== "open" || step.paused) return html`<div class="row lesser">${lesser}</div>`;
  const wait = inAirspace(view);
  const aloud = may(view, "begin_word") || wait;
  return html`<section class="ruled" aria-labelledby="word-title"><h2 id="word-title">${t(aloud ? "desk.word" : "desk.also")}</h2>${wait ? html`<p class="soft">${t("desk.word_waits")}</p>` : null}
    <div class="row lesser">${may(view, "begin_word") ? h(Press, { key: "word", line, command: { type: "begin_word", step: step.id }, text: t("desk.begin_word") }) : null}${
      wait || !view.desk?.driving ? null : button({ kind: "plain", text: t("desk.write_one"), onPress: write })
    }${lesser}</div></section>`;
}

/** @param {{ view: View, line: Line, to: string, close: () => void }} props */
export function WriteToOne({ view, line, to, close }) {
  const able = view.people.people.filter((one) => one.id !== view.mine.id && ["here", "out"].includes(one.presence) && !(inAirspace(view) && one.id === view.step.holder));
  const [whom, setWhom] = useState(to || (able[0]?.id ?? ""));
  const [words, change, clear] = useDraft("word-to-one");
  const name = called(view, whom);
  const send = async () => {
    if (!words.trim() || !whom) return;
    const answer = await line.signal("word_to_member", { to: whom, words: words.trim() });
    if (!answer.done) return;
    if (draft("word-to-one") === words) clear();
    line.notify(t("signal.word_sent", { chair: name }));
    close();
  };
  return h(
    Dialog,
    { title: t("desk.write_one"), close },
    html`<div class="stack"><div class="field short"><label for="whom">${t("desk.whom")}</label><select id="whom" value=${whom} onChange=${(/** @type {{ currentTarget: HTMLSelectElement }} */ event) => setWhom(event.currentTarget.value)}>${able.map(
      (one) => html`<option key=${one.id} value=${one.id}>${called(view, one.id)}</option>`,
    )}</select></div>${box({ id: "word-to-one", label: t("desk.word_label", { name }), words, change, rows: 3, seen: t("desk.word_seen", { name }), longest: 500, send })}
    ${line.notice ? html`<p class="notice">${line.notice}</p>` : null}
    <div class="row">${button({ kind: "primary", text: t("sill.word_send"), onPress: send })}</div></div>`,
  );
}

/** What members let the desk know, beside the view; never kept. @param {{ view: View, line: Line }} props */
export function signals({ view, line }) {
  if (!line.signals.length || view.step.status !== "open") return null;
  return html`<section class="stack-2 signals" aria-labelledby="signals-title"><h2 id="signals-title">${t("desk.signals")}</h2><ul class="rows two">${line.signals.map((signal) => {
    const name = person(view, signal.from)?.name ?? "";
    return html`<li key=${signal.id}><span>${signal.kind === "cannot_hear" ? t("signal.cannot_hear", { name: called(view, signal.from), words: "" }) : html`<strong>${t("signal.word_from", { name: called(view, signal.from) })}</strong><br/>${signal.words}`}</span>${button({ text: t("desk.seen"), more: name, onPress: () => line.putAside(signal.id) })}</li>`;
  })}</ul></section>`;
}
