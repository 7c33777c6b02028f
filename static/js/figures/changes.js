/** The changes of a period, as the server compared two snapshots (`webmap/web/map/changes.py`). Pure. */

/** @typedef {import("../types.js").Period} Period */
/** @typedef {import("../types.js").School} School */

/** Kinds of changes, in the order in which they are shown. */
const KINDS = /** @type {const} */ (["new", "confirmed", "refuted", "withdrawn"]);

/**
 * Kinds of change of each school that has changed.
 *
 * @param {Period | null} period
 * @returns {Map<string, string[]>} by key of the school
 */
export function kindsByKey(period) {
  /** @type {Map<string, string[]>} */
  const kinds = new Map();
  for (const kind of KINDS) for (const key of period?.[kind] ?? []) kinds.set(key, [...(kinds.get(key) ?? []), kind]);
  return kinds;
}

/**
 * How many of the schools have changed, by kind; a kind that is not known or not public is absent.
 *
 * @param {Period} period @param {School[]} schools
 * @returns {[string, number][]}
 */
export function countKinds(period, schools) {
  const keys = new Set(schools.map(({ key }) => key));
  return KINDS.flatMap((kind) => (period[kind] ? [[kind, period[kind].filter((key) => keys.has(key)).length]] : []));
}
