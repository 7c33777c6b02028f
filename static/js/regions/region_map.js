/** The regions on Leaflet, in the colours of their rows. Colours are the style sheet's: an area names its step. */

import { featuresOf } from "../data/topology.js";
import { el, svg } from "../ui/dom.js";

/** @typedef {import("./region_rows.js").Row} Row */

const COLLECTION = "regions"; // as `webmap/places/regions/topology.py` names it
const STEPS = [0, 1, 2, 3, 4, 5];

/**
 * Draw the boundaries in place of the server's picture, which stays where they do not come.
 *
 * @param {any} map @param {import("../types.js").Bounds} bounds @param {string} address of the boundaries
 * @param {Map<string, Row>} rows
 */
export async function drawRegions(map, bounds, address, rows) {
  map.fitBounds(bounds, { animate: false, padding: [8, 8] });
  // Without an origin (in a sandboxed frame) only a request without credentials may be answered.
  const response = await fetch(address, { credentials: "omit" });
  if (!response.ok) return;
  const features = featuresOf(await response.json(), COLLECTION);
  const L = /** @type {any} */ (window).L;
  map.getContainer().append(hatches());
  // The table says the same in words.
  map.getPane("overlayPane").setAttribute("aria-hidden", "true");
  L.geoJSON({ type: "FeatureCollection", features }, {
    style: { className: "area", weight: 1 },
    onEachFeature: (/** @type {any} */ { id }, /** @type {any} */ area) => prepare(area, rows.get(id)),
  }).addTo(map);
  document.getElementById("regions-picture")?.remove();
}

/** @param {any} area @param {Row | undefined} row */
function prepare(area, row) {
  area.on("add", () => {
    const path = area.getElement();
    if (!path) return;
    path.setAttribute("tabindex", "-1");
    path.dataset.step = row?.step ?? "unknown";
    path.classList.toggle("is-hatched", Boolean(row?.hatched));
  });
  if (!row) return;
  area.bindTooltip(() => el("div", {}, el("b", {}, row.name), ` ${row.words}`), { sticky: true, className: "region-tip" });
  area.on("click", () => select(row));
}

/** Bring the row of a region into view. @param {Row} row */
function select({ element }) {
  for (const other of element.parentElement?.querySelectorAll(".is-selected") ?? []) other.classList.remove("is-selected");
  element.classList.add("is-selected");
  element.scrollIntoView({ block: "nearest" });
}

/** The patterns of hatched areas. */
const hatches = () => svg("svg", { class: "hatches", "aria-hidden": "true" }, svg("defs", {}, ...STEPS.map((step) =>
  svg("pattern", { id: `hatch-${step}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { class: "area", width: 7, height: 7, data: { step } }),
    svg("path", { class: "hatch", d: "M0 0V7", data: { step } })))));
