// What a question might be called on before it is asked: rules that are data, tried on words that stay in this browser.

/** @typedef {import("./types.js").QuestionKind} QuestionKind */
/** @typedef {{ id: string, not_in?: string[], notice: string, patterns: string[], unless?: string[], examples: { noticed: string[], left_alone: string[] } }} Rule */
/** @typedef {{ title: string, says: string, questions: string[], how: string }} Card */
/** @typedef {{ tag: string, least: number, share: number, words: string[] }} Marks */
/** @typedef {{ language: Marks, closed: string, parts: Record<string, string>, rules: Rule[], cards: Record<QuestionKind | "offering", Card> }} Book */
/** @typedef {{ rule: string, notice: string }} Noticed */

/** The languages that have a book of rules; a question in any other is left alone. */
const LANGUAGES = ["en-GB"];

/** @type {Promise<Book[]> | null} */
let books = null;

/** Every book there is. Without them nothing is noticed, and every question is asked all the same. @returns {Promise<Book[]>} */
export function readBooks() {
  books ??= Promise.all(LANGUAGES.map(read)).catch(() => {
    books = null;
    return [];
  });
  return books;
}

/** @param {string} language @returns {Promise<Book>} */
async function read(language) {
  const answer = await fetch(new URL(`../texts/asking.${language}.json`, import.meta.url), { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`no book for ${language}`);
  return answer.json();
}

/** @type {Map<string, RegExp>} */
const made = new Map();

/** A pattern of the book, with its named parts put in. @param {Book} book @param {string} pattern @returns {RegExp} */
function expression(book, pattern) {
  const whole = pattern.replace(/\{([a-z_]+)\}/g, (_, name) => book.parts[name] ?? "(?!)");
  const known = made.get(whole) ?? new RegExp(whole, "iu");
  made.set(whole, known);
  return known;
}

/** One manner of writing; and what stands in quotation marks is somebody else's. @param {string} words */
const plain = (words) =>
  words
    .replace(/[“"][^“”"]*[”"]/g, "…")
    .replace(/(^|\s)[‘'][^‘’']+[’'](?=[\s.,;:?!]|$)/g, "$1…")
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, " ")
    .trim();

/** Whether these words are in the book's language, as far as its commonest words tell. @param {Book} book @param {string} said */
function speaks({ language }, said) {
  const all = said.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  const known = all.filter((word) => language.words.includes(word)).length;
  return known >= language.least && known >= all.length * language.share;
}

/** Nothing but questions to be answered with yes or no, whatever leads into them. @param {Book} book @param {string} said */
function closed(book, said) {
  const sentences = said.match(/[^.?!]+[.?!]*/g) ?? [];
  return sentences.every((sentence) => expression(book, book.closed).test(sentence.trim()));
}

/** @param {Book} book @param {Rule} rule @param {string} said */
const catches = (book, rule, said) =>
  rule.patterns.some((pattern) => expression(book, pattern).test(said)) &&
  !rule.unless?.some((pattern) => expression(book, pattern).test(said));

/**
 * What a kind neighbour might say about this question, or nothing. In a step for the facts a closed question is what is
 * wanted: then nothing is ever said about one, and a rule may keep from speaking first in such steps (`not_in`), since a fragment
 * beside a closed question makes it hard to tell for one. Where another rule would speak anyway, the earliest is named.
 * @param {string} words @param {QuestionKind} asks what the step at hand is for @param {Book[]} known @returns {Noticed | null}
 */
export function noticed(words, asks, known) {
  const said = plain(words);
  const book = known.find((one) => speaks(one, said));
  if (!book || (asks === "clarifying" && closed(book, said))) return null;
  const caught = book.rules.filter((one) => catches(book, one, said));
  const rule = caught.some((one) => !one.not_in?.includes(asks)) ? caught[0] : null;
  return rule ? { rule: rule.id, notice: rule.notice } : null;
}
