/** Which labels find room on a map. Pure. */

/** @typedef {import("./free_area.js").Box} Box */
/** @typedef {[x: number, y: number]} Spot px; the middle of a label */
/** @typedef {{width: number, height: number, spots: Spot[], holds: (x: number, y: number) => boolean}} Candidate px; `spots`: where it is tried, the best first; `holds`: whether a place belongs to what is labelled */

/** Where a label without a sign is tried: in its widths to the right and its heights down from where it is wanted. */
const STEPS = [[0, 0], [0, -1], [0, 1], [-0.6, 0], [0.6, 0], [-0.6, -1], [0.6, -1], [-0.6, 1], [0.6, 1], [0, -2], [0, 2]];

/** @param {{x: number, y: number}} place @param {number} width @param {number} height @returns {Spot[]} */
export const around = ({ x, y }, width, height) => STEPS.map(([across, down]) => [x + across * width, y + down * height]);

/** Below a sign, above it, and to its sides. @param {Box} sign @param {number} width @param {number} height @returns {Spot[]} */
export function beside({ left, top, right, bottom }, width, height) {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const [above, below] = [top - height / 2, bottom + height / 2];
  return [[x, below], [x, above], [right + width / 2 + 2, y], [left - width / 2 - 2, y],
    [x - width / 3, below], [x + width / 3, below], [x - width / 3, above], [x + width / 3, above]];
}

/**
 * @template {Candidate} T
 * @param {T[]} candidates the most important first
 * @param {Box[]} taken what no label may touch
 * @param {Box} frame what every label must lie in
 * @returns {{candidate: T, x: number, y: number}[]} those that found room, with their middle
 */
export function placeLabels(candidates, taken, frame) {
  const boxes = [...taken];
  const placed = [];
  for (const candidate of candidates) {
    for (const [x, y] of candidate.spots) {
      const box = boxAt(x, y, candidate);
      if (!isInside(box, frame) || boxes.some((other) => touch(box, other)) || !candidate.holds(x, y)) continue;
      boxes.push(box);
      placed.push({ candidate, x, y });
      break;
    }
  }
  return placed;
}

/** @param {number} x @param {number} y @param {{width: number, height: number}} size @returns {Box} */
export const boxAt = (x, y, { width, height }) =>
  ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });

/** @param {Box} inner @param {Box} outer */
const isInside = (inner, outer) =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

/** @param {Box} one @param {Box} other */
const touch = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * Whether a place lies in a polygon with holes (even-odd rule).
 *
 * @param {number[][][][]} polygons rings of [x, y], in the form of a GeoJSON MultiPolygon
 * @param {number} x @param {number} y
 */
export function isWithin(polygons, x, y) {
  let inside = false;
  for (const ring of polygons.flat()) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [[x1, y1], [x2, y2]] = [ring[i], ring[j]];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}
