/**
 * How many entries that are not on the map the filters leave: those of the chosen levels and statuses, and of the
 * provinces in which the stated region or a candidate lies. Pure; the server's page follows the same rule
 * (`webmap/view/unplaced.py`), and `tests/vectors/unplaced.json` holds both to it.
 */

/** @typedef {import("../types.js").UnplacedGroup} UnplacedGroup */
/** @typedef {{level: string[], status: string[], sido: string[]}} Shared filters that the map and the entries share */

/** @param {UnplacedGroup[]} groups @param {Shared} filters */
export const countUnplaced = (groups, { level, status, sido }) => groups
  .filter((group) => allows(level, [group[0]]) && allows(status, [group[1]]) && allows(sido, group[2].split(",")))
  .reduce((sum, [, , , count]) => sum + count, 0);

/** @param {string[]} chosen none for all @param {string[]} values */
const allows = (chosen, values) => !chosen.length || values.some((value) => chosen.includes(value));

/** The same filters as a query. @param {Shared & {q: string}} filters */
export function unplacedQuery({ level, status, sido, q }) {
  const pairs = Object.entries({ level, status, sido, q }).filter(([, value]) => value.length);
  return new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]));
}
