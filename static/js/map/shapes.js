/** Regions on the world at zoom 0: where their names and numbers belong. Pure but for what it remembers. */

import { isWithin } from "./label_places.js";
import { toWorld } from "./world.js";

/** @typedef {{x: number, y: number}} Point px at zoom 0 */
/**
 * @typedef {{polygons: number[][][][], x: number, y: number, width: number, height: number, area: number, spots: () => Point[]}} Shape
 * `polygons` in degrees; the others in px at zoom 0: the point well inside, the size of the largest part, the area of
 * all, and places inside where a sign may stand
 */

const ACROSS = 8; // places that are tried across the longer side of a part
const SMALLEST_PART = 0.2; // of the largest part's width and height together; what is smaller holds no sign

/** @type {WeakMap<object, Shape>} */
const known = new WeakMap();

/** @param {any} feature @returns {Shape} */
export function shapeOf(feature) {
  const shape = known.get(feature) ?? measure(feature);
  known.set(feature, shape);
  return shape;
}

/** @param {any} feature @returns {Shape} */
function measure({ geometry: { type, coordinates }, properties }) {
  /** @type {number[][][][]} */
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  const parts = polygons.map(([outline]) => partOf(outline));
  const largest = parts.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
  const { x, y } = properties.label ? onWorld(properties.label) : { x: largest.left + largest.width / 2, y: largest.top + largest.height / 2 };
  const large = polygons.filter((_, i) => parts[i].width + parts[i].height >= SMALLEST_PART * (largest.width + largest.height));
  /** @type {Point[] | null} */
  let spots = null;
  return {
    polygons, x, y, width: largest.width, height: largest.height, area: parts.reduce((sum, { area }) => sum + area, 0),
    spots: () => (spots ??= [{ x, y }, ...large.flatMap((polygon) => placesInside(polygon, largest))]),
  };
}

/** The box and the area of an outline, px at zoom 0. @param {number[][]} outline [lon, lat] */
function partOf(outline) {
  const { xs, ys } = toWorld(outline.map(([lon, lat]) => ({ lat, lon })));
  let [left, top, right, bottom, twice] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i, i += 1) {
    left = Math.min(left, xs[i]);
    right = Math.max(right, xs[i]);
    top = Math.min(top, ys[i]);
    bottom = Math.max(bottom, ys[i]);
    twice += xs[j] * ys[i] - xs[i] * ys[j];
  }
  return { left, top, width: right - left, height: bottom - top, area: Math.abs(twice) / 2 };
}

/** Points of a grid that lie in a polygon. @param {number[][][]} polygon @param {{width: number, height: number}} largest @returns {Point[]} */
function placesInside(polygon, largest) {
  const outline = polygon[0];
  const step = Math.max(largest.width, largest.height) / ACROSS;
  const { left, top, width, height } = partOf(outline);
  const drawn = [polygon.map((ring) => ring.map(onWorld).map(({ x, y }) => [x, y]))];
  const columns = Array.from({ length: Math.ceil(width / step) }, (_, i) => left + (i + 0.5) * step);
  const rows = Array.from({ length: Math.ceil(height / step) }, (_, i) => top + (i + 0.5) * step);
  return rows.flatMap((y) => columns.filter((x) => isWithin(drawn, x, y)).map((x) => ({ x, y })));
}

/** @param {number[]} place [lon, lat] @returns {Point} */
function onWorld([lon, lat]) {
  const { xs: [x], ys: [y] } = toWorld([{ lat, lon }]);
  return { x, y };
}
