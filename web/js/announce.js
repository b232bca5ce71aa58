// The one place that a screen reader is spoken to from: a polite region outside the page's drawing.

/** @type {number | undefined} */
let pending;
/** @type {string[]} */
let queue = [];

/** Say it once the present moment's changes have come together; several at once become one. @param {string} text */
export function announce(text) {
  if (!text) return;
  queue.push(text);
  clearTimeout(pending);
  pending = setTimeout(() => {
    const place = document.getElementById("announce");
    if (place) place.textContent = [...new Set(queue)].join(" ");
    queue = [];
  }, 120);
}
