/** The parts of the map that no panel covers. Pure. */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box px from the map's upper left corner */

/**
 * The largest boxes that no panel reaches into; they may overlap one another.
 *
 * @param {Box} frame
 * @param {Box[]} panels
 * @returns {Box[]}
 */
export function freeBoxes(frame, panels) {
  const panel = panels.find((each) => overlap(frame, each));
  if (!panel) return [frame];
  return [
    { ...frame, right: panel.left },
    { ...frame, left: panel.right },
    { ...frame, bottom: panel.top },
    { ...frame, top: panel.bottom },
  ].filter(({ left, top, right, bottom }) => right > left && bottom > top).flatMap((rest) => freeBoxes(rest, panels));
}

/**
 * The shortest way to bring a thing inside one of the boxes, or null where it fits into none.
 *
 * @param {Box} thing
 * @param {Box[]} boxes
 * @param {number} margin px to keep around the thing
 * @returns {[number, number] | null} how far to the right and down
 */
export function shortestWayInside(thing, boxes, margin) {
  const ways = boxes.map((box) => wayInside(thing, box, margin)).filter((way) => way !== null);
  return ways.toSorted((a, b) => Math.hypot(...a) - Math.hypot(...b))[0] ?? null;
}

/** @param {Box} thing @param {Box} box @param {number} margin @returns {[number, number] | null} */
function wayInside(thing, box, margin) {
  const across = shift(thing.left - margin, thing.right + margin, box.left, box.right);
  const down = shift(thing.top - margin, thing.bottom + margin, box.top, box.bottom);
  return across === null || down === null ? null : [across, down];
}

/** @param {number} from @param {number} to @param {number} low @param {number} high */
function shift(from, to, low, high) {
  if (to - from > high - low) return null;
  return from < low ? low - from : Math.min(0, high - to);
}

/** @param {Box} one @param {Box} other */
const overlap = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
