/** The map's own buttons beside Leaflet's: the whole country, and a bar for distances. */

import { t } from "../text/texts.js";
import { el } from "../ui/dom.js";

const BAR_WIDTH = 110; // px at most

/** @param {any} map Leaflet map @param {import("./map_view.js").MapPlace} mapView */
export function createControls(map, mapView) {
  const L = /** @type {any} */ (window).L;
  const bar = L.control.scale({ position: "bottomleft", imperial: false, maxWidth: BAR_WIDTH }).addTo(map).getContainer();
  bar.parentElement.append(bar); // below the buttons; Leaflet sets each control above those that are there
  const country = L.control({ position: "bottomleft" });
  country.onAdd = () => wholeCountryButton(L, mapView);
  country.addTo(map);
}

/** @param {any} L @param {import("./map_view.js").MapPlace} mapView */
function wholeCountryButton(L, mapView) {
  const button = el("button", { type: "button", on: { click: () => mapView.showCountry() } }, t("Whole country"));
  const box = el("div", { class: "leaflet-bar whole-country" }, button);
  // A click belongs to the button, and a double click does not zoom in.
  L.DomEvent.disableClickPropagation(box);
  return box;
}
