// My own picture, before anybody sees it: only where the set has agreed to cameras, and only while I look.
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../texts.js";
import { askCamera, stopAll, troubleOf } from "../voice/devices.js";
import { deviceList, useDevices } from "./sound_devices.js";
import { button } from "./press.js";

const SIZE = { width: { ideal: 320 }, height: { ideal: 320 } };

/** @param {{ chosen: string, choose: (id: string) => void }} props */
export function CameraCheck({ chosen, choose }) {
  const [stream, setStream] = useState(/** @type {MediaStream | null} */ (null));
  const [problem, setProblem] = useState("");
  const held = useRef(/** @type {MediaStream | null} */ (null));
  const gone = useRef(false);
  const cameras = useDevices(stream).videoinput;
  /** @param {MediaStream | null} next */
  const show = (next) => {
    if (gone.current) return stopAll(next);
    stopAll(held.current);
    held.current = next;
    return setStream(next);
  };
  useEffect(() => () => {
    gone.current = true;
    stopAll(held.current);
  }, []);
  const begin = async (/** @type {string} */ device) => {
    setProblem("");
    await askCamera(SIZE, device).then(show, (fault) => setProblem(t(`check.camera_trouble.${troubleOf(fault)}`)));
  };
  /** @param {HTMLVideoElement | null} place */
  const play = (place) => {
    if (!place || place.srcObject === stream) return;
    place.srcObject = stream;
    place.play().catch(() => undefined);
  };
  const change = (/** @type {string} */ id) => {
    choose(id);
    begin(id);
  };
  return html`<div class="check">${
    stream && cameras.length > 1 ? deviceList({ id: "camera", label: t("sound.camera"), devices: cameras, chosen, choose: change }) : html`<div><h3>${t("sound.camera")}</h3>${stream ? null : html`<p class="hint" role="status">${problem || t("check.camera_off")}</p>`}</div>`
  }${button({ kind: "plain", text: t(stream ? "check.camera_end" : "check.camera_look"), onPress: () => (stream ? show(null) : begin(chosen)) })}${
    stream ? html`<div class="own-picture"><video ref=${play} muted playsinline aria-label=${t("check.camera_label")}></video><p class="hint">${t("check.camera_on")}</p></div>` : null
  }</div>`;
}
