// Draws a part again when its words would change, and never while nobody can see it.
import { useEffect, useState } from "../../vendor/preact-htm.js";
import { here, now, onClock } from "../clock.js";

/** @typedef {import("../types.js").ClockSection} ClockSection */

/** What is left of the step or turn now, in milliseconds; below nought: a little over. @param {ClockSection} clock */
export const leftOf = (clock) => (clock.due_at !== null ? clock.due_at - now() : (clock.left ?? 0));

/** @param {() => number} wait how long what is drawn now will stay true, in milliseconds of the room; Infinity: until the next view */
export function useTick(wait) {
  const [, again] = useState(0);
  useEffect(() => {
    /** @type {number | undefined} */
    let timer;
    const draw = () => again((n) => n + 1);
    const arm = () => {
      clearTimeout(timer);
      if (document.visibilityState === "hidden") return;
      const ms = wait();
      if (Number.isFinite(ms)) timer = setTimeout(draw, Math.max(here(ms) < ms ? 100 : 20, here(ms)));
    };
    const wake = () => (document.visibilityState === "hidden" ? clearTimeout(timer) : draw());
    arm();
    const stop = onClock(draw);
    document.addEventListener("visibilitychange", wake);
    return () => {
      clearTimeout(timer);
      stop();
      document.removeEventListener("visibilitychange", wake);
    };
  });
}

/** Until the next whole second of a countdown. @param {number} left */
export const toNextSecond = (left) => (((left % 1000) + 1000) % 1000) + 5;
