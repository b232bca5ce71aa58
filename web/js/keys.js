// Single keys, for those who want them: never while typing, never with a modifier, and they can be turned off.
import { useEffect, useRef, useState } from "../vendor/preact-htm.js";

const OFF = "airspace.keys";

/** A preference of this browser; it holds no words of anybody's. */
const keysOn = () => {
  try {
    return localStorage.getItem(OFF) !== "off";
  } catch {
    return true;
  }
};

/** @param {boolean} on */
function setKeys(on) {
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

/** A key that is held rather than pressed. It lets go by itself when the page is no longer in front. @param {string} key @param {((down: boolean) => void) | null} hold */
export function useHeldKey(key, hold) {
  const held = useRef(hold);
  held.current = hold;
  useEffect(() => {
    /** what was pressed: that is let go of, whatever the key would do by then @type {((down: boolean) => void) | null} */
    let pressed = null;
    const letGo = () => {
      const before = pressed;
      pressed = null;
      before?.(false);
    };
    /** @param {KeyboardEvent} event */
    const press = (event) => {
      if (event.key.toLowerCase() !== key || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !keysOn() || !held.current) return;
      event.preventDefault();
      if (pressed) return;
      pressed = held.current;
      pressed(true);
    };
    /** @param {KeyboardEvent} event */
    const release = (event) => event.key.toLowerCase() === key && letGo();
    window.addEventListener("keydown", press);
    window.addEventListener("keyup", release);
    window.addEventListener("blur", letGo);
    document.addEventListener("visibilitychange", letGo);
    return () => {
      letGo();
      window.removeEventListener("keydown", press);
      window.removeEventListener("keyup", release);
      window.removeEventListener("blur", letGo);
      document.removeEventListener("visibilitychange", letGo);
    };
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
