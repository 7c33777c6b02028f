/** Changes to the state when regions are chosen. Pure. */

/** @typedef {import("../types.js").State} State */
/** @typedef {"sido" | "sigungu" | "office"} Level */

/**
 * The change when one region is chosen; an empty code clears the level.
 *
 * @param {Level} level @param {string} code @param {State} state
 * @returns {Partial<State>}
 */
export const choosePlace = (level, code, state) => choosePlaces(level, code ? [code] : [], state);

/**
 * The change when regions are chosen: a wider choice clears the narrower ones, and the map counts by
 * the regions inside the chosen ones.
 *
 * @param {Level} level @param {string[]} codes @param {State} state
 * @returns {Partial<State>}
 */
export function choosePlaces(level, codes, state) {
  const by = level === "sido" && !codes.length ? "sido" : narrower(state.by, level);
  if (level === "sido") return { sido: codes, sigungu: [], office: [], by, at: null };
  if (level === "sigungu") return { sigungu: codes, office: [], by, at: null };
  return { office: codes, by, at: null };
}

/** @param {string} by @param {Level} level */
const narrower = (by, level) => (by !== "sido" ? by : level === "office" ? "office" : "sigungu");
