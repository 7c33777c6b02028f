/**
 * How many entries that are not on the map the filters leave: those of the chosen levels and statuses, of the
 * provinces in which the stated region or a candidate lies, and of the period, in which no entry without a day is. Pure; the server's page follows the same rule
 * (`webmap/view/unplaced.py`), and `tests/vectors/unplaced.json` holds both to it.
 */

/** @typedef {import("../types.js").UnplacedGroup} UnplacedGroup */
/** @typedef {{level: string[], status: string[], sido: string[], from: string, to: string}} Shared filters that the map and the entries share */

/** @param {UnplacedGroup[]} groups @param {Shared} filters */
export const countUnplaced = (groups, { level, status, sido, from, to }) => groups
  .filter((group) => allows(level, [group[0]]) && allows(status, [group[1]]) && allows(sido, group[2].split(",")) && liesIn(group[3], from, to))
  .reduce((sum, [, , , , count]) => sum + count, 0);

/** ISO days sort as texts. @param {string} day empty where none is stated @param {string} from @param {string} to */
export const liesIn = (day, from, to) => (!from && !to) || (day !== "" && (!from || day >= from) && (!to || day <= to));

/** @param {string[]} chosen none for all @param {string[]} values */
const allows = (chosen, values) => !chosen.length || values.some((value) => chosen.includes(value));
