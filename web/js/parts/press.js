// A button that gives a command: it says that it is on its way, and a second press does nothing.
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";

/** @typedef {import("../types.js").Command} Command */

/**
 * @param {{ line: import("../types.js").Line, command: Command | (() => Command | null), text: string, more?: string,
 *   kind?: "primary" | "plain" | "word", pressed?: boolean, first?: () => Promise<unknown> | void, then?: (given: Command) => void }} props
 *   more: words for screen readers alone; first: what must be given before; then: once it is done
 */
export function Press({ line, command, text, more = "", kind = "plain", pressed, first, then }) {
  const [own, setOwn] = useState(/** @type {Command | null} */ (null));
  const [before, setBefore] = useState(false); // what must be given first is on its way
  const asked = typeof command === "function" ? own : command;
  const sending = before || (asked !== null && line.sending(asked));
  const press = async () => {
    if (sending) return;
    const given = typeof command === "function" ? command() : command;
    if (!given) return;
    setOwn(given);
    if (first) {
      setBefore(true);
      try {
        await first();
      } finally {
        setBefore(false);
      }
    }
    const answer = await line.give(given);
    if (answer.done) then?.(given);
  };
  return html`<button class=${kind} type="button" aria-pressed=${pressed === undefined ? null : String(pressed)}
    aria-disabled=${sending ? "true" : null} onClick=${press}>${text}${
      more ? html`<span class="unseen"> ${more}</span>` : null
    }${sending ? html`<span class="sending">${t("line.sending")}</span>` : null}</button>`;
}

/** A button that does something on this page alone. @param {{ text: string, more?: string, kind?: "primary" | "plain" | "word", onPress: () => void, expanded?: boolean }} props */
export function button({ text, more = "", kind = "word", onPress, expanded }) {
  return html`<button class=${kind} type="button" aria-expanded=${expanded === undefined ? null : String(expanded)}
    onClick=${onPress}>${text}${more ? html`<span class="unseen"> ${more}</span>` : null}</button>`;
}
