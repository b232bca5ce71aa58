// Where anybody may ask anybody: whom a hand is for, chosen before it goes up.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { called, isHolder, may } from "../reading.js";
import { t } from "../texts.js";
import { Dialog } from "./dialog.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** @param {{ view: View, line: Line }} props */
export function AskWhom({ view, line }) {
  const [open, setOpen] = useState(false);
  const { step, floor, mine } = view;
  const close = () => setOpen(false);
  if (step.floor !== "asker_and_holder" || !step.anybody || step.thinking || mine.hand || floor.asker === mine.id || !may(view, "raise_hand")) return null;
  const able = view.people.people.filter((one) => one.kind === "member" && one.id !== mine.id && one.presence === "here");
  return html`${button({ kind: isHolder(view) ? "plain" : "word", text: t(isHolder(view) ? "together.ask_somebody" : "together.ask_another"), onPress: () => setOpen(true) })}${
    open
      ? h(
          Dialog,
          { title: t("together.ask_whom"), close },
          html`<p>${t("together.ask_whom_hint")}</p><div class="row">${able.map((one) =>
            h(Press, { key: one.id, line, command: { type: "raise_hand", to: one.id === step.holder ? null : one.id }, text: t("together.ask_person", { name: called(view, one.id) }), then: close }),
          )}</div>`,
        )
      : null
  }`;
}
