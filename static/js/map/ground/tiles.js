/** The operator's own tiles below everything else, where the page has any. */

/**
 * @param {any} map Leaflet map
 * @param {import("../../types.js").Config["tiles"]} tiles
 */
export function showTiles(map, tiles) {
  if (!tiles) return;
  const L = /** @type {any} */ (window).L;
  const { template, subdomains, max_zoom: maxNativeZoom, attribution } = tiles;
  new (quietLayer(L))(template, {
    subdomains,
    maxNativeZoom,
    attribution,
    // The server learns which site asks, as many require, but not which view of it.
    referrerPolicy: "strict-origin",
  }).addTo(map);
  map.getContainer().classList.add("has-tiles");
}

/**
 * Leaflet stops a tile that is not wanted any more by a picture in a `data:` address, which the page's policy forbids:
 * each would be reported in the reader's console. Without an address a picture stops loading as well.
 *
 * @param {any} L
 */
const quietLayer = (L) => L.TileLayer.extend({
  _abortLoading() {
    for (const { coords, el } of Object.values(/** @type {any} */ (this)._tiles)) {
      if (coords.z !== /** @type {any} */ (this)._tileZoom && !el.complete) stop(el);
    }
    L.TileLayer.prototype._abortLoading.call(this);
  },
  _removeTile(/** @type {string} */ key) {
    const tile = /** @type {any} */ (this)._tiles[key];
    if (!tile) return;
    stop(tile.el);
    L.GridLayer.prototype._removeTile.call(this, key);
  },
});

/** @param {HTMLImageElement} picture */
function stop(picture) {
  picture.onload = picture.onerror = null;
  picture.removeAttribute("src");
}
