/** A file holds one view: it can be narrowed further, and never shows less than all of what it names. Pure. */

/** @typedef {import("../types.js").State} State */

const LISTS = /** @type {const} */ (["level", "status", "sido", "sigungu", "office"]);

/**
 * The asked state inside what the file holds: a filter that reaches outside stands as it was in the file.
 *
 * @param {State} asked
 * @param {State} held state of the view from which the file was made
 * @returns {State} `asked` itself where it lies inside
 */
export function narrowed(asked, held) {
  /** @type {Partial<State>} */
  const repaired = {};
  for (const name of LISTS) {
    const inside = asked[name].filter((value) => held[name].includes(value));
    const outside = held[name].length && (inside.length < asked[name].length || !inside.length);
    if (outside) repaired[name] = inside.length ? inside : held[name];
  }
  if (held.from && asked.from < held.from) repaired.from = held.from;
  if (held.to && (!asked.to || asked.to > held.to)) repaired.to = held.to;
  if (!asked.q.includes(held.q)) repaired.q = held.q;
  return Object.keys(repaired).length ? { ...asked, ...repaired } : asked;
}
