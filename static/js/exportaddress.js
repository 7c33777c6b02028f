/** Addresses of exports: the filters of the page, and what a reader chose. Pure. */

/** @typedef {import("./types.js").ExportChoice} ExportChoice */
/** @typedef {import("./types.js").Filters} Filters */

const SCHOOLS = "schools";

/**
 * @param {string} base where exports are
 * @param {ExportChoice} choice @param {Filters} filters @param {string} language
 */
export const fileAddress = (base, choice, filters, language) =>
  `${base}${table(choice)}.${choice.format}?${parameters(choice, filters, language)}`;

/** The first lines, whatever the format. @param {string} base @param {ExportChoice} choice @param {Filters} filters @param {string} language */
export const previewAddress = (base, choice, filters, language) =>
  `${base}${table(choice)}/preview.json?${parameters({ ...choice, unplaced: false, zip: false }, filters, language)}`;

/** @param {ExportChoice} choice */
const table = ({ what }) => (what === SCHOOLS ? SCHOOLS : "regions");

/** @param {ExportChoice} choice @param {Filters} filters @param {string} language */
function parameters({ what, unplaced, zip }, filters, language) {
  const found = new URLSearchParams();
  if (what !== SCHOOLS) found.set("by", what);
  for (const name of /** @type {const} */ (["level", "status", "sido", "sigungu", "office"])) {
    if (filters[name].length) found.set(name, filters[name].join(","));
  }
  for (const name of /** @type {const} */ (["from", "to", "q"])) if (filters[name]) found.set(name, filters[name]);
  if (unplaced) found.set("unplaced", "1");
  if (zip) found.set("zip", "1");
  found.set("lang", language);
  return found;
}
