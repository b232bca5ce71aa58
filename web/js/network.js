// When this machine's network has changed: every way that was found before may lead nowhere now.

/** Told at every change. @param {() => void} tell @returns {() => void} */
export function onNetwork(tell) {
  const connection = /** @type {EventTarget | undefined} */ (/** @type {any} */ (navigator).connection);
  window.addEventListener("online", tell);
  connection?.addEventListener("change", tell);
  return () => {
    window.removeEventListener("online", tell);
    connection?.removeEventListener("change", tell);
  };
}
