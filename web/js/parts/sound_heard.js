// Who can hear me, as their own browsers say, and who cannot yet: for whoever speaks, and for nobody else.
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { called, inAirspace } from "../reading.js";
import { joined, t } from "../texts.js";
import { hearers, speaks } from "./sound_of.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

const RISES = 1000;
const FALLS = 4000; // a moment's gap in somebody's line is no news to whoever is speaking

/** A number that changes calmly: better news after a second, worse only when it lasts. @param {number} actual */
export function useSteady(actual) {
  const [shown, show] = useState(actual);
  useEffect(() => {
    if (actual === shown) return undefined;
    const change = setTimeout(() => show(actual), actual > shown ? RISES : FALLS);
    return () => clearTimeout(change);
  }, [actual, shown]);
  return shown;
}

/** Whoever is here and does not hear me: by their line, or because they came without sound. @param {View} view @param {Line} line */
function unheardBy(view, line) {
  const { heardBy, peers } = line.voice.state;
  const here = view.people.people.filter((one) => one.id !== view.mine.id && one.presence === "here" && !one.without_screen && !one.at_device_of && !heardBy.includes(one.id));
  const joinedIn = here.filter((one) => one.id in peers);
  return { notYet: joinedIn.map((one) => one.id), without: here.filter((one) => !joinedIn.includes(one)).map((one) => one.id) };
}

/** The names, once they have stood for a while. @param {string[]} ids @returns {string[]} */
function useLasting(ids) {
  const all = ids.join(" ");
  const [shown, show] = useState("");
  useEffect(() => {
    // good news at once
    const change = setTimeout(() => show(all), all ? FALLS : 0);
    return () => clearTimeout(change);
  }, [all]);
  return shown.split(" ").filter((id) => ids.includes(id));
}

/** @param {{ view: View, line: Line }} props */
export function HeardBy({ view, line }) {
  const open = speaks(view, line) && line.voice.state.open;
  const count = useSteady(open ? hearers(view, line).length : 0);
  const { notYet, without } = open ? unheardBy(view, line) : { notYet: [], without: [] };
  const late = useLasting(notYet);
  const never = useLasting(without);
  if (!open) return null;
  /** @param {string[]} ids */
  const names = (ids) => ({ names: joined(ids.map((id) => called(view, id))), n: ids.length });
  const said = [];
  // In airspace the sentence above has said how many; and nothing moves beneath a finger that holds.
  if (count && !inAirspace(view) && !line.voice.state.pushToTalk) said.push(t("mic.heard_by", { n: count }));
  if (late.length) said.push(t("mic.not_heard_yet", names(late)));
  if (never.length) said.push(t("mic.without_sound", names(never)));
  return said.length ? html`<p class="hint heard-by">${said.join(" ")}</p>` : null;
}
