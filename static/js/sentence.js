/** The view as a sentence. Pure but for the catalogue. */

import { date, listing, t, tn } from "./texts.js";

/** @typedef {import("./types.js").State} State */

/**
 * @param {import("./view.js").View} view
 * @param {import("./words.js").Words} words
 * @param {(level: string, code: string) => string} regionName
 * @returns {{head: string, rest: string}} what is counted and how many, and the narrower conditions
 */
export function viewSentence({ state, summary, undated }, words, regionName) {
  const place = placeName(state, regionName);
  const head = tn("%(place)s: %(n)s school", "%(place)s: %(n)s schools", summary.schools, { place });
  const rest = [
    state.level.length ? t("level %(names)s", { names: listing(state.level.map((code) => words.level(code).name)) }) : "",
    state.status.length ? t("status %(names)s", { names: listing(state.status.map((code) => words.status(code).name)) }) : "",
    period(state),
    state.q ? t("name contains “%(text)s”", { text: state.q }) : "",
    undated ? tn("%(n)s without a date is left out", "%(n)s without a date are left out", undated) : "",
  ];
  return { head, rest: rest.filter(Boolean).join(" · ") };
}

/** @param {State} state @param {(level: string, code: string) => string} regionName */
export function placeName(state, regionName) {
  const names = /** @type {const} */ (["office", "sigungu", "sido"])
    .map((level) => state[level].map((code) => regionName(level, code)))
    .find((found) => found.length);
  return names ? listing(names) : t("Nationwide");
}

/** @param {State} state */
function period({ from, to }) {
  if (from && to && from > to) return t("the period ends (%(to)s) before it begins (%(from)s)", { from: date(from), to: date(to) });
  if (from && to) return t("first reported %(from)s to %(to)s", { from: date(from), to: date(to) });
  if (from) return t("first reported from %(from)s on", { from: date(from) });
  return to ? t("first reported up to %(to)s", { to: date(to) }) : "";
}
