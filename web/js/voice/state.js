// What can be seen of the voice from outside: one value, replaced whenever something in it changes.

/** @typedef {"voice" | "text"} Way */
/** @typedef {"denied" | "no_device" | "in_use" | "unplugged" | "interrupted" | "unsupported"} Trouble */
/** @typedef {"" | "full" | "elsewhere" | "closed"} Refused */
/** @typedef {"off" | "asking" | "on" | "denied" | "resting"} CameraState */
/** @typedef {"connecting" | "connected" | "poor" | "lost"} Reached */

/**
 * One of the others.
 * @typedef {object} PeerState
 * @property {Reached} state  how the connection to them stands
 * @property {boolean} audible  their voice is truly played here
 * @property {MediaStream | null} picture
 * @property {boolean} large  their picture may be drawn larger
 * @property {boolean} microphone  they have one
 * @property {boolean} resting  the line to them is too poor for my picture
 */

/**
 * @typedef {object} VoiceState
 * @property {Way} way  my own choice, remembered
 * @property {boolean} started  this page takes part by voice, as far as its devices allow
 * @property {"none" | "asking" | "ready"} microphone
 * @property {Trouble | null} trouble  of the microphone
 * @property {boolean} silent  the browser refuses to play sound until something is pressed
 * @property {boolean} stuck  no sound comes out, though nothing holds it back
 * @property {boolean} displaced  the speaker that was chosen isn't here any more, and the usual one plays
 * @property {Refused} refused
 * @property {boolean} heard  the floor lets me be heard
 * @property {boolean} seen  the floor lets my picture be shown
 * @property {boolean} muted
 * @property {boolean} pushToTalk
 * @property {boolean} pressed
 * @property {boolean} open  my voice truly goes out
 * @property {string[]} heardBy  who says that they hear me
 * @property {boolean} unsure  the server has been away for so long that the floor may be another
 * @property {string[]} hears  whom I truly play
 * @property {Record<string, PeerState>} peers
 * @property {CameraState} camera
 * @property {Trouble | null} cameraTrouble  what keeps this page from the camera it was asked for
 * @property {MediaStream | null} own  my own picture
 * @property {boolean} large  my picture may be drawn larger
 * @property {string} code  the safety code; "" until all connections stand
 * @property {string[]} coded  everybody whom it covers, me among them
 */

/** How it stands before anything has happened. @param {{ way: Way, pushToTalk: boolean, large: boolean }} kept @returns {VoiceState} */
export const atFirst = ({ way, pushToTalk, large }) => ({
  way,
  started: false,
  microphone: "none",
  trouble: null,
  silent: false,
  stuck: false,
  displaced: false,
  refused: "",
  heard: false,
  seen: false,
  muted: false,
  pushToTalk,
  pressed: false,
  open: false,
  heardBy: [],
  unsure: false,
  hears: [],
  peers: {},
  camera: "off",
  cameraTrouble: null,
  own: null,
  large,
  code: "",
  coded: [],
});

/** Whether two values look the same: lists and plain records by what is in them, streams by which they are.
 * @param {unknown} one @param {unknown} other @returns {boolean} */
export function same(one, other) {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((each, n) => same(each, other[n]));
  if (!plain(one) || !plain(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]));
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const plain = (value) => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
