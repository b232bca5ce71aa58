// Two actions to the room: Join, which shows whose place this is, and Enter. Nothing happens until somebody presses.
import { h, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { getSeat, join } from "../api.js";
import { known, now } from "../clock.js";
import { go, onOtherLink, secretOfLink } from "../paths.js";
import { t } from "../texts.js";
import { clockTime, day } from "../times.js";
import { LinksAtDoor } from "../desk/links.js";
import { bar, skip } from "../parts/bar.js";
import { DeviceCheck } from "../parts/device_check.js";
import { doorTable } from "../parts/door_table.js";
import { button } from "../parts/press.js";
import { settings } from "../voice/settings.js";
import { voiceOf } from "../voice/voice.js";
import { method } from "./front.js";
import { unknown } from "./unknown.js";

/** @typedef {import("../types.js").Seat} Seat */

export function Join() {
  const [token] = useState(secretOfLink);
  const [seat, setSeat] = useState(/** @type {Seat | null} */ (null));
  const [problem, setProblem] = useState("");
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    document.title = t("join.page_title");
    const known = /** @type {{ seat?: string } | null} */ (history.state)?.seat;
    if (known && !token) getSeat(known).then((answer) => (answer.ok ? setSeat(answer.body) : setProblem(answer.sentence)));
  }, []);

  useEffect(onOtherLink, []);

  const press = async () => {
    if (asking) return;
    setAsking(true);
    const answer = await join(token);
    setAsking(false);
    if (!answer.ok) return setProblem(answer.sentence);
    // The link's secret leaves the address bar; the seat's name stays in the history entry, so a reload knows its way.
    history.replaceState({ seat: answer.body.seat }, "", "/join");
    document.title = t("join.ready_title");
    return setSeat(answer.body);
  };

  if (seat) return ready({ seat });
  if (problem && !token) return unknown({ sentence: problem });
  if (!token && !history.state?.seat) return unknown({ sentence: t("join.no_token") });
  return html`${skip()}${bar({})}<main class="door two"><div class="stack-5" id="now"><h1>${t("join.title")}</h1><p class="lede">${t("join.lede")}</p>
    ${problem ? html`<p class="notice" role="alert">${problem}</p>` : null}
    <div class="act">${button({ kind: "primary", text: t(asking ? "join.joining" : problem ? "join.again" : "join.join"), onPress: press })}</div>
    <p class="soft">${t("join.nothing_happens")}</p>${method({})}</div>${doorTable({ count: 7 })}</main>`;
}

/** @param {import("../types.js").SessionFacts} session */
function whenWords({ starts_at, minutes }) {
  const ends = clockTime(starts_at + minutes * 60_000);
  const n = known() ? Math.round((starts_at - now()) / 60_000) : 0;
  const sameDay = !known() || day(starts_at) === day(now());
  const times = t("join.times", { from: clockTime(starts_at), to: ends });
  if (!sameDay) return `${day(starts_at)}, ${times}`;
  return n > 0 && n <= 90 ? t("join.times_soon", { times, n }) : times;
}

/** What binds somebody who does not belong to the set, before they come in. @param {Seat} seat */
function bound({ contract, kind }) {
  return html`<section class="ruled stack-2"><h2>${t("join.contract")}</h2>${kind === "guest" ? html`<p>${t("join.guest_waits")}</p>` : null}<p>${t("join.binds")}</p>${contract.text ? html`<p class="wording">${contract.text}</p>` : null}${
    contract.limits ? html`<p class="wording small"><strong>${t("contract.limits")}</strong> ${contract.limits}</p>` : null
  }${contract.support_line ? html`<p class="wording small"><strong>${t("contract.support")}</strong> ${contract.support_line}</p>` : null}</section>`;
}

/** The voice goes in as it was chosen here, also where this page has been in before. @param {string} seat */
function takeVoice(seat) {
  const voice = voiceOf(seat);
  const { way, pushToTalk } = settings();
  if (voice.state.pushToTalk !== pushToTalk) voice.setPushToTalk(pushToTalk);
  if (voice.state.way !== way) voice.setWay(way);
  voice.enter();
}

/** @param {{ seat: Seat }} props */
function ready({ seat }) {
  const { session } = seat;
  const desk = seat.kind === "facilitator";
  const visits = seat.kind === "access" || seat.kind === "guest";
  const first = seat.name.split(/\s+/)[0] ?? seat.name;
  const enter = () => {
    takeVoice(seat.seat);
    go(`/${desk ? "desk" : "room"}/${seat.seat}`);
  };
  return html`${skip()}${bar({})}<main class="door two"><div class="stack-5" id="now"><div><h1 tabindex="-1">${t("join.hello", { name: first })}</h1><p class="lede">${seat.kind === "access" ? t("join.there_for", { name: seat.beside }) : seat.site || (desk ? t("presence.facilitator") : "")}</p></div>
    <p class="soft">${seat.facilitator && !desk ? t("join.not_you_tell", { facilitator: seat.facilitator }) : t("join.not_you")}</p>
    <div class="act">${button({ kind: "primary", text: t(desk ? "join.enter_desk" : "join.enter"), onPress: enter })}${visits ? null : html`<div class="row"><a class="word" href=${`/mine/${seat.seat}`}>${t("close.own_page")}</a>${desk ? h(LinksAtDoor, { seat: seat.seat }) : null}</div>`}</div>
    ${visits ? bound(seat) : null}
    <dl class="facts ruled"><dt>${t("join.when")}</dt><dd>${session ? whenWords(session) : t("join.no_session")}</dd>${
      session
        ? html`<dt>${t("join.session")}</dt><dd>${t("bar.session", { set: session.set, n: session.number })}</dd><dt>${t("join.with")}</dt><dd>${
            seat.facilitator && !desk ? t("join.with_facilitator", { facilitator: seat.facilitator, n: session.members }) : t("join.with_members", { n: session.members })
          }</dd>`
        : null
    }${seat.renewed_at ? html`<dt>${t("join.link")}</dt><dd>${t("join.renewed", { day: day(seat.renewed_at) })}</dd>` : null}</dl>
    <p class="soft">${t("join.never_recorded")}</p>${method({})}</div>${
      session && !session.practice ? h(DeviceCheck, { key: "check", seat }) : doorTable({ count: (session?.members ?? 6) + 1, name: first })
    }</main>`;
}
