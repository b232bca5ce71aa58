// This page's own certificate: made anew with every page, so that its fingerprint is the seat's for as long as the page lives.
import { fingerprintOf } from "./sdp.js";

/** @typedef {{ certificate: RTCCertificate, fingerprint: string }} Own */

/** @returns {Promise<Own>} */
export async function makeCertificate() {
  const certificate = await RTCPeerConnection.generateCertificate(/** @type {EcKeyGenParams} */ ({ name: "ECDSA", namedCurve: "P-256" }));
  const told = certificate.getFingerprints?.().find((one) => one.algorithm?.toLowerCase() === "sha-256")?.value;
  return { certificate, fingerprint: told ? `sha-256 ${told.toUpperCase()}` : await fromOffer(certificate) };
}

/** Some browsers tell it only in a description. @param {RTCCertificate} certificate */
async function fromOffer(certificate) {
  const pc = new RTCPeerConnection({ certificates: [certificate] });
  try {
    pc.addTransceiver("audio");
    return fingerprintOf((await pc.createOffer()).sdp ?? "");
  } finally {
    pc.close();
  }
}
