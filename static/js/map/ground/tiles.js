/** The operator's own tiles below everything else, where the page has any. */

import { el } from "../../ui/dom.js";

/**
 * @param {any} map Leaflet map
 * @param {import("../../types.js").Config["tiles"]} tiles
 */
export function showTiles(map, tiles) {
  if (!tiles) return;
  const L = /** @type {any} */ (window).L;
  const { template, subdomains, max_zoom: maxNativeZoom, credits } = tiles;
  L.tileLayer(template, {
    subdomains,
    maxNativeZoom,
    attribution: credits.map(credit).join(""),
    // The server learns which site asks, as many require, but not which view of it.
    referrerPolicy: "strict-origin",
  }).addTo(map);
  map.getContainer().classList.add("has-tiles");
}

/** Leaflet takes an attribution as markup: it comes from elements, whose text is escaped. @param {{text: string, href: string}} credit */
const credit = ({ text, href }) =>
  href ? el("a", { href, rel: "noopener noreferrer", target: "_blank" }, text).outerHTML : el("span", {}, text).innerHTML;
