/** The panels over the map, as they are at this moment, and the parts that they leave free. */

import { freeBoxes } from "./free_area.js";
import { WRITTEN_PANELS } from "./written_panels.js";

/** @typedef {import("./free_area.js").Box} Box */

const PANELS = `${WRITTEN_PANELS}, #card, .leaflet-control-attribution, .leaflet-control-zoom, .leaflet-control-scale, .whole-country`;
const MIN_BOX = 40; // px; a free box narrower than this shows nothing

/** @param {any} map Leaflet map @returns {Box} */
export function frameOf(map) {
  const { x: right, y: bottom } = map.getSize();
  return { left: 0, top: 0, right, bottom };
}

/** @type {WeakMap<any, Box[]>} map → boxes as they were measured last */
const measured = new WeakMap();

/** @param {any} map @returns {Box[]} px from the map's upper left corner */
export function panelBoxes(map) {
  const { left: x, top: y } = map.getContainer().getBoundingClientRect();
  const boxes = [...document.querySelectorAll(PANELS)].map((panel) => panel.getBoundingClientRect())
    .filter((box) => box.width && box.height)
    .map((box) => ({ left: box.left - x, top: box.top - y, right: box.right - x, bottom: box.bottom - y }));
  measured.set(map, boxes);
  return boxes;
}

/** Parts of the map that can be seen, the largest first; they may overlap one another. @param {any} map @param {Box[]} [panels] @returns {Box[]} */
export function freeAreas(map, panels = panelBoxes(map)) {
  const frame = frameOf(map);
  const free = freeBoxes(frame, panels)
    .filter((box) => box.right - box.left >= MIN_BOX && box.bottom - box.top >= MIN_BOX)
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return free.length ? free : [frame];
}

/** The middle of the largest part that can be seen. @param {any} map @param {Box[]} [panels] */
export function freeMiddle(map, panels) {
  const [{ left, top, right, bottom }] = freeAreas(map, panels);
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** The same without measuring again: right after a move, that would lay the page out once more. @param {any} map */
export const lastFreeMiddle = (map) => freeMiddle(map, measured.get(map));

/** @param {Box} box */
const sizeOf = ({ left, top, right, bottom }) => (right - left) * (bottom - top);
