/** Choosing a region step by step: sido, then sigungu, then office of education. */

import { el, fill } from "./dom.js";
import { t, tn } from "./texts.js";

/** @typedef {import("./types.js").Region} Region */
/** @typedef {import("./types.js").State} State */
/** @typedef {"sido" | "sigungu" | "office"} Level */

const SEVERAL = "*";

/**
 * @param {import("./store.js").Store} store
 * @param {import("./words.js").Words} words
 * @param {import("./placenames.js").PlaceNames} names
 * @param {import("./data.js").Data} data
 */
export function createPlaceFilter(store, words, names, data) {
  const selects = /** @type {Record<Level, HTMLSelectElement>} */ ({});
  for (const level of /** @type {Level[]} */ (["sido", "sigungu", "office"])) {
    selects[level] = /** @type {HTMLSelectElement} */ (el("select", { id: `filter-${level}`, name: level,
      on: { change: () => store.choose(chosen(level, selects[level].value, store.get())) } }));
  }

  /** @param {Level} level @param {State} state */
  const showOne = (level, state) => {
    const regions = [...(data.arrived(level)?.regions.values() ?? [])].filter((region) => isOffered(region, level, state));
    const values = state[level];
    regions.sort((a, b) => (level === "sido" ? a.code.localeCompare(b.code) : a.name.localeCompare(b.name)));
    fill(selects[level],
      el("option", { value: "" }, t("All")),
      values.length > 1 ? el("option", { value: SEVERAL }, tn("%(n)s chosen", "%(n)s chosen", values.length)) : null,
      regions.map(({ code, name }) => el("option", { value: code }, state.sido.length === 1 ? name : names.full(level, code))));
    selects[level].value = values.length > 1 ? SEVERAL : values[0] ?? "";
    selects[level].disabled = level !== "sido" && !state.sido.length && !values.length;
  };

  return {
    fields: el("fieldset", {}, el("legend", {}, t("Region")),
      Object.entries(selects).map(([level, select]) =>
        el("div", { class: "field" }, el("label", { for: select.id }, words.regionLevel(level).name), select))),
    /** @param {State} state */
    show(state) {
      for (const level of /** @type {Level[]} */ (Object.keys(selects))) showOne(level, state);
    },
  };
}

/**
 * What choosing a region changes: a wider choice lets go of the narrower ones, and the map counts by
 * the regions inside the chosen one.
 *
 * @param {Level} level @param {string} value @param {State} state
 * @returns {Partial<State>}
 */
export function chosen(level, value, state) {
  if (value === SEVERAL) return {};
  const codes = value ? [value] : [];
  const by = level === "sido" && !value ? "sido" : narrower(state.by, level);
  if (level === "sido") return { sido: codes, sigungu: [], office: [], by, at: null };
  if (level === "sigungu") return { sigungu: codes, office: [], by, at: null };
  return { office: codes, by, at: null };
}

/** @param {string} by @param {Level} level */
const narrower = (by, level) => (by !== "sido" ? by : level === "office" ? "office" : "sigungu");

/** @param {Region} region @param {Level} level @param {State} state */
function isOffered(region, level, { sido, sigungu }) {
  if (level === "sido") return true;
  if (sido.length && !sido.includes(region.sido)) return false;
  return level === "sigungu" || sigungu.length === 0 || (region.sigungu ?? []).some((code) => sigungu.includes(code));
}
