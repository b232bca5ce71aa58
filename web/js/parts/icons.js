// The few signs, drawn with one line each. Every one stands beside words that say the same.
import { html } from "../../vendor/preact-htm.js";

export const mark = () => html`<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="40 8" transform="rotate(-62 10 10)"/><circle cx="15.6" cy="4.4" r="2.6" fill="currentColor"/></svg>`;

export const tick = () => html`<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M4 10.5l4 4 8-9" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

export const dots = () => html`<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M4 10h2M9 10h2M14 10h2" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"/></svg>`;

export const gap = () => html`<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M2.5 10h5M12.5 10h5M9 14.5l2-9" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg>`;

export const lock = () => html`<svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true" focusable="false"><path d="M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>`;

const openMicrophone = html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><rect class="dot" x="9" y="3" width="6" height="11.5" rx="3" fill="currentColor" stroke="currentColor" stroke-width="1.8"/><path d="M6 11.5a6 6 0 0 0 12 0M12 17.5V21" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/></svg>`;

const closedMicrophone = html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"><path d="M9 9.5V6a3 3 0 0 1 6 0v5.5a3 3 0 0 1-4.6 2.5M6 11.5a6 6 0 0 0 9.4 4.9M18 11.5a6 6 0 0 1-.5 2.4M12 17.5V21M4 4l16 16"/></g></svg>`;

/** Without a microphone the floor has a sign of its own: the lamp, lit or not. */
const lampLit = html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle class="dot" cx="12" cy="12" r="6.5" fill="currentColor" stroke="currentColor" stroke-width="1.8"/></svg>`;
const lampOut = html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="6.5" fill="none" stroke="currentColor" stroke-width="1.8"/></svg>`;

/** @param {boolean} open @param {boolean} sound */
export const voice = (open, sound) => (sound ? (open ? openMicrophone : closedMicrophone) : open ? lampLit : lampOut);

const cameraBody = "M3.5 7.5h11.5v9.5H3.5zM15 11l5.5-3v8.5l-5.5-3";

/** My camera, on or not. It is ink, never the lamp: being seen is not the floor. @param {boolean} on */
export const camera = (on) => html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${on ? cameraBody : `${cameraBody}M4 4l16 16`} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
