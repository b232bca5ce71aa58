// My own page: what I took away from earlier sessions, behind a PIN that only I know.
import { h, html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { getOwnPage, openOwnPage, setPin } from "../api.js";
import { way } from "../paths.js";
import { t } from "../texts.js";
import { byWhen, day } from "../times.js";
import { bar, skip } from "../parts/bar.js";
import { WaitingEntries } from "../parts/late_entries.js";
import { WaitingReview } from "../parts/late_review.js";
import { marks } from "../parts/review.js";
import { unknown } from "./unknown.js";

/** @typedef {import("../api.js").OwnSession} OwnSession */

/** @param {{ seat: string }} props */
export function Mine({ seat }) {
  const [page, setPage] = useState(/** @type {import("../api.js").OwnPage | null} */ (null));
  const [sessions, setSessions] = useState(/** @type {OwnSession[] | null} */ (null));
  const [pin, setPinWords] = useState("");
  const [problem, setProblem] = useState("");
  const [lost, setLost] = useState("");
  const [asking, setAsking] = useState(false);
  const given = useRef(""); // while this page is open, to read it once more
  useEffect(() => {
    document.title = t("mine.page_title");
    getOwnPage(seat).then((answer) => (answer.ok ? setPage(answer.body) : setLost(answer.sentence)));
  }, [seat]);

  /** @param {Event} event */
  const send = async (event) => {
    event.preventDefault();
    if (asking || !page) return;
    setAsking(true);
    setProblem("");
    if (!page.pin_set) {
      const set = await setPin(seat, pin);
      if (!set.ok) {
        setAsking(false);
        return setProblem(set.sentence);
      }
      setPage({ ...page, pin_set: true });
    }
    const answer = await openOwnPage(seat, pin);
    setAsking(false);
    if (!answer.ok) return setProblem(answer.sentence);
    given.current = pin;
    setPinWords("");
    return setSessions(answer.body.sessions);
  };
  const again = async () => {
    const answer = await openOwnPage(seat, given.current);
    if (answer.ok) setSessions(answer.body.sessions);
  };

  if (lost) return unknown({ sentence: lost });
  if (sessions) return opened({ sessions, seat, again });
  return html`${skip()}${bar({})}<main class="door" id="now"><form class="stack-5" onSubmit=${send}><h1>${t("mine.title")}</h1><p class="lede">${t(page && !page.pin_set ? "mine.choose" : "mine.enter")}</p>
    ${page?.renewed_at ? html`<p class="soft">${t("mine.renewed", { day: day(page.renewed_at) })}</p>` : null}
    <div class="field short"><label for="pin">${t("mine.pin")}</label><input type="password" id="pin" inputmode="numeric" autocomplete="off" minlength="4" maxlength="12" required value=${pin} aria-describedby="pin-hint"
      onInput=${(/** @type {{ currentTarget: HTMLInputElement }} */ event) => setPinWords(event.currentTarget.value)}/><p id="pin-hint" class="hint">${t(page && !page.pin_set ? "mine.choose_hint" : "mine.enter_hint")}</p></div>
    ${problem ? html`<p class="notice" role="alert">${problem}</p>` : null}
    <div class="act"><div class="row"><button class="primary" type="submit">${t(page && !page.pin_set ? "mine.set" : "mine.open")}</button>${way({ to: `/room/${seat}`, text: t("mine.to_room") })}</div></div></form></main>`;
}

/** @param {{ sessions: OwnSession[], seat: string, again: () => void }} props */
function opened({ sessions, seat, again }) {
  return html`${skip()}${bar({})}<main class="door" id="now"><div class="stack-2"><h1>${t("mine.title")}</h1><p class="lede">${t(sessions.length ? "mine.yours" : "mine.nothing")}</p></div>
    ${h(WaitingEntries, { seat, then: again })}${h(WaitingReview, { seat })}${sessions.map((one) => session(one))}<div class="act"><div class="row">${way({ to: `/room/${seat}`, text: t("mine.to_room") })}${way({ to: `/seen/${seat}`, text: t("seen.link") })}</div></div></main>`;
}

/** @param {OwnSession} one */
function session(one) {
  return html`<section key=${one.id} class="ruled stack"><h2>${t("mine.session", { n: one.number, day: day(one.starts_at) })}</h2>
    ${one.actions.length
      ? html`<h3>${t("close.actions")}</h3><ul class="rows two">${one.actions.map(
          (action) => html`<li><span>${action.what}${action.entered_by ? html` <span class="tag">${t("together.entered.for", { name: t("together.you"), by: action.entered_by })}</span>` : null}${action.learned ? html`<br/><span class="soft">${action.learned}</span>` : null}</span><span class="tag">${action.status ? t(`reports.${action.status}`) : byWhen(action.by_when)}</span></li>`,
        )}</ul>`
      : null}
    ${one.learning ? html`<h3>${t("close.learning")}</h3><p class="issue said">${one.learning}</p>` : null}
    ${one.asked.length ? html`<h3>${t("close.asked")}</h3><ol class="rows two">${one.asked.map((asked) => html`<li><span>${asked.words}</span><span class="tag">${asked.kept ? t("asked.kept") : ""}</span></li>`)}</ol>` : null}
    ${marks(one.marks)}
    ${!one.actions.length && !one.asked.length && !one.learning && !one.marks.length ? html`<p class="soft">${t("mine.empty")}</p>` : null}</section>`;
}
