// When there is no room to show: before the first view, after leaving, and when the line has come to its end.
import { h, html } from "../../vendor/preact-htm.js";
import { now } from "../clock.js";
import { way } from "../paths.js";
import { t } from "../texts.js";
import { whenWords } from "../times.js";
import { sentApologies } from "../parts/apologies.js";
import { bar } from "../parts/bar.js";
import { WaitingEntries } from "../parts/late_entries.js";
import { WaitingReview } from "../parts/late_review.js";
import { button } from "../parts/press.js";

/** @param {{ title: string, words: string, act: import("../types.js").Child, line?: import("../types.js").Line, more?: import("../types.js").Child }} props */
export function door({ title, words, act, line, more = null }) {
  return html`${line ? bar({ line }) : bar({})}<main class="door" id="now"><div class="stack-5"><h1 tabindex="-1">${title}</h1><p class="lede">${words}</p><div class="act"><div class="row">${act}</div></div></div>${more}</main>`;
}

/** @param {{ line: import("../types.js").Line }} props */
export function waiting({ line }) {
  const lost = line.state === "lost" || line.state === "reconnecting";
  return door({ line, title: t("waiting.title"), words: t(lost ? "waiting.no_line" : "waiting.words"), act: lost ? button({ kind: "plain", text: t("line.try_now"), onPress: () => line.retry() }) : null });
}

/** @param {{ why: import("../types.js").Ended, seat: string, sentence?: string, nextAt?: number | null }} props  sentence: what the server said on the way out */
export function ended({ why, seat, sentence = "", nextAt = null }) {
  if (why === "no_place") return noPlace(nextAt);
  const act =
    why === "version"
      ? button({ kind: "primary", text: t("ended.version.act"), onPress: () => location.reload() })
      : why === "closed"
        ? way({ kind: "primary", to: `/mine/${seat}`, text: t("close.own_page") })
        : null;
  return door({ title: t(`ended.${why}.title`), words: sentence || t(`ended.${why}.words`), act, more: why === "closed" ? html`${h(WaitingEntries, { seat })}${h(WaitingReview, { seat })}` : null });
}

/** Somebody's place begins with the next session. @param {number | null} nextAt */
function noPlace(nextAt) {
  return door({
    title: t("ended.no_place.title"),
    words: nextAt === null ? t("ended.no_place.words_not_planned") : t("ended.no_place.words", { when: whenWords(nextAt, now()) }),
    act: button({ kind: "primary", text: t("ended.no_place.act"), onPress: () => location.reload() }),
  });
}

/** @param {{ seat: string, line: import("../types.js").Line, back: () => void }} props */
export function left({ seat, line, back }) {
  const comeBack = async () => {
    if (!line.view?.mine.may.includes("come_back")) return location.reload();
    if ((await line.give({ type: "come_back" })).done) back();
    return undefined;
  };
  const absent = line.view !== null && sentApologies(line.view, line.view.mine.id);
  return door({
    line,
    title: t(absent ? "apologies.door_title" : "left.title"),
    words: t(absent ? "apologies.door_words" : "left.words"),
    act: html`${button({ kind: "primary", text: t(absent ? "apologies.come" : "left.back"), onPress: comeBack })}${way({ to: `/mine/${seat}`, text: t("close.own_page") })}${way({ to: `/seen/${seat}`, text: t("seen.link") })}`,
  });
}
