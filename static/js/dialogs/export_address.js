/** Addresses of exports: the page's filters and display settings, and the reader's choice. Pure. */

import { allFilters } from "../figures/filter_table.js";
import { emptyState } from "../state/state.js";

/** @typedef {import("../types.js").ExportChoice} ExportChoice */
/** @typedef {import("../types.js").State} State */

const SCHOOLS = "schools";
/** Display settings that a drawn map takes over from the page. */
const LOOK = /** @type {const} */ (["show", "classes", "points"]);

/**
 * @param {string} base where exports are
 * @param {ExportChoice} choice @param {State} state @param {string} language
 */
export const fileAddress = (base, choice, state, language) =>
  `${base}${table(choice)}.${choice.format}?${parameters(choice, state, language)}`;

/** The first lines, whatever the format. @param {string} base @param {ExportChoice} choice @param {State} state @param {string} language */
export const previewAddress = (base, choice, state, language) =>
  `${base}${table(choice)}/preview.json?${parameters({ ...choice, unplaced: false, zip: false, map: false }, state, language)}`;

/** @param {ExportChoice} choice */
const table = ({ what }) => (what === SCHOOLS ? SCHOOLS : "regions");

/** @param {ExportChoice} choice @param {State} state @param {string} language */
function parameters({ what, unplaced, zip, compare, map }, state, language) {
  const found = new URLSearchParams();
  if (what !== SCHOOLS) found.set("by", what);
  else if (map && state.by !== emptyState().by) found.set("by", state.by);
  for (const { name } of allFilters()) if (state[name].length) found.set(name, String(state[name]));
  if (map) for (const name of LOOK) if (state[name] !== emptyState()[name]) found.set(name, state[name]);
  if (compare) found.set("compare", compare);
  if (unplaced) found.set("unplaced", "1");
  if (zip) found.set("zip", "1");
  found.set("lang", language);
  return found;
}
