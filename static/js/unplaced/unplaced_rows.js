/** Choosing among the entries that are not on the map, as the server does (`webmap/view/unplaced.py`,
 * `unplaced_filters.py`; both are held to `tests/vectors/unplaced.json`). Pure. */

import { nameTest, searchText } from "../figures/search.js";

/** @typedef {import("../types.js").UnplacedEntry} Entry */
/** @typedef {{outcome: string[], level: string[], status: string[], sido: string[], file: string, q: string, page: number}} Filters */

export const PAGE_SIZE = 100; // entries on one page, as the server has it
const MAX_PAGE = 1_000_000; // the highest number of a page that is read
const LISTS = /** @type {const} */ (["outcome", "level", "status", "sido"]);
/** Filters whose choices are counted. */
export const FACETS = /** @type {const} */ ([...LISTS, "file"]);

/** @param {string} search query of an address; a filter may stand there several times, as a form writes it @returns {Filters} */
export function readFilters(search) {
  const given = new URLSearchParams(search);
  const stated = (/** @type {string} */ name) => given.getAll(name).map((value) => value.trim()).filter(Boolean);
  const list = (/** @type {string} */ name) =>
    [...new Set(stated(name).flatMap((value) => value.split(",")).map((value) => value.trim()).filter(Boolean))].sort();
  const one = (/** @type {string} */ name) => stated(name)[0] ?? "";
  return { outcome: list("outcome"), level: list("level"), status: list("status"), sido: list("sido"), file: one("file"), q: one("q"), page: pageOf(one("page")) };
}

/** The first page for what is no number of a page. @param {string} text */
function pageOf(text) {
  const page = /^\d{1,7}$/.test(text) ? Number(text) : 1;
  return page > 0 && page <= MAX_PAGE ? page : 1;
}

/** @param {Filters} filters @returns {string} query with `?`, or nothing where no filter is set */
export function writeFilters({ page, ...filters }) {
  const given = new URLSearchParams();
  for (const name of LISTS) if (filters[name].length) given.set(name, filters[name].join(","));
  for (const name of /** @type {const} */ (["file", "q"])) if (filters[name]) given.set(name, filters[name]);
  if (page > 1) given.set("page", String(page));
  const text = String(given).replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}

/** @param {Filters} filters */
export const isFiltered = (filters) => writeFilters({ ...filters, page: 1 }) !== "";

/**
 * @param {Entry[]} entries
 * @param {Filters} filters
 * @returns {{kept: Entry[], counts: Record<string, Map<string, number>>}}
 *   `counts`: for each facet how many entries each value would leave, the other filters staying as they are
 */
export function choose(entries, filters) {
  const fits = nameTest(filters.q);
  const found = entries.filter((entry) => fits(textOf(entry)));
  const kept = found.filter((entry) => FACETS.every((facet) => passes(entry, filters, facet)));
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, count(found, filters, facet)]));
  return { kept, counts };
}

/** @param {Entry[]} entries @param {Filters} filters @param {typeof FACETS[number]} facet */
function count(entries, filters, facet) {
  const others = FACETS.filter((each) => each !== facet);
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const entry of entries) {
    if (!others.every((other) => passes(entry, filters, other))) continue;
    for (const value of valuesOf(entry, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** @param {Entry} entry @param {Filters} filters @param {typeof FACETS[number]} facet */
function passes(entry, filters, facet) {
  if (!filters[facet].length) return true;
  return facet === "file" ? entry.file === filters.file : valuesOf(entry, facet).some((value) => filters[facet].includes(value));
}

/** An entry may lie in several provinces. @param {Entry} entry @param {typeof FACETS[number]} facet */
const valuesOf = (entry, facet) => (facet === "sido" ? entry.sido.split(",") : [entry[facet]]);

/** @type {WeakMap<Entry, string>} */
const texts = new WeakMap();

/** The entry's text and the names of its candidates, in their searchable form. @param {Entry} entry */
function textOf(entry) {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const names = new Set([entry.query, ...entry.candidates.map(([name]) => name)]);
  const text = [...names].map((name) => searchText(name, null)).join("\n");
  texts.set(entry, text);
  return text;
}
