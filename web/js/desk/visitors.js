// Somebody is given a seat from the desk: an interpreter or reporter for one member, or a guest.
import { html, useState } from "../../vendor/preact-htm.js";
import { addVisitor } from "../api.js";
import { t } from "../texts.js";

/** @typedef {import("../types.js").SeatLink} SeatLink */
/** @typedef {SeatLink & { comes: "this_time" | "next_time" }} Added */
/** @typedef {{ currentTarget: HTMLInputElement | HTMLSelectElement }} Typed */

/** @param {{ seat: string, kind: "access" | "guest", members: SeatLink[], made: (added: Added) => void }} props */
export function AddVisitor({ seat, kind, members, made }) {
  const [name, setName] = useState("");
  const [site, setSite] = useState("");
  const [beside, setBeside] = useState(members[0]?.seat ?? "");
  const [problem, setProblem] = useState("");
  const [sending, setSending] = useState(false);
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (sending) return;
    if (!name.trim()) {
      setProblem(t("visitors.no_name"));
      document.getElementById("visitor-name")?.focus();
      return;
    }
    setSending(true);
    const answer = await addVisitor(seat, { name: name.trim(), site: kind === "guest" ? site.trim() : "", kind, beside: kind === "access" ? beside : null });
    setSending(false);
    if (answer.ok) made(answer.body);
    else setProblem(answer.sentence);
  };
  return html`<form class="stack" noValidate onSubmit=${send}><p class="hint">${t(`admin.hint_${kind}`)}</p>
    <div class="field"><label for="visitor-name">${t("admin.their_name")}</label><input type="text" id="visitor-name" maxlength="100" autocomplete="off" aria-describedby=${problem ? "visitor-problem" : null} value=${name} onInput=${(/** @type {Typed} */ event) => setName(event.currentTarget.value)}/></div>
    ${kind === "access"
      ? html`<div class="field short"><label for="visitor-beside">${t("admin.beside")}</label><select id="visitor-beside" value=${beside} onChange=${(/** @type {Typed} */ event) => setBeside(event.currentTarget.value)}>${members.map((one) => html`<option key=${one.seat} value=${one.seat}>${one.name}</option>`)}</select></div>`
      : html`<div class="field"><label for="visitor-site">${t("admin.site")}</label><input type="text" id="visitor-site" maxlength="100" autocomplete="off" value=${site} onInput=${(/** @type {Typed} */ event) => setSite(event.currentTarget.value)}/></div>`}
    ${problem ? html`<p class="notice" role="alert" id="visitor-problem">${problem}</p>` : null}
    <div class="row"><button class="primary" type="submit" aria-disabled=${sending ? "true" : null}>${t("admin.add_do")}</button></div></form>`;
}
