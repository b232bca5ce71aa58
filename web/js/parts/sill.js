// What must always be within reach: "I can't hear", a word to the chair, back soon, leave.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { draft, useDraft } from "../drafts.js";
import { called, inAirspace, isChair, isHolder, may, stageOf } from "../reading.js";
import { way } from "../paths.js";
import { t } from "../texts.js";
import { box } from "./box.js";
import { Dialog } from "./dialog.js";
import { KeysDialog } from "./keys.js";
import { callInSill } from "./meeting.js";
import { CameraKey } from "./pictures_own.js";
import { seeLarge } from "./pictures_signer.js";
import { button, Press } from "./press.js";
import { NudgeChair } from "./nudges.js";
import { seenLink } from "./seen_link.js";
import { Sound } from "./sound_dialog.js";
import { mayMissSound } from "./sound_of.js";
import { TwoHere } from "./two_here.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** @param {View} view @param {Line} line */
export async function cannotHear(view, line) {
  const answer = await line.signal("cannot_hear");
  if (answer.done) line.notify(isChair(view) || !view.people.chair ? t("signal.heard_by_all") : t("signal.cannot_hear_done", { chair: called(view, view.people.chair) }));
}

/** @param {{ view: View, line: Line, close: () => void }} props */
function WordToChair({ view, line, close }) {
  const [words, change, clear] = useDraft("word");
  const [sending, setSending] = useState(false);
  const chair = called(view, view.people.chair);
  const send = async () => {
    if (!words.trim() || sending) return;
    setSending(true);
    const answer = await line.signal("word_to_chair", { words: words.trim() });
    setSending(false);
    if (!answer.done) return;
    if (draft("word") === words) clear();
    line.notify(t("signal.word_sent", { chair }));
    close();
  };
  return h(
    Dialog,
    { title: t("sill.word_to", { chair }), close },
    html`<div class="stack-2">${box({ id: "word", label: t("sill.word_label"), hidden: true, words, change, rows: 3, seen: t("sill.word_seen", { chair }), own: true, longest: 500, send })}
      ${line.notice ? html`<p class="notice">${line.notice}</p>` : null}
      <div class="row">${button({ kind: "primary", text: t(sending ? "line.sending" : "sill.word_send"), onPress: send })}</div></div>`,
  );
}

/** @param {{ view: View, line: Line, close: () => void, left: () => void }} props */
function Leaving({ view, line, close, left }) {
  return h(
    Dialog,
    { title: t("sill.leave_title"), close, stay: t("sill.stay") },
    html`<p>${t(isHolder(view) ? "sill.leave_holder" : "sill.leave_hint")}</p><div class="row">${
      may(view, "leave") ? h(Press, { line, kind: "primary", command: { type: "leave" }, text: t("sill.leave_now"), then: left }) : button({ kind: "primary", text: t("sill.leave_now"), onPress: left })
    }${view.mine.roles.includes("member") || view.mine.roles.includes("facilitator") ? seenLink({ seat: line.seat }) : null}</div>`,
  );
}

/** @param {{ line: Line, close: () => void }} props */
export function EndNow({ line, close }) {
  return h(
    Dialog,
    { title: t("sill.end_title"), close, stay: t("sill.end_stay") },
    html`<p>${t("sill.end_hint")}</p><div class="row">${h(Press, { line, kind: "primary", command: { type: "end_now" }, text: t("sill.end_now"), then: close })}</div>`,
  );
}

/** One tap, and the table shows it. @param {View} view @param {Line} line */
export const overheard = (view, line) =>
  may(view, "say_overheard")
    ? h(Press, { key: "overheard", line, kind: "word", command: { type: "say_overheard", on: !view.mine.overheard }, text: t(view.mine.overheard ? "together.overheard.take_back" : "together.overheard.say") })
    : null;

/** The holder may go back to a step of their round that was open before. @param {View} view @param {Line} line */
function goBack(view, line) {
  const { step } = view;
  if (!isHolder(view) || !may(view, "open_step") || step.thinking) return null;
  const steps = stageOf(view, step.id)?.steps ?? [];
  const before = steps.slice(0, steps.findIndex((one) => one.id === step.id)).filter((one) => one.state === "done" && !one.on_request).at(-1);
  return before ? h(Press, { key: "go-back", line, kind: "word", command: { type: "open_step", step: before.id }, text: t("sill.go_back", { step: before.name }) }) : null;
}

/** @param {{ view: View, line: Line, left: () => void, keys: import("./keys.js").Key[], showKeys: boolean, setShowKeys: (on: boolean) => void }} props */
export function Sill({ view, line, left, keys, showKeys, setShowKeys }) {
  const [open, setOpen] = useState(/** @type {"" | "word" | "leave" | "end"} */ (""));
  const { mine, people, step } = view;
  const close = () => setOpen("");
  if (step.status !== "open") return html`<footer class="sill">${way({ to: `/mine/${line.seat}`, text: t("close.own_page") })}</footer>`;
  const listening = inAirspace(view) && !isHolder(view);
  return html`<footer class="sill">
    ${callInSill({ view })}
    ${listening || !mayMissSound(view, line) ? null : button({ text: t("sill.cannot_hear"), onPress: () => cannotHear(view, line) })}
    ${listening && !mine.hand && may(view, "raise_hand") ? h(Press, { line, kind: "word", command: { type: "raise_hand" }, text: t("sill.hand_for_later") }) : null}
    ${listening && mine.hand && may(view, "lower_hand") ? h(Press, { line, kind: "word", command: { type: "lower_hand", hand: mine.hand }, text: t("act.lower_hand") }) : null}
    ${people.chair && people.chair !== mine.id && !inAirspace(view) && may(view, "word_to_chair") ? button({ text: t("sill.word_to", { chair: called(view, people.chair) }), onPress: () => setOpen("word") }) : null}
    ${may(view, "step_out") && !mine.stepped_out ? h(Press, { line, kind: "word", command: { type: "step_out" }, text: t("sill.back_soon") }) : null}
    ${goBack(view, line)}
    ${h(NudgeChair, { key: "nudge", view, line })}${overheard(view, line)}${h(CameraKey, { key: "camera", view, line })}${seeLarge({ view, line })}${h(TwoHere, { key: "two", view, line })}
    ${view.desk ? way({ to: `/desk/${line.seat}`, text: t("sill.to_desk") }) : null}
    ${step.paused && may(view, "end_now") ? button({ text: t("sill.end"), onPress: () => setOpen("end") }) : null}
    ${h(Sound, { key: "sound", view, line })}
    ${inAirspace(view) ? null : button({ text: t("keys.open"), onPress: () => setShowKeys(true) })}
    <span class="end">${button({ text: t("sill.leave"), onPress: () => setOpen("leave") })}</span>
    ${open === "word" ? h(WordToChair, { view, line, close }) : null}
    ${open === "leave" ? h(Leaving, { view, line, close, left }) : null}
    ${open === "end" ? h(EndNow, { line, close }) : null}
    ${showKeys ? h(KeysDialog, { keys, close: () => setShowKeys(false) }) : null}
  </footer>`;
}
