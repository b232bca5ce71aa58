// What one browser alone can learn of whether others will hear it. A relay that answers settles it; an address that others can use from outside
// makes it likely; without either, a browser can only find out whether it carries voice at all, and the rest shows in the room.

/**
 * @typedef {"carried" | "no_relay" | "found" | "hidden" | "shows" | "no_voice"} VoicesSaid
 * carried, no_relay: a relay answers, or none does; found, hidden: others have an address for this device, or none was learnt;
 * shows: nothing more can be known before the room; no_voice: this browser can't even connect to itself
 */

/** @typedef {"found" | "hidden" | "shows"} OutsideSaid */

const PATIENCE = 6000;

/** @template Value @param {Promise<Value>} work @param {Value} otherwise @returns {Promise<Value>} */
export const within = (work, otherwise) => Promise.race([work, new Promise((late) => setTimeout(() => late(otherwise), PATIENCE))]);

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

/** What a connection learns while it looks for ways by these servers. @template Value @param {RTCConfiguration} by @param {(asked: RTCPeerConnection, done: (learnt: Value) => void) => void} learn @param {Value} otherwise @returns {Promise<Value>} */
async function gathered(by, learn, otherwise) {
  /** @type {RTCPeerConnection | null} */
  let asked = null;
  try {
    const made = new RTCPeerConnection(by);
    asked = made;
    /** @type {Promise<Value>} */
    const learnt = new Promise((done) => learn(made, done));
    made.createDataChannel("look");
    await made.setLocalDescription();
    return await within(learnt, otherwise);
  } catch {
    return otherwise;
  } finally {
    asked?.close();
  }
}

/** Whether one of these relays takes this browser on, as it would in the room. @param {RTCIceServer[]} relays @returns {Promise<boolean>} */
const relayed = (relays) =>
  gathered(
    { iceServers: relays, iceTransportPolicy: "relay" },
    (asked, done) => {
      asked.onicecandidate = ({ candidate }) => (candidate?.candidate ? done(true) : candidate === null ? done(false) : undefined);
    },
    false,
  );

/** Whether a server outside tells this browser an address of its own. @param {RTCIceServer[]} mirrors @returns {Promise<OutsideSaid>} */
const seenFromOutside = (mirrors) =>
  gathered(
    { iceServers: mirrors },
    (asked, done) => {
      // Where outside is seen the very address that this device has, no second one is listed: then it counts that nothing went unanswered.
      const plain = new Set();
      const tells = "onicecandidateerror" in asked;
      asked.onicecandidateerror = ({ address, port }) => plain.delete(`${address} ${port}`);
      asked.onicecandidate = ({ candidate }) => {
        if (candidate === null) done(!plain.size ? "hidden" : tells ? "found" : "shows");
        else if (candidate.type === "srflx") done("found");
        else if (candidate.type === "host" && candidate.protocol === "udp" && !candidate.address?.endsWith(".local")) plain.add(`${candidate.address} ${candidate.port}`);
      };
    },
    /** @type {OutsideSaid} */ ("hidden"),
  );

/** @param {RTCIceServer[]} servers  what this server knows of ways to each other @returns {Promise<VoicesSaid>} */
export async function lookAtVoices(servers) {
  const relays = servers.filter((one) => one.username); // a relay alone asks for a name
  const mirrors = servers.filter((one) => !one.username); // and these only tell a browser how it looks from outside
  const outside = mirrors.length && !relays.length ? seenFromOutside(mirrors) : /** @type {OutsideSaid} */ ("shows");
  const [itself, relay, seen] = await Promise.all([toItself(), relays.length ? relayed(relays) : false, outside]);
  if (relay) return "carried"; // also where a browser is let out by a relay alone, and so can't reach itself without one
  if (!itself) return "no_voice";
  return relays.length ? "no_relay" : seen;
}
