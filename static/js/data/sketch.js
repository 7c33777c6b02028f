/**
 * The provinces as the server has drawn them into the page: coarser than their own file, and there before it.
 *
 * A path is made of rings, each from a corner by steps; `z` closes an outer ring, `Z` a hole in the one before it
 * (`webmap/web/map/first_map.py`).
 */

/** @typedef {import("./data.js").Layer} Layer */

const LEVEL = "sido";
const RING = /M(-?\d+) (-?\d+)l([^zZ]*)([zZ])/g;
const NUMBER = /-?\d+/g;

/**
 * @param {Record<string, any>} provinces properties by code
 * @returns {any[] | null} features in degrees; null where the page holds no picture of the provinces
 */
export function sketchedFeatures(provinces) {
  const picture = /** @type {SVGElement | null} */ (document.querySelector(`#first-map[data-level="${LEVEL}"]`));
  if (!picture) return null;
  const [units, left, top] = (picture.dataset.unit ?? "").split(" ").map(Number);
  const place = (/** @type {number} */ x, /** @type {number} */ y) =>
    [((x + left) / units - 0.5) * 360, (360 / Math.PI) * Math.atan(Math.exp((0.5 - (y + top) / units) * 2 * Math.PI)) - 90];
  return [...picture.querySelectorAll("path[data-code]")].map((path) => {
    const code = /** @type {SVGElement} */ (path).dataset.code ?? "";
    /** @type {number[][][][]} */
    const polygons = [];
    for (const [, x, y, steps, end] of (path.getAttribute("d") ?? "").matchAll(RING)) {
      const ring = ringOf(Number(x), Number(y), (steps.match(NUMBER) ?? []).map(Number), place);
      if (end === "z") polygons.push([ring]);
      else polygons.at(-1)?.push(ring);
    }
    return { type: "Feature", id: code, properties: provinces[code], geometry: { type: "MultiPolygon", coordinates: polygons } };
  });
}

/** @param {number} x @param {number} y @param {number[]} steps @param {(x: number, y: number) => number[]} place @returns {number[][]} */
function ringOf(x, y, steps, place) {
  const ring = [place(x, y)];
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    ring.push(place(x, y));
  }
  return [...ring, ring[0]];
}
