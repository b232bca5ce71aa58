// What this browser remembers about voice: devices, how I take part, and small wishes. Nothing of it leaves the browser.

const PLACE = "airspace.voice";

/**
 * @typedef {object} Settings
 * @property {import("./state.js").Way} way
 * @property {boolean} pushToTalk
 * @property {boolean} chime
 * @property {boolean} large  my picture may be drawn larger
 * @property {string} audioinput
 * @property {string} audiooutput
 * @property {string} videoinput
 */

/** @type {Settings} */
const USUAL = { way: "voice", pushToTalk: false, chime: true, large: true, audioinput: "", audiooutput: "", videoinput: "" };

/** What is remembered; whatever cannot be read is as usual. @returns {Settings} */
export function settings() {
  const kept = read();
  return /** @type {Settings} */ (
    Object.fromEntries(Object.entries(USUAL).map(([key, usual]) => [key, typeof kept[key] === typeof usual && allowed(key, kept[key]) ? kept[key] : usual]))
  );
}

/** @param {string} key @param {unknown} value */
const allowed = (key, value) => key !== "way" || value === "voice" || value === "text";

/** @returns {Record<string, unknown>} */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

/** Remember this too. @param {Partial<Settings>} more */
export function remember(more) {
  try {
    localStorage.setItem(PLACE, JSON.stringify({ ...read(), ...more }));
  } catch {
    // a browser that keeps nothing forgets it with the page
  }
}
