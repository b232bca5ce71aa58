// The facilitator's desk: the plan, the room as the members see it, what to do now, hands and people, all without scrolling.
import { h, html, useEffect, useLayoutEffect, useState } from "../../vendor/preact-htm.js";
import { announce } from "../announce.js";
import { useKeys } from "../keys.js";
import { useLine } from "../line.js";
import { atClose, called, inAirspace, may, mood } from "../reading.js";
import { go, way } from "../paths.js";
import { t } from "../texts.js";
import { minutes } from "../times.js";
import { Agenda } from "../desk/agenda.js";
import { ContractDesk } from "../desk/contract.js";
import { ReviewEnds } from "../desk/ending.js";
import { ahead, deskActs, nextName } from "../desk/acts.js";
import { hands } from "../desk/hands.js";
import { LinksDialog } from "../desk/links.js";
import { howWeMeet, MeetDialog } from "../desk/meeting.js";
import { HandOver, People } from "../desk/people.js";
import { freed, leavingEarly, mayReplan, RoundsDialog } from "../desk/rounds.js";
import { StepsDialog } from "../desk/steps.js";
import { word, WriteToOne } from "../desk/word.js";
import { notice } from "../parts/act.js";
import { Announcer, lastLine, timeText } from "../parts/announcer.js";
import { bar, skip } from "../parts/bar.js";
import { askedForTime } from "../parts/bid.js";
import { Writing, Written, writeInstead } from "../parts/lines.js";
import { tooMany, tooManyAtDesk } from "../parts/meeting.js";
import { ChairAway, troubles } from "../parts/notices.js";
import { toReadOut } from "../parts/offers.js";
import { pause } from "../parts/pause.js";
import { CameraKey, CameraLine } from "../parts/pictures_own.js";
import { large, seeLarge, signers } from "../parts/pictures_signer.js";
import { Practise } from "../parts/rehearsal.js";
import { button, Press } from "../parts/press.js";
import { asSeen, learnings } from "../parts/review.js";
import { say, nowRich } from "../parts/say.js";
import { mic } from "../parts/mic.js";
import { signals } from "../parts/signals.js";
import { Sound } from "../parts/sound_dialog.js";
import { toggleMute, useHoldKey, voiceKeys } from "../parts/sound_keys.js";
import { soundOf } from "../parts/sound_of.js";
import { cannotHear, EndNow, overheard } from "../parts/sill.js";
import { spine } from "../parts/spine.js";
import { table } from "../parts/table.js";
import { KeysDialog } from "../parts/keys.js";
import { leftOf, useTick } from "../parts/tick.js";
import { proposed } from "../parts/ways.js";
import { closePage } from "./close.js";
import { ended, left, waiting } from "./ended.js";
import { useRoomAround } from "./room.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Line} Line */

/** @param {{ seat: string }} props */
export function Desk({ seat }) {
  const line = useLine(seat);
  const { view } = line;
  const [open, setOpen] = useState(/** @type {"" | "links" | "chair" | "keys" | "end" | "write" | "steps" | "rounds" | "meet"} */ (""));
  const [whom, setWhom] = useState("");
  useRoomAround(view, line, "day");
  const allowed = view?.desk && view.step.status !== "closed" ? view : null;
  useKeys(allowed ? keysOf(allowed, line, () => setOpen("keys")) : {});
  useHoldKey(allowed, line);
  const closed = view?.step.status === "closed";
  useLayoutEffect(() => {
    if (closed) return undefined;
    document.body.className = "fits";
    return () => {
      document.body.className = "";
    };
  }, [closed]);
  if (line.ended === "left") return left({ seat, line, back: () => undefined });
  if (line.ended && !(line.ended === "closed" && view)) return ended({ why: line.ended, seat, sentence: line.notice, nextAt: line.nextAt });
  if (!view) return waiting({ line });
  if (closed) return closePage({ view, line }); // nothing is left to be led
  if (!view.desk) return h(Elsewhere, { seat, line });
  const close = () => setOpen("");
  const write = (/** @type {string} */ id) => {
    setWhom(id);
    setOpen("write");
  };
  return html`${skip()}${bar({ line, lead: t("desk.of", { name: called(view, view.mine.id) }) })}<main class=${large(view, line).length ? "desk signed" : "desk"}>${signers({ view, line })}${spine({ view, more: html`${mayReplan(view) ? button({ text: t("replan.open"), onPress: () => setOpen("rounds") }) : null}${may(view, "open_step") && view.desk.next.length > 1 ? button({ text: t("desk.other_step"), onPress: () => setOpen("steps") }) : null}` })}
    <div class="stack">${panel(view, line)}${now(view, line)}${tooManyAtDesk({ view, line, change: () => setOpen("meet") })}${signals({ view, line })}${h(Written, { key: "written", view, line })}${h(Writing, { key: "writing", view, line })}${ofStep(view, line, () => setOpen("rounds"))}${word({ view, line, write: () => write(""), lesser: lesser(view, line) })}</div>
    <div class="stack-5 side">${hands({ view, line })}${h(People, { key: "people", view, line, write })}${howWeMeet({ view, change: () => setOpen("meet") })}</div></main>
    <footer class="sill">${facilitates(view) ? button({ text: t("visitors.door"), onPress: () => setOpen("links") }) : null}${may(view, "hand_over_chair") ? button({ text: t("desk.hand_over"), onPress: () => setOpen("chair") }) : null}${way({ to: `/room/${seat}`, text: t(facilitates(view) ? "desk.only_listen" : "desk.to_my_place") })}${mayPractise(view, line) ? h(Practise, { seat, text: t("rehearsal.practise") }) : null}${
      button({ text: t("sill.cannot_hear"), onPress: () => cannotHear(view, line) })
    }${overheard(view, line)}${h(Sound, { key: "sound", view, line })}${h(CameraKey, { key: "camera", view, line })}${seeLarge({ view, line })}${button({ text: t("keys.open"), onPress: () => setOpen("keys") })}<span class="end">${may(view, "end_now") ? button({ text: t("sill.end"), onPress: () => setOpen("end") }) : null}</span>
    ${open === "links" ? h(LinksDialog, { seat, close }) : null}${open === "chair" ? h(HandOver, { view, line, close }) : null}${open === "steps" ? h(StepsDialog, { view, line, close }) : null}${open === "rounds" ? h(RoundsDialog, { view, line, close }) : null}${open === "meet" ? h(MeetDialog, { view, line, close }) : null}${open === "end" ? h(EndNow, { line, close }) : null}${
      open === "write" ? h(WriteToOne, { view, line, to: whom, close }) : null
    }${open === "keys" ? h(KeysDialog, { keys: [...KEYS.map(([key, name]) => ({ key, does: t(`keys.${name}`) })), ...voiceKeys(view, line)], close }) : null}</footer>${h(Announcer, { view, line })}`;
}

