// The programme lead's page: with their key, the sessions of their programme, and how the time of each went.
import { h, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { getOpened, getSessions, keepKey, keptKey, saveCsv } from "../lead.js";
import { go, way } from "../paths.js";
import { t } from "../texts.js";
import { clockTime } from "../times.js";
import { bar, skip } from "../parts/bar.js";
import { lede, sessionLog } from "../parts/lead_log.js";
import { dayOfYear } from "../parts/lead_words.js";
import { button } from "../parts/press.js";

/** @typedef {import("../lead.js").LeadSession} LeadSession */
/** @typedef {import("../lead.js").Opened} Opened */
/** @typedef {{ key: string, lost: (sentence: string) => void, putAway: () => void }} Keyed */

/** Codes that mean that this key opens nothing: it is asked for again. */
const NO_KEY = new Set(["unknown_key", "key_needed"]);

/** @param {{ session: string }} props */
export function Lead({ session }) {
  const [key, setKey] = useState(keptKey);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    document.title = t("lead.page_title");
  }, []);
  /** @param {string} sentence */
  const lost = (sentence) => {
    keepKey("");
    setKey("");
    setProblem(sentence);
  };
  const putAway = () => {
    lost("");
    if (session) go("/lead");
  };
  /** @param {string} given @param {boolean} keep */
  const opened = (given, keep) => {
    if (keep) keepKey(given);
    setProblem("");
    setKey(given);
  };
  if (!key) return h(Asking, { problem, opened });
  return session ? h(OneSession, { key: session, k: { key, lost, putAway }, session }) : h(AllSessions, { k: { key, lost, putAway } });
}

/** @param {{ problem: string, opened: (key: string, keep: boolean) => void }} props */
function Asking({ problem, opened }) {
  const [key, setKey] = useState("");
  const [keep, setKeep] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState(problem);
  /** @param {Event} event */
  const send = async (event) => {
    event.preventDefault();
    if (asking) return;
    setAsking(true);
    setRefused("");
    const given = key.trim();
    const answer = await getSessions(given);
    setAsking(false);
    // A key without the list of sessions is a key all the same.
    if (answer.ok || answer.code === "no_scope") return opened(given, keep);
    return setRefused(answer.sentence);
  };
  return html`${skip()}${bar({})}<main class="door two" id="now"><form class="stack-5" onSubmit=${send}><h1>${t("lead.title")}</h1><p class="lede">${t("lead.ask")}</p>
    <div class="field"><label for="key">${t("lead.key")}</label><input type="password" id="key" autocomplete="off" autocapitalize="off" spellcheck="false" required maxlength="200" value=${key} aria-describedby="key-hint"
      onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => setKey(event.currentTarget.value)}/><p id="key-hint" class="hint">${t("lead.key_hint")}</p></div>
    <div><label class="tickbox"><input type="checkbox" checked=${keep} aria-describedby="keep-hint" onChange=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => setKeep(event.currentTarget.checked)}/><span>${t("lead.keep")}</span></label><p id="keep-hint" class="hint">${t("lead.keep_hint")}</p></div>
    ${refused ? html`<p class="notice" role="alert">${refused}</p>` : null}
    <div class="act"><div class="row"><button class="primary" type="submit">${t(asking ? "lead.opening" : "lead.open")}</button></div></div></form></main>`;
}

const focusHeading = () => /** @type {HTMLElement | null} */ (document.querySelector("#now h1"))?.focus();

