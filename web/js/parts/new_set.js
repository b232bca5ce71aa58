// A new set: its name, who facilitates, who belongs to it, and when it first meets.
import { html, useState } from "../../vendor/preact-htm.js";
import { createSet } from "../api.js";
import { t } from "../texts.js";
import { formatFields, usualMinutes } from "./formats.js";
import { whereFields } from "./where_fields.js";

/** @typedef {import("../api.js").AdminSet} AdminSet */

/** One a line: "Amina Yusuf, Central Manchester". @param {string} words */
const lines = (words) =>
  words
    .split("\n")
    .map((line) => line.split(","))
    .map(([name = "", ...site]) => ({ name: name.trim(), site: site.join(",").trim() }))
    .filter((one) => one.name);

const FIRST = "first-session";

/** @param {{ formats: import("../api.js").Formats, made: (set: AdminSet) => void }} props */
export function NewSet({ formats, made }) {
  const [name, setName] = useState("");
  const [facilitators, setFacilitators] = useState("");
  const [members, setMembers] = useState("");
  const [session, setSession] = useState("two-hours");
  const [round, setRound] = useState("");
  const [first, setFirst] = useState(false);
  const [minutes, setMinutes] = useState("");
  const [meets, setMeets] = useState("");
  const [where, setWhere] = useState(/** @type {import("../api.js").Where} */ ("here"));
  const [link, setLink] = useState("");
  const [starts, setStarts] = useState("");
  const [problem, setProblem] = useState("");
  /** @param {(words: string) => void} change */
  const on = (change) => (/** @type {{ currentTarget: HTMLInputElement | HTMLTextAreaElement }} */ event) => change(event.currentTarget.value);
  /** @param {Event} event */
  const send = async (event) => {
    event.preventDefault();
    setProblem("");
    const answer = await createSet({
      name: name.trim(),
      facilitators: lines(facilitators).map((one) => ({ name: one.name })),
      members: lines(members),
      session_format: session,
      round_format: round || null,
      first_format: first ? FIRST : null,
      minutes: Number.parseInt(minutes, 10) || null,
      meets: Number.parseInt(meets, 10) || null,
      where,
      call_link: where === "call" ? link.trim() : "",
      starts_at: starts ? new Date(starts).getTime() : null,
    });
    if (!answer.ok) return setProblem(answer.sentence);
    for (const clear of [setName, setFacilitators, setMembers, setLink, setStarts]) clear("");
    return made(answer.body);
  };
  return html`<form class="stack" onSubmit=${send}><h2>${t("admin.new")}</h2>
    <div class="field"><label for="set-name">${t("admin.name")}</label><input type="text" id="set-name" required maxlength="100" value=${name} onInput=${on(setName)}/></div>
    <div class="field"><label for="set-facilitators">${t("admin.facilitators")}</label><textarea id="set-facilitators" rows="1" value=${facilitators} onInput=${on(setFacilitators)}></textarea><p class="hint">${t("admin.facilitators_hint")}</p></div>
    <div class="field"><label for="set-members">${t("admin.members")}</label><textarea id="set-members" rows="6" required value=${members} onInput=${on(setMembers)}></textarea><p class="hint">${t("admin.members_hint")}</p></div>
    ${formatFields({ id: "set", formats, session, round, choose: setSession, chooseRound: setRound })}
    ${formats.sessions.some((one) => one.name === FIRST) ? html`<label class="tickbox"><input type="checkbox" checked=${first} onChange=${() => setFirst(!first)}/><span>${t("admin.first_session")}</span></label>` : null}
    ${whereFields({ id: "set", legend: t("meeting.legend"), where, link, choose: setWhere, setLink })}
    <div class="row"><div class="field short"><label for="set-minutes">${t("admin.minutes")}</label><input type="number" id="set-minutes" min="15" max="720" placeholder=${String(usualMinutes(formats, first ? FIRST : session))} value=${minutes} onInput=${on(setMinutes)}/></div>
    <div class="field short"><label for="set-meets">${t("admin.meets")}</label><input type="number" id="set-meets" min="1" max="60" value=${meets} onInput=${on(setMeets)}/></div>
    <div class="field"><label for="set-starts">${t("admin.starts")}</label><input type="datetime-local" id="set-starts" value=${starts} onInput=${on(setStarts)}/></div></div><p class="hint">${t("admin.starts_hint")}</p>
    ${problem ? html`<p class="notice" role="alert">${problem}</p>` : null}
    <div class="act"><div class="row"><button class="primary" type="submit">${t("admin.create")}</button></div></div></form>`;
}
