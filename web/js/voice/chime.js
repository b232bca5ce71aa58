// Two soft notes, in one's own ear alone, when the floor passes to oneself, and when one asks to hear them.

const NOTES = [587.33, 880]; // D and the A above it
const APART = 0.14;
const LENGTH = 0.5;
const LOUD = 0.06;
/** Milliseconds from the first note to the end of the last. */
export const RINGS = (APART + LENGTH) * 1000;

const WAITS = 300; // milliseconds for an ear to wake: a later chime would tell nothing

/** @param {import("./ear.js").Ear} ear */
export async function chime(ear) {
  if (navigator.userActivation?.hasBeenActive === false) return; // nothing was pressed yet, so no browser would play it
  ear.lend(RINGS + 500);
  const { context, out } = ear;
  if (!context || !out) return;
  if (context.state !== "running") await Promise.race([context.resume().catch(() => {}), new Promise((late) => setTimeout(late, WAITS))]);
  if (context.state !== "running") return;
  ring(context, out);
}

/** @param {AudioContext} context @param {AudioNode} out */
export function ring(context, out) {
  NOTES.forEach((pitch, n) => {
    const at = context.currentTime + n * APART;
    const note = context.createOscillator();
    const loud = context.createGain();
    note.frequency.value = pitch;
    loud.gain.setValueAtTime(0, at);
    loud.gain.linearRampToValueAtTime(LOUD, at + 0.03);
    loud.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH);
    note.connect(loud).connect(out);
    note.start(at);
    note.stop(at + LENGTH);
    note.onended = () => loud.disconnect();
  });
}
