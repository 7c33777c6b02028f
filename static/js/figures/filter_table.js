/**
 * The filters, as the server declares them (`webmap/view/filters.py`): every list of filters in the scripts comes from
 * this table. Pure but for the table itself, which the page hands in when it starts.
 */

/** @typedef {import("../types.js").FilterEntry} FilterEntry */
/** @typedef {import("../types.js").Filters} Filters */
/** @typedef {import("../types.js").ListFilter} ListFilter */
/** @typedef {"sido" | "sigungu" | "office"} RegionFilter */

/** @type {FilterEntry[]} */
let table = [];

/** @param {FilterEntry[]} declared in the order in which addresses state them */
export const useFilters = (declared) => {
  table = declared;
};

/** Every filter. @returns {readonly FilterEntry[]} */
export const allFilters = () => table;

/** Filters of declared terms, such as levels. @returns {(FilterEntry & {name: ListFilter})[]} */
export const termFilters = () => /** @type {any[]} */ (table.filter(({ kind }) => kind === "terms"));

/** Filters of regions, from wide to narrow. @returns {RegionFilter[]} */
export const regionFilters = () => /** @type {RegionFilter[]} */ (table.filter(({ kind }) => kind === "regions").map(({ name }) => name));

/** The filter by lists; its terms are the lists between which readers can choose. @returns {FilterEntry | undefined} */
export const listFilter = () => table.find(({ kind }) => kind === "lists");

/** Value of a filter that is not set. @param {FilterEntry} filter */
const unset = ({ kind }) => (["terms", "regions", "lists"].includes(kind) ? [] : "");

/** Nothing is filtered. @returns {Filters} */
export const noFilters = () => /** @type {any} */ (Object.fromEntries(table.map((filter) => [filter.name, unset(filter)])));

/** The terms of a filter that a view counts, in the order of the declaration. @param {Filters} filters @param {ListFilter} name @returns {string[]} */
export function countedTerms(filters, name) {
  const chosen = shownTerms(filters, name);
  const known = (table.find((filter) => filter.name === name)?.terms ?? []).map(({ code }) => code);
  return chosen.length ? known.filter((code) => chosen.includes(code)) : known;
}

/** The terms of a filter that are shown: those chosen, or the usual ones. @param {Filters} filters @param {ListFilter} name @returns {string[]} */
export const shownTerms = (filters, name) =>
  filters[name].length ? filters[name] : (table.find((filter) => filter.name === name)?.usual ?? []);
