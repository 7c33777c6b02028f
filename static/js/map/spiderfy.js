/** Where the signs of schools at one place stand when they are fanned out. Pure. */

const CIRCLE_UP_TO = 9;
const APART = 32; // px between two signs
const NEAREST = 44; // px from the place itself

/**
 * A circle for few, a spiral for many; no two signs touch.
 *
 * @param {number} count
 * @returns {{dx: number, dy: number}[]} px from the place, the first above it, then clockwise
 */
export function fanOut(count) {
  return count <= CIRCLE_UP_TO ? circle(count) : spiral(count);
}

/** @param {number} count */
function circle(count) {
  const radius = Math.max(NEAREST, (count * APART) / (2 * Math.PI));
  return Array.from({ length: count }, (_, i) => at((2 * Math.PI * i) / count, radius));
}

/** Equal steps along a spiral whose turns lie one sign apart. @param {number} count */
function spiral(count) {
  const spots = [];
  for (let i = 0, angle = 0; i < count; i += 1) {
    const radius = NEAREST + (APART * angle) / (2 * Math.PI);
    spots.push(at(angle, radius));
    angle += (APART + 2) / radius;
  }
  return spots;
}

/** @param {number} angle clockwise from above @param {number} radius */
const at = (angle, radius) => ({ dx: Math.round(Math.sin(angle) * radius), dy: Math.round(-Math.cos(angle) * radius) });
