// A question that comes between: the browser's own dialog, which keeps the focus, and the focus goes back to where it was.
import { html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";

/**
 * @param {{ title: string, close: () => void, children?: import("../types.js").Child, stay?: string }} props
 *   stay: what the button that changes nothing says
 */
export function Dialog({ title, close, children, stay = t("dialog.close") }) {
  const place = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const dialog = place.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      // By then the dialog is gone from the page, and whatever opened it is where somebody goes on.
      if (before instanceof HTMLElement) setTimeout(() => before.isConnected && before.focus());
    };
  }, []);
  /** @param {MouseEvent} event */
  const beside = (event) => {
    if (event.target === place.current) close();
  };
  return html`<dialog ref=${place} aria-labelledby="dialog-title" onCancel=${(/** @type {Event} */ event) => {
    event.preventDefault();
    close();
  }} onClick=${beside}><div class="stack-5"><h2 id="dialog-title">${title}</h2>${children}<div class="row"><button class="word" type="button" onClick=${close}>${stay}</button></div></div></dialog>`;
}
