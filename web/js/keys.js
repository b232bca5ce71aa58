// Single keys, for those who want them: never while typing, never with a modifier, and they can be turned off.
import { useEffect, useRef, useState } from "../vendor/preact-htm.js";

const OFF = "airspace.keys";

/** A preference of this browser; it holds no words of anybody's. */
export const keysOn = () => {
  try {
    return localStorage.getItem(OFF) !== "off";
  } catch {
    return true;
  }
};

/** @param {boolean} on */
export function setKeys(on) {
  try {
    localStorage.setItem(OFF, on ? "on" : "off");
  } catch {
    // Without storage the choice holds until the page is left.
  }
}

/** @param {EventTarget | null} target */
function typing(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("dialog[open]")) return true;
  return ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Space presses whatever has the focus, so as a key of ours it works only where it would do nothing. @param {EventTarget | null} target */
const pressable = (target) => target instanceof HTMLElement && target.closest("button, a, summary, label") !== null;

/** @param {Record<string, (() => void) | undefined>} keys */
export function useKeys(keys) {
  const held = useRef(keys);
  held.current = keys;
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const press = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
      if (event.key === " " && pressable(event.target)) return;
      const does = held.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      // "?" stays, or nobody could turn the others on again.
      if (!does || (!keysOn() && event.key !== "?")) return;
      event.preventDefault();
      does();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

/** @returns {[boolean, (on: boolean) => void]} */
export function useKeysOn() {
  const [on, set] = useState(keysOn());
  return [
    on,
    (wanted) => {
      setKeys(wanted);
      set(wanted);
    },
  ];
}
