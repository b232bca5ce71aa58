// What the programme lead will see of our session: drawn for whoever took part, with the very parts that draw it for the lead.
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { getSeen } from "../api.js";
import { way } from "../paths.js";
import { t } from "../texts.js";
import { bar, skip } from "../parts/bar.js";
import { lede, sessionLog } from "../parts/lead_log.js";
import { button } from "../parts/press.js";
import { unknown } from "./unknown.js";

/** @param {{ seat: string }} props */
export function Seen({ seat }) {
  const [seen, setSeen] = useState(/** @type {import("../api.js").Seen | null} */ (null));
  const [lost, setLost] = useState("");
  const [problem, setProblem] = useState("");
  const read = async () => {
    const answer = await getSeen(seat);
    if (answer.ok) setSeen(answer.body);
    setProblem(answer.ok || answer.code === "signed_out" ? "" : answer.sentence);
    setLost(!answer.ok && answer.code === "signed_out" ? answer.sentence : "");
  };
  useEffect(() => {
    document.title = t("seen.page_title");
    read();
  }, [seat]);
  if (lost) return unknown({ sentence: lost });
  const trouble = problem ? html`<p class="notice" role="alert">${problem}</p>` : null;
  const ways = html`<div class="act"><div class="row">${way({ kind: "plain", to: `/room/${seat}`, text: t("seen.to_room") })}${button({ text: t("seen.again"), onPress: read })}</div></div>`;
  if (!seen) return html`${skip()}${bar({})}<main class="door" id="now"><h1>${t("seen.link")}</h1>${trouble ?? html`<p class="soft" role="status">${t("lead.reading")}</p>`}${ways}</main>`;
  const { programme, session } = seen;
  if (programme === null || session === null) {
    const what = programme === null ? "nobody" : "no_session";
    return html`${skip()}${bar({})}<main class="door" id="now"><div class="stack-5"><h1>${t(`seen.${what}`)}</h1><p class="lede">${t(`seen.${what}_words`)}</p>${trouble}${ways}</div></main>`;
  }
  return html`${skip()}${bar({})}<main class="door" id="now"><div class="stack-2"><h1>${t("seen.title")}</h1><p class="lede">${t("seen.words", { programme, set: session.set_name, n: session.number })}</p>
    <p class="soft">${lede({ session, report: seen.report })}${session.status === "closed" || session.status === "cancelled" ? "" : ` ${t("seen.still")}`}</p>${trouble}</div>
    ${sessionLog({ session, log: seen.log?.items ?? null, report: seen.report, acts: ways })}</main>`;
}
