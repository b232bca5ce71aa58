// A member who has the chair is told so, with the way to the desk: in a set that runs itself, or while the facilitator is away.
import { html } from "../../vendor/preact-htm.js";
import { inAirspace, person } from "../reading.js";
import { way } from "../paths.js";
import { t } from "../texts.js";

/** @param {{ view: import("../types.js").View, line: import("../types.js").Line }} props */
export function keepsTime({ view, line }) {
  const { people, mine, step } = view;
  if (people.chair !== mine.id || person(view, mine.id)?.kind !== "member" || step.status !== "open" || inAirspace(view)) return null;
  const round = step.stage_kind === "round" && step.holder !== null;
  return html`<p class="row"><span>${t(round ? "keeps_time.round" : "keeps_time.now")}</span>${way({ to: `/desk/${line.seat}`, text: t("keeps_time.desk") })}</p>`;
}
