/** Changes to the state when regions are chosen. Pure. */

/** @typedef {import("../types.js").State} State */
/** @typedef {"sido" | "sigungu" | "office"} Level */

/**
 * The level by which the map counts where nobody has chosen one: inside of chosen regions, that of their parts. The
 * server follows the same rule (`webmap/web/map/view_address.py`), and `tests/vectors/levels.json` holds both to it.
 *
 * @param {Pick<State, Level>} state
 */
export const usualLevel = ({ sido, sigungu, office }) => (office.length ? "office" : sido.length || sigungu.length ? "sigungu" : "sido");

/**
 * The change when one region is chosen; an empty code clears the level.
 *
 * @param {Level} level @param {string} code @param {State} state
 * @returns {Partial<State>}
 */
export const choosePlace = (level, code, state) => choosePlaces(level, code ? [code] : [], state);

/**
 * The change when regions are chosen: a wider choice clears the narrower ones, the map counts by the regions inside
 * the chosen ones, and the card of a single one opens.
 *
 * @param {Level} level @param {string[]} codes @param {State} state
 * @returns {Partial<State>}
 */
export function choosePlaces(level, codes, state) {
  const by = level === "sido" && !codes.length ? "sido" : narrower(state.by, level);
  const places = narrowed(level, codes);
  return { ...places, by, at: null, ...cardOf(level, codes, state, { ...state, ...places }) };
}

/** @param {Level} level @param {string[]} codes @returns {Partial<State>} */
function narrowed(level, codes) {
  if (level === "sido") return { sido: codes, sigungu: [], office: [] };
  return level === "sigungu" ? { sigungu: codes, office: [] } : { office: codes };
}

/** @param {Level} level @param {string[]} codes @param {State} before @param {State} after @returns {Partial<State>} */
function cardOf(level, codes, before, after) {
  const isNew = codes.length === 1 && !before[level].includes(codes[0]);
  if (isNew) return { school: "", region: `${level}:${codes[0]}` };
  return isChosen(before.region, before) && !isChosen(before.region, after) ? { region: "" } : {};
}

/** @param {string} region `<level>:<code>` @param {State} state */
const isChosen = (region, state) =>
  /** @type {Level[]} */ (["sido", "sigungu", "office"]).some((level) => state[level].some((code) => region === `${level}:${code}`));

/** @param {string} by @param {Level} level */
const narrower = (by, level) => (by !== "sido" ? by : level === "office" ? "office" : "sigungu");
