/**
 * Symbols of the statuses: one shape each, so that none depends on colour alone. Colours are in `tokens.css`.
 * Pictures draw the same shapes (`webmap/exports/picture/marks.py`); both are held to `tests/vectors/shapes.json`.
 */

import { svg } from "./dom.js";

/** @type {Record<string, () => SVGElement[]>} shapes inside a square of 20 × 20 */
const SHAPES = {
  confirmed: () => [svg("circle", { cx: 10, cy: 10, r: 7 })],
  under_review: () => [svg("path", { d: "M10 1.5 18.5 10 10 18.5 1.5 10Z" })],
  reported: () => [svg("circle", { cx: 10, cy: 10, r: 6.5 }), svg("circle", { class: "core", cx: 10, cy: 10, r: 2 })],
  refuted: () => [svg("rect", { x: 3.5, y: 3.5, width: 13, height: 13, rx: 2 }), svg("path", { class: "stroke", d: "M6 14 14 6" })],
  withdrawn: () => [svg("rect", { x: 3.5, y: 3.5, width: 13, height: 13, rx: 2 }), svg("path", { class: "stroke", d: "M6 10H14" })],
};

/**
 * @param {string} status
 * @returns {SVGElement} decorative: the status must stand beside it in words, or in a label
 */
export function statusSymbol(status) {
  const shapes = (SHAPES[status] ?? SHAPES.reported)();
  return svg("svg", { class: "symbol", viewBox: "0 0 20 20", "aria-hidden": "true", data: { status } }, shapes);
}

/**
 * A ring whose arcs show how many of each status a group holds.
 *
 * @param {[string, number][]} counts status and number, in the order of the statuses
 */
export function statusRing(counts) {
  const whole = counts.reduce((sum, [, count]) => sum + count, 0);
  let before = 0;
  const arcs = counts.map(([status, count]) => {
    const arc = svg("circle", {
      class: "arc", cx: 20, cy: 20, r: 17, pathLength: whole, data: { status },
      "stroke-dasharray": `${count} ${whole - count}`, "stroke-dashoffset": -before,
    });
    before += count;
    return arc;
  });
  return svg("svg", { class: "ring", viewBox: "0 0 40 40", "aria-hidden": "true" },
    svg("circle", { class: "disc", cx: 20, cy: 20, r: 18.5 }), arcs);
}
