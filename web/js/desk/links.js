// "Show links again": for whoever has lost theirs.
import { h, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { getLinks } from "../api.js";
import { t } from "../texts.js";
import { Dialog } from "../parts/dialog.js";
import { links } from "../parts/links.js";

/** @param {{ seat: string, close: () => void }} props */
export function LinksDialog({ seat, close }) {
  const [seats, setSeats] = useState(/** @type {import("../types.js").SeatLink[] | null} */ (null));
  const [problem, setProblem] = useState("");
  useEffect(() => {
    getLinks(seat).then((answer) => (answer.ok ? setSeats(answer.body.seats) : setProblem(answer.sentence)));
  }, [seat]);
  return h(
    Dialog,
    { title: t("desk.links"), close },
    html`<div class="stack"><p class="hint">${t("links.hint")}</p>${problem ? html`<p class="notice">${problem}</p>` : null}${seats ? links({ seats }) : null}</div>`,
  );
}
