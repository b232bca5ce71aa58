// "Practise with simulated members": what kind of room, and then the way into it, in a tab of its own.
import { h, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { getRehearsals, rehearse } from "../api.js";
import { t } from "../texts.js";
import { choices } from "./box.js";
import { Dialog } from "./dialog.js";
import { formatFields } from "./formats.js";
import { button } from "./press.js";

/** @typedef {import("../api.js").Rehearsal} Rehearsal */

/** The button, where this server holds rehearsals. @param {{ seat: string, text: string, kind?: "plain" | "word" }} props  seat "": the administrator */
export function Practise({ seat, text, kind = "word" }) {
  const [offered, setOffered] = useState(/** @type {import("../api.js").RehearsalsOffered | null} */ (null));
  const [open, setOpen] = useState(false);
  useEffect(() => {
    getRehearsals(seat).then((answer) => setOffered(answer.ok && answer.body.offered ? answer.body : null));
  }, [seat]);
  if (!offered) return null;
  return html`${button({ kind, text, onPress: () => setOpen(true) })}${open ? h(RehearsalDialog, { seat, offered, close: () => setOpen(false) }) : null}`;
}

/** @param {{ seat: string, offered: import("../api.js").RehearsalsOffered, close: () => void }} props */
function RehearsalDialog({ seat, offered, close }) {
  const [kind, setKind] = useState(/** @type {string} */ ("facilitator"));
  const [place, setPlace] = useState("");
  const [speed, setSpeed] = useState("4");
  const [session, setSession] = useState(offered.session_format);
  const [round, setRound] = useState(offered.round_format ?? "");
  const [begun, setBegun] = useState(/** @type {Rehearsal | null} */ (null));
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState("");
  const begin = async () => {
    if (sending) return;
    setSending(true);
    setProblem("");
    const answer = await rehearse(seat, { as: (kind === "member" && place) || kind, speed: Number(speed), session_format: session, round_format: round || null });
    setSending(false);
    if (answer.ok) setBegun(answer.body);
    else setProblem(answer.sentence);
  };
  const kinds = [...new Set(offered.seats.map((one) => one.kind))];
  const members = offered.seats.filter((one) => one.kind === "member").map((one) => one.name);
  const inside = begun
    ? ready(begun)
    : html`<p>${t("rehearsal.words")}</p>
      ${choices({ name: "practise-as", legend: t("rehearsal.seat"), seen: true, value: kind, choose: setKind, options: kinds.map((one) => ({ value: one, text: t(`rehearsal.seats.${one}`) })) })}
      ${kind === "member" ? places({ names: members, place: place || members[0] || "", choose: setPlace }) : null}
      ${formatFields({ id: "practise", formats: offered.formats, session, round, choose: setSession, chooseRound: setRound })}
      ${choices({ name: "practise-speed", legend: t("rehearsal.speed"), seen: true, value: speed, choose: setSpeed, options: [{ value: "1", text: t("rehearsal.as_in_life") }, { value: "4", text: t("rehearsal.four") }, { value: "12", text: t("rehearsal.twelve") }] })}
      ${problem ? html`<p class="notice" role="alert">${problem}</p>` : null}
      <div class="act"><div class="row">${button({ kind: "primary", text: t(sending ? "rehearsal.beginning" : "rehearsal.begin"), onPress: begin })}</div></div>`;
  return h(Dialog, { title: t("rehearsal.title"), close }, html`<div class="stack">${inside}</div>`);
}

/** Whose place, among the members. @param {{ names: string[], place: string, choose: (name: string) => void }} props */
const places = ({ names, place, choose }) =>
  html`<div class="field short"><label for="practise-place">${t("rehearsal.place")}</label><select id="practise-place" value=${place} onChange=${(/** @type {{ currentTarget: HTMLSelectElement }} */ event) => choose(event.currentTarget.value)}>
      ${names.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}</select></div>`;

/** @param {Rehearsal} begun */
const ready = ({ name, link }) =>
  html`<p role="status">${t("rehearsal.ready", { name })}</p>
    <div class="act"><div class="row"><a class="primary" href=${link} target="_blank" rel="noopener">${t("rehearsal.enter")}</a></div></div>
    <p class="hint">${t("rehearsal.new_tab")} ${t("rehearsal.ends")}</p>`;
