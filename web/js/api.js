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
/** @typedef {import("./protocol.js").Where} Where */
/** @typedef {{ pin_set: boolean, renewed_at: number | null }} OwnPage */
/** @typedef {{ what: string, by_when: string, status: string | null, learned: string, entered_by: string }} OwnAction */
/** @typedef {{ id: string, number: number, starts_at: number, actions: OwnAction[], asked: { words: string, kept: boolean }[], learning: string, marks: { name: string, counts: number[] }[] }} OwnSession */
/** @typedef {{ id: string, name: string, session_format: string, meets: number | null, where: Where, call_link: string, support_line: string, session: { id: string, number: number, starts_at: number, status: string } | null, seats: SeatLink[] }} AdminSet */
/** @typedef {{ name: string, facilitators: { name: string }[], members: { name: string, site: string }[], session_format: string, round_format: string | null, first_format: string | null, minutes: number | null, meets: number | null, where: Where, call_link: string, starts_at: number | null }} NewSet */
/** @typedef {{ starts_at: number, minutes: number | null, session_format: string | null, round_format: string | null }} NewSession */
/** @typedef {{ sessions: { name: string, title: string, minutes: number, round_format: string, stages: string[], rounds_after: number }[], rounds: { name: string, title: string, says: string, steps: string[] }[] }} Formats */
/** @typedef {{ name: string, site: string, kind: "member" | "access" | "guest", beside: string | null }} NewSeat */

/** @typedef {{ as: string, speed: number, session_format: string, round_format: string | null }} NewRehearsal */
/** @typedef {{ offered: boolean, session_format: string, round_format: string | null, formats: Formats, seats: { kind: import("./protocol.js").PersonKind, name: string }[] }} RehearsalsOffered */
/** @typedef {{ session: string, name: string, link: string, members: number, speed: number }} Rehearsal */

const seatPath = (/** @type {string} */ seat) => `/seats/${encodeURIComponent(seat)}`;

