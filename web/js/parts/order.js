// Rounds in an order that can be changed: dragged by their grip, moved by keys, or by the buttons beside them.
import { h, html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { called } from "../reading.js";
import { t } from "../texts.js";
import { button } from "./press.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("./ways.js").Share} Share */

/** Of one round at another place. @param {Share[]} rows @param {number} from @param {number} to */
export function moved(rows, from, to) {
  const all = [...rows];
  const [one] = all.splice(from, 1);
  if (one) all.splice(Math.max(0, Math.min(rows.length - 1, to)), 0, one);
  return all;
}

/** @param {string[]} order @param {Share[]} rows */
const inOrder = (order, rows) => order.flatMap((holder) => rows.filter((row) => row.holder === holder));

/**
 * @param {{ view: View, id: string, rows: Share[], change: (rows: Share[]) => void, lazy?: boolean }} props
 *   lazy: every change is given to the room, so minutes count once they are left, and a dragged round once it is let go
 */
export function Order({ view, id, rows, change, lazy = false }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const [dragged, setDragged] = useState(/** @type {{ holder: string, order: string[] } | null} */ (null));
  const [told, setTold] = useState("");
  const focus = useRef(/** @type {{ holder: string, part: string, from: number } | null} */ (null));
  const shown = dragged ? inOrder(dragged.order, rows) : rows;
  const held = useRef({ rows, shown, dragged, change });
  held.current = { rows, shown, dragged, change };

  /** @param {Share[]} all @param {string} holder */
  const tell = (all, holder) => setTold(t("order.moved", { name: called(view, holder), place: t(`ordinals.${all.findIndex((row) => row.holder === holder) + 1}`), n: all.length }));
  /** @param {number} from @param {number} to @param {string} part */
  const move = (from, to, part) => {
    const row = rows[from];
    if (!row || to < 0 || to >= rows.length) return;
    const all = moved(rows, from, to);
    focus.current = { holder: row.holder, part, from };
    tell(all, row.holder);
    change(all);
  };
  // A row that has moved takes the focus with it; a button that is gone at its new place leaves it to the grip.
  useLayoutEffect(() => {
    const wanted = focus.current;
    if (!wanted || rows.findIndex((row) => row.holder === wanted.holder) === wanted.from) return;
    focus.current = null;
    const place = [...(list.current?.children ?? [])].find((each) => each.getAttribute("data-holder") === wanted.holder);
    /** @type {HTMLElement | null | undefined} */ (place?.querySelector(`.${wanted.part} button`) ?? place?.querySelector(".grip"))?.focus();
  });

  // The pointer is followed on the window: the row it holds moves about in the page meanwhile.
  const holder = dragged?.holder;
  useEffect(() => {
    if (holder === undefined) return undefined;
    /** @param {PointerEvent} event */
    const over = (event) => {
      const now = held.current;
      const from = now.shown.findIndex((row) => row.holder === holder);
      const middles = [...(list.current?.children ?? [])].map((each) => each.getBoundingClientRect()).map((each) => each.top + each.height / 2);
      const to = middles.filter((middle, at) => at !== from && middle < event.clientY).length;
      if (to !== from) setDragged({ holder, order: moved(now.shown, from, to).map((row) => row.holder) });
    };
    const drop = () => {
      const { rows: before, shown: after, change: give } = held.current;
      setDragged(null);
      if (before.every((row, at) => row.holder === after[at]?.holder)) return;
      focus.current = { holder, part: "grip", from: before.findIndex((row) => row.holder === holder) };
      tell(after, holder);
      give(after);
    };
    const stop = () => setDragged(null);
    /** @param {KeyboardEvent} event */
    const escape = (event) => event.key === "Escape" && (event.preventDefault(), stop());
    window.addEventListener("pointermove", over);
    window.addEventListener("pointerup", drop);
    window.addEventListener("pointercancel", stop);
    window.addEventListener("keydown", escape);
    return () => {
      window.removeEventListener("pointermove", over);
      window.removeEventListener("pointerup", drop);
      window.removeEventListener("pointercancel", stop);
      window.removeEventListener("keydown", escape);
    };
  }, [holder]);

  /** @param {number} at @param {number} minutes */
  const lengthen = (at, minutes) => change(rows.map((row, place) => (place === at ? { ...row, minutes: Math.max(1, minutes) } : row)));
  /** @param {number} at */
  const keys = (at) => (/** @type {KeyboardEvent} */ event) => {
    const to = event.key === "ArrowUp" ? at - 1 : event.key === "ArrowDown" ? at + 1 : null;
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(at, to, "grip");
  };
  /** @param {Share} row */
  const grab = (row) => (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    setDragged({ holder: row.holder, order: rows.map((each) => each.holder) });
  };
  return html`<ol class="order" ref=${list} aria-label=${t("order.label")}>${shown.map((row, at) => {
    const name = called(view, row.holder);
    return html`<li key=${row.holder} data-holder=${row.holder} class=${row.holder === holder ? "held" : ""}><button type="button" class="grip" aria-label=${t("order.grip", { name, n: at + 1, of: shown.length })} aria-describedby=${`${id}-keys`} onPointerDown=${grab(row)} onKeyDown=${keys(at)}><span aria-hidden="true">⠿</span></button><label for=${`${id}-${row.holder}`}>${name}<span class="unseen">, ${t("agenda.minutes")}</span></label>
      <span class="length"><button type="button" class="plain" onClick=${() => lengthen(at, row.minutes - 1)}>−<span class="unseen"> ${t("order.minute_of", { name })}</span></button>${h(Minutes, { id: `${id}-${row.holder}`, value: row.minutes, lazy, change: (/** @type {number} */ minutes) => lengthen(at, minutes) })}<button type="button" class="plain" onClick=${() => lengthen(at, row.minutes + 1)}>+<span class="unseen"> ${t("order.minute_of", { name })}</span></button></span>
      <span class="moves"><span class="earlier">${at > 0 ? button({ text: t("agenda.earlier"), more: name, onPress: () => move(at, at - 1, "earlier") }) : null}</span><span class="later">${at < shown.length - 1 ? button({ text: t("agenda.later"), more: name, onPress: () => move(at, at + 1, "later") }) : null}</span>${button({ text: t("agenda.leave_out"), more: name, onPress: () => {
        setTold(t("order.left_out", { name }));
        change(rows.filter((each) => each.holder !== row.holder));
      } })}</span></li>`;
  })}</ol><p class="unseen" id=${`${id}-keys`}>${t("order.keys")}</p><p class="unseen" role="status">${told}</p>`;
}

/** What is being typed stays as typed, whatever comes in meanwhile. @param {{ id: string, value: number, lazy: boolean, change: (minutes: number) => void }} props */
function Minutes({ id, value, lazy, change }) {
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  /** @param {string} words */
  const give = (words) => {
    const minutes = Math.round(Number(words) * 2) / 2;
    if (words && minutes >= 1 && minutes !== value) change(minutes);
  };
  return html`<input type="number" id=${id} inputmode="decimal" min="1" max="240" step="0.5" value=${typed ?? String(value)}
    onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => {
      setTyped(event.currentTarget.value);
      if (!lazy) give(event.currentTarget.value);
    }}
    onChange=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => {
      if (lazy) give(event.currentTarget.value);
      setTyped(null);
    }}/>`;
}
