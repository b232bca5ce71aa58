// What the network lets through, found out before entering: the line to the room, and a voice connection of this browser to itself.

/** @typedef {"good" | "slow" | "offline" | "no_room" | "no_voice" | "no_relay"} LineSaid */

const PATIENCE = 6000;
const SLOW = 1200;
const OURS = 1000; // a socket's close code from here on was said by a server of ours, so it was reached

/** @template Value @param {Promise<Value>} work @param {Value} otherwise @returns {Promise<Value>} */
const within = (work, otherwise) => Promise.race([work, new Promise((late) => setTimeout(() => late(otherwise), PATIENCE))]);

/** How long it took to reach the room by the kind of line it uses; Infinity: it could not be. @param {string} seat @returns {Promise<number>} */
function reach(seat) {
  const began = performance.now();
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/${encodeURIComponent(seat)}`);
  /** @type {Promise<number>} */
  const reached = new Promise((done) => {
    socket.onopen = () => done(performance.now() - began);
    socket.onclose = ({ code }) => done(code >= OURS && code !== 1006 ? performance.now() - began : Infinity);
  });
  return within(reached, Infinity).finally(() => socket.close());
}

/** Two connections of this browser find each other. @returns {Promise<boolean>} */
async function toItself() {
  /** @type {RTCPeerConnection[]} */
  const both = [];
  try {
    // an add-on may keep them from being made at all
    const one = new RTCPeerConnection();
    const other = new RTCPeerConnection();
    both.push(one, other);
    one.onicecandidate = ({ candidate }) => candidate && other.addIceCandidate(candidate).catch(() => undefined);
    other.onicecandidate = ({ candidate }) => candidate && one.addIceCandidate(candidate).catch(() => undefined);
    const channel = one.createDataChannel("look");
    /** @type {Promise<boolean>} */
    const met = new Promise((done) => {
      channel.onopen = () => done(true);
    });
    await one.setLocalDescription();
    await other.setRemoteDescription(/** @type {RTCSessionDescription} */ (one.localDescription));
    await other.setLocalDescription();
    await one.setRemoteDescription(/** @type {RTCSessionDescription} */ (other.localDescription));
    return await within(met, false);
  } catch {
    return false;
  } finally {
    for (const each of both) each.close();
  }
}

/** Whether a relay of ours answers; where none is set up, none is missed. @param {RTCIceServer[]} servers @returns {Promise<boolean>} */
async function relayed(servers) {
  const relays = servers.filter((one) => one.username); // a relay alone asks for a name
  if (!relays.length) return true;
  const asked = new RTCPeerConnection({ iceServers: relays, iceTransportPolicy: "relay" });
  try {
    /** @type {Promise<boolean>} */
    const answered = new Promise((done) => {
      asked.onicecandidate = ({ candidate }) => (candidate?.candidate ? done(true) : candidate === null ? done(false) : undefined);
    });
    asked.createDataChannel("look");
    await asked.setLocalDescription();
    return await within(answered, false);
  } catch {
    return false;
  } finally {
    asked.close();
  }
}

/** @param {string} seat @param {RTCIceServer[]} servers  what this server knows of ways to each other @returns {Promise<LineSaid>} */
export async function lookAtLine(seat, servers) {
  if (!navigator.onLine) return "offline";
  const took = await reach(seat);
  if (took === Infinity) return "no_room";
  if (!(await toItself())) return "no_voice";
  if (!(await relayed(servers))) return "no_relay";
  return took > SLOW ? "slow" : "good";
}
