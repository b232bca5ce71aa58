// The line, found out before entering: how well the room is reached, and then what is known of voices. Each has its own words, so that what is
// slow is not called broken, and what nobody can know yet is not called good.
import { lookAtVoices, within } from "./device_check_voices.js";

/** @typedef {"good" | "slow" | "offline" | "no_room"} RoomSaid */
/** @typedef {{ room: RoomSaid, voices: import("./device_check_voices.js").VoicesSaid | "" }} LineSaid  "": without the room there are no voices */

const SLOW = 1200;
const OURS = 1000; // a socket's close code from here on was said by a server of ours, so it was reached

/** How long it took to reach the room by the kind of line it uses; Infinity: it could not be. @param {string} seat @returns {Promise<number>} */
async function reach(seat) {
  const began = performance.now();
  const took = () => performance.now() - began;
  /** @type {WebSocket | null} */
  let socket = null;
  try {
    const opened = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/${encodeURIComponent(seat)}`);
    socket = opened;
    /** @type {Promise<number>} */
    const reached = new Promise((done) => {
      opened.onopen = () => done(took());
      opened.onclose = ({ code }) => done(code >= OURS && code !== 1006 ? took() : Infinity);
    });
    return await within(reached, Infinity);
  } catch {
    return Infinity; // an add-on may keep it from being made at all
  } finally {
    socket?.close();
  }
}

/** @param {string} seat @param {RTCIceServer[]} servers  what this server knows of ways to each other @returns {Promise<LineSaid>} */
export async function lookAtLine(seat, servers) {
  if (!navigator.onLine) return { room: "offline", voices: "" };
  const took = await reach(seat);
  if (took === Infinity) return { room: "no_room", voices: "" };
  return { room: took > SLOW ? "slow" : "good", voices: await lookAtVoices(servers) };
}
