/** Choosing among the entries that are not on the map, as the server does (`webmap/view/unplaced.py`,
 * `unplaced_filters.py`; both are held to `tests/vectors/unplaced.json`). Pure. */

import { nameTest, searchText } from "../figures/search.js";
import { liesIn } from "../figures/unplaced_count.js";
import { carriedQuery } from "../state/carried_view.js";

/** @typedef {import("../types.js").UnplacedEntry} Entry */
/** @typedef {{outcome: string[], level: string[], status: string[], sido: string[], from: string, to: string, file: string, q: string, page: number}} Filters */

export const PAGE_SIZE = 100; // entries on one page, as the server has it
const MAX_PAGE = 1_000_000; // the highest number of a page that is read
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LISTS = /** @type {const} */ (["outcome", "level", "status", "sido"]);
/** Filters whose choices are counted. */
export const FACETS = /** @type {const} */ ([...LISTS, "file"]);

/**
 * @param {string} search query of an address; a filter may stand there several times, as a form writes it
 * @param {Record<string, string>} offices code of each office's province
 * @returns {Filters} of a view that a link carried, a city or an office counts as its province
 */
export function readFilters(search, offices = {}) {
  const given = new URLSearchParams(search);
  const stated = (/** @type {string} */ name) => given.getAll(name).map((value) => value.trim()).filter(Boolean);
  const list = (/** @type {string} */ name) =>
    [...new Set(stated(name).flatMap((value) => value.split(",")).map((value) => value.trim()).filter(Boolean))].sort();
  const one = (/** @type {string} */ name) => stated(name)[0] ?? "";
  const day = (/** @type {string} */ name) => (DAY.test(one(name)) ? one(name) : "");
  // A sigungu's code starts with its sido's.
  const narrower = [...list("sigungu").map((code) => code.slice(0, 2)), ...list("office").flatMap((code) => offices[code] ?? [])];
  const sido = list("sido").length ? list("sido") : [...new Set(narrower)].sort();
  return {
    outcome: list("outcome"), level: list("level"), status: list("status"), sido, from: day("from"), to: day("to"), file: one("file"),
    q: one("q"), page: pageOf(one("page")),
  };
}

/** The first page for what is no number of a page. @param {string} text */
function pageOf(text) {
  const page = /^\d{1,7}$/.test(text) ? Number(text) : 1;
  return page > 0 && page <= MAX_PAGE ? page : 1;
}

/** Parameters that the page does not apply and only passes on, for the way back to the map. @param {string} search */
export function passedOn(search) {
  const own = [...LISTS, "from", "to", "file", "q", "page"].map((name) => `${name}=`);
  const parts = carriedQuery(search).slice(1).split("&").filter((part) => part && !own.some((name) => part.startsWith(name)));
  return parts.length ? `?${parts.join("&")}` : "";
}

/** One query of two, each with `?` or empty. @param {string} first @param {string} second */
export const joinQueries = (first, second) => (first && second ? `${first}&${second.slice(1)}` : first || second);

/** @param {Filters} filters @returns {string} query with `?`, or nothing where no filter is set */
export function writeFilters({ page, ...filters }) {
  const given = new URLSearchParams();
  for (const name of LISTS) if (filters[name].length) given.set(name, filters[name].join(","));
  for (const name of /** @type {const} */ (["from", "to", "file", "q"])) if (filters[name]) given.set(name, filters[name]);
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
  const found = entries.filter((entry) => liesIn(entry.date, filters.from, filters.to) && fits(textOf(entry)));
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
