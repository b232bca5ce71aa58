// The room's chime, by which somebody hears whether their speaker works.
import { ring, RINGS } from "../voice/chime.js";

/** Play it where the sound should come out; answers whether the browser plays anything at all. @param {string} speaker "": wherever the system says */
export async function playChime(speaker) {
  const context = new AudioContext();
  try {
    if (speaker && "setSinkId" in context) await /** @type {{ setSinkId: (id: string) => Promise<void> }} */ (/** @type {unknown} */ (context)).setSinkId(speaker);
    await Promise.race([context.resume(), new Promise((_, late) => setTimeout(late, 2000))]);
    ring(context, context.destination);
    setTimeout(() => context.close(), RINGS + 500);
    return true;
  } catch {
    context.close();
    return false;
  }
}
