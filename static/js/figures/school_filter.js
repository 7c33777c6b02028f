/** Which schools a view holds, and what each choice would leave. Pure; the server's `view` follows the same rules. */

import { nameTest, textOf } from "./search.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {import("../types.js").Filters} Filters */
/** @typedef {"level" | "status" | "sido" | "sigungu" | "office"} ListFilter */
/** @typedef {(name: ListFilter) => Map<string, number>} Counts */

const LISTS = /** @type {const} */ (["level", "status", "sido", "sigungu", "office"]);
/** One bit for each filter that a school may miss. */
const MISSES = { level: 1, status: 2, sido: 4, sigungu: 8, office: 16, date: 32, q: 64 };
/** What choosing from a filter lets go of: itself, and for a region the narrower ones. */
const LETS_GO = {
  level: MISSES.level,
  status: MISSES.status,
  sido: MISSES.sido | MISSES.sigungu | MISSES.office,
  sigungu: MISSES.sigungu | MISSES.office,
  office: MISSES.office,
};

/**
 * Everything that a view needs of the schools; each is tested once.
 *
 * @param {School[]} schools
 * @param {Filters} filters
 * @param {string[]} standing statuses shown when none is chosen
 * @returns {{kept: School[], undated: number, counts: Counts, days: Map<string, number>, dateless: number}}
 *   `undated`: left out for want of a date alone; `counts`: how many schools each choice of a filter would leave, the
 *   others staying as they are, worked out when asked for; `days`: first reports by ISO day, whatever the period,
 *   `dateless`: those without a day
 */
export function filterSchools(schools, filters, standing) {
  const misses = createTest(filters, standing);
  const missedBy = new Uint8Array(schools.length);
  const found = { kept: /** @type {School[]} */ ([]), undated: 0, counts: createCounts(schools, missedBy), days: new Map(), dateless: 0 };
  for (let i = 0; i < schools.length; i += 1) {
    const school = schools[i];
    const missed = misses(school);
    missedBy[i] = missed;
    if (missed === 0) found.kept.push(school);
    if ((missed & ~MISSES.date) !== 0) continue;
    if (school.first_reported) increase(found.days, school.first_reported);
    else found.dateless += 1;
    if (missed && !school.first_reported) found.undated += 1;
  }
  return found;
}

/** @param {Filters} filters @param {string[]} standing @returns {string[]} */
export const shownStatuses = (filters, standing) => (filters.status.length ? filters.status : standing);

/**
 * @param {Filters} filters @param {string[]} standing
 * @returns {(school: School) => number} the bits of the filters that a school misses
 */
function createTest(filters, standing) {
  const chosen = LISTS.map((name) => ({ name, bit: MISSES[name], values: new Set(filters[name]) }));
  chosen[LISTS.indexOf("status")].values = new Set(shownStatuses(filters, standing));
  const asked = chosen.filter(({ values }) => values.size > 0);
  const fits = filters.q ? nameTest(filters.q) : null;
  const { from, to } = filters;
  return (school) => {
    let missed = 0;
    for (const { name, bit, values } of asked) if (!values.has(school[name])) missed |= bit;
    if ((from || to) && !isWithin(school.first_reported, from, to)) missed |= MISSES.date;
    if (fits && !fits(textOf(school))) missed |= MISSES.q;
    return missed;
  };
}

/** ISO dates sort as texts; what has no date is in no period. @param {string | null} day @param {string} from @param {string} to */
const isWithin = (day, from, to) => Boolean(day) && (!from || /** @type {string} */ (day) >= from) && (!to || /** @type {string} */ (day) <= to);

/** @param {School[]} schools @param {Uint8Array} missedBy bits of the filters that each school misses @returns {Counts} */
function createCounts(schools, missedBy) {
  /** @type {Map<string, Map<string, number>>} */
  const known = new Map();
  return (name) => {
    const counted = known.get(name) ?? new Map();
    if (known.has(name)) return counted;
    known.set(name, counted);
    const others = ~LETS_GO[name];
    for (let i = 0; i < schools.length; i += 1) if ((missedBy[i] & others) === 0) increase(counted, schools[i][name]);
    return counted;
  };
}

/** @param {Map<string, number>} counts @param {string} value */
const increase = (counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1);