/** A member may be in the chair too; then the room is where their own place is. @param {View} view */
const facilitates = (view) => view.mine.roles.includes("facilitator");

/** Before a session there is time for it; within a rehearsal there is no other. @param {View} view @param {Line} line */
const mayPractise = (view, line) =>
  view.step.status === "open" && view.step.id === "lobby" && facilitates(view) && !line.session?.practice;

/** Whoever has no desk in this session belongs in the room. @param {{ seat: string, line: Line }} props */
function Elsewhere({ seat, line }) {
  useEffect(() => go(`/room/${seat}`), []);
  return waiting({ line });
}

/** The room as the members see it, in its own light. @param {View} view @param {Line} line */
function panel(view, line) {
  return html`<section class=${view.step.stage_kind === "asking" || view.step.stage_kind === "review" || tooMany(view, line) ? "now-panel small-panel" : "now-panel"} data-mood=${mood(view)}><div class="stack">${say({ view, desk: true, sound: soundOf(view, line) })}${inAirspace(view) && !view.mine.heard ? html`<p class="soft">${t("desk.nobody_but", { name: called(view, view.step.holder) })}</p>` : null}${view.step.status === "open" ? mic({ view, line }) : null}${troubles({ view, line })}</div>${table({ view, rough: line.state !== "connected", bare: true, voice: line.voice })}</section>`;
}

/** @param {View} view @param {Line} line */
function now(view, line) {
  const desk = /** @type {NonNullable<View["desk"]>} */ (view.desk);
  const { primary } = deskActs(view);
  const { step } = view;
  const next = ahead(view);
  const waiting = desk.hands.filter((hand) => hand.hand !== view.floor.asking).length;
  const more = { hands: waiting, n: waiting, done: desk.finished_writing, writers: desk.writers, next_step: nextName(view), next_length: next?.length ? minutes(next.length) : "" };
  return html`<section class="stack-2" aria-labelledby="now-title"><h2 id="now-title" class="unseen">${t("desk.what_now")}</h2>${h(NowLine, { view, more })}
    <div class="act">${h(CameraLine, { key: "camera", view, line })}${notice(line)}<div class="row">${primary ? h(Press, { key: "primary", line, kind: "primary", text: primary.text, command: primary.command }) : null}${nudges(view, line)}${
      may(view, "pause_together") && !step.paused ? h(Press, { key: "pause", line, command: { type: "pause_together" }, text: t("act.pause") }) : null
    }</div></div></section>`;
}

