/** The map's description for screen readers, its behaviour inside a page, and its own buttons beside Leaflet's. */

import { t } from "../text/texts.js";
import { el } from "../ui/dom.js";
import { leaveScrollingToHost } from "./two_fingers.js";

const BAR_WIDTH = 110; // px at most

/** @param {any} map Leaflet map @param {import("../types.js").Config} config */
export function describeMap(map, { embed, notice }) {
  const frame = map.getContainer();
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", t("Map. Arrow keys move it, plus and minus zoom. The lists beside it say the same."));
  if (notice) map.attributionControl.addAttribution(el("b", {}, t("Fictional sample data")).outerHTML);
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) switchOffMotion(map);
  if (embed) leaveScrollingToHost(map);
}

/** Leaflet reads its motion options only when a map is created, and this map exists already. @param {any} map */
function switchOffMotion(map) {
  Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, inertia: false });
  map._zoomAnimated = false;
}

/** A button for the whole country, and a bar for distances. @param {any} map Leaflet map @param {import("./map_view.js").MapPlace} mapView */
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
