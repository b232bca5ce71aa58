// What may be entered for somebody, each with its few fields; nothing private is among it.
import { html } from "../../vendor/preact-htm.js";
import { called, person } from "../reading.js";
import { t } from "../texts.js";
import { inSession } from "../times.js";
import { box, choices } from "./box.js";

/** @typedef {import("../types.js").View} View */
/** @typedef {import("../types.js").Child} Child */
/** @typedef {Extract<import("../types.js").Command, { type?: "enter_for" }>["entry"]} Entry */
/** @typedef {"say_ready" | "contract" | "leave_early" | "report_action" | "place_bid" | "agenda" | "say_of_contract" | "hand" | "take_action" | "overheard" | "invite" | "think" | "offers" | "headline" | "noter"} What */
/** @typedef {{ get: (key: string, initial?: string) => string, set: (key: string, value: string) => void }} Fields */
/** @typedef {{ view: View, id: string, name: string, allowed: string[], fields: Fields }} Given */
/** @typedef {{ what: What, needs: string[], keys: string[], stands?: (view: View, id: string) => boolean, there: (view: View, id: string) => boolean, draw: (given: Given) => Child, entry: (given: Given) => Entry | null }} Form */

export const PREFIX = "enter";
const NOBODY = "-";

/** @param {View} view @param {string} id */
const reportsOf = (view, id) => view.actions.reports.filter((one) => one.owner === id);
/** @param {View} view @param {string} id */
const handOf = (view, id) => (view.desk?.hands ?? view.hands.queue).find((one) => one.person === id)?.hand ?? (view.floor.asker === id ? view.floor.asking : null);
/** What was entered for them already. @param {View} view @param {string} id */
const entriesOf = (view, id) => view.desk?.people.find((each) => each.person === id)?.entered ?? [];
/** Whether it was said what came of it, by themselves or for them. @param {View} view @param {string} id @param {{ what: string, status: string | null }} report */
const reported = (view, id, report) => report.status !== null || entriesOf(view, id).some((entry) => entry.kind === "report_action" && entry.about === report.what);
/** @type {("reaffirm" | "raise_contract")[]} */
const OF_CONTRACT = ["reaffirm", "raise_contract"];
/** What there is to say of the contract: that they are content, until they have said so. @param {Given} given */
const ofContract = ({ view, id, allowed }) => {
  const said = view.desk?.people.find((each) => each.person === id)?.reaffirmed ?? false;
  return OF_CONTRACT.filter((one) => allowed.includes(one) && !(said && one === "reaffirm"));
};
/** The report that is to come next. @param {View} view @param {string} id */
const nextReport = (view, id) => reportsOf(view, id).find((report) => !reported(view, id, report)) ?? reportsOf(view, id)[0];
const always = () => true;
/** The step of suggestions that this round has. @param {View} view */
const offersStep = (view) => view.mine.offers_step;
/** @param {View} view @param {string} id */
const invitationOf = (view, id) => view.desk?.people.find((each) => each.person === id)?.invite ?? null;
/** Who could note spoken questions: members with a place of their own. @param {View} view @param {string} id */
const noters = (view, id) => view.people.people.filter((each) => each.kind === "member" && each.id !== id && each.presence === "here" && !each.without_screen);

/** A line to write in. @param {Fields} fields @param {string} key @param {string} label @param {string} [type] */
const field = (fields, key, label, type = "text") => html`<div class=${type === "text" ? "field" : "field short"}><label for=${`${PREFIX}-${key}`}>${label}</label><input type=${type} id=${`${PREFIX}-${key}`} maxlength="500" autocomplete="off" value=${fields.get(key)}
  onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => fields.set(key, event.currentTarget.value)}/></div>`;

/** One of a few. @param {Fields} fields @param {string} key @param {string} legend @param {[string, string][]} options @param {string} [initial] */
const one = (fields, key, legend, options, initial) =>
  choices({ name: `${PREFIX}-${key}`, legend, seen: true, value: fields.get(key, initial) || null, choose: (value) => fields.set(key, value), options: options.map(([value, text]) => ({ value, text })) });

/** Whole minutes, where some were said. @param {string} words */
function minutesOf(words) {
  const minutes = Number.parseInt(words, 10);
  return Number.isNaN(minutes) ? null : minutes;
}

