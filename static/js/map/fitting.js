/** Where a shape is seen largest with no panel over it: the sea beside a coast may lie under a panel, land may not. Pure. */

/** @typedef {import("./free_area.js").Box} Box */
/** @typedef {{x: number, y: number}} Point */

/** How the country and chosen regions are fitted: margin in px, zooms. */
export const FIT = { margin: 8, most: 12, step: 0.25 };

const CELLS = 160; // a shape's outline is tried by points on a grid of so many cells along its longer side
const STEP = 12; // px between the places that are tried

/**
 * @param {Point[]} outline points of the shape, px of the world at zoom 0
 * @param {Box} frame px
 * @param {Box[]} panels px, as the frame
 * @param {{margin: number, least: number, most: number, step: number}} limits margin in px, zooms
 * @returns {{zoom: number, center: Point} | null} centre of the frame in px of the world at zoom 0; null where it fits nowhere
 */
export function bestPlace(outline, frame, panels, { margin, least, most, step }) {
  const points = thinned(outline);
  const hindering = panels.map((panel) => grown(panel, margin));
  const inside = grown(frame, -margin);
  const { left, top, right, bottom } = boxOf(points);
  for (let zoom = most; zoom >= least; zoom -= step) {
    const scale = 2 ** zoom;
    const isTooLarge = (right - left) * scale > inside.right - inside.left || (bottom - top) * scale > inside.bottom - inside.top;
    const shift = isTooLarge ? null : freeShift(scaled(points, scale), inside, hindering);
    if (shift) return { zoom, center: centerOf(frame, shift, 2 ** zoom) };
  }
  return null;
}

/**
 * Whether a place shows a shape whole and with no panel over it.
 *
 * @param {Point[]} outline px of the world at zoom 0 @param {{zoom: number, center: Point}} place @param {Box} frame @param {Box[]} panels
 */
export function isClear(outline, { zoom, center }, frame, panels) {
  const scale = 2 ** zoom;
  const shift = { x: (frame.left + frame.right) / 2 - center.x * scale, y: (frame.top + frame.bottom) / 2 - center.y * scale };
  const points = scaled(thinned(outline), scale);
  return points.every((point) => !isUnder(point, shift, panels)) && points.every(({ x, y }) => x + shift.x > frame.left && x + shift.x < frame.right
    && y + shift.y > frame.top && y + shift.y < frame.bottom);
}

/** One point for each cell that the outline touches. @param {Point[]} outline */
function thinned(outline) {
  const { left, top, right, bottom } = boxOf(outline);
  const cell = Math.max(right - left, bottom - top) / CELLS || 1;
  /** @type {Map<number, Point>} */
  const kept = new Map();
  for (const point of outline) {
    const key = Math.floor((point.x - left) / cell) * (CELLS + 1) + Math.floor((point.y - top) / cell);
    if (!kept.has(key)) kept.set(key, point);
  }
  // The outermost points decide whether it lies inside the frame at all.
  for (const edge of ["x", "y"]) {
    const along = /** @type {"x" | "y"} */ (edge);
    kept.set(-1 - kept.size, outline.reduce((least, point) => (point[along] < least[along] ? point : least)));
    kept.set(-1 - kept.size, outline.reduce((most, point) => (point[along] > most[along] ? point : most)));
  }
  return [...kept.values()];
}

/** @param {Point[]} points @param {number} scale */
const scaled = (points, scale) => points.map(({ x, y }) => ({ x: x * scale, y: y * scale }));

/**
 * The shift nearest to the middle that brings all points inside the frame and none under a panel.
 *
 * @param {Point[]} points @param {Box} frame @param {Box[]} panels
 */
function freeShift(points, frame, panels) {
  const box = boxOf(points);
  const across = steps(frame.left - box.left, frame.right - box.right);
  const down = steps(frame.top - box.top, frame.bottom - box.bottom);
  const shifts = across.flatMap((x) => down.map((y) => ({ x, y, far: Math.hypot(x - across[0], y - down[0]) })));
  let hindering = points[0]; // what lies under a panel mostly does so after the next shift, too
  return shifts.sort((a, b) => a.far - b.far).find((shift) => {
    if (isUnder(hindering, shift, panels)) return false;
    const found = points.find((point) => isUnder(point, shift, panels));
    hindering = found ?? hindering;
    return !found;
  }) ?? null;
}

/** Values from one to the other, the middle first; none where there is no room. @param {number} from @param {number} to */
function steps(from, to) {
  if (to < from) return [];
  const middle = (from + to) / 2;
  const each = Math.floor((to - from) / 2 / STEP);
  return [middle, ...Array.from({ length: 2 * each }, (_, i) => middle + (i % 2 ? -1 : 1) * (Math.floor(i / 2) + 1) * STEP)];
}

/** Called for thousands of places before the page is painted, so without a function for each panel. @param {Point} point @param {Point} shift @param {Box[]} panels */
function isUnder(point, shift, panels) {
  const [x, y] = [point.x + shift.x, point.y + shift.y];
  for (const { left, top, right, bottom } of panels) if (x > left && x < right && y > top && y < bottom) return true;
  return false;
}

/** @param {Box} frame @param {Point} shift @param {number} scale @returns {Point} */
const centerOf = (frame, shift, scale) => ({
  x: ((frame.left + frame.right) / 2 - shift.x) / scale,
  y: ((frame.top + frame.bottom) / 2 - shift.y) / scale,
});

/** @param {Box} box @param {number} by @returns {Box} */
const grown = ({ left, top, right, bottom }, by) => ({ left: left - by, top: top - by, right: right + by, bottom: bottom + by });

/** @param {Point[]} points @returns {Box} */
function boxOf(points) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    if (x < box.left) box.left = x;
    if (x > box.right) box.right = x;
    if (y < box.top) box.top = y;
    if (y > box.bottom) box.bottom = y;
  }
  return box;
}
