// The interface over HTTP: JSON both ways, and a problem always as a sentence that can be shown.
import * as clock from "./clock.js";
import { has, t } from "./texts.js";

/**
 * @template Body
 * @typedef {{ ok: true, body: Body } | { ok: false, status: number, code: string, sentence: string }} Result
 */

/** @param {Response} response @param {number} sent */
function noteTime(response, sent) {
  const said = Date.parse(response.headers.get("date") ?? "");
  // The header tells whole seconds only: good enough to say "in six minutes" before there is a line.
  if (!Number.isNaN(said) && !clock.known()) clock.measured(sent - 500, said + 500);
}

/**
 * @template Body
 * @param {"GET" | "POST"} method @param {string} path @param {object} [body] @returns {Promise<Result<Body>>}
 */
async function call(method, path, body) {
  const sent = performance.now();
  /** @type {RequestInit} */
  const request = { method, credentials: "same-origin", cache: "no-store", headers: { accept: "application/json" } };
  if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers = { accept: "application/json", "content-type": "application/json" };
  }
  try {
    const response = await fetch(`/api/v1${path}`, request);
    noteTime(response, sent);
    const answer = response.status === 204 ? null : await response.json().catch(() => null);
    if (response.ok) return { ok: true, body: /** @type {Body} */ (answer) };
    return { ok: false, status: response.status, ...problem(answer?.code, answer?.detail) };
  } catch {
    return { ok: false, status: 0, ...problem("no_answer") };
  }
}

/** @param {string} [code] @param {string} [detail] */
function problem(code = "internal", detail) {
  const sentence = detail || (has(`problems.${code}`) ? t(`problems.${code}`) : t("problems.internal"));
  return { code, sentence };
}

/** @typedef {import("./types.js").Seat} Seat */
/** @typedef {import("./types.js").SeatLink} SeatLink */
/** @typedef {{ pin_set: boolean, renewed_at: number | null }} OwnPage */
/** @typedef {{ what: string, by_when: string, status: string | null, learned: string }} OwnAction */
/** @typedef {{ id: string, number: number, starts_at: number, actions: OwnAction[], asked: { words: string, kept: boolean }[], learning: string }} OwnSession */
/** @typedef {{ id: string, name: string, session: { id: string, number: number, starts_at: number, status: string } | null, seats: SeatLink[] }} AdminSet */
/** @typedef {{ name: string, facilitators: { name: string }[], members: { name: string, site: string }[], round_format: string, minutes: number, starts_at: number | null }} NewSet */

const seatPath = (/** @type {string} */ seat) => `/seats/${encodeURIComponent(seat)}`;

/** @param {string} token @returns {Promise<Result<Seat>>} */
export const join = (token) => call("POST", "/join", { token });
/** @param {string} seat @returns {Promise<Result<Seat>>} */
export const getSeat = (seat) => call("GET", seatPath(seat));
/** @param {string} seat @returns {Promise<Result<{ seats: SeatLink[] }>>} */
export const getLinks = (seat) => call("GET", `${seatPath(seat)}/links`);
/** @param {string} seat */
export const calendarPath = (seat) => `/api/v1${seatPath(seat)}/next.ics`;
/** @param {string} seat @returns {Promise<Result<OwnPage>>} */
export const getOwnPage = (seat) => call("GET", `${seatPath(seat)}/own-page`);
/** @param {string} seat @param {string} pin @returns {Promise<Result<unknown>>} */
export const setPin = (seat, pin) => call("POST", `${seatPath(seat)}/own-page/pin`, { pin });
/** @param {string} seat @param {string} pin @returns {Promise<Result<{ sessions: OwnSession[] }>>} */
export const openOwnPage = (seat, pin) => call("POST", `${seatPath(seat)}/own-page`, { pin });
/** @param {string} token @returns {Promise<Result<unknown>>} */
export const adminSignIn = (token) => call("POST", "/admin/sign-in", { token });
/** @returns {Promise<Result<AdminSet[] | { sets: AdminSet[] }>>} */
export const getSets = () => call("GET", "/admin/sets");
/** @param {NewSet} set @returns {Promise<Result<AdminSet>>} */
export const createSet = (set) => call("POST", "/admin/sets", set);
/** @param {string} seat @param {"renew" | "revoke"} what @returns {Promise<Result<SeatLink>>} */
export const changeSeat = (seat, what) => call("POST", `/admin${seatPath(seat)}/${what}`, {});
