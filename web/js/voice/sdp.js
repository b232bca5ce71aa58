// What a description of a connection says: whose it is, which connection it belongs to, and how a voice is to be packed.

/** Every fingerprint that stands in it, as the server writes them. @param {string} sdp */
const fingerprints = (sdp) =>
  [...sdp.matchAll(/^a=fingerprint:(\S+) (\S+)\s*$/gim)].map(([, kind = "", pairs = ""]) => `${kind.toLowerCase()} ${pairs.toUpperCase()}`);

/** The one fingerprint it speaks for; "" when there is none, or more than one. @param {string} sdp */
export function fingerprintOf(sdp) {
  const all = new Set(fingerprints(sdp));
  return all.size === 1 ? /** @type {string} */ ([...all][0]) : "";
}

/** @typedef {{ number: string, mark: string }} Connection */

/** No connection yet. @type {Connection} */
export const NONE = { number: "", mark: "" };

/** The connection that wrote it: a browser gives each of its connections another number, and each way of reaching it another mark.
 * @param {string} sdp @returns {Connection} */
export const connectionOf = (sdp) => ({ number: /^o=\S+ (\d+) /m.exec(sdp)?.[1] ?? "", mark: /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? "" });

/** Whether both are one: the number stays when another way is looked for, the mark stays when something else is agreed.
 * @param {Connection} one @param {Connection} other */
export const sameConnection = (one, other) => one.number === other.number || one.mark === other.mark;

/**
 * The description without what it says of its sources. Sound from a source that was announced is silenced by itself; what comes from one that
 * was not, beside it, would be played past every gate. When none is announced, all of it hangs on the one track, and is silent when that is.
 * @param {string} sdp
 */
const withoutSources = (sdp) => sdp.replace(/^a=ssrc(-group)?:.*\r?\n/gm, "");

/** Nor is it told beside the sealed sound how loud it is: who speaks would be plain to whoever carries the packets. @param {string} sdp */
export const withoutLevels = (sdp) => sdp.replace(/^a=extmap:\S+ urn:ietf:params:rtp-hdrext:(ssrc-audio-level|csrc-audio-level).*\r?\n/gm, "");

const GREEDY = /^(maxaveragebitrate|maxplaybackrate|sprop-maxcapturerate|stereo|sprop-stereo|cbr)=/;

/** Nor may the other side ask for more bits than a voice needs: they would come out of everybody's line. @param {string} sdp */
const modest = (sdp) =>
  sdp.replace(/^(a=fmtp:\d+ )([^\r\n]*)/gm, (_, head, wishes) => {
    const kept = wishes.split(";").filter((/** @type {string} */ one) => !GREEDY.test(one.trim()));
    return head + (kept.join(";") || "minptime=10");
  });

/** A description as it is taken from the other side. @param {string} sdp */
export const taken = (sdp) => modest(withoutSources(sdp)).replace(/^b=.*\r?\n/gm, "");

/** How I'd like voices sent to me: lost packets can be made up for, and silence is not sent. @param {string} sdp */
export function asVoice(sdp) {
  const opus = /^a=rtpmap:(\d+) opus\/48000/im.exec(sdp)?.[1];
  if (!opus) return sdp;
  const line = new RegExp(`^a=fmtp:${opus} (.*)$`, "m");
  const wished = ["useinbandfec=1", "usedtx=1"];
  const had = line.exec(sdp)?.[1]?.trim();
  if (had === undefined) return sdp.replace(new RegExp(`^(a=rtpmap:${opus} .*)$`, "m"), `$1\r\na=fmtp:${opus} ${wished.join(";")}`);
  const kept = had.split(";").filter((one) => !/^(useinbandfec|usedtx)=/.test(one.trim()));
  return sdp.replace(line, `a=fmtp:${opus} ${[...kept, ...wished].join(";")}`);
}

/** One codec, and what belongs to it: every browser has these two, and the description stays short.
 * @param {RTCRtpTransceiver} transceiver @param {string} codec */
export function prefer(transceiver, codec) {
  const kind = codec.startsWith("audio") ? "audio" : "video";
  const wanted = (RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? []).filter(
    ({ mimeType }) => mimeType.toLowerCase() === codec.toLowerCase() || mimeType.toLowerCase() === "video/rtx",
  );
  if (wanted.length) transceiver.setCodecPreferences?.(wanted);
}
