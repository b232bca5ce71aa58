// Links to hand out: each to one person, copied by a press.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";

/** @typedef {import("../types.js").SeatLink} SeatLink */

/** @param {{ seat: SeatLink, more?: import("../types.js").Child }} props */
function Link({ seat, more }) {
  const [copied, setCopied] = useState(false);
  const id = `link-${seat.seat}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(seat.link);
      setCopied(true);
    } catch {
      // Without the right to copy, the link is marked, and the reader's own keys do the rest.
      const box = document.getElementById(id);
      if (box instanceof HTMLInputElement) box.select();
    }
  };
  return html`<li><div class="grow link"><label for=${id}><strong>${seat.name}</strong>${seat.site ? html` <span class="tag">${seat.site}</span>` : null}${kind(seat)}</label>
    ${seat.link && !seat.revoked
      ? html`<div class="row"><input type="text" id=${id} readonly value=${seat.link} onFocus=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => event.currentTarget.select()}/><button class="plain" type="button" onClick=${copy}>${t(copied ? "links.copied" : "links.copy")}<span class="unseen"> ${seat.name}</span></button>${more}</div>`
      : html`<div class="row"><span class="soft" id=${id}>${t(seat.revoked ? "links.revoked" : "links.none")}</span>${more}</div>`}</div></li>`;
}

/** Who is there for somebody, or for a while. @param {SeatLink} seat */
function kind(seat) {
  if (seat.kind === "access") return html` <span class="tag">${t("links.for", { name: seat.beside ?? "" })}</span>`;
  return seat.kind === "guest" ? html` <span class="tag">${t("links.guest")}</span>` : null;
}

/** @param {{ seats: SeatLink[], more?: (seat: SeatLink) => import("../types.js").Child }} props */
export function links({ seats, more }) {
  return html`<ul class="rows one">${seats.map((seat) => h(Link, { key: seat.seat, seat, more: more?.(seat) ?? null }))}</ul>`;
}
