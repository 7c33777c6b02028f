/** Regions on the world at zoom 0: where their names and numbers belong. Pure but for what it remembers. */

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

/** Points of a grid that lie in a polygon (even-odd rule), row by row. @param {number[][][]} polygon @param {{width: number, height: number}} largest @returns {Point[]} */
function placesInside(polygon, largest) {
  const step = Math.max(largest.width, largest.height) / ACROSS;
  const { left, top, width, height } = partOf(polygon[0]);
  const rings = polygon.map((ring) => toWorld(ring.map(([lon, lat]) => ({ lat, lon }))));
  const columns = Array.from({ length: Math.ceil(width / step) }, (_, i) => left + (i + 0.5) * step);
  const rows = Array.from({ length: Math.ceil(height / step) }, (_, i) => top + (i + 0.5) * step);
  return rows.flatMap((y) => {
    const crossings = rings.flatMap((ring) => crossingsAt(y, ring));
    return columns.filter((x) => crossings.filter((each) => each > x).length % 2).map((x) => ({ x, y }));
  });
}

/** Where a ring crosses a row. @param {number} y @param {import("./world.js").WorldPoints} ring @returns {number[]} */
function crossingsAt(y, { xs, ys }) {
  const found = [];
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i, i += 1) {
    if (ys[i] > y !== ys[j] > y) found.push(((xs[j] - xs[i]) * (y - ys[i])) / (ys[j] - ys[i]) + xs[i]);
  }
  return found;
}

/** @param {number[]} place [lon, lat] @returns {Point} */
function onWorld([lon, lat]) {
  const { xs: [x], ys: [y] } = toWorld([{ lat, lon }]);
  return { x, y };
}
