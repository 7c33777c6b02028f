/** A file holds one view: it can be narrowed further, and never shows less than all of what it names. Pure. */

import { allFilters } from "../figures/filter_table.js";

/** @typedef {import("../types.js").State} State */

/**
 * For each kind of filter, what takes the place of a value that reaches outside of what is held; else null.
 *
 * @type {Record<string, (asked: any, held: any) => string | string[] | null>}
 */
const INSIDE = {
  terms: insideList,
  regions: insideList,
  first_day: (asked, held) => (held && asked < held ? held : null),
  last_day: (asked, held) => (held && (!asked || asked > held) ? held : null),
  text: (asked, held) => (asked.includes(held) ? null : held),
};

/**
 * The asked state inside what the file holds: a filter that reaches outside stands as it was in the file.
 *
 * @param {State} asked
 * @param {State} held state of the view from which the file was made
 * @returns {State} `asked` itself where it lies inside
 */
export function narrowed(asked, held) {
  /** @type {Record<string, string | string[]>} */
  const repaired = {};
  for (const { name, kind } of allFilters()) {
    const inside = INSIDE[kind](asked[name], held[name]);
    if (inside !== null) repaired[name] = inside;
  }
  return Object.keys(repaired).length ? { ...asked, ...repaired } : asked;
}

/** @param {string[]} asked @param {string[]} held */
function insideList(asked, held) {
  const inside = asked.filter((value) => held.includes(value));
  const isOutside = held.length && (inside.length < asked.length || !inside.length);
  return isOutside ? (inside.length ? inside : held) : null;
}
