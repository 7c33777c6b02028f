/** A region beside the nation: numbers in a table, with a bar for the region and a mark for the nation. */

import { share } from "../figures/nation.js";
import { number, t } from "../text/texts.js";
import { el, svg } from "../ui/dom.js";

/** @typedef {import("../figures/nation.js").Figures} Figures */
/** @typedef {import("../text/words.js").Words} Words */
/** @typedef {{name: string, here: number | null, nation: number | null, most: number, format: (value: number) => string}} Line */

const LENGTH = 100;

/**
 * @param {Figures} here @param {Figures} nation both for the same filters
 * @param {Words} words
 * @param {string} why what to say where the region has no rate
 */
export function comparison(here, nation, words, why) {
  return el("section", { class: "comparison", "aria-labelledby": "comparison-title" },
    el("h3", { id: "comparison-title" }, t("Beside the nation")),
    el("p", {}, rateSentence(here.rate, nation.rate, why)),
    el("p", { class: "meaning" }, t("Same filters. Bar: here; upright mark: nationwide.")),
    el("table", { "aria-labelledby": "comparison-title" },
      el("thead", {}, el("tr", {},
        el("th", { scope: "col" }, t("Value")),
        el("th", { scope: "col", class: "figure" }, t("Here")),
        el("th", { scope: "col", class: "figure" }, t("Nationwide")),
        el("td", {}))),
      el("tbody", {}, linesOf(here, nation, words).map(lineRow))));
}

/** @param {number | null} here @param {number | null} nation @param {string} why */
function rateSentence(here, nation, why) {
  if (here === null) return why;
  const values = { here: number(here, 1), nation: nation === null ? "–" : number(nation, 1) };
  if (nation === null) return t("%(here)s per 100 existing schools; for the nation no rate can be stated.", values);
  if (here === nation) return t("%(here)s per 100 existing schools, as many as nationwide.", values);
  return here > nation
    ? t("%(here)s per 100 existing schools, more than nationwide (%(nation)s). That can also mean that more was listed here.", values)
    : t("%(here)s per 100 existing schools, fewer than nationwide (%(nation)s). That can also mean that less was listed here.", values);
}

/** @param {Figures} here @param {Figures} nation @param {Words} words @returns {Line[]} */
function linesOf(here, nation, words) {
  const rate = { name: t("Per 100 schools"), here: here.rate, nation: nation.rate, most: Math.max(here.rate ?? 0, nation.rate ?? 0), format: (/** @type {number} */ value) => number(value, 1) };
  return [
    rate,
    ...shares(words.levels, here.summary, nation.summary, "levels", (code) => words.level(code).name),
    ...shares(words.statuses, here.summary, nation.summary, "statuses", (code) => words.status(code).name),
  ];
}

/**
 * @param {string[]} codes
 * @param {import("../types.js").Summary} here @param {import("../types.js").Summary} nation
 * @param {"levels" | "statuses"} kind
 * @param {(code: string) => string} name
 * @returns {Line[]}
 */
const shares = (codes, here, nation, kind, name) => codes
  .filter((code) => here[kind][code] || nation[kind][code])
  .map((code) => ({
    name: name(code),
    here: share(here[kind][code] ?? 0, here.schools),
    nation: share(nation[kind][code] ?? 0, nation.schools),
    most: 100,
    format: (value) => `${number(value)} %`,
  }));

/** @param {Line} line */
const lineRow = ({ name, here, nation, most, format }) => el("tr", {},
  el("th", { scope: "row" }, name),
  ...[here, nation].map((value) => el("td", { class: "figure" }, value === null ? "–" : format(value))),
  el("td", { "aria-hidden": "true" }, bar(here, nation, most)));

/** @param {number | null} here @param {number | null} nation @param {number} most */
function bar(here, nation, most) {
  const length = (/** @type {number} */ value) => (most ? (value / most) * LENGTH : 0);
  return svg("svg", { class: "bar-and-mark", viewBox: `-2 0 ${LENGTH + 4} 14`, preserveAspectRatio: "none" },
    svg("path", { class: "ground", d: `M0 7H${LENGTH}` }),
    here === null ? null : svg("rect", { class: "bar", x: 0, y: 3, width: length(here), height: 8 }),
    nation === null ? null : svg("path", { class: "mark", d: `M${length(nation)} 0V14` }));
}
