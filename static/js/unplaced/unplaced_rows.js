/** Choosing among the entries that are not on the map, as the server does (`webmap/view/unplaced.py`,
 * `unplaced_filters.py`; both are held to `tests/vectors/unplaced.json`). Pure. */

import { nameTest, searchText } from "../figures/search.js";

/** @typedef {import("../types.js").UnplacedEntry} Entry */
/** @typedef {{outcome: string[], level: string[], sido: string[], file: string, q: string, page: number}} Asked */

export const PAGE_SIZE = 100; // entries on one page, as the server has it
const MAX_PAGE = 1_000_000; // the highest number of a page that is read
const LISTS = /** @type {const} */ (["outcome", "level", "sido"]);
/** Filters whose choices are counted. */
export const FACETS = /** @type {const} */ ([...LISTS, "file"]);

/** @param {string} search query of an address; a filter may stand there several times, as a form writes it @returns {Asked} */
export function readAsked(search) {
  const given = new URLSearchParams(search);
  const stated = (/** @type {string} */ name) => given.getAll(name).map((value) => value.trim()).filter(Boolean);
  const list = (/** @type {string} */ name) =>
    [...new Set(stated(name).flatMap((value) => value.split(",")).map((value) => value.trim()).filter(Boolean))].sort();
  const one = (/** @type {string} */ name) => stated(name)[0] ?? "";
  return { outcome: list("outcome"), level: list("level"), sido: list("sido"), file: one("file"), q: one("q"), page: pageOf(one("page")) };
}

/** The first page for what is no number of a page. @param {string} text */
function pageOf(text) {
  const page = /^\d{1,7}$/.test(text) ? Number(text) : 1;
  return page > 0 && page <= MAX_PAGE ? page : 1;
}

/** @param {Asked} asked @returns {string} query with `?`, or nothing where nothing is asked */
export function writeAsked({ page, ...filters }) {
  const given = new URLSearchParams();
  for (const name of LISTS) if (filters[name].length) given.set(name, filters[name].join(","));
  for (const name of /** @type {const} */ (["file", "q"])) if (filters[name]) given.set(name, filters[name]);
  if (page > 1) given.set("page", String(page));
  const text = String(given).replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}

/** @param {Asked} asked */
export const isFiltered = (asked) => writeAsked({ ...asked, page: 1 }) !== "";

/**
 * @param {Entry[]} entries
 * @param {Asked} asked
 * @returns {{kept: Entry[], counts: Record<string, Map<string, number>>}}
 *   `counts`: for each facet how many entries each value would leave, the other filters staying as they are
 */
export function choose(entries, asked) {
  const fits = nameTest(asked.q);
  const found = entries.filter((entry) => fits(textOf(entry)));
  const kept = found.filter((entry) => FACETS.every((facet) => passes(entry, asked, facet)));
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, count(found, asked, facet)]));
  return { kept, counts };
}

/** @param {Entry[]} entries @param {Asked} asked @param {typeof FACETS[number]} facet */
function count(entries, asked, facet) {
  const others = FACETS.filter((each) => each !== facet);
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const entry of entries) {
    if (others.every((other) => passes(entry, asked, other))) counts.set(entry[facet], (counts.get(entry[facet]) ?? 0) + 1);
  }
  return counts;
}

/** @param {Entry} entry @param {Asked} asked @param {typeof FACETS[number]} facet */
function passes(entry, asked, facet) {
  if (!asked[facet].length) return true;
  return facet === "file" ? entry.file === asked.file : asked[facet].includes(entry[facet]);
}

/** @type {WeakMap<Entry, string>} */
const texts = new WeakMap();

/** What was typed and the names of the candidates, as they are searched. @param {Entry} entry */
function textOf(entry) {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const names = new Set([entry.query, ...entry.candidates.map(([name]) => name)]);
  const text = [...names].map((name) => searchText(name, null)).join("\n");
  texts.set(entry, text);
  return text;
}
