/** Counts and rates. Pure; the server's `regions` follows the same arithmetic, and `tests/vectors/figures.json` holds both to it. */

/** @typedef {import("../types.js").School} School */
/** @typedef {import("../types.js").Region} Region */
/** @typedef {import("../types.js").Summary} Summary */

/** @returns {Summary} */
export const emptySummary = () => ({ schools: 0, levels: {}, statuses: {}, reports: 0, first: null, last: null });

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

/** The summary of several together. @param {Iterable<Summary>} summaries @returns {Summary} */
export function addUp(summaries) {
  const whole = emptySummary();
  for (const part of summaries) {
    whole.schools += part.schools;
    whole.reports += part.reports;
    for (const [level, count] of Object.entries(part.levels)) whole.levels[level] = (whole.levels[level] ?? 0) + count;
    for (const [status, count] of Object.entries(part.statuses)) whole.statuses[status] = (whole.statuses[status] ?? 0) + count;
    widen(whole, part.first, part.last);
  }
  return whole;
}

/**
 * Existing schools of the counted levels in the filter, or null where the register does not say.
 *
 * @param {Region["register"]} register
 * @param {string[]} levels levels in the filter; none means all
 * @param {string[]} counted levels for which the register gives a number
 */
export function denominator(register, levels, counted) {
  const levelsWithCount = countedLevels(levels, counted);
  let sum = 0;
  for (const level of levelsWithCount) {
    const existing = register[level];
    if (existing === null || existing === undefined) return null;
    sum += existing;
  }
  return levelsWithCount.length ? sum : null;
}

/**
 * Schools of the counted levels per 100 existing ones, or null where there is nothing to divide by.
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

/** @param {string[]} levels @param {string[]} counted */
const countedLevels = (levels, counted) =>
  levels.length ? counted.filter((level) => levels.includes(level)) : counted;

/** @param {Summary} summary @param {School} school */
function add(summary, { level, status, reports, first_reported: first, last_reported: last }) {
  summary.schools += 1;
  summary.levels[level] = (summary.levels[level] ?? 0) + 1;
  summary.statuses[status] = (summary.statuses[status] ?? 0) + 1;
  summary.reports += reports;
  widen(summary, first, last);
}

/** @param {Summary} summary @param {string | null} first @param {string | null} last */
function widen(summary, first, last) {
  if (first && (!summary.first || first < summary.first)) summary.first = first;
  if (last && (!summary.last || last > summary.last)) summary.last = last;
}
