/** Schools from the columns of the server's `map_payload`. Pure. */

import { searchText } from "../figures/search.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {[sigungu: string, sido: string, office: string, name: string]} Place */
/**
 * @typedef {{steps_per_degree: number, places: Place[], values: Record<string, any[]>, columns: Record<string, any[]>}} Core
 * `values`: of columns that repeat few of them; such a column holds places in that list
 */
/** @typedef {{sources: string[][], rules: string[][], decisions?: Record<string, string[]>, origins?: Record<string, [number, number, number]>, corrections?: Record<string, [string, number][]>, columns: Record<string, any[]>}} Details in the order of the schools; `decisions`, `origins`, and day and number of `corrections`, by place in it */

/** @param {Core} core @returns {School[]} in the order of the payload */
export const readSchools = (core) => core.columns.key.map((_, row) => /** @type {any} */ (new Listed(core, row)));

/** Add to each school the fields of its card. @param {School[]} schools as `readSchools` gave them @param {Details} details */
export function addDetails(schools, { sources, rules, decisions = {}, origins = {}, corrections = {}, columns }) {
  for (const [row, school] of /** @type {[number, any][]} */ ([...schools.entries()])) {
    for (const [name, values] of Object.entries(columns)) school[name] = values[row];
    school.id ??= school.key;
    school.sources = sources[school.sources];
    school.rules = rules[school.rules];
    school.decisions = decisions[row] ?? [];
    school.origins = origins[row];
    school.corrections = corrections[row] ?? [];
  }
}

/**
 * Schools of the register by name, each with its folded forms for the search.
 *
 * @param {{places: [string, string, string][], levels: string[], columns: Record<string, any[]>, naming: Record<string, any[]>}} payload
 * @returns {import("../types.js").RegisterSchool[]}
 */
export const readRegister = ({ places, levels, columns, naming }) => columns.name.map((name, row) => {
  const [sigungu, sido, place] = places[columns.place[row]];
  return { name, level: levels[columns.level[row]], sigungu, sido, place, naming: naming[row] ?? [], text: searchText(name, null) };
});

/** @type {string[]} */
const NO_LISTS = [];

/** Every property is named at once and in one order: browsers read thousands of such objects much faster. */
class Listed {
  /** @param {Core} core @param {number} row */
  constructor({ steps_per_degree: steps, places, values, columns }, row) {
    const [sigungu, sido, office] = places[columns.place[row]];
    this.key = columns.key[row];
    this.name = columns.name[row];
    this.level = values.level[columns.level[row]];
    this.status = values.status[columns.status[row]];
    this.outcome = values.outcome[columns.outcome[row]];
    this.lat = columns.lat[row] / steps;
    this.lon = columns.lon[row] / steps;
    this.sido = sido;
    this.sigungu = sigungu;
    this.office = office;
    this.first_reported = values.first_reported[columns.first_reported[row]];
    this.last_reported = values.last_reported[columns.last_reported[row]];
    /** @type {string[]} codes of the lists that name it, where there are lists to choose between */
    this.lists = values.lists ? values.lists[columns.lists[row]] : NO_LISTS;
    this.reports = columns.reports[row];
    this.radius_m = columns.radius_m[row];
    /** @type {string | null | undefined} */
    this.name_en = undefined;
  }
}
