// What a lead's browser asks the interface, with the key they gave: sent with each request, and never part of an address.
import { saveFile } from "./save.js";
import { has, t } from "./texts.js";

/** @typedef {{ value: number | null, n: number | null, eligible: number | null, status: "ok" | "withheld" | "not_collected" }} Figure */
/** @typedef {{ step: string, name: string, planned: number, took: number | null, opened_at: number }} LeadStep */
/** @typedef {{ id: string, set_name: string, number: number, starts_at: number, minutes: number, status: string, opened_at: number | null, closed_at: number | null }} LeadSession */
/** @typedef {{ at: number, type: string, facts: Record<string, string | number> }} LogItem */
/**
 * @typedef {{ number: number | null, starts_at: number | null, planned_minutes: number | null, used_minutes: number | null,
 *   ending: string | null, facilitation: string | null, members: number | null, format: string | null, round_format: string | null, steps: LeadStep[],
 *   rounds: Figure, bids: Figure, carried: Figure, attended: Figure, attendance: { site: string, attendance: string }[],
 *   actions: Record<string, Figure>, review: Record<string, Figure> }} Report
 */
/**
 * @template Body
 * @typedef {{ ok: true, body: Body } | { ok: false, code: string, sentence: string }} Answer
 */
/** @typedef {{ items: LeadSession[], next: string | null }} SessionPage */
/** @typedef {{ session: LeadSession | null, log: LogItem[] | null, report: Report | null }} Opened  null: the key was not made for it */

const KEPT = "lead-key";

/** The key that this tab keeps, where its owner asked for that. */
export function keptKey() {
  try {
    return sessionStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

/** Keep the key as long as this tab is open, or no longer. @param {string} key */
export function keepKey(key) {
  try {
    if (key) sessionStorage.setItem(KEPT, key);
    else sessionStorage.removeItem(KEPT);
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
}

/** What a refusal means to somebody who reads a page, and not an interface. @type {Record<string, string>} */
const SENTENCES = { unknown_key: "lead.refused", key_needed: "lead.refused", not_found: "lead.not_found", no_answer: "lead.no_answer" };

/** @param {string} code @param {string} [detail] */
function refused(code, detail = "") {
  const known = SENTENCES[code] ?? (has(`problems.${code}`) ? `problems.${code}` : "problems.internal");
  return { ok: /** @type {const} */ (false), code, sentence: SENTENCES[code] ? t(known) : detail || t(known) };
}

/**
 * @template Body
 * @param {string} key @param {string} path @param {(response: Response) => Promise<Body>} read @returns {Promise<Answer<Body>>}
 */
async function get(key, path, read) {
  // What no header can carry is no key of ours; the browser would refuse to send it.
  if (!/^[\x21-\x7e]+$/.test(key)) return refused("unknown_key");
  try {
    const response = await fetch(`/api/v1/sessions${path}`, {
      credentials: "omit", // the key is enough: who else sits at this browser is not the interface's business
      cache: "no-store",
      headers: { authorization: `Bearer ${key}` },
    });
    if (response.ok) return { ok: true, body: await read(response) };
    const problem = await response.json().catch(() => null);
    return refused(problem?.code ?? "internal", problem?.detail);
  } catch {
    return refused("no_answer");
  }
}

const json = (/** @type {Response} */ response) => response.json();

/** @param {string} key @param {string | null} [cursor] @returns {Promise<Answer<SessionPage>>} */
export const getSessions = (key, cursor = null) => get(key, `?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`, json);

/** @param {string} key @param {string} path @returns {Promise<Answer<LogItem[]>>} */
async function wholeLog(key, path) {
  /** @type {LogItem[]} */
  const items = [];
  let next = "";
  do {
    /** @type {Answer<{ items: LogItem[], next: string | null }>} */
    const page = await get(key, `${path}/log?limit=100${next && `&cursor=${encodeURIComponent(next)}`}`, json);
    if (!page.ok) return page;
    items.push(...page.body.items);
    next = page.body.next ?? "";
  } while (next);
  return { ok: true, body: items };
}

/** A session with its log and report, as far as the key goes. @param {string} key @param {string} session @returns {Promise<Answer<Opened>>} */
export async function getOpened(key, session) {
  const path = `/${encodeURIComponent(session)}`;
  const asked = [get(key, path, json), wholeLog(key, path), get(key, `${path}/report`, json)];
  const answers = await Promise.all(asked);
  const lost = answers.find((one) => !one.ok && one.code !== "no_scope") ?? (answers.some((one) => one.ok) ? undefined : answers[0]);
  if (lost && !lost.ok) return lost;
  const [found, log, report] = answers.map((one) => (one.ok ? one.body : null));
  return { ok: true, body: /** @type {Opened} */ ({ session: found, log, report }) };
}

/** A table, saved as a file. @param {string} key @param {string} session @param {"log" | "report"} what @param {string} name @returns {Promise<Answer<null>>} */
export async function saveCsv(key, session, what, name) {
  const answer = await get(key, `/${encodeURIComponent(session)}/${what}.csv`, (response) => response.text());
  if (!answer.ok) return answer;
  // Spreadsheets believe that a file is UTF-8 when it begins with this mark.
  saveFile(name, "text/csv", "\ufeff", answer.body);
  return { ok: true, body: null };
}