/** @param {string} token @returns {Promise<Result<Seat>>} */
export const join = (token) => call("POST", "/join", { token });
/** @param {string} seat @returns {Promise<Result<Seat>>} */
export const getSeat = (seat) => call("GET", seatPath(seat));
/** The ways to each other that this server knows of, for the check at the door. @param {string} seat @returns {Promise<Result<{ servers: { urls: string[], username: string, credential: string }[] }>>} */
export const getWays = (seat) => call("GET", `${seatPath(seat)}/ways`);
/** @param {string} seat @returns {Promise<Result<{ where: Where, call_link: string, seats: SeatLink[] }>>} */
export const getLinks = (seat) => call("GET", `${seatPath(seat)}/links`);
/** @typedef {{ name: string, site: string, kind: "access" | "guest", beside: string | null }} NewVisitor */
/** @param {string} seat the facilitator's @param {NewVisitor} visitor @returns {Promise<Result<SeatLink & { comes: "this_time" | "next_time" }>>} */
export const addVisitor = (seat, visitor) => call("POST", `${seatPath(seat)}/seats`, visitor);
/** @param {string} seat the facilitator's @param {string} whose @returns {Promise<Result<unknown>>} */
export const endVisitor = (seat, whose) => call("POST", `${seatPath(seat)}/seats/end`, { seat: whose });
/** @param {string} seat */
export const calendarPath = (seat) => `/api/v1${seatPath(seat)}/next.ics`;
/** @param {string} seat @returns {Promise<Result<OwnPage>>} */
export const getOwnPage = (seat) => call("GET", `${seatPath(seat)}/own-page`);
/** @param {string} seat @param {string} pin @returns {Promise<Result<unknown>>} */
export const setPin = (seat, pin) => call("POST", `${seatPath(seat)}/own-page/pin`, { pin });
/** @param {string} seat @param {string} pin @returns {Promise<Result<{ sessions: OwnSession[] }>>} */
export const openOwnPage = (seat, pin) => call("POST", `${seatPath(seat)}/own-page`, { pin });
/** @typedef {{ programme: string | null, session: import("./lead.js").LeadSession | null, log: { items: import("./lead.js").LogItem[] } | null, report: import("./lead.js").Report | null }} Seen */
/** @param {string} seat @returns {Promise<Result<Seen>>} */
export const getSeen = (seat) => call("GET", `${seatPath(seat)}/what-the-lead-sees`);
/** @typedef {{ number: number, starts_at: number, until: number, items: { id: string, name: string }[], ratings: Record<string, number>, learning: string, written: boolean }} OwnReview */
/** @param {string} seat @returns {Promise<Result<{ review: OwnReview | null }>>} */
export const getReview = (seat) => call("GET", `${seatPath(seat)}/review`);
/** The review of a session that ended before it. @param {string} seat @param {{ ratings: Record<string, number> | null, learning: string | null }} review @returns {Promise<Result<unknown>>} */
export const writeReview = (seat, review) => call("POST", `${seatPath(seat)}/review`, review);
/** @typedef {{ entry: string, kind: string, about: string, by: string, number: number, starts_at: number, until: number }} OwnEntry */
/** What was entered for me in a session that is over. @param {string} seat @returns {Promise<Result<{ entered: OwnEntry[] }>>} */
export const getEntered = (seat) => call("GET", `${seatPath(seat)}/entered`);
/** @param {string} seat @param {string} entry @param {boolean} said whether that is what I said @returns {Promise<Result<unknown>>} */
export const sayOfEntry = (seat, entry, said) => call("POST", `${seatPath(seat)}/entered`, { entry, said });
/** @param {string} token @returns {Promise<Result<unknown>>} */
export const adminSignIn = (token) => call("POST", "/admin/sign-in", { token });
/** @returns {Promise<Result<AdminSet[] | { sets: AdminSet[] }>>} */
export const getSets = () => call("GET", "/admin/sets");
/** @param {NewSet} set @returns {Promise<Result<AdminSet>>} */
export const createSet = (set) => call("POST", "/admin/sets", set);
/** @returns {Promise<Result<Formats>>} */
export const getFormats = () => call("GET", "/admin/formats");
const setPath = (/** @type {string} */ id) => `/admin/sets/${encodeURIComponent(id)}`;
/** @param {string} id the set's @param {NewSession} session @returns {Promise<Result<unknown>>} */
export const planSession = (id, session) => call("POST", `${setPath(id)}/sessions`, session);
/** @param {string} id the set's @param {NewSeat} seat @returns {Promise<Result<SeatLink & { comes: "this_time" | "next_time" }>>} */
export const addSeat = (id, seat) => call("POST", `${setPath(id)}/seats`, seat);
/** @param {string} id the set's @param {string} words @returns {Promise<Result<unknown>>} */
export const writeSupportLine = (id, words) => call("POST", `${setPath(id)}/support-line`, { support_line: words });
/** @param {string} id the set's @param {Where} where @param {string} link @returns {Promise<Result<unknown>>} */
export const chooseMeeting = (id, where, link) => call("POST", `${setPath(id)}/meeting`, { where, call_link: link });
/** @param {string} seat @param {"renew" | "revoke" | "remove"} what @returns {Promise<Result<SeatLink>>} */
export const changeSeat = (seat, what) => call("POST", `/admin${seatPath(seat)}/${what}`, {});
/** @param {string} seat the facilitator's own; "": the administrator's @returns {Promise<Result<RehearsalsOffered>>} */
export const getRehearsals = (seat) => call("GET", `${seat ? seatPath(seat) : "/admin"}/rehearsals`);
/** @param {string} seat the facilitator's own; "": the administrator's @param {NewRehearsal} wanted @returns {Promise<Result<Rehearsal>>} */
export const rehearse = (seat, wanted) => call("POST", `${seat ? seatPath(seat) : "/admin"}/rehearsals`, wanted);
