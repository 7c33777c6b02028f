/** Positions of the markers of schools at one place when they are spiderfied. Pure. */

const MAX_ON_CIRCLE = 9;
const SPACING = 32; // px between two markers
const MIN_DISTANCE = 44; // px from the place itself

/**
 * A circle for few, a spiral for many; no two markers touch.
 *
 * @param {number} count
 * @returns {{dx: number, dy: number}[]} px from the place, the first above it, then clockwise
 */
export function spiderfy(count) {
  return count <= MAX_ON_CIRCLE ? circle(count) : spiral(count);
}

/** @param {number} count */
function circle(count) {
  const radius = Math.max(MIN_DISTANCE, (count * SPACING) / (2 * Math.PI));
  return Array.from({ length: count }, (_, i) => at((2 * Math.PI * i) / count, radius));
}

/** Equal steps along a spiral whose turns lie one marker apart. @param {number} count */
function spiral(count) {
  const spots = [];
  for (let i = 0, angle = 0; i < count; i += 1) {
    const radius = MIN_DISTANCE + (SPACING * angle) / (2 * Math.PI);
    spots.push(at(angle, radius));
    angle += (SPACING + 2) / radius;
  }
  return spots;
}

/** @param {number} angle clockwise from above @param {number} radius */
const at = (angle, radius) => ({ dx: Math.round(Math.sin(angle) * radius), dy: Math.round(-Math.cos(angle) * radius) });
