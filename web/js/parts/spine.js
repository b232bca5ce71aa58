// The plan of the session, printed like an order of service, and when we should finish.
import { h, html } from "../../vendor/preact-htm.js";
import { now } from "../clock.js";
import { called, isHolder, stepName } from "../reading.js";
import { t, words } from "../texts.js";
import { clockTime, inMinutes, spareWords } from "../times.js";
import { useTick } from "./tick.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").StageLine} StageLine */

/** @param {View} view @param {StageLine} stage */
function stageName(view, stage) {
  if (stage.holder) return called(view, stage.holder);
  return stage.kind === "round" && !view.agenda.agreed ? t("plan.rounds", { n: inMinutes(stage.length) }) : stage.name;
}

/** @param {View} view @param {StageLine} stage */
function stageLine(view, stage) {
  const all = stage.state === "now" ? stage.steps.filter((step) => !step.on_request || step.state !== "ahead") : [];
  // a first step that has the stage's own name is the stage's line itself
  const own = all.length > 1 && all[0]?.name === stageName(view, stage) ? all[0] : null;
  const steps = own ? all.slice(1) : all;
  const within = stage.state === "now" && steps.length > 0 && own?.state !== "now";
  return html`<li key=${stage.id} class=${within ? "within" : stage.state} aria-current=${stage.state === "now" && !within ? "step" : null}>
    <time datetime=${clockTime(stage.at)}>${clockTime(stage.at)}</time><span>${stageName(view, stage)}${
      stage.state === "done" ? html`<span class="unseen"> ${t("plan.done")}</span>` : null
    }</span>${
      steps.length
        ? html`<ol>${steps.map(
            (step) => html`<li key=${step.id} class=${step.state} aria-current=${step.state === "now" ? "step" : null}><time datetime=${clockTime(step.at)}>${clockTime(step.at)}</time><span>${step.name}</span></li>`,
          )}</ol>`
        : null
    }</li>`;
}

/** When we should finish if this step ends at its time; past that it moves with the clock. @param {View} view */
export function finishOf(view) {
  const { clock } = view;
  if (!clock.counting || clock.finish_at === null) return null;
  const due = clock.step_due_at ?? (clock.step_left !== null ? now() + clock.step_left : null);
  return due === null ? clock.finish_at : Math.max(now(), due) + clock.rest;
}

/**
 * A finish that was foretold for some other plan, as it is by now: once the open step is over it moves with the clock.
 * @param {{ view: View, at: number, text: string }} props text: the sentence that tells it
 */
export function Foretold({ view, at, text }) {
  useTick(() => (view.clock.counting ? 10_000 : Infinity));
  const due = view.clock.step_due_at;
  return html`${t(text, { time: clockTime(at + (due === null ? 0 : Math.max(0, now() - due))) })}`;
}

/** @param {{ view: View }} props */
function Finish({ view }) {
  useTick(() => (view.clock.counting && view.step.status === "open" ? 10_000 : Infinity));
  if (view.step.status !== "open") return null;
  const finish = finishOf(view);
  const known = view.clock.finish_at !== null;
  if (!known && view.clock.counting) return null;
  return html`<p class="finish"><span class="soft">${t("plan.finish")}</span><strong>${
    finish === null ? t("plan.not_counting") : clockTime(finish)
  }</strong><span class="soft">${finish === null ? t("plan.say_when") : spareWords(view.clock.ends_at - finish)}</span></p>`;
}

/** @param {{ view: View, more?: import("../types.js").Child }} props */
export function spine({ view, more = null }) {
  if (!view.agenda.stages.length) return html`<nav class="spine" id="plan" aria-label=${t("plan.label")}><h2>${t("plan.not_yet")}</h2></nav>`;
  return html`<nav class="spine" id="plan" aria-label=${t("plan.label")}><h2>${t("plan.today")}</h2>
    <ol>${view.agenda.stages.map((stage) => stageLine(view, stage))}</ol>${h(Finish, { view })}${more}</nav>`;
}

/** @param {View} view */
function where(view) {
  const { step } = view;
  if (step.paused) return t("strip.paused");
  if (step.round === null || !step.holder) return stepName(view);
  if (step.floor === "holder") {
    return isHolder(view)
      ? t("strip.your_airspace")
      : t("strip.airspace", { name: called(view, step.holder), place: t(`ordinals.${step.round}`), of: words(step.rounds) });
  }
  return isHolder(view) ? t("strip.your_round", { step: step.name }) : t("strip.round", { name: called(view, step.holder), step: step.name });
}

/** @param {{ view: View }} props */
function StripFinish({ view }) {
  useTick(() => (view.clock.counting && view.step.status === "open" ? 10_000 : Infinity));
  if (view.step.paused) return html`<span>${t("strip.stopped")}</span>`;
  const finish = view.step.status === "open" ? finishOf(view) : null;
  return finish === null ? null : html`<span>${t("strip.finish")} <b>${clockTime(finish)}</b></span>`;
}

/** The same in one line, on a phone: where we are, and when we finish. It leads to the whole plan. @param {{ view: View }} props */
export function strip({ view }) {
  return html`<a class="strip" href="#plan"><span><b>${where(view)}</b></span>${h(StripFinish, { view })}</a>`;
}
