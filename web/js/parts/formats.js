// How sessions and rounds go: chosen by title from what comes with the server, with a word on each.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";

/** @typedef {import("../api.js").Formats} Formats */
/** @typedef {{ currentTarget: HTMLSelectElement }} Chosen */

/** Minutes of a format, or of two hours. @param {Formats} formats @param {string} name */
export const usualMinutes = (formats, name) => formats.sessions.find((one) => one.name === name)?.minutes ?? 120;

/** The stages, with the rounds in their place. @param {Formats["sessions"][number]} format */
const stagesOf = ({ stages, rounds_after }) => [...stages.slice(0, rounds_after), t("admin.rounds"), ...stages.slice(rounds_after)];

/**
 * @param {{ id: string, formats: Formats, session: string, round: string, choose: (session: string) => void, chooseRound: (round: string) => void, usual?: string }} props
 *   usual: what an empty choice of session format stands for; round "": the one that the session format names
 */
export function formatFields({ id, formats, session, round, choose, chooseRound, usual = "" }) {
  const now = formats.sessions.find((one) => one.name === session);
  const named = formats.rounds.find((one) => one.name === now?.round_format);
  const rounds = formats.rounds.find((one) => one.name === round) ?? named;
  return html`<div class="field short"><label for=${`${id}-session`}>${t("admin.session_format")}</label><select id=${`${id}-session`} value=${session} aria-describedby=${now ? `${id}-stages` : null} onChange=${(/** @type {Chosen} */ event) => choose(event.currentTarget.value)}>
      ${usual ? html`<option value="">${usual}</option>` : null}${formats.sessions.map((one) => html`<option key=${one.name} value=${one.name}>${one.title}</option>`)}</select>${now ? html`<p class="hint" id=${`${id}-stages`}>${stagesOf(now).join(" · ")}</p>` : null}</div>
    <div class="field short"><label for=${`${id}-round`}>${t("admin.format")}</label><select id=${`${id}-round`} value=${round} aria-describedby=${rounds ? `${id}-steps` : null} onChange=${(/** @type {Chosen} */ event) => chooseRound(event.currentTarget.value)}>
      <option value="">${named ? t("admin.as_format", { title: named.title }) : t("admin.as_usual")}</option>${formats.rounds.map((one) => html`<option key=${one.name} value=${one.name}>${one.title}</option>`)}</select>${rounds ? html`<p class="hint" id=${`${id}-steps`}>${rounds.says || rounds.steps.join(" · ")}</p>` : null}</div>`;
}
