// How the set meets today, as the desk has it: who has no line, and another way for today alone.
import { h, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { getLinks } from "../api.js";
import { called, may } from "../reading.js";
import { joined, t } from "../texts.js";
import { notice } from "../parts/act.js";
import { Dialog } from "../parts/dialog.js";
import { callLink } from "../parts/meeting.js";
import { button, Press } from "../parts/press.js";
import { whereFields } from "../parts/where_fields.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** Who has no line to this room, where that stops nothing. @param {View} view */
function noLine(view) {
  const gone = view.step.id === "lobby" ? [] : (view.desk?.no_line ?? []);
  if (!gone.length) return null;
  return html`<p>${t("meeting.no_line", { names: joined(gone.map((id) => called(view, id))), n: gone.length })}</p>${view.voice.where === "call" ? html`<p class="hint">${t("meeting.no_line_in_call")}</p>` : null}`;
}

/** @param {{ view: View, change: () => void }} props */
export function howWeMeet({ view, change }) {
  const { where, link } = view.voice;
  const able = may(view, "choose_where");
  if (view.step.status !== "open" || (where === "here" && !able)) return null;
  return html`<section class="stack-2" aria-labelledby="how-title"><h2 id="how-title">${t("meeting.how")}</h2><p>${t(`meeting.desk_${where}`)}</p>${where === "here" ? null : noLine(view)}
    <div class="row">${where === "call" && link ? callLink(link, "word") : null}${able ? button({ text: t("meeting.change"), onPress: change }) : null}</div></section>`;
}

/** @param {{ view: View, line: Line, close: () => void }} props */
export function MeetDialog({ view, line, close }) {
  const [where, choose] = useState(view.voice.where);
  const [link, setLink] = useState(view.voice.link);
  useEffect(() => {
    // Where the set's own call usually is, for whoever may read it; what was typed meanwhile stays.
    if (!view.voice.link && view.mine.roles.includes("facilitator")) getLinks(line.seat).then((answer) => answer.ok && setLink((now) => now || answer.body.call_link));
  }, []);
  const done = () => {
    line.notify("");
    close();
  };
  if (!may(view, "choose_where")) return h(Dialog, { title: t("meeting.how"), close }, html`<p>${t("meeting.not_now")}</p>`);
  return h(
    Dialog,
    { title: t("meeting.how"), close },
    html`<div class="stack"><p>${t("meeting.today_only")}</p>${whereFields({ id: "meet", legend: t("meeting.today"), where, link, choose, setLink })}${notice(line)}
      <div class="row">${h(Press, { line, kind: "primary", command: () => ({ type: "choose_where", where, call_link: where === "call" ? link.trim() : "" }), text: t("meeting.choose"), then: done })}</div></div>`,
  );
}
