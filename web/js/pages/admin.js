// The administrator's page: make a set, hand out its links, renew or revoke one.
import { h, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { adminSignIn, changeSeat, getSets } from "../api.js";
import { t } from "../texts.js";
import { day, clockTime } from "../times.js";
import { bar, skip } from "../parts/bar.js";
import { links } from "../parts/links.js";
import { NewSet } from "../parts/new_set.js";
import { button } from "../parts/press.js";

/** @typedef {import("../api.js").AdminSet} AdminSet */

export function Admin() {
  const [token] = useState(() => location.hash.slice(1));
  const [sets, setSets] = useState(/** @type {AdminSet[] | null} */ (null));
  const [problem, setProblem] = useState("");
  const read = async () => {
    const answer = await getSets();
    if (answer.ok) setSets(Array.isArray(answer.body) ? answer.body : answer.body.sets);
    return answer;
  };
  useEffect(() => {
    document.title = t("admin.page_title");
    if (!token) read();
  }, []);
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
    ${problem ? html`<p class="notice" role="alert">${problem}</p>` : null}
    <div class="door two bare"><div class="stack-5">${sets.length ? sets.map((one) => set(one, setSets, setProblem)) : html`<p class="lede">${t("admin.no_sets")}</p>`}</div>
    ${h(NewSet, { made: (made) => setSets([made, ...sets]) })}</div></main>`;
}

/** @param {AdminSet} one @param {(change: (sets: AdminSet[] | null) => AdminSet[] | null) => void} change @param {(sentence: string) => void} tell */
function set(one, change, tell) {
  /** @param {import("../types.js").SeatLink} seat @param {"renew" | "revoke"} what */
  const act = async (seat, what) => {
    const answer = await changeSeat(seat.seat, what);
    if (!answer.ok) return tell(answer.sentence);
    return change((sets) => (sets ?? []).map((each) => (each.id === one.id ? { ...each, seats: each.seats.map((old) => (old.seat === seat.seat ? { ...old, ...answer.body } : old)) } : each)));
  };
  const { session } = one;
  return html`<section key=${one.id} class="stack-2 ruled"><h2>${one.name}</h2><p class="soft">${session ? t("admin.session", { n: session.number, day: day(session.starts_at), time: clockTime(session.starts_at) }) : t("admin.no_session")}</p>
    <p class="hint">${t("links.hint")}</p>
    ${links({ seats: one.seats, more: (seat) => html`${button({ text: t("admin.renew"), more: seat.name, onPress: () => act(seat, "renew") })}${seat.revoked ? null : button({ text: t("admin.revoke"), more: seat.name, onPress: () => act(seat, "revoke") })}` })}</section>`;
}
