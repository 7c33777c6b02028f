/** The card of one region. */

import { date, number, t, tn } from "../text/texts.js";
import { facts } from "../ui/card_frame.js";
import { el } from "../ui/dom.js";
import { statusSymbol } from "../ui/symbols.js";
import { cardActions } from "./card_actions.js";
import { comparison } from "./comparison.js";
import { insideOf } from "./inner_regions.js";
import { spanOf, timeline } from "./timeline.js";

const REFUTED = "refuted";

/** @typedef {import("../state/view.js").Row} Row */
/** @typedef {import("../types.js").School} School */
/**
 * @typedef {import("./card_actions.js").Surroundings & import("./inner_regions.js").Context & {
 *   level: string, names: import("../text/place_names.js").PlaceNames, onOnly: () => void,
 *   schools: School[], national: {figures: import("../figures/nation.js").Figures | null, schools: School[]},
 * }} Context `schools`: those of the region; `national`: the nation's for the same filters, but for regions
 */

/** @param {Row} row @param {Context} context */
export function regionCard(row, context) {
  const { level, names, words, config, national, schools, onOnly } = context;
  const { region, summary } = row;
  return {
    title: region.name,
    body: [
      el("p", { class: "quiet" }, [names.province(region), words.regionLevel(level).name].filter(Boolean).join(" · ")),
      row.inFilter ? null : el("p", { class: "note" }, t("This region lies outside the filter.")),
      el("p", { class: "headline" }, el("b", {}, tn("%(n)s school", "%(n)s schools", summary.schools)), " ", rateText(row, context)),
      region.cautions.map(({ code, text }) => el("p", { class: "note" },
        el("b", {}, words.caution(code).name), " ", text || words.caution(code).meaning)),
      row.inFilter && national.figures ? comparison(row, national.figures, words, whyNoRate(row, context)) : null,
      facts([
        [t("By level"), counts(words.levels, summary.levels, (code) => words.level(code).name)],
        [t("By status"), counts(words.statuses, summary.statuses, (code) => words.status(code).name, statusSymbol)],
        ...refutedBeside(row, context),
        [t("Reports"), number(summary.reports)],
        [t("Existing schools"), existing(row, context)],
        [t("Dates"), dates(summary)],
      ]),
      cardActions(context, { place: `${level}:${region.code}`, name: names.full(level, region.code) },
        el("button", { type: "button", class: "button", on: { click: onOnly } }, t("Show only this region"))),
      row.inFilter ? timeline(schools, spanOf(national.schools)) : null,
      insideOf(region, level, context),
      el("p", { class: "quiet" }, t("As of %(date)s", { date: date(config.as_of) })),
    ].flat(),
  };
}

/** Refuted claims where they are public and not counted. @param {Row} row @param {Context} context @returns {[string, string][]} */
function refutedBeside({ refuted, summary }, { config, words }) {
  const isPublic = config.region_columns.some(({ code }) => code === REFUTED);
  const isCounted = summary.statuses[REFUTED] !== undefined;
  return isPublic && refuted && !isCounted ? [[words.status(REFUTED).name, t("%(n)s, not counted here", { n: number(refuted) })]] : [];
}

/** @param {Row} row @param {Context} context */
function rateText(row, context) {
  const { summary, rate } = row;
  if (rate === null) return el("span", { class: "quiet" }, whyNoRate(row, context));
  const { config, words } = context;
  const left = askedLevels(context).filter((level) => !config.counted_levels.includes(level) && summary.levels[level]);
  return el("span", { class: "quiet" }, [
    t("%(rate)s per 100 existing schools", { rate: number(rate, 1) }),
    rate > 100 ? t("More than 100: the list holds more schools here than the register knows.") : "",
    ...left.map((level) => t("not part of the rate: %(level)s %(n)s", { level: words.level(level).name, n: number(summary.levels[level]) })),
  ].filter(Boolean).join(" · "));
}

/** @param {Row} row @param {Context} context */
function whyNoRate({ existing: whole }, context) {
  if (!askedLevels(context).some((level) => context.config.counted_levels.includes(level))) {
    return t("No rate: for the chosen levels it is not known how many schools exist.");
  }
  return whole === 0 ? t("No rate: no school of the chosen levels exists here.") : t("No rate: it is not known how many schools exist here.");
}

/** @param {Context} context */
function askedLevels({ store, words }) {
  const { level } = store.get();
  return level.length ? level : words.levels;
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

/** @param {Row} row @param {Context} context */
function existing({ register, existing: whole }, { config, words }) {
  const known = config.counted_levels.filter((level) => typeof register[level] === "number");
  const parts = known.map((level) => `${words.level(level).name} ${number(/** @type {number} */ (register[level]))}`).join(", ");
  return [whole === null ? t("not known") : number(whole), parts ? el("span", { class: "meaning" }, t("In the register: %(parts)s", { parts })) : null];
}

/** @param {import("../types.js").Summary} summary */
function dates({ first, last }) {
  if (!first && !last) return t("no date given");
  return first && last && first !== last ? t("%(from)s to %(to)s", { from: date(first), to: date(last) }) : date(first ?? last ?? "");
}
