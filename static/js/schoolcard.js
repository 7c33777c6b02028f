/** What is told of one school, and what each word means. */

import { facts } from "./card.js";
import { el } from "./dom.js";
import { statusSymbol } from "./symbols.js";
import { currentLanguage, date, listing, number, t, tn } from "./texts.js";

/** @typedef {import("./types.js").School} School */

/** @param {School} school @param {import("./words.js").Words} words @param {() => void} onApproach */
export function schoolCard(school, words, onApproach) {
  const level = words.level(school.level);
  const status = words.status(school.status);
  return {
    title: school.name,
    symbol: statusSymbol(school.status),
    body: [
      school.name_en && currentLanguage() !== "ko" ? el("p", { class: "quiet" }, school.name_en) : null,
      listedNote(school),
      facts([
        [t("Level"), level.name],
        [t("Status"), explained(status.name, status.meaning)],
        [t("First reported"), school.first_reported ? date(school.first_reported) : t("no date given")],
        ...lastReported(school),
        [t("Sources"), explained(sources(school), school.sources?.join(", ") ?? "")],
        [t("Place"), place(school, words)],
        [t("Address"), school.address === undefined ? t("Loading") : school.address || t("not known")],
      ]),
      school.disputed ? el("p", { class: "note" }, t("Disputed: the sources do not agree about this school.")) : null,
      el("button", { type: "button", class: "button", on: { click: onApproach } }, t("Zoom to this place")),
    ],
  };
}

/** A list is no finding; where there is one, the status says so. @param {School} school */
const listedNote = ({ status }) => status === "confirmed" ? null
  : el("p", { class: "quiet" }, t("Listed schools; listing does not mean that a case is confirmed."));

/** @param {School} school @returns {[string, string][]} */
const lastReported = ({ first_reported: first, last_reported: last }) =>
  last && last !== first ? [[t("Last reported"), date(last)]] : [];

/** @param {School} school */
const sources = ({ sources: files, reports }) =>
  listing([files ? tn("%(n)s source", "%(n)s sources", files.length) : t("Loading"), tn("%(n)s report", "%(n)s reports", reports)]);

/** @param {School} school @param {import("./words.js").Words} words */
function place({ outcome, radius_m: radius }, words) {
  const word = words.outcome(outcome);
  if (outcome !== "approximate") return explained(t("Exact"), word.meaning);
  return explained(radius ? t("Approximate, within %(distance)s", { distance: distance(radius) }) : t("Approximate"), word.meaning);
}

/** @param {number} metres */
const distance = (metres) => metres < 1000
  ? t("%(n)s m", { n: number(Math.round(metres)) })
  : t("%(n)s km", { n: number(metres / 1000, 1) });

/** @param {string} word @param {string} meaning */
const explained = (word, meaning) => [word, meaning ? el("span", { class: "meaning" }, meaning) : null];
