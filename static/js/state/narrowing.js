/** A file contains one view: filters can narrow it further, and it never shows less than everything it names. Pure. */

import { allFilters } from "../figures/filter_table.js";

/** @typedef {import("../types.js").State} State */

/**
 * For each kind of filter, the replacement for a value outside the file's view; null for a value inside.
 *
 * @type {Record<string, (requested: any, held: any) => string | string[] | null>}
 */
const REPLACEMENTS = {
  terms: narrowList,
  regions: narrowList,
  lists: narrowList,
  first_day: (requested, held) => (held && requested < held ? held : null),
  last_day: (requested, held) => (held && (!requested || requested > held) ? held : null),
  text: (requested, held) => (requested.includes(held) ? null : held),
};

/**
 * The requested state limited to the file's view: a filter that reaches outside keeps the file's value.
 *
 * @param {State} requested
 * @param {State} held state of the view from which the file was made
 * @returns {State} `requested` itself where it lies inside the view
 */
export function narrowState(requested, held) {
  /** @type {Record<string, string | string[]>} */
  const repaired = {};
  for (const { name, kind } of allFilters()) {
    const inside = REPLACEMENTS[kind](requested[name], held[name]);
    if (inside !== null) repaired[name] = inside;
  }
  return Object.keys(repaired).length ? { ...requested, ...repaired } : requested;
}

/** @param {string[]} requested @param {string[]} held */
function narrowList(requested, held) {
  const inside = requested.filter((value) => held.includes(value));
  const isOutside = held.length && (inside.length < requested.length || !inside.length);
  return isOutside ? (inside.length ? inside : held) : null;
}
