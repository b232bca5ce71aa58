// Hold to speak: by mouse, finger, pen, or a key; whatever takes the hold away lets go, so that no microphone stays open by mistake.
import { html, useEffect } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";

/** @typedef {import("../types.js").Line} Line */

/** Let go when the page is no longer in front. @param {() => void} release */
function useLetGo(release) {
  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && release();
    window.addEventListener("blur", release);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("blur", release);
      document.removeEventListener("visibilitychange", hidden);
      release();
    };
  }, []);
}

/** @param {string} key */
const presses = (key) => key === " " || key === "Enter";

/** @param {{ line: Line }} props */
export function Hold({ line }) {
  const { voice } = line;
  const on = () => voice.press(true);
  const off = () => voice.press(false);
  useLetGo(off);
  /** @param {PointerEvent & { currentTarget: Element }} event */
  const down = (event) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId); // so that letting go beside it counts too
    on();
  };
  /** @param {KeyboardEvent} event */
  const keyDown = (event) => {
    if (!presses(event.key)) return;
    event.preventDefault();
    if (!event.repeat) on();
  };
  /** @param {KeyboardEvent} event */
  const keyUp = (event) => {
    if (!presses(event.key)) return;
    event.preventDefault();
    off();
  };
  /** A press that has neither finger nor key behind it comes from software for access, which cannot hold. @param {MouseEvent} event */
  const click = (event) => {
    if (event.detail === 0) voice.press(!voice.state.pressed);
  };
  return html`<button class="plain hold" type="button" aria-pressed=${String(voice.state.pressed)} onPointerDown=${down} onPointerUp=${off} onPointerCancel=${off} onLostPointerCapture=${off}
    onKeyDown=${keyDown} onKeyUp=${keyUp} onBlur=${off} onClick=${click} onContextMenu=${(/** @type {Event} */ event) => event.preventDefault()}>${t("mic.hold_button")}</button>`;
}
