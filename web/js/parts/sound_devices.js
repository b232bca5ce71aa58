// Which microphones, speakers and cameras this browser knows, and a list to choose one from.
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";

/** @typedef {"audioinput" | "audiooutput" | "videoinput"} Kind */
/** @typedef {{ id: string, name: string }} Device */

/** All of them by kind; a browser gives them names only once it may use one. @returns {Promise<Record<Kind, Device[]>>} */
async function known() {
  /** @type {Record<Kind, Device[]>} */
  const all = { audioinput: [], audiooutput: [], videoinput: [] };
  const found = await navigator.mediaDevices?.enumerateDevices?.().catch(() => []);
  for (const { kind, deviceId, label } of found ?? []) {
    // Some browsers list what the system would choose a second time, under names of their own.
    if (!label || deviceId === "communications") continue;
    all[kind].push({ id: deviceId === "default" ? "" : deviceId, name: deviceId === "default" ? t("sound.as_system", { name: label.replace(/^Default - /, "") }) : label });
  }
  return all;
}

/** Asked anew whenever something is plugged in or out, and when `when` changes. @param {unknown} [when] @returns {Record<Kind, Device[]>} */
export function useDevices(when) {
  const [all, setAll] = useState(/** @type {Record<Kind, Device[]>} */ ({ audioinput: [], audiooutput: [], videoinput: [] }));
  useEffect(() => {
    let over = false;
    const look = () => known().then((found) => (over ? undefined : setAll(found)));
    look();
    navigator.mediaDevices?.addEventListener?.("devicechange", look);
    return () => {
      over = true;
      navigator.mediaDevices?.removeEventListener?.("devicechange", look);
    };
  }, [when]);
  return all;
}

/** Whether this browser can be told where a page's own sound comes out. */
export const speakersChoosable = () => typeof AudioContext !== "undefined" && "setSinkId" in AudioContext.prototype;

/** @param {{ id: string, label: string, devices: Device[], chosen: string, choose: (id: string) => void }} props */
export function deviceList({ id, label, devices, chosen, choose }) {
  const named = devices.some((one) => one.id === "") ? devices : [{ id: "", name: t("sound.any") }, ...devices];
  const value = named.some((one) => one.id === chosen) ? chosen : "";
  return html`<div><label for=${id}>${label}</label><select id=${id} value=${value} onChange=${(/** @type {{ currentTarget: HTMLSelectElement }} */ event) =>
    choose(event.currentTarget.value)}>${named.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === value}>${one.name}</option>`)}</select></div>`;
}
