// The administrator's page: make a set, hand out its links, renew or revoke one.
import { h, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { adminSignIn, changeSeat, getFormats, getSets } from "../api.js";
import { onOtherLink, secretOfLink } from "../paths.js";
import { t } from "../texts.js";
import { day, clockTime } from "../times.js";
import { bar, skip } from "../parts/bar.js";
import { links } from "../parts/links.js";
import { callLink } from "../parts/meeting.js";
import { NewSet } from "../parts/new_set.js";
import { button } from "../parts/press.js";
import { Practise } from "../parts/rehearsal.js";
import { MeetingDialog, PlanDialog, SeatDialog, SupportDialog, SureDialog } from "../parts/set_office.js";

/** @typedef {import("../api.js").AdminSet} AdminSet */
/** @typedef {import("../types.js").SeatLink} SeatLink */

export function Admin() {
  const [token] = useState(secretOfLink);
  const [sets, setSets] = useState(/** @type {AdminSet[] | null} */ (null));
  const [formats, setFormats] = useState(/** @type {import("../api.js").Formats} */ ({ sessions: [], rounds: [] }));
  const [problem, setProblem] = useState("");
  const read = async () => {
    const answer = await getSets();
    const known = answer.ok ? await getFormats() : null;
    if (known?.ok) setFormats(known.body);
    if (answer.ok) setSets(Array.isArray(answer.body) ? answer.body : answer.body.sets);
    return answer;
  };
  useEffect(() => {
    document.title = t("admin.page_title");
    if (!token) read();
  }, []);
  useEffect(onOtherLink, []);
  const signIn = async () => {
    setProblem("");
    const answer = token ? await adminSignIn(token) : null;
    if (answer && !answer.ok) return setProblem(answer.sentence);
    history.replaceState(null, "", "/admin");
    const got = await read();
    return got.ok ? undefined : setProblem(got.sentence);
  };
  if (!sets) {
    return html`${skip()}${bar({})}<main class="door" id="now"><div class="stack-5"><h1>${t("admin.title")}</h1><p class="lede">${t(token ? "admin.sign_in_words" : "admin.no_token")}</p>${
      problem ? html`<p class="notice" role="alert">${problem}</p>` : null
    }<div class="act"><div class="row">${button({ kind: "primary", text: t("admin.sign_in"), onPress: signIn })}</div></div></div></main>`;
  }
  return html`${skip()}${bar({})}<main class="door" id="now"><h1>${t("admin.title")}</h1>
    <div class="row">${h(Practise, { seat: "", kind: "plain", text: t("rehearsal.title") })}</div>
    ${problem ? html`<p class="notice" role="alert">${problem}</p>` : null}
    <div class="door two bare"><div class="stack-5">${sets.length ? sets.map((one) => h(SetOffice, { key: one.id, one, formats, again: read, tell: setProblem })) : html`<p class="lede">${t("admin.no_sets")}</p>`}</div>
    ${h(NewSet, { formats, made: (made) => setSets([made, ...sets]) })}</div></main>`;
}

/** @param {{ one: AdminSet, formats: import("../api.js").Formats, again: () => void, tell: (sentence: string) => void }} props */
function SetOffice({ one, formats, again, tell }) {
  const [asked, setAsked] = useState(/** @type {"" | "plan" | "add" | "support" | "meeting"} */ (""));
  const [sure, setSure] = useState(/** @type {{ seat: SeatLink, what: "revoke" | "remove" } | null} */ (null));
  const [said, setSaid] = useState("");
  /** @param {SeatLink} seat @param {"renew" | "revoke" | "remove"} what */
  const act = async (seat, what) => {
    setSure(null);
    const answer = await changeSeat(seat.seat, what);
    return answer.ok ? again() : tell(answer.sentence);
  };
  const close = () => setAsked("");
  const done = (words = "") => {
    setSaid(words);
    close();
    again();
  };
  const { session } = one;
  return html`<section class="stack-2 ruled"><h2>${one.name}</h2><p class="soft">${session ? t(one.meets ? "admin.session_of" : "admin.session", { n: session.number, of: one.meets ?? 0, day: day(session.starts_at), time: clockTime(session.starts_at) }) : t("admin.no_session")}${one.seats.some((seat) => seat.kind === "facilitator") ? null : html`<br/>${t("admin.self_run")}`}<br/>${t(`meeting.office_${one.where}`)}${one.call_link ? html` ${callLink(one.call_link, "inline", t("meeting.office_open"))}` : null}</p>
    <div class="row">${button({ text: t("admin.plan"), more: one.name, onPress: () => setAsked("plan") })}${button({ text: t("admin.add"), more: one.name, onPress: () => setAsked("add") })}${button({ text: t("meeting.office"), more: one.name, onPress: () => setAsked("meeting") })}${button({ text: t("admin.support"), more: one.name, onPress: () => setAsked("support") })}</div>
    <p role="status">${said}</p><p class="hint">${t("links.hint")}</p>
    ${links({
      seats: one.seats,
      more: (seat) => html`${button({ text: t("admin.renew"), more: seat.name, onPress: () => act(seat, "renew") })}${seat.revoked ? null : button({ text: t("admin.revoke"), more: seat.name, onPress: () => setSure({ seat, what: "revoke" }) })}${
        seat.kind === "access" || seat.kind === "guest" ? button({ text: t("admin.remove"), more: seat.name, onPress: () => setSure({ seat, what: "remove" }) }) : null
      }`,
    })}
    ${asked === "plan" ? h(PlanDialog, { one, formats, close, done: () => done() }) : null}${asked === "add" ? h(SeatDialog, { one, close, done }) : null}${asked === "meeting" ? h(MeetingDialog, { one, close, done: () => done() }) : null}${asked === "support" ? h(SupportDialog, { one, close, done: () => done() }) : null}
    ${sure ? h(SureDialog, { ...sure, close: () => setSure(null), yes: () => act(sure.seat, sure.what) }) : null}</section>`;
}
