/** Which schools a view holds. Pure; the server's `view` follows the same rules. */

/** @typedef {import("./types.js").School} School */
/** @typedef {import("./types.js").Filters} Filters */

/**
 * The form in which texts are compared: NFKC, casefolded, without white space.
 *
 * @param {string} text
 */
export function fold(text) {
  return text.normalize("NFKC").toUpperCase().toLowerCase().replaceAll("ς", "σ").replace(/\s+/gu, "");
}

/**
 * @param {School[]} schools
 * @param {Filters} filters
 * @param {string[]} standing statuses shown when none is chosen
 * @returns {{kept: School[], undated: number}} `undated`: left out for want of a date alone
 */
export function filterSchools(schools, filters, standing) {
  const fits = createTest(filters, standing);
  const dated = Boolean(filters.from || filters.to);
  let undated = 0;
  const kept = schools.filter((school) => {
    if (!fits(school)) return false;
    if (!dated) return true;
    if (school.first_reported === null) {
      undated += 1;
      return false;
    }
    return isWithin(school.first_reported, filters);
  });
  return { kept, undated };
}

/**
 * How many schools each choice of a filter would leave, the other filters staying as they are.
 *
 * @param {School[]} schools
 * @param {Filters} filters
 * @param {string[]} standing
 * @param {"level" | "status"} name
 * @param {string[]} everything all values of that filter
 * @returns {Record<string, number>}
 */
export function countChoices(schools, filters, standing, name, everything) {
  const { kept } = filterSchools(schools, { ...filters, [name]: everything }, standing);
  /** @type {Record<string, number>} */
  const counts = Object.fromEntries(everything.map((value) => [value, 0]));
  for (const school of kept) counts[school[name]] += 1;
  return counts;
}

/** @param {Filters} filters @param {string[]} standing @returns {string[]} */
export const shownStatuses = (filters, standing) => (filters.status.length ? filters.status : standing);

/** @param {Filters} filters @param {string[]} standing */
function createTest(filters, standing) {
  const levels = new Set(filters.level);
  const statuses = new Set(shownStatuses(filters, standing));
  const places = /** @type {const} */ (["sido", "sigungu", "office"])
    .filter((name) => filters[name].length)
    .map((name) => /** @type {const} */ ([name, new Set(filters[name])]));
  const wanted = fold(filters.q);
  /** @param {School} school */
  return (school) =>
    statuses.has(school.status) &&
    (levels.size === 0 || levels.has(school.level)) &&
    places.every(([name, codes]) => codes.has(school[name])) &&
    (wanted === "" || school.folded.some((name) => name.includes(wanted)));
}

/** @param {string} day @param {Filters} filters */
const isWithin = (day, { from, to }) => (!from || day >= from) && (!to || day <= to);
