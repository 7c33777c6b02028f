/** The view of a state: computed once, passed to every part. Pure. */

import { classesOf, classOf } from "../figures/classes.js";
import { addUp, denominator, emptySummary, ratePer100, summariseByRegion } from "../figures/figures.js";
import { countedTerms } from "../figures/filter_table.js";
import { filterSchools } from "../figures/school_filter.js";
import { createScope } from "./scope.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Summary} Summary */
/** @typedef {import("../types.js").Region} Region */
/** @typedef {{region: Region, register: Region["register"], inFilter: boolean, summary: Summary, refuted: number, existing: number | null, rate: number | null, value: number | null, step: number | null}} Row */
/** @typedef {ReturnType<typeof filterSchools> & {state: State, unmatched: string, statuses: string[], summary: Summary, rows: Map<string, Row> | null, classes: import("../figures/classes.js").Class[]}} View */

/**
 * @param {State} requested
 * @param {School[]} schools every school
 * @param {{regions: Map<string, Region> | undefined, sigungu: Region[], offices: Region[], counted: string[]}} known
 *   `regions`: those of the level that the state counts by, once they have arrived; `offices`: those in the filter
 * @returns {View} `rows` by region code, or null while the regions are loading; `statuses`: those that are counted;
 *   `unmatched`: a search that would leave nothing, and that is therefore no filter of the view's `state`
 */
export function createView(requested, schools, { regions, sigungu, offices, counted }) {
  const { found, state, unmatched } = applySearch(requested, schools);
  const level = /** @type {"sido" | "sigungu" | "office"} */ (state.by);
  const summaries = summariseByRegion(found.kept, level);
  const summary = addUp(summaries.values());
  const whole = { ...found, state, unmatched, statuses: countedTerms(state, "status"), summary };
  if (!regions) return { ...whole, rows: null, classes: [] };
  const refuted = summariseByRegion(found.refuted, level);
  const scopeOf = createScope(level, state, offices, sigungu);
  const rows = new Map([...regions].map(([code, region]) => {
    const listed = summaries.get(code) ?? emptySummary();
    return [code, createRow({ region, ...scopeOf(region), summary: listed, refuted: refuted.get(code)?.schools ?? 0 }, state, counted)];
  }));
  return { ...whole, rows, classes: classify(rows, state.classes) };
}

/** A name that no school has filters nothing: a map of zeros would say that nothing happened. @param {State} state @param {School[]} schools */
function applySearch(state, schools) {
  const found = filterSchools(schools, state);
  if (!state.q || found.kept.length) return { found, state, unmatched: "" };
  const whole = { ...state, q: "" };
  return { found: filterSchools(schools, whole), state: whole, unmatched: state.q };
}

/**
 * @param {Pick<Row, "region" | "register" | "inFilter" | "summary" | "refuted">} found
 * @param {State} state @param {string[]} counted
 * @returns {Row}
 */
function createRow(found, state, counted) {
  const rate = ratePer100(found.summary, found.register, state.level, counted);
  const value = state.show === "rate" ? rate : found.summary.schools;
  const existing = denominator(found.register, state.level, counted);
  return { ...found, existing, rate, value: found.inFilter ? value : null, step: null };
}

/** Give each row the number of its class. @param {Map<string, Row>} rows @param {string} method */
function classify(rows, method) {
  const filtered = [...rows.values()].filter((row) => row.inFilter);
  const classes = classesOf(filtered.map((row) => row.value), method);
  for (const row of filtered) row.step = classOf(row.value, classes);
  return classes;
}
