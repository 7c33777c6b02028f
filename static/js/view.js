/** What the page shows for a state: worked out once, handed to every part. Pure. */

import { classesOf, classOf } from "./classes.js";
import { denominator, emptySummary, isAsked, ratePer100, registerWithin, summarise, summariseByRegion } from "./figures.js";
import { filterSchools } from "./filters.js";

/** @typedef {import("./types.js").School} School */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Summary} Summary */
/** @typedef {import("./types.js").Region} Region */
/** @typedef {{region: Region, register: Region["register"], asked: boolean, summary: Summary, existing: number | null, rate: number | null, value: number | null, step: number | null}} Row */
/** @typedef {{state: State, kept: School[], undated: number, summary: Summary, rows: Map<string, Row> | null, classes: import("./classes.js").Class[]}} View */

/**
 * @param {State} state
 * @param {School[]} schools every school
 * @param {{regions: Map<string, Region> | undefined, sigungu: Region[], offices: Region[], standing: string[], counted: string[]}} known
 *   `regions`: those of the level that the state counts by, once they have arrived; `offices`: those in the filter
 * @returns {View} `rows` by region code, or null while the regions are on their way
 */
export function createView(state, schools, { regions, sigungu, offices, standing, counted }) {
  const { kept, undated } = filterSchools(schools, state, standing);
  const summary = summarise(kept);
  if (!regions) return { state, kept, undated, summary, rows: null, classes: [] };
  const level = /** @type {"sido" | "sigungu" | "office"} */ (state.by);
  const summaries = summariseByRegion(kept, level);
  const rows = new Map([...regions].map(([code, region]) => {
    const asked = isAsked(region, level, state, offices, sigungu);
    const register = registerWithin(region, level, state, offices, sigungu);
    return [code, createRow({ region, register, asked, summary: summaries.get(code) ?? emptySummary() }, state, counted)];
  }));
  return { state, kept, undated, summary, rows, classes: classify(rows, state.classes) };
}

/**
 * @param {Pick<Row, "region" | "register" | "asked" | "summary">} found
 * @param {State} state @param {string[]} counted
 * @returns {Row}
 */
function createRow(found, state, counted) {
  const rate = ratePer100(found.summary, found.register, state.level, counted);
  const value = state.show === "rate" ? rate : found.summary.schools;
  const existing = denominator(found.register, state.level, counted);
  return { ...found, existing, rate, value: found.asked ? value : null, step: null };
}

/** Give each row the number of its class. @param {Map<string, Row>} rows @param {string} method */
function classify(rows, method) {
  const asked = [...rows.values()].filter((row) => row.asked);
  const classes = classesOf(asked.map((row) => row.value), method);
  for (const row of asked) row.step = classOf(row.value, classes);
  return classes;
}
