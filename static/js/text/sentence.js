/** The view as a sentence: "High schools in Gyeonggi: 41, September 2024, confirmed only". Pure but for the catalogue. */

import { periodName } from "./period.js";
import { currentLanguage, listing, t, tn } from "./texts.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("./words.js").Words} Words */

/** Schools of one level, counted. @type {Record<string, (n: number, place: string) => string>} */
const COUNTED = {
  middle: (n, place) => tn("%(place)s: %(n)s middle school", "%(place)s: %(n)s middle schools", n, { place }),
  high: (n, place) => tn("%(place)s: %(n)s high school", "%(place)s: %(n)s high schools", n, { place }),
  university: (n, place) => tn("%(place)s: %(n)s university", "%(place)s: %(n)s universities", n, { place }),
};

/** One status alone. @type {Record<string, () => string>} */
const ALONE = {
  confirmed: () => t("confirmed only"),
  under_review: () => t("under review only"),
  reported: () => t("reported only"),
  refuted: () => t("refuted claims only"),
  withdrawn: () => t("withdrawn claims only"),
};

/**
 * @param {{state: State, summary: import("../types.js").Summary, undated: number}} view
 * @param {Words} words
 * @param {(level: string, code: string) => string} regionName
 * @returns {{head: string, rest: string}} what is counted and how many, and the narrower conditions
 */
export function viewSentence({ state, summary, undated }, words, regionName) {
  const rest = [
    periodName(state.from, state.to),
    statusPhrase(state.status, words),
    state.q ? t("name contains “%(text)s”", { text: state.q }) : "",
    undated ? tn("%(n)s without a date is left out", "%(n)s without a date are left out", undated) : "",
  ];
  return { head: counted(state, summary.schools, words, regionName), rest: rest.filter(Boolean).join(", ") };
}

/** @param {State} state @param {(level: string, code: string) => string} regionName */
export function placeName(state, regionName) {
  const names = /** @type {const} */ (["office", "sigungu", "sido"])
    .map((level) => state[level].map((code) => regionName(level, code)))
    .find((found) => found.length);
  return names ? listing(names) : t("Nationwide");
}

/** @param {State} state @param {number} n @param {Words} words @param {(level: string, code: string) => string} regionName */
function counted(state, n, words, regionName) {
  const place = placeName(state, regionName);
  const [only, ...others] = state.level;
  if (!only) return tn("%(place)s: %(n)s school", "%(place)s: %(n)s schools", n, { place });
  if (!others.length && Object.hasOwn(COUNTED, only)) return COUNTED[only](n, place);
  const levels = together(words.levels.filter((code) => state.level.includes(code)).map((code) => words.level(code).name));
  return tn("%(place)s: %(n)s school (%(levels)s)", "%(place)s: %(n)s schools (%(levels)s)", n, { place, levels });
}

/** Nouns that are counted as one. @param {string[]} names */
const together = (names) => (currentLanguage() === "ko" ? names.join("·") : listing(names));

/** @param {string[]} chosen @param {Words} words */
function statusPhrase(chosen, { standing, status }) {
  if (!chosen.length) return "";
  if (chosen.length === 1 && Object.hasOwn(ALONE, chosen[0])) return ALONE[chosen[0]]();
  const named = (/** @type {string[]} */ codes) => listing(codes.map((code) => status(code).name));
  const beyond = chosen.filter((code) => !standing.includes(code));
  const holdsAllThatStand = standing.every((code) => chosen.includes(code));
  return holdsAllThatStand ? t("also counted: %(names)s", { names: named(beyond) }) : t("status %(names)s", { names: named(chosen) });
}
