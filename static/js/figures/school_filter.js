/** The schools of a view, and the number that each choice would leave. Pure; the server's `view` follows the same rules. */

import { allFilters, regionFilters, shownTerms, termFilters } from "./filter_table.js";
import { valuesMet } from "./named_lists.js";
import { nameTest, textOf } from "./search.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {import("../types.js").Filters} Filters */
/** @typedef {import("../types.js").ListFilter} ListFilter */
/** @typedef {(name: ListFilter) => Map<string, number>} Counts */

const DAY = "first_reported";
const LISTS = "lists";
const REFUTED = "refuted";

/** One bit for each column by which a school may miss; both ends of a period look at the same. @param {string} column */
const bitOf = (column) => 1 << [...new Set(allFilters().map((filter) => filter.column))].indexOf(column);

/** Bits of what choosing from a filter lets go of: itself, and for a region the narrower ones. @param {ListFilter} name */
function clearedBits(name) {
  const regions = /** @type {string[]} */ (regionFilters());
  const names = regions.includes(name) ? regions.slice(regions.indexOf(name)) : [name];
  return allFilters().filter((filter) => names.includes(filter.name)).reduce((bits, { column }) => bits | bitOf(column), 0);
}

/**
 * Everything a view needs from the schools, each tested once.
 *
 * @param {School[]} schools
 * @param {Filters} filters
 * @returns {{kept: School[], refuted: School[], undated: number, counts: Counts, days: Map<string, number>, dateless: number}}
 *   `undated`: left out only because they have no date; `counts`: how many schools each choice of a filter would leave, the
 *   others staying as they are, computed on demand; `refuted`: refuted claims that meet every filter but perhaps
 *   that of the status; `days`: first reports by ISO day, whatever the period,
 *   `dateless`: those without a day
 */
export function filterSchools(schools, filters) {
  const misses = createTest(filters);
  const missedBy = new Uint32Array(schools.length);
  const found = { kept: /** @type {School[]} */ ([]), refuted: /** @type {School[]} */ ([]), undated: 0, counts: createCounts(schools, missedBy), days: new Map(), dateless: 0 };
  const dayBit = bitOf(DAY);
  const statusBit = bitOf("status");
  for (let i = 0; i < schools.length; i += 1) {
    const school = schools[i];
    const missed = misses(school);
    missedBy[i] = missed;
    if (missed === 0) found.kept.push(school);
    if (school.status === REFUTED && (missed & ~statusBit) === 0) found.refuted.push(school);
    if ((missed & ~dayBit) !== 0) continue;
    if (school.first_reported) increase(found.days, school.first_reported);
    else found.dateless += 1;
    if (missed && !school.first_reported) found.undated += 1;
  }
  return found;
}

/**
 * @param {Filters} filters
 * @returns {(school: School) => number} the bits of the filters that a school misses
 */
function createTest(filters) {
  const chosen = [...termFilters().map(({ name }) => name), ...regionFilters()].map((name) => ({
    column: columnOf(name), bit: bitOf(columnOf(name)), values: new Set(shownTerms(filters, name)),
  }));
  const filtering = chosen.filter(({ values }) => values.size > 0);
  const fits = filters.q ? nameTest(filters.q) : null;
  const { from, to } = filters;
  const lists = new Set(filters.lists);
  const [dayBit, listBit, nameBit] = [bitOf(DAY), bitOf(LISTS), bitOf(columnOf("q"))];
  return (school) => {
    let missed = 0;
    for (const { column, bit, values } of filtering) if (!values.has(asTerm(school[column]))) missed |= bit;
    if ((from || to) && !isWithin(school.first_reported, from, to)) missed |= dayBit;
    if (lists.size && !valuesMet(school.lists).some((value) => lists.has(value))) missed |= listBit;
    if (fits && !fits(textOf(school))) missed |= nameBit;
    return missed;
  };
}

/** A boolean column is filtered by the terms yes and no. @param {any} value @returns {string} */
const asTerm = (value) => (value === true ? "yes" : value === false ? "no" : value);

/** @param {string} name of a filter @returns {keyof School} the column of a school that it looks at */
const columnOf = (name) => /** @type {keyof School} */ (allFilters().find((filter) => filter.name === name)?.column ?? name);

/** ISO dates sort as texts; schools without a date are in no period. @param {string | null} day @param {string} from @param {string} to */
const isWithin = (day, from, to) => Boolean(day) && (!from || /** @type {string} */ (day) >= from) && (!to || /** @type {string} */ (day) <= to);

/** @param {School[]} schools @param {Uint32Array} missedBy bits of the filters that each school misses @returns {Counts} */
function createCounts(schools, missedBy) {
  /** @type {Map<string, Map<string, number>>} */
  const known = new Map();
  return (name) => {
    const counted = known.get(name) ?? new Map();
    if (known.has(name)) return counted;
    known.set(name, counted);
    const others = ~clearedBits(name);
    const column = columnOf(name);
    for (let i = 0; i < schools.length; i += 1) {
      if ((missedBy[i] & others) !== 0) continue;
      if (column === LISTS) for (const value of valuesMet(schools[i].lists)) increase(counted, value);
      else increase(counted, asTerm(schools[i][column]));
    }
    return counted;
  };
}

/** @param {Map<string, number>} counts @param {string} value */
const increase = (counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1);
