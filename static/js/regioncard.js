/** What is told of one region. */

import { facts } from "./card.js";
import { el } from "./dom.js";
import { statusSymbol } from "./symbols.js";
import { date, number, t, tn } from "./texts.js";

/** @typedef {import("./view.js").Row} Row */

/**
 * @param {Row} row
 * @param {{level: string, state: import("./types.js").State, config: import("./types.js").Config, words: import("./words.js").Words, names: import("./placenames.js").PlaceNames, onOnly: () => void}} context
 */
export function regionCard(row, { level, state, config, words, names, onOnly }) {
  const { region, summary } = row;
  return {
    title: region.name,
    body: [
      el("p", { class: "quiet" }, [names.province(region), words.regionLevel(level).name].filter(Boolean).join(" · ")),
      row.asked ? null : el("p", { class: "note" }, t("This region lies outside the filter.")),
      el("p", { class: "headline" }, el("b", {}, tn("%(n)s school", "%(n)s schools", summary.schools)), " ", rateText(row, state, config, words)),
      region.cautions.map(({ code, text }) => el("p", { class: "note" },
        el("b", {}, words.caution(code).name), " ", text || words.caution(code).meaning)),
      facts([
        [t("By level"), counts(words.levels, summary.levels, (code) => words.level(code).name)],
        [t("By status"), counts(words.statuses, summary.statuses, (code) => words.status(code).name, statusSymbol)],
        [t("Reports"), number(summary.reports)],
        [t("Existing schools"), existing(row, config, words)],
        [t("Dates"), dates(summary)],
      ]),
      el("button", { type: "button", class: "button", on: { click: onOnly } }, t("Show only this region")),
    ].flat(),
  };
}

/** @param {Row} row @param {import("./types.js").State} state @param {import("./types.js").Config} config @param {import("./words.js").Words} words */
function rateText({ summary, rate }, state, config, words) {
  if (rate === null) return null;
  const asked = state.level.length ? state.level : words.levels;
  const left = asked.filter((level) => !config.counted_levels.includes(level) && summary.levels[level]);
  return el("span", { class: "quiet" }, [
    t("%(rate)s per 100 existing schools", { rate: number(rate, 1) }),
    ...left.map((level) => t("not part of the rate: %(level)s %(n)s", { level: words.level(level).name, n: number(summary.levels[level]) })),
  ].join(" · "));
}

/**
 * @param {string[]} codes
 * @param {Record<string, number>} numbers
 * @param {(code: string) => string} name
 * @param {(code: string) => Node} [symbol]
 */
function counts(codes, numbers, name, symbol) {
  const present = codes.filter((code) => numbers[code]);
  if (!present.length) return t("none");
  return el("ul", { class: "counts" }, present.map((code) =>
    el("li", {}, symbol?.(code), `${name(code)} `, el("b", {}, number(numbers[code])))));
}

/** @param {Row} row @param {import("./types.js").Config} config @param {import("./words.js").Words} words */
function existing({ register, existing: whole }, config, words) {
  const known = config.counted_levels.filter((level) => typeof register[level] === "number");
  const parts = known.map((level) => `${words.level(level).name} ${number(/** @type {number} */ (register[level]))}`).join(", ");
  return [whole === null ? t("not known") : number(whole), parts ? el("span", { class: "meaning" }, t("In the register: %(parts)s", { parts })) : null];
}

/** @param {import("./types.js").Summary} summary */
function dates({ first, last }) {
  if (!first && !last) return t("no date given");
  return first && last && first !== last ? t("%(from)s to %(to)s", { from: date(first), to: date(last) }) : date(first ?? last ?? "");
}
