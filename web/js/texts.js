// Every word on screen comes from one catalogue; this reads it, fills its gaps and chooses its plurals.
import { html } from "../vendor/preact-htm.js";

/** @typedef {{ [key: string]: Entry }} Branch */
/** @typedef {string | string[] | Branch} Entry */
/** @typedef {Record<string, string | number>} Gaps */

/** @type {Branch} */
let catalogue = {};
let known = "en-GB";
let plurals = new Intl.PluralRules(known);

/** Which language the catalogue is in, such as "en-GB". */
export const language = () => known;

/** @param {string} wanted */
export async function readTexts(wanted) {
  const answer = await fetch(new URL(`../texts/${wanted}.json`, import.meta.url), { credentials: "same-origin" });
  catalogue = /** @type {Branch} */ (await answer.json());
  known = wanted;
  plurals = new Intl.PluralRules(wanted);
}

/** @param {string} key @returns {Entry | undefined} */
function find(key) {
  /** @type {Entry | undefined} */
  let entry = catalogue;
  for (const part of key.split(".")) {
    if (typeof entry !== "object" || Array.isArray(entry)) return undefined;
    entry = entry[part];
  }
  return entry;
}

/** Whether the catalogue has this sentence. @param {string} key */
export const has = (key) => find(key) !== undefined;

/** The sentence before its gaps are filled. @param {string} key @param {Gaps} gaps */
function sentence(key, gaps) {
  let entry = find(key);
  if (typeof entry === "object" && !Array.isArray(entry)) {
    const n = Number(gaps["n"] ?? 0);
    entry = (n === 0 ? entry["zero"] : undefined) ?? entry[plurals.select(n)] ?? entry["other"];
  }
  return typeof entry === "string" ? entry : key;
}

/** A number in words as far as words are usual, with halves; otherwise in figures. @param {number} n */
export function words(n) {
  const known = find("numbers");
  const word = Array.isArray(known) ? known[n] : undefined;
  return word ?? figures(n);
}

/** 14.5 is 14½, as on paper. @param {number} n */
export function figures(n) {
  const whole = Math.floor(n);
  const half = n - whole >= 0.25 && n - whole < 0.75;
  if (half) return `${whole || ""}½`;
  return new Intl.NumberFormat(known).format(Math.round(n));
}

/** @param {string} text */
export const capital = (text) => text.charAt(0).toLocaleUpperCase(known) + text.slice(1);

/** `{n}` is a figure, `{n.words}` a word, `{n.Words}` begins a sentence. @param {string} text @param {Gaps} gaps */
function filled(text, gaps) {
  return text.replace(/\{([a-z_]+)(?:\.(words|Words))?\}/gi, (whole, name, manner) => {
    const value = gaps[name];
    if (value === undefined) return manner === undefined ? whole : "";
    if (typeof value !== "number") return manner === "Words" ? capital(value) : value;
    if (manner === undefined) return figures(value);
    return manner === "words" ? words(value) : capital(words(value));
  });
}

/** A sentence as plain text: its marks for bold are taken out. @param {string} key @param {Gaps} [gaps] */
export function t(key, gaps = {}) {
  return filled(sentence(key, gaps).replace(/\||\*/g, ""), gaps);
}

/** A list as the catalogue holds it. @param {string} key @returns {string[]} */
export function list(key) {
  const entry = find(key);
  return Array.isArray(entry) ? entry : [];
}

/**
 * A sentence with its bold parts. What stands before the first `|` is a line of its own in bold; `*so*` is bold where it
 * stands. Gaps are filled afterwards, so a name can never be taken for a mark.
 * @param {string} key @param {Gaps} [gaps] @returns {import("./types.js").Child[]}
 */
export function rich(key, gaps = {}) {
  const text = sentence(key, gaps);
  const cut = text.indexOf("|");
  const rest = text.slice(cut + 1).split("*");
  /** @type {import("./types.js").Child[]} */
  const parts = rest.map((part, at) =>
    at % 2 === 1 ? html`<strong>${filled(part, gaps)}</strong>` : filled(part, gaps),
  );
  if (cut < 0) return parts;
  return [html`<strong class="first">${filled(text.slice(0, cut), gaps)}</strong>`, ...parts];
}

/** "Ruth, Danny and Priya", as the language joins names. @param {string[]} names */
export const joined = (names) => new Intl.ListFormat(known, { type: "conjunction" }).format(names);
