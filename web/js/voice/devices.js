// Microphones and cameras as the browser gives them: the remembered one or any, what hinders, and how loud it is.

/** @typedef {import("./state.js").Trouble} Trouble */

const LOUD = 0.35; // this much is full loudness on a meter

/** Ask the browser for one. What hinders is thrown. @param {"audio" | "video"} kind @param {MediaTrackConstraints} wishes @param {string} device "" the usual one @returns {Promise<MediaStream>} */
async function ask(kind, wishes, device) {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("", "NotSupportedError");
  try {
    return await navigator.mediaDevices.getUserMedia({ [kind]: device ? { ...wishes, deviceId: { exact: device } } : wishes });
  } catch (fault) {
    if (!device || troubleOf(fault) !== "no_device") throw fault;
    return navigator.mediaDevices.getUserMedia({ [kind]: wishes }); // the remembered one isn't here today
  }
}

/** @param {string} device */
export const askMicrophone = (device) => ask("audio", { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 }, device);

/** @param {MediaTrackConstraints} size @param {string} device */
export const askCamera = (size, device) => ask("video", { ...size, facingMode: "user" }, device);

/** @param {unknown} fault @returns {Extract<Trouble, "denied" | "no_device" | "unsupported" | "in_use">} */
export function troubleOf(fault) {
  const name = fault instanceof DOMException || fault instanceof Error ? fault.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "no_device";
  return name === "TypeError" || name === "NotSupportedError" ? "unsupported" : "in_use";
}

/** @param {MediaStream | null} stream */
export function stopAll(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** What listens to how loud something is. @param {AudioContext} context */
export function meterOf(context) {
  const meter = context.createAnalyser();
  meter.fftSize = 1024;
  return { meter, samples: new Float32Array(meter.fftSize) };
}

/** Loudness as a share of what is worth showing, 0 to 1. @param {AnalyserNode} meter @param {Float32Array<ArrayBuffer>} samples */
export function loudness(meter, samples) {
  meter.getFloatTimeDomainData(samples);
  let sum = 0;
  for (const one of samples) sum += one * one;
  return Math.min(1, Math.sqrt(Math.sqrt(sum / samples.length) / LOUD));
}
