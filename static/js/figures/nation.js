/** The figures of the whole nation, to compare a region with. Pure. */

import { denominator, ratePer100 } from "./figures.js";

/** @typedef {import("../types.js").Summary} Summary */
/** @typedef {{rows: Map<string, {register: import("../types.js").Region["register"]}> | null, summary: Summary, state: {level: string[]}}} Provinces */
/** @typedef {{summary: Summary, existing: number | null, rate: number | null}} Figures */

/**
 * @param {Provinces} view of the provinces, without a filter of regions
 * @param {string[]} counted levels for which the register gives a number
 * @returns {Figures | null} null while the provinces are loading
 */
export function nationOf({ rows, summary, state }, counted) {
  if (!rows) return null;
  const register = Object.fromEntries(counted.map((level) => [level, sum([...rows.values()].map((row) => row.register[level]))]));
  return {
    summary,
    existing: denominator(register, state.level, counted),
    rate: ratePer100(summary, register, state.level, counted),
  };
}

/** @param {(number | null | undefined)[]} numbers @returns {number | null} unknown where any is unknown */
const sum = (numbers) => numbers.reduce((/** @type {number | null} */ whole, each) =>
  (whole === null || typeof each !== "number" ? null : whole + each), 0);

/** Percent of a whole, to the nearest one; null of nothing. @param {number} part @param {number} whole */
export const share = (part, whole) => (whole ? Math.floor((200 * part + whole) / (2 * whole)) : null);
