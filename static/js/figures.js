/** Counts and rates. Pure; the server's `view` follows the same arithmetic. */

/** @typedef {import("./types.js").School} School */
/** @typedef {import("./types.js").Region} Region */
/** @typedef {import("./types.js").Summary} Summary */
/** @typedef {import("./types.js").Filters} Filters */

/** @returns {Summary} */
export const emptySummary = () => ({ schools: 0, levels: {}, statuses: {}, reports: 0, first: null, last: null });

/**
 * @param {School[]} schools
 * @returns {Summary}
 */
export function summarise(schools) {
  const summary = emptySummary();
  for (const school of schools) add(summary, school);
  return summary;
}

/**
 * @param {School[]} schools
 * @param {"sido" | "sigungu" | "office"} level
 * @returns {Map<string, Summary>} by region code; regions without schools are not in it
 */
export function summariseByRegion(schools, level) {
  /** @type {Map<string, Summary>} */
  const summaries = new Map();
  for (const school of schools) {
    let summary = summaries.get(school[level]);
    if (!summary) summaries.set(school[level], (summary = emptySummary()));
    add(summary, school);
  }
  return summaries;
}

/**
 * Existing schools of the counted levels in the filter, or null where the register does not say.
 *
 * @param {Region["register"]} register
 * @param {string[]} levels levels in the filter; none means all
 * @param {string[]} counted levels for which the register gives a number
 */
export function denominator(register, levels, counted) {
  const asked = countedLevels(levels, counted);
  const numbers = asked.map((level) => register[level]);
  if (numbers.length === 0 || numbers.some((value) => value === null || value === undefined)) return null;
  return numbers.reduce((sum, value) => /** @type {number} */ (sum) + /** @type {number} */ (value), 0) ?? null;
}

/**
 * Schools of the counted levels per 100 existing ones, or null where nothing can be divided by.
 *
 * @param {Summary} summary
 * @param {Region["register"]} register
 * @param {string[]} levels
 * @param {string[]} counted
 */
export function ratePer100(summary, register, levels, counted) {
  const existing = denominator(register, levels, counted);
  if (!existing) return null;
  const schools = countedLevels(levels, counted).reduce((sum, level) => sum + (summary.levels[level] ?? 0), 0);
  // To one decimal, halves up, in whole numbers: the server's arithmetic, digit for digit.
  return Math.floor((2000 * schools + existing) / (2 * existing)) / 10;
}

/**
 * Whether a region lies inside the region filters; outside them its figures are not zero but unasked.
 *
 * @param {Region} region
 * @param {string} level level of the region
 * @param {Filters} filters
 * @param {Region[]} offices the offices named in the filter
 * @param {Region[]} sigungu every sigungu, once they have arrived
 */
export function isAsked(region, level, filters, offices, sigungu) {
  if (!meetsEach(region, level, filters, offices)) return false;
  // A wide region may meet each filter with another of its sigungu, and then holds none that meets them all.
  const mayMiss = filters.sigungu.length > 0 && filters.office.length > 0 && sigungu.length > 0;
  return !mayMiss || partsWithin(region, level, filters, offices, sigungu).length > 0;
}

/** @param {string[]} levels @param {string[]} counted */
const countedLevels = (levels, counted) =>
  levels.length ? counted.filter((level) => levels.includes(level)) : counted;

/** @param {Summary} summary @param {School} school */
function add(summary, { level, status, reports, first_reported: first, last_reported: last }) {
  summary.schools += 1;
  summary.levels[level] = (summary.levels[level] ?? 0) + 1;
  summary.statuses[status] = (summary.statuses[status] ?? 0) + 1;
  summary.reports += reports;
  if (first && (!summary.first || first < summary.first)) summary.first = first;
  if (last && (!summary.last || last > summary.last)) summary.last = last;
}

/**
 * Existing schools of a region inside the region filters: of the whole region, or where the filters
 * name smaller ones, of those.
 *
 * @param {Region} region
 * @param {string} level
 * @param {Filters} filters
 * @param {Region[]} offices the offices named in the filter
 * @param {Region[]} sigungu every sigungu, once they have arrived
 * @returns {Region["register"]}
 */
export function registerWithin(region, level, filters, offices, sigungu) {
  if (filters.sigungu.length === 0 && filters.office.length === 0) return region.register;
  const parts = partsWithin(region, level, filters, offices, sigungu);
  return parts.length ? sumRegisters(parts.map((part) => part.register)) : region.register;
}

/**
 * The sigungu of a region that the filters let in.
 *
 * @param {Region} region @param {string} level @param {Filters} filters @param {Region[]} offices @param {Region[]} sigungu
 */
const partsWithin = (region, level, filters, offices, sigungu) =>
  sigungu.filter((part) => isPart(part, region, level) && meetsEach(part, "sigungu", filters, offices));

/** @param {Region} region @param {string} level @param {Filters} filters @param {Region[]} offices */
function meetsEach(region, level, filters, offices) {
  const sido = level === "sido" ? region.code : region.sido;
  if (filters.sido.length && !filters.sido.includes(sido)) return false;
  if (filters.sigungu.length && !filters.sigungu.some((code) => touches(region, level, code))) return false;
  return filters.office.length === 0 || offices.some((office) => meets(region, level, office));
}

/** @param {Region} sigungu @param {Region} region @param {string} level */
function isPart(sigungu, region, level) {
  if (level === "sido") return sigungu.sido === region.code;
  return level === "office" ? (region.sigungu ?? []).includes(sigungu.code) : sigungu.code === region.code;
}

/** @param {Region["register"][]} registers @returns {Region["register"]} unknown where any part is unknown */
function sumRegisters(registers) {
  /** @type {Region["register"]} */
  const sum = {};
  for (const level of Object.keys(registers[0])) {
    const numbers = registers.map((register) => register[level]);
    sum[level] = numbers.some((value) => typeof value !== "number") ? null
      : numbers.reduce((/** @type {number} */ whole, value) => whole + /** @type {number} */ (value), 0);
  }
  return sum;
}

/** A sigungu's code starts with its sido's. @param {Region} region @param {string} level @param {string} sigungu */
function touches(region, level, sigungu) {
  if (level === "sido") return sigungu.startsWith(region.code);
  return level === "office" ? (region.sigungu ?? []).includes(sigungu) : region.code === sigungu;
}

/** @param {Region} region @param {string} level @param {Region} office */
function meets(region, level, office) {
  if (level === "sido") return office.sido === region.code;
  return level === "office" ? office.code === region.code : (office.sigungu ?? []).includes(region.code);
}