/** @param {{ k: Keyed }} props */
function AllSessions({ k }) {
  const [items, setItems] = useState(/** @type {LeadSession[] | null} */ (null));
  const [next, setNext] = useState(/** @type {string | null} */ (null));
  const [problem, setProblem] = useState("");
  /** @param {LeadSession[]} before @param {string | null} cursor */
  const read = async (before, cursor) => {
    setProblem("");
    const answer = await getSessions(k.key, cursor);
    if (!answer.ok && NO_KEY.has(answer.code)) return k.lost(answer.sentence);
    if (!answer.ok) return setProblem(answer.code === "no_scope" ? t("lead.no_list") : answer.sentence);
    setItems([...before, ...answer.body.items]);
    return setNext(answer.body.next);
  };
  useEffect(() => {
    read([], null);
    focusHeading();
  }, []);
  const more = next ? button({ kind: "plain", text: t("lead.more"), onPress: () => read(items ?? [], next) }) : null;
  return html`${skip()}${bar({})}<main class="door" id="now"><div class="stack-2"><h1 tabindex="-1">${t("lead.sessions")}</h1><p class="lede">${t("lead.sessions_words")}</p></div>
    ${problem ? trouble(problem, () => read(items ?? [], next)) : null}
    ${items ? list(items) : problem ? null : html`<p class="soft" role="status">${t("lead.reading")}</p>`}
    <div class="act"><div class="row">${more}${button({ text: t("lead.put_away"), onPress: k.putAway })}</div></div></main>`;
}

/** @param {string} sentence @param {() => void} again */
const trouble = (sentence, again) =>
  html`<div class="stack-2"><p class="notice" role="alert">${sentence}</p><div class="row">${button({ kind: "plain", text: t("lead.again"), onPress: again })}</div></div>`;

/** @param {LeadSession[]} items */
function list(items) {
  if (!items.length) return html`<p>${t("lead.none")}</p>`;
  return html`<ul class="rows two sessions">${items.map(
    (one) => html`<li key=${one.id}><span>${way({ to: `/lead/${one.id}`, text: name(one) })}<br/><span class="soft small">${dayOfYear(one.starts_at)}, ${clockTime(one.starts_at)}</span></span><span class="tag">${t(`lead.status.${one.status}`)}</span></li>`,
  )}</ul>`;
}

/** @param {LeadSession} one */
const name = (one) => t("lead.session", { set: one.set_name, n: one.number });

/** @param {{ k: Keyed, session: string }} props */
function OneSession({ k, session }) {
  const [opened, setOpened] = useState(/** @type {Opened | null} */ (null));
  const [problem, setProblem] = useState("");
  const read = async () => {
    setProblem("");
    const answer = await getOpened(k.key, session);
    if (!answer.ok && NO_KEY.has(answer.code)) return k.lost(answer.sentence);
    if (!answer.ok) return setProblem(answer.sentence);
    return setOpened(answer.body);
  };
  useEffect(() => {
    read().then(focusHeading);
  }, [session]);
  const head = opened?.session;
  const ways = html`<div class="act"><div class="row">${opened?.report ? save("report", "primary") : null}${opened?.log ? save("log", "plain") : null}</div>
    <div class="row">${way({ to: "/lead", text: t("lead.back") })}<a class="word" href="/docs/api">${t("lead.over_rest")}</a>${button({ text: t("lead.put_away"), onPress: k.putAway })}</div></div>`;
  /** @param {"log" | "report"} what @param {"primary" | "plain"} kind */
  function save(what, kind) {
    const n = opened?.session?.number ?? opened?.report?.number ?? "";
    const press = async () => {
      setProblem("");
      const answer = await saveCsv(k.key, session, what, t("lead.csv_file", { n: String(n), what }));
      if (!answer.ok) setProblem(answer.sentence);
    };
    return button({ kind, text: t(`lead.csv_${what}`), onPress: press });
  }
  return html`${skip()}${bar({ said: t("lead.bar") })}<main class="door" id="now"><div class="stack-2"><h1 tabindex="-1">${head ? name(head) : t("lead.title")}</h1>${
    head && opened ? html`<p class="lede">${lede({ session: head, report: opened.report })}</p>` : null
  }<p class="soft">${t("lead.process_only")}</p></div>
    ${problem ? trouble(problem, read) : null}
    ${opened ? sessionLog({ ...opened, acts: ways }) : html`${problem ? null : html`<p class="soft" role="status">${t("lead.reading")}</p>`}${ways}`}</main>`;
}
