// The table at the door: one place is lit, the one kept for you.
import { html } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { frame, labels, seat } from "./geometry.js";

/** @param {{ count: number, name?: string, mine?: boolean }} props */
export function doorTable({ count, name = "", mine = true }) {
  const places = Array.from({ length: count }, (_, place) => ({ at: seat(place, count, mine && place === 0), lit: mine && place === 0 }));
  const { box, full } = frame(count);
  const first = seat(0, count, mine);
  return html`<figure class="table"><svg class=${full ? "full" : ""} viewBox=${box} role="img" aria-label=${t("door.table", { n: count })}>
    ${mine ? html`<circle class="glow" cx=${first.x} cy=${first.y} r=${first.glow}/>` : null}<circle class="top" cx="200" cy="200" r="101"/>
    ${places.map(
      ({ at, lit }, place) => html`<g key=${place} class=${lit ? "seat lit mine" : "seat empty"}><path class="back" d=${at.back}/><circle cx=${at.x} cy=${at.y} r=${at.r}/>${
        lit ? html`<text class="initial" x=${at.x} y=${at.y + 8}>${name.charAt(0)}</text><text class="who" x=${at.labelX} y=${labels(at, true, full, false).who}>${name || t("door.your_place")}</text>` : null
      }</g>`,
    )}</svg></figure>`;
}
