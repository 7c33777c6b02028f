/** The start of the map of regions: the page holds every number; the scripts only draw, and sort by what is shown. */

import { drawRegions } from "./regions/region_map.js";
import { rowsOf, sortable } from "./regions/region_rows.js";
import { useTexts } from "./text/texts.js";
import { byId } from "./ui/dom.js";

/** @typedef {{language: string, embed: boolean, urls: {boundaries: string}, texts: Record<string, string>}} Config */

/**
 * @param {any} map the Leaflet map that folium made
 * @param {{bounds: import("./types.js").Bounds}} options
 */
export async function start(map, { bounds }) {
  /** @type {Config} */
  const config = JSON.parse(byId("webmap-config").textContent ?? "");
  useTexts(config.language, config.texts);
  if (config.embed) useTheme(new URLSearchParams(location.search).get("theme") ?? "");
  const table = /** @type {HTMLTableElement} */ (byId("region-numbers"));
  sortable(table, byId("table-announced"));
  await drawRegions(map, bounds, config.urls.boundaries, rowsOf(table));
}

/** The theme that the host of an embed chose: a written page does not know its address. @param {string} theme */
function useTheme(theme) {
  if (["light", "dark"].includes(theme)) document.documentElement.dataset.theme = theme;
}
