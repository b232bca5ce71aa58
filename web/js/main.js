// Starts the page: first the words, then whatever the address asks for.
import { readTexts } from "./texts.js";
import { restoreDrafts } from "./drafts.js";
import { start } from "./router.js";

restoreDrafts();
await readTexts("en-GB");
start(/** @type {HTMLElement} */ (document.getElementById("app")));