/** @type {Form[]} */
export const FORMS = [
  {
    what: "say_ready",
    needs: ["say_ready"],
    keys: [],
    there: (view, id) => !person(view, id)?.ready,
    draw: ({ name }) => html`<p>${t("together.enter.says_ready", { name })}</p>`,
    entry: () => ({ type: "say_ready" }),
  },
  {
    what: "report_action",
    needs: ["report_action"],
    keys: ["action", "status", "learned"],
    stands: (view, id) => reportsOf(view, id).every((report) => reported(view, id, report)),
    there: (view, id) => reportsOf(view, id).length > 0,
    draw: ({ view, id, fields }) => {
      const all = reportsOf(view, id);
      return html`${all.length > 1 ? one(fields, "action", t("together.enter.which"), all.map((report) => [report.action, report.what]), nextReport(view, id)?.action) : html`<p class="issue said">${all[0]?.what}</p>`}
        ${one(fields, "status", t("reports.legend"), ["done", "partly", "changed", "not_yet"].map((status) => [status, t(`reports.${status}`)]))}
        ${field(fields, "learned", t("together.enter.learned"))}`;
    },
    entry: ({ view, id, fields }) => {
      const action = fields.get("action", nextReport(view, id)?.action ?? "");
      const status = /** @type {import("../types.js").ActionStatus | ""} */ (fields.get("status"));
      return action && status ? { type: "report_action", action, status, learned: fields.get("learned").trim() } : null;
    },
  },
  {
    what: "agenda",
    needs: ["say_content", "say_not_content"],
    keys: ["content"],
    there: (view) => view.agenda.proposal !== null,
    draw: ({ fields }) => one(fields, "content", t("together.enter.agenda_legend"), [["yes", t("together.enter.content")], ["no", t("together.enter.not_content")]]),
    entry: ({ view, fields }) => {
      const put = view.agenda.proposal;
      if (!put || !fields.get("content")) return null;
      return { type: fields.get("content") === "yes" ? "say_content" : "say_not_content", agenda: put.agenda };
    },
  },
  {
    what: "place_bid",
    needs: ["place_bid"],
    keys: ["kind", "headline", "minutes"],
    stands: (view, id) => view.bids.bids.some((bid) => bid.person === id) || entriesOf(view, id).some((entry) => entry.kind === "place_bid"),
    there: always,
    draw: ({ fields, name }) => {
      const kind = fields.get("kind", "asks");
      return html`${one(fields, "kind", t("together.enter.bid_legend", { name }), ["asks", "if_room", "nothing"].map((value) => [value, t(`bid.${value}`)]), "asks")}
        ${kind === "nothing" ? null : html`${field(fields, "headline", t("bid.headline"))}${field(fields, "minutes", t("bid.minutes"), "number")}`}`;
    },
    entry: ({ fields }) => {
      const kind = /** @type {import("../types.js").BidKind} */ (fields.get("kind", "asks"));
      if (kind === "nothing") return { type: "place_bid", kind };
      return { type: "place_bid", kind, headline: fields.get("headline").trim(), minutes: minutesOf(fields.get("minutes")) };
    },
  },
  {
    what: "hand",
    needs: ["raise_hand", "lower_hand"],
    keys: [],
    stands: (view, id) => handOf(view, id) !== null,
    there: always,
    draw: ({ view, id, name }) => html`<p>${t(handOf(view, id) ? "together.enter.hand_down" : "together.enter.hand_up", { name })}</p>`,
    entry: ({ view, id }) => {
      const hand = handOf(view, id);
      return hand ? { type: "lower_hand", hand } : { type: "raise_hand" };
    },
  },
  {
    what: "take_action",
    needs: ["take_action"],
    keys: ["action", "by"],
    there: always,
    draw: ({ fields }) => html`${box({ id: `${PREFIX}-action`, label: t("together.enter.action"), words: fields.get("action"), change: (words) => fields.set("action", words), rows: 2, longest: 500, seen: t("actions.seen") })}${field(fields, "by", t("actions.when_label"), "date")}`,
    entry: ({ fields }) => (fields.get("action").trim() ? { type: "take_action", what: fields.get("action").trim(), by_when: fields.get("by") } : null),
  },
  {
    what: "say_of_contract",
    needs: ["say_of_contract"],
    keys: ["content"],
    there: (view) => view.contract.proposal !== null,
    draw: ({ fields }) => one(fields, "content", t("together.enter.contract_new"), [["yes", t("together.enter.content")], ["no", t("together.enter.not_content")]]),
    entry: ({ view, fields }) => {
      const put = view.contract.proposal;
      return put && fields.get("content") ? { type: "say_of_contract", proposal: put.proposal, content: fields.get("content") === "yes" } : null;
    },
  },
  {
    what: "contract",
    needs: ["reaffirm", "raise_contract"],
    keys: ["said"],
    there: (view) => Boolean(view.contract.text || view.contract.limits),
    draw: (given) => {
      const all = ofContract(given);
      return one(given.fields, "said", t("together.enter.contract_legend"), all.map((said) => [said, t(said === "reaffirm" ? "contract.content" : "together.enter.raise")]), all.find((said) => said === "reaffirm"));
    },
    entry: (given) => {
      const all = ofContract(given);
      const said = all.find((one) => one === given.fields.get("said", "reaffirm"));
      return said ? { type: said, version: given.view.contract.version } : null;
    },
  },
  {
    what: "invite",
    needs: ["answer_invite"],
    keys: ["yes"],
    there: (view, id) => invitationOf(view, id) !== null,
    draw: ({ fields, name }) => one(fields, "yes", t("together.enter.invite_legend", { name }), [["yes", t("together.yes_question")], ["no", t("together.not_now")]]),
    entry: ({ view, id, fields }) => {
      const invite = invitationOf(view, id);
      return invite && fields.get("yes") ? { type: "answer_invite", invite, yes: fields.get("yes") === "yes" } : null;
    },
  },
  {
    what: "think",
    needs: ["let_me_think"],
    keys: [],
    there: always,
    draw: ({ view, name }) => html`<p>${t(view.step.thinking ? "together.enter.has_thought" : "together.enter.thinks", { name })}</p>`,
    entry: ({ view }) => ({ type: "let_me_think", step: view.step.id, think: !view.step.thinking }),
  },
  {
    what: "offers",
    needs: ["ask_for_offers"],
    keys: [],
    there: (view) => offersStep(view) !== null,
    draw: ({ name }) => html`<p>${t("together.enter.asks_for_offers", { name })}</p>`,
    entry: ({ view }) => {
      const step = offersStep(view);
      return step ? { type: "ask_for_offers", step } : null;
    },
  },
  {
    what: "headline",
    needs: ["reword_headline"],
    keys: ["headline"],
    there: always,
    draw: ({ view, fields }) => field(fields, "headline", view.step.issue ? t("together.enter.headline_of", { issue: view.step.issue }) : t("bid.headline")),
    entry: ({ fields }) => (fields.get("headline").trim() ? { type: "reword_headline", headline: fields.get("headline").trim() } : null),
  },
  {
    what: "noter",
    needs: ["choose_noter"],
    keys: ["noter"],
    there: (view, id) => noters(view, id).length > 0,
    draw: ({ view, id, fields }) =>
      one(fields, "noter", t("together.noter.ask"), [...noters(view, id).map((each) => /** @type {[string, string]} */ ([each.id, called(view, each.id)])), .../** @type {[string, string][]} */ (view.questions.noter ? [[NOBODY, t("together.noter.nobody")]] : [])]),
    entry: ({ fields }) => (fields.get("noter") ? { type: "choose_noter", person: fields.get("noter") === NOBODY ? null : fields.get("noter") } : null),
  },
  {
    what: "overheard",
    needs: ["say_overheard"],
    keys: [],
    there: always,
    draw: ({ view, id, name }) => html`<p>${t(person(view, id)?.overheard ? "together.enter.alone" : "together.enter.overheard", { name })}</p>`,
    entry: ({ view, id }) => ({ type: "say_overheard", on: !person(view, id)?.overheard }),
  },
  {
    what: "leave_early",
    needs: ["leave_early"],
    keys: ["at"],
    there: always,
    draw: ({ fields }) => field(fields, "at", t("together.enter.leave_at"), "time"),
    entry: ({ view, fields }) => {
      const at = inSession(fields.get("at"), view.step.starts_at, view.clock.ends_at);
      return at === null ? null : { type: "leave_early", at };
    },
  },
];
