/** The operator's own tiles below everything else, where the page has any. */

/**
 * @param {any} map Leaflet map
 * @param {import("../../types.js").Config["tiles"]} tiles
 */
export function showTiles(map, tiles) {
  if (!tiles) return;
  const L = /** @type {any} */ (window).L;
  const { template, subdomains, max_zoom: maxNativeZoom, attribution } = tiles;
  L.tileLayer(template, {
    subdomains,
    maxNativeZoom,
    attribution,
    // The server learns which site asks, as many require, but not which view of it.
    referrerPolicy: "strict-origin",
  }).addTo(map);
  map.getContainer().classList.add("has-tiles");
}
