/** Values that only the data can show to be unknown: codes of regions, and the key of a school. */

import { regionFilters } from "../figures/filter_table.js";
import { usualLevel } from "./place_choice.js";
import { splitRegion } from "./state.js";

/** @typedef {import("../types.js").State} State */

/**
 * Remove codes from the state that the data does not contain.
 *
 * @param {import("./store.js").Store} store
 * @param {import("../data/data.js").Data} data with the layers that the state needs
 * @param {import("../types.js").School[]} schools
 * @returns {string[]} the removed parts, as in the address
 */
export function findUnknown(store, data, schools) {
  const state = store.get();
  /** @type {Partial<State>} */
  const repaired = {};
  /** @type {string[]} */
  const unknown = [];
  for (const level of regionFilters()) {
    const unknownCodes = state[level].filter((code) => !data.region(level, code));
    if (!unknownCodes.length) continue;
    repaired[level] = state[level].filter((code) => !unknownCodes.includes(code));
    unknown.push(`${level}=${unknownCodes.join(",")}`);
  }
  if (state.school && !schools.some(({ key }) => key === state.school)) {
    repaired.school = "";
    unknown.push(`school=${state.school}`);
  }
  const { level, code } = splitRegion(state.region);
  if (state.region && !data.region(level, code)) {
    repaired.region = "";
    unknown.push(`region=${state.region}`);
  }
  // A level that followed from the regions follows from those that are left.
  if (state.by === usualLevel(state)) repaired.by = usualLevel({ ...state, ...repaired });
  store.follow(repaired);
  return unknown;
}
