// How sound goes for me in this session: by voice in this room, in a call beside it, or in writing.

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */
/** @typedef {{ by: "voice" | "call" | "text", shut: "" | "muted" | "held", hearing: number }} Sound  shut: my own doing; hearing: how many people say that they hear me */

/** What the sentences say to somebody of whose sound nothing is known. @type {Sound} */
export const NO_SOUND = { by: "text", shut: "", hearing: 0 };

/** Whether this session meets by voice in this room. A rehearsal's people have none. @param {View} view @param {Line} line */
export const meetsHere = (view, line) => view.step.status === "open" && view.voice?.where === "here" && !line.session?.practice;

/** Whether I hear the others in this tab: I may still be without a microphone. @param {View} view @param {Line} line */
export function listens(view, line) {
  const { way, refused, trouble } = line.voice.state;
  return meetsHere(view, line) && way === "voice" && !refused && trouble !== "unsupported";
}

/** Whether there is anything for me to hear: not where the set writes, and not where I came without sound. @param {View} view @param {Line} line */
export const mayMissSound = (view, line) => view.voice?.where !== "text" && !(meetsHere(view, line) && line.voice.state.way === "text");

/** Who is here by text, where others are by voice: as far as this page, being in voice itself, can know. @param {View} view @param {Line} line @param {string} id */
export function byText(view, line, id) {
  const { peers } = line.voice.state;
  const others = Object.entries(peers).some(([who, one]) => who !== id && one.microphone);
  return listens(view, line) && (others || speaks(view, line)) && !peers[id]?.microphone;
}

/** Whether I could be heard, once the floor is mine. @param {View} view @param {Line} line */
export const speaks = (view, line) => listens(view, line) && line.voice.state.microphone === "ready";

/** Everybody who hears me: whoever shares a device with one of them does too; an access seat is there, and not counted. @param {View} view @param {Line} line */
export function hearers(view, line) {
  const { heardBy } = line.voice.state;
  return view.people.people.filter((one) => one.id !== view.mine.id && one.kind !== "access" && heardBy.includes(one.at_device_of ?? one.id));
}

/** @param {View} view @param {Line} line @returns {Sound} */
export function soundOf(view, line) {
  if (!speaks(view, line)) return { ...NO_SOUND, by: view.step.status === "open" && view.voice?.where === "call" ? "call" : "text" };
  const { muted, pushToTalk } = line.voice.state;
  return { by: "voice", shut: muted ? "muted" : pushToTalk ? "held" : "", hearing: hearers(view, line).length };
}
