// Two at one device: who sits beside me, what I enter for them, and when they have gone.
import { h, html, useState } from "../../vendor/preact-htm.js";
import { called, inAirspace, may } from "../reading.js";
import { t } from "../texts.js";
import { Dialog } from "./dialog.js";
import { EnterFor, mayEnter } from "./enter.js";
import { button, Press } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** What the server says may be entered for whoever sits beside me. @param {View} view @param {string} id */
const theirs = ({ mine }, id) => mine.may_enter_beside[id] ?? [];

/** In the sill: who sits beside me. @param {{ view: View, line: Line }} props */
export function TwoHere({ view, line }) {
  const [open, setOpen] = useState("");
  const beside = view.mine.beside_me;
  const close = () => setOpen("");
  if (inAirspace(view) || !may(view, "say_two_here")) return null;
  return html`${button({ text: t(beside.length ? "together.two.open_with" : "together.two.open"), onPress: () => setOpen("two") })}${
    view.desk
      ? null
      : beside
          .filter((id) => mayEnter(view, id, theirs(view, id)))
          .map((id) => button({ text: t("together.enter.open", { name: called(view, id) }), onPress: () => setOpen(id) }))
  }${open === "two" ? h(Who, { view, line, close }) : null}${open && open !== "two" ? h(EnterFor, { view, line, id: open, allowed: theirs(view, open), close }) : null}`;
}

/** @param {{ view: View, line: Line, close: () => void }} props */
function Who({ view, line, close }) {
  const { mine, people } = view;
  const able = people.people.filter((one) => one.kind === "member" && one.id !== mine.id && !["here", "out", "removed"].includes(one.presence));
  return h(
    Dialog,
    { title: t("together.two.title"), close },
    html`<div class="stack"><p>${t("together.two.hint")}</p>${mine.beside_me.map(
      (id) => html`<div key=${id} class="row"><span>${t("together.two.is_here", { name: called(view, id) })}</span>${
        may(view, "note_gone") ? h(Press, { line, kind: "word", command: { type: "note_gone", person: id }, text: t("together.two.gone", { name: called(view, id) }), then: close }) : null
      }</div>`,
    )}${
      able.length
        ? html`<div class="row">${able.map((one) => h(Press, { key: one.id, line, command: { type: "say_two_here", person: one.id }, text: called(view, one.id), then: close }))}</div>`
        : mine.beside_me.length
          ? null
          : html`<p class="soft">${t("together.two.nobody")}</p>`
    }${line.notice ? html`<p class="notice">${line.notice}</p>` : null}</div>`,
  );
}
