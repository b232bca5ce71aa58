// What the office does for one set: plan its next session, add somebody, fill in whom to turn to, end or revoke a seat.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { addSeat, chooseMeeting, planSession, writeSupportLine } from "../api.js";
import { t } from "../texts.js";
import { choices } from "./box.js";
import { Dialog } from "./dialog.js";
import { formatFields, usualMinutes } from "./formats.js";
import { button } from "./press.js";
import { whereFields } from "./where_fields.js";

/** @typedef {import("../api.js").AdminSet} AdminSet */
/** @typedef {import("../types.js").SeatLink} SeatLink */
/** @typedef {{ currentTarget: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement }} Typed */

/** @param {(words: string) => void} change */
const on = (change) => (/** @type {Typed} */ event) => change(event.currentTarget.value);

/** @param {{ title: string, say: string, send: () => Promise<string>, close: () => void, done?: () => void, children: import("../types.js").Child }} props  send: answers with what is wrong, or nothing */
function Asked({ title, say, send, close, done, children }) {
  const [problem, setProblem] = useState("");
  const [sending, setSending] = useState(false);
  const press = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    const wrong = await send();
    setSending(false);
    setProblem(wrong);
    if (!wrong) done?.();
  };
  return h(
    Dialog,
    { title, close },
    html`<form class="stack" onSubmit=${press}>${children}${problem ? html`<p class="notice" role="alert">${problem}</p>` : null}<div class="act"><div class="row"><button class="primary" type="submit">${say}</button></div></div></form>`,
  );
}

/** @param {{ one: AdminSet, formats: import("../api.js").Formats, close: () => void, done: () => void }} props */
export function PlanDialog({ one, formats, close, done }) {
  // The last of the sessions that a set is to have differs, as does the first.
  const last = one.meets !== null && (one.session?.number ?? 0) + 1 === one.meets && formats.sessions.some((each) => each.name === "last-session");
  const [session, setSession] = useState(last ? "last-session" : "");
  const [round, setRound] = useState("");
  const [starts, setStarts] = useState("");
  const [minutes, setMinutes] = useState("");
  const send = async () => {
    const given = { starts_at: new Date(starts).getTime(), minutes: Number.parseInt(minutes, 10) || null, session_format: session || null, round_format: round || null };
    const answer = await planSession(one.id, given);
    return answer.ok ? "" : answer.sentence;
  };
  return h(Asked, {
    title: t("admin.plan"), say: t("admin.plan_do"), send, close, done,
    children: html`<div class="field"><label for="plan-starts">${t("admin.day")}</label><input type="datetime-local" id="plan-starts" required value=${starts} onInput=${on(setStarts)}/></div>
      ${formatFields({ id: "plan", formats, session, round, choose: setSession, chooseRound: setRound, usual: t("admin.as_usual") })}
      <div class="field short"><label for="plan-minutes">${t("admin.minutes")}</label><input type="number" id="plan-minutes" min="15" max="720" placeholder=${String(usualMinutes(formats, session || one.session_format))} value=${minutes} onInput=${on(setMinutes)}/></div>`,
  });
}

/** @param {{ one: AdminSet, close: () => void, done: (said: string) => void }} props */
export function SeatDialog({ one, close, done }) {
  const members = one.seats.filter((seat) => seat.kind === "member");
  const [kind, setKind] = useState(/** @type {"member" | "access" | "guest"} */ ("member"));
  const [name, setName] = useState("");
  const [site, setSite] = useState("");
  const [beside, setBeside] = useState(members[0]?.seat ?? "");
  const send = async () => {
    const answer = await addSeat(one.id, { name: name.trim(), site: site.trim(), kind, beside: kind === "access" ? beside : null });
    if (!answer.ok) return answer.sentence;
    done(t(answer.body.comes === "next_time" ? "admin.comes_next_time" : "admin.comes_this_time", { name: answer.body.name }));
    return "";
  };
  return h(Asked, {
    title: t("admin.add"), say: t("admin.add_do"), send, close,
    children: html`${choices({ name: "seat-kind", legend: t("admin.as_what"), seen: true, value: kind, choose: setKind, options: [{ value: "member", text: t("admin.kind_member") }, { value: "access", text: t("admin.kind_access") }, { value: "guest", text: t("admin.kind_guest") }] })}
      <p class="hint">${t(`admin.hint_${kind}`)}</p>
      <div class="field"><label for="seat-name">${t("admin.their_name")}</label><input type="text" id="seat-name" required maxlength="100" value=${name} onInput=${on(setName)}/></div>
      ${kind === "access"
        ? html`<div class="field short"><label for="seat-beside">${t("admin.beside")}</label><select id="seat-beside" value=${beside} onChange=${on(setBeside)}>${members.map((seat) => html`<option key=${seat.seat} value=${seat.seat}>${seat.name}</option>`)}</select></div>`
        : html`<div class="field"><label for="seat-site">${t("admin.site")}</label><input type="text" id="seat-site" maxlength="100" value=${site} onInput=${on(setSite)}/></div>`}`,
  });
}

/** @param {{ one: AdminSet, close: () => void, done: () => void }} props */
export function MeetingDialog({ one, close, done }) {
  const [where, choose] = useState(one.where);
  const [link, setLink] = useState(one.call_link);
  const send = async () => {
    const answer = await chooseMeeting(one.id, where, where === "call" ? link.trim() : "");
    return answer.ok ? "" : answer.sentence;
  };
  return h(Asked, {
    title: t("meeting.office"), say: t("meeting.office_do"), send, close, done,
    children: html`${whereFields({ id: "office", legend: t("meeting.legend"), where, link, choose, setLink })}<p class="hint">${t("meeting.office_hint")}</p>`,
  });
}

/** @param {{ one: AdminSet, close: () => void, done: () => void }} props */
export function SupportDialog({ one, close, done }) {
  const [words, setWords] = useState(one.support_line);
  const send = async () => {
    const answer = await writeSupportLine(one.id, words.trim());
    return answer.ok ? "" : answer.sentence;
  };
  return h(Asked, {
    title: t("admin.support"), say: t("admin.support_do"), send, close, done,
    children: html`<div class="field"><label for="support-line">${t("admin.support_label")}</label><textarea id="support-line" rows="3" required maxlength="1000" aria-describedby="support-hint" value=${words} onInput=${on(setWords)}></textarea><p class="hint" id="support-hint">${t("admin.support_hint")}</p></div>`,
  });
}

/** A question first: what it does cannot be taken back by pressing again. @param {{ seat: SeatLink, what: "revoke" | "remove", close: () => void, yes: () => void }} props */
export function SureDialog({ seat, what, close, yes }) {
  const words = { name: seat.name };
  return h(Dialog, { title: t(`admin.${what}_title`, words), close, stay: t("admin.leave_it") }, html`<div class="stack"><p>${t(`admin.${what}_words`, words)}</p><div class="act"><div class="row">${button({ kind: "primary", text: t(`admin.${what}_do`, words), onPress: yes })}</div></div></div>`);
}
