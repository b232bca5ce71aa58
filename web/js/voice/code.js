// The safety code: the same thirty digits at every ear, unless somebody, the server included, sits in the middle.

const ROUNDS = 200_000;
const BITS = 128;
const DIGITS = 30; // so many that whoever sits in the middle finds no two certificates of their own that read the same
const NAME = /^[\w-]{1,64}$/;
const FINGERPRINT = /^sha-256 [0-9A-F]{2}(:[0-9A-F]{2}){31}$/;

/** @param {string} session @param {Record<string, string>} fingerprints of everybody, by id @returns {Promise<string>} "" where the browser cannot reckon it */
export async function safetyCode(session, fingerprints) {
  if (!crypto.subtle) return "";
  // Names that could be taken for a line of their own would let somebody make two different lists read the same.
  if (!Object.entries(fingerprints).every(([id, one]) => NAME.test(id) && FINGERPRINT.test(one))) return "";
  const lines = Object.entries(fingerprints).map(([id, fingerprint]) => `${id} ${fingerprint}`);
  const write = new TextEncoder();
  const password = await crypto.subtle.importKey("raw", write.encode(lines.sort().join("\n")), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: write.encode(`airspace safety code ${session}`), iterations: ROUNDS },
    password,
    BITS,
  );
  let number = 0n;
  for (const byte of new Uint8Array(bits)) number = number * 256n + BigInt(byte);
  const digits = (number % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, "0");
  return (digits.match(/\d{5}/g) ?? []).join(" ");
}
