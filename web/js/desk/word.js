// A word from the facilitator: aloud, which stops the clock, or in writing to one member. In airspace there is none.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { called, inAirspace, may } from "../reading.js";
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
      wait || !may(view, "word_to_member") ? null : button({ kind: "plain", text: t("desk.write_one"), onPress: write })
    }${lesser}</div></section>`;
}

/** @param {{ view: View, line: Line, to: string, close: () => void }} props */
export function WriteToOne({ view, line, to, close }) {
  const able = view.people.people.filter((one) => one.id !== view.mine.id && ["here", "out"].includes(one.presence) && !one.without_screen && !(inAirspace(view) && one.id === view.step.holder));
  const [whom, setWhom] = useState(to || (able[0]?.id ?? ""));
  const [words, change, clear] = useDraft("word-to-one");
  const [sending, setSending] = useState(false);
  const name = called(view, whom);
  const send = async () => {
    if (!words.trim() || !whom || sending) return;
    setSending(true);
    const answer = await line.signal("word_to_member", { to: whom, words: words.trim() });
    setSending(false);
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
    <div class="row">${button({ kind: "primary", text: t(sending ? "line.sending" : "sill.word_send"), onPress: send })}</div></div>`,
  );
}