/** The sentence that proposes; it changes at the moment the step's time runs out. @param {{ view: View, more: Record<string, string | number> }} props */
function NowLine({ view, more }) {
  const { clock, step } = view;
  const desk = /** @type {NonNullable<View["desk"]>} */ (view.desk);
  const timed = step.status === "open" && clock.running && clock.counting && clock.length > 0 && !clock.turn;
  useTick(() => (timed && leftOf(clock) > 0 ? leftOf(clock) + 20 : Infinity));
  const over = timed && leftOf(clock) <= 0 && desk.what_now.key === "all_well" && more["next_step"];
  return html`<p class="now-line">${nowRich(view, over ? { key: "step_over", names: desk.what_now.names ?? {} } : desk.what_now, more)}</p>`;
}

/** @param {View} view @param {Line} line */
function lesser(view, line) {
  const { plain, words } = deskActs(view);
  return [
    ...plain.map((one) => h(Press, { key: one.id, line, text: one.text, command: one.command })),
    ...words.map((one) => h(Press, { key: one.id, line, kind: "word", text: one.text, command: one.command })),
    clockKeys(view, line),
    writeInstead({ view, line }),
  ];
}

/** @param {View} view @param {Line} line */
function nudges(view, line) {
  if (!may(view, "add_time") || view.step.paused) return null;
  /** @type {(-5 | -1 | 1 | 5)[]} */
  const all = [-5, -1, 1, 5];
  return html`<div class="nudges" role="group" aria-label=${t("desk.time_for_step")}>${all.map((n) =>
    h(Press, { key: n, line, command: { type: "add_time", step: view.step.id, minutes: n }, text: n < 0 ? `−${-n}` : `+${n}`, more: t("desk.minutes_unit", { n: Math.abs(n) }) }),
  )}</div>`;
}

/** @param {View} view @param {Line} line */
function clockKeys(view, line) {
  const { step, clock } = view;
  if (step.paused || step.word || step.cannot_hear) return null;
  if (!clock.running && may(view, "start_clock")) return h(Press, { key: "clock", line, kind: "word", command: { type: "start_clock", step: step.id }, text: t("desk.start_clock") });
  if (clock.running && may(view, "stop_clock")) return h(Press, { key: "clock", line, kind: "word", command: { type: "stop_clock", step: step.id }, text: t("desk.stop_clock") });
  return null;
}

/** @param {View} view @param {Line} line @param {() => void} replan */
function ofStep(view, line, replan) {
  if (view.step.paused) return pause({ view, line });
  const away = h(ChairAway, { key: "chair", view, line });
  if (view.step.stage_kind === "asking") return [away, proposed({ view }), ownTime(view, line), h(Agenda, { key: "agenda", view, line }), askedForTime({ view, open: false })];
  const agreement = h(ContractDesk, { key: "contract", view, line, open: view.mine.ask.key === "contract_make" });
  if (view.step.stage_kind === "review" || atClose(view)) return [away, view.contract.proposal ? agreement : null, h(ReviewEnds, { key: "ends", view, line }), asSeen({ view }), learnings({ view }), view.contract.proposal ? null : agreement];
  return [away, toReadOut({ view }), freed({ view, open: replan }), leavingEarly({ view }), agreement];
}

/** Whoever is a member too may ask for time, in their own place. @param {View} view @param {Line} line */
const ownTime = (view, line) =>
  may(view, "place_bid") && !view.mine.bid ? html`<p key="own-time" class="soft">${t("desk.own_time")} ${way({ to: `/room/${line.seat}`, text: t("desk.to_my_place") })}</p>` : null;

/** @type {[string, string][]} */
const KEYS = [["N", "next_step"], ["T", "take"], ["Space", "clock"], ["P", "pause"], ["+", "more_time"], ["−", "less_time"], ["R", "time"], ["L", "line"], ["?", "keys"]];

/** A key does what its button does, and nothing when there is no button. @param {View} view @param {Line} line @param {() => void} help */
function keysOf(view, line, help) {
  const { step, clock } = view;
  const { primary, plain, words } = deskActs(view);
  /** @param {string} id */
  const one = (id) => [...(primary ? [primary] : []), ...plain, ...words].find((each) => each.id === id)?.command;
  /** @param {import("../types.js").Command | undefined | null | false} command */
  const give = (command) => {
    if (command && !line.sending(command)) line.give(command);
  };
  const stopped = !clock.running && may(view, "start_clock") ? /** @type {const} */ ({ type: "start_clock", step: step.id }) : null;
  const running = clock.running && may(view, "stop_clock") ? /** @type {const} */ ({ type: "stop_clock", step: step.id }) : null;
  /** @param {1 | -1} minutes */
  const time = (minutes) => () => give(may(view, "add_time") && { type: "add_time", step: step.id, minutes });
  return {
    n: () => give(one("open")),
    t: () => give(one("take")),
    " ": () => give(stopped ?? running),
    p: () => give(may(view, "pause_together") && !step.paused && { type: "pause_together" }),
    "+": time(1),
    "=": time(1),
    "-": time(-1),
    r: () => announce(timeText(view, line)),
    m: () => toggleMute(view, line),
    l: () => announce(lastLine(view)),
    "?": help,
  };
}
