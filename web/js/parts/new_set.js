// A new set: its name, who facilitates, who belongs to it, and when it first meets.
import { html, useState } from "../../vendor/preact-htm.js";
import { createSet } from "../api.js";
import { t } from "../texts.js";
import { choices } from "./box.js";

/** @typedef {import("../api.js").AdminSet} AdminSet */

/** One a line: "Amina Yusuf, Central Manchester". @param {string} words */
const lines = (words) =>
  words
    .split("\n")
    .map((line) => line.split(","))
    .map(([name = "", ...site]) => ({ name: name.trim(), site: site.join(",").trim() }))
    .filter((one) => one.name);

/** @param {{ made: (set: AdminSet) => void }} props */
export function NewSet({ made }) {
  const [name, setName] = useState("");
  const [facilitators, setFacilitators] = useState("");
  const [members, setMembers] = useState("");
  const [format, setFormat] = useState("als-4step");
  const [minutes, setMinutes] = useState("120");
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
      round_format: format,
      minutes: Number.parseInt(minutes, 10) || 120,
      starts_at: starts ? new Date(starts).getTime() : null,
    });
    if (!answer.ok) return setProblem(answer.sentence);
    for (const clear of [setName, setFacilitators, setMembers, setStarts]) clear("");
    return made(answer.body);
  };
  return html`<form class="stack" onSubmit=${send}><h2>${t("admin.new")}</h2>
    <div class="field"><label for="set-name">${t("admin.name")}</label><input type="text" id="set-name" required maxlength="100" value=${name} onInput=${on(setName)}/></div>
    <div class="field"><label for="set-facilitators">${t("admin.facilitators")}</label><textarea id="set-facilitators" rows="1" value=${facilitators} onInput=${on(setFacilitators)}></textarea><p class="hint">${t("admin.facilitators_hint")}</p></div>
    <div class="field"><label for="set-members">${t("admin.members")}</label><textarea id="set-members" rows="6" required value=${members} onInput=${on(setMembers)}></textarea><p class="hint">${t("admin.members_hint")}</p></div>
    ${choices({ name: "format", legend: t("admin.format"), seen: true, value: format, choose: setFormat, options: [{ value: "als-4step", text: t("admin.als_4step") }, { value: "troika", text: t("admin.troika") }] })}
    <div class="row"><div class="field short"><label for="set-minutes">${t("admin.minutes")}</label><input type="number" id="set-minutes" min="15" max="720" required value=${minutes} onInput=${on(setMinutes)}/></div>
    <div class="field"><label for="set-starts">${t("admin.starts")}</label><input type="datetime-local" id="set-starts" value=${starts} onInput=${on(setStarts)}/></div></div><p class="hint">${t("admin.starts_hint")}</p>
    ${problem ? html`<p class="notice" role="alert">${problem}</p>` : null}
    <div class="act"><div class="row"><button class="primary" type="submit">${t("admin.create")}</button></div></div></form>`;
}
