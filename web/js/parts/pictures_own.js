// My own camera: off until I turn it on, hidden again by one press, without a reason and without a mark.
import { h, html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { announce } from "../announce.js";
import { called, inAirspace, isHolder } from "../reading.js";
import { joined, t } from "../texts.js";
import { audience, byVoice, mayShow as allowed, signsWith } from "../voice/part.js";
import { camera } from "./icons.js";
import { Picture } from "./pictures.js";
import { button } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** Whether I may be seen at all, here and now. @param {View} view @param {Line} line */
const mayShow = (view, { voice, session }) => byVoice(view) && allowed(view) && voice.state.way === "voice" && voice.state.refused === "" && session?.practice !== true;

/** Whether there is anything to say of my camera. @param {Line} line */
const said = (line) => line.voice.state.camera !== "off";

/** Whether there may come a time at which I'd be drawn larger. @param {View} view */
export const mayBeLarger = (view) => view.voice.cameras === "on" && view.mine.roles.includes("member");

/** On the sill: turn my camera on; in my own round, whether I may be drawn larger. @param {{ view: View, line: Line }} props */
export function CameraKey({ view, line }) {
  const { voice } = line;
  const hidden = useRef(false);
  const place = useRef(/** @type {HTMLSpanElement | null} */ (null));
  const may = mayShow(view, line);
  const off = may && !said(line);
  useEffect(() => {
    // Whoever has just hidden their picture stands by the button that shows it again.
    if (off && hidden.current && document.activeElement === document.body) place.current?.querySelector("button")?.focus();
    hidden.current = !off;
  }, [off]);
  if (off) return html`<span ref=${place}>${button({ text: t("pictures.turn_on"), onPress: () => void voice.setCamera(true) })}</span>`;
  if (!may || voice.state.camera !== "on" || !isHolder(view) || !mayBeLarger(view)) return null;
  return button({ text: t(voice.state.large ? "pictures.not_larger" : "pictures.larger"), onPress: () => voice.setLarge(!voice.state.large) });
}

/** With my microphone, while there is something to say of my camera: how it stands, and one press to hide me. @param {{ view: View, line: Line }} props */
export function CameraLine({ view, line }) {
  const { voice } = line;
  const { camera: stands, own } = voice.state;
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const pressed = useRef(false); // and the button that was pressed may be gone
  const here = said(line) && mayShow(view, line);
  const focus = () => {
    if (here && document.activeElement === document.body) place.current?.querySelector("button")?.focus();
    pressed.current = false;
  };
  useEffect(focus, [here]);
  useEffect(() => {
    if (pressed.current) focus();
  }, [stands]);
  const trouble = stands === "denied" ? voice.state.cameraTrouble : null;
  const more = trouble ? t(`pictures.trouble.${trouble}`) : "";
  const told = here && more && !inAirspace(view) ? `${words(view, line)}. ${more}` : "";
  useEffect(() => announce(told), [told]);
  if (!here) return null;
  const again = () => {
    pressed.current = true;
    void voice.setCamera(true);
  };
  // Whoever has no place of their own at the table sees here what the others see of them.
  const mirror = view.mine.beside && own && stands === "on" ? h(Picture, { stream: own, own: true, kind: "own" }) : null;
  return html`<div ref=${place} class="camera">${mirror}<p class="mic">${camera(stands === "on")}<span>${words(view, line)}${more ? html`<span class="more">${more}</span>` : null}</span></p>${
    trouble && trouble !== "unsupported" ? button({ text: t("pictures.try_again"), onPress: again }) : null
  }${button({ text: t(trouble ? "pictures.without" : "pictures.hide"), onPress: () => void voice.setCamera(false) })}</div>`;
}

/** @param {View} view @param {Line} line */
function words(view, line) {
  const { camera: stands, seen } = line.voice.state;
  if (stands === "denied") return t("pictures.not_shown");
  if (stands === "asking") return t("pictures.asking");
  const { only } = audience(view);
  if (view.step.paused && only?.length === 0) return t("pictures.in_pause");
  if (!seen) return t("pictures.apart"); // in some formats the holder turns away, picture and all
  return seenBy(view, line);
}

/** Who of those whom my picture is for gets it now. @param {View} view @param {Line} line */
function seenBy(view, { voice }) {
  const { camera: stands, peers } = voice.state;
  const { only, signs } = audience(view);
  const rests = stands === "resting" && !signs;
  const there = (only ?? Object.keys(peers)).filter((id) => {
    const { state = "", resting = false } = peers[id] ?? {};
    return ["connected", "poor"].includes(state) && (!resting || signs || id === signsWith(view));
  });
  if (!there.length) return t(rests ? "pictures.resting" : "pictures.on_for_nobody");
  return only || rests ? t("pictures.on_for", { names: joined(there.map((id) => called(view, id))) }) : t("pictures.on");
}
