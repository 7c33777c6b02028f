/** The panels over the map, as they are at this moment, and the parts that they leave free. */

import { freeBoxes } from "./free_area.js";

/** @typedef {import("./free_area.js").Box} Box */

const PANELS = "#totals, .search-place, .fold-button, .lists-place, #card, .key-place, .toolbar, .leaflet-control-attribution, "
  + ".leaflet-control-zoom, .leaflet-control-scale, .whole-country";
const MIN_BOX = 40; // px; a free box narrower than this shows nothing

/** @param {any} map Leaflet map @returns {Box} */
export function frameOf(map) {
  const { x: right, y: bottom } = map.getSize();
  return { left: 0, top: 0, right, bottom };
}

/** @param {any} map @returns {Box[]} px from the map's upper left corner */
export function panelBoxes(map) {
  const { left: x, top: y } = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(PANELS)].map((panel) => panel.getBoundingClientRect())
    .filter((box) => box.width && box.height)
    .map((box) => ({ left: box.left - x, top: box.top - y, right: box.right - x, bottom: box.bottom - y }));
}

/** Parts of the map that can be seen, the largest first; they may overlap one another. @param {any} map @returns {Box[]} */
export function freeAreas(map) {
  const frame = frameOf(map);
  const free = freeBoxes(frame, panelBoxes(map))
    .filter((box) => box.right - box.left >= MIN_BOX && box.bottom - box.top >= MIN_BOX)
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return free.length ? free : [frame];
}

/** The middle of the largest part that can be seen. @param {any} map */
export function freeMiddle(map) {
  const [{ left, top, right, bottom }] = freeAreas(map);
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** @param {Box} box */
const sizeOf = ({ left, top, right, bottom }) => (right - left) * (bottom - top);
