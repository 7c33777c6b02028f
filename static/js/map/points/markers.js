/** The markers of single schools and of groups, as buttons. */

import { number, t, tn } from "../../text/texts.js";
import { el, svg } from "../../ui/dom.js";
import { statusRing, statusSymbol } from "../../ui/symbols.js";

/** @typedef {import("../../types.js").School} School */
/** @typedef {import("../../text/words.js").Words} Words */

export const MARKER_SIZE = 26; // px; WCAG 2.2 asks for at least 24
export const HALO_SIZE = 40; // px
const SMALL = 34; // px; groups smaller than this have a thinner ring and smaller digits
const LEAST_SIZES = [24, 24, 30, 34, 38, 42]; // px, by the number of characters

/** Every element is set into the middle of its place by its size. @param {HTMLElement} element @param {number} size px */
function centred(element, size) {
  element.style.setProperty("--size", `${size}px`);
  return element;
}

/** @param {School} school @param {Words} words */
export function schoolMarker(school, words) {
  const approximate = school.outcome === "approximate";
  return centred(el("button", {
    type: "button", class: `school-sign${approximate ? " is-approximate" : ""}`, title: school.name,
    "aria-label": schoolLabel(school, words), data: { key: school.key },
  }, statusSymbol(school.status)), MARKER_SIZE);
}

/**
 * @param {School[]} schools
 * @param {Words} words
 * @param {{size: number, region: string, together: boolean}} sign `size`: px; `region`: name of the region whose schools
 *   these are, or empty; `together`: whether they lie at one place, so that no zoom parts them
 */
export function groupMarker(schools, words, { size, region, together }) {
  const counts = countStatuses(schools, words);
  const mix = counts.map(([status, count]) => `${words.status(status).name} ${number(count)}`).join(", ");
  return centred(el("button", {
    type: "button", class: `school-group${size < SMALL ? " is-small" : ""}`,
    "aria-label": groupLabel(schools.length, { mix, region, together }),
  }, statusRing(counts), el("span", { "aria-hidden": "true" }, number(schools.length))), size);
}

/** @param {number} count @param {{mix: string, region: string, together: boolean}} about */
function groupLabel(count, { mix, region, together }) {
  if (region) return tn("%(region)s: %(n)s school (%(mix)s). Zoom in.", "%(region)s: %(n)s schools (%(mix)s). Zoom in.", count, { mix, region });
  return together
    ? tn("%(n)s school at one place (%(mix)s). Show each.", "%(n)s schools at one place (%(mix)s). Show each.", count, { mix })
    : tn("%(n)s school in a group (%(mix)s). Zoom in.", "%(n)s schools in a group (%(mix)s). Zoom in.", count, { mix });
}

/** px; grows with the number of digits rather than with the number. @param {number} count */
export const groupSize = (count) => 34 + 4 * Math.min(4, Math.floor(Math.log10(count) * 1.5));

/** px; as small as the number can be read. @param {number} count */
export const leastGroupSize = (count) => LEAST_SIZES[Math.min(LEAST_SIZES.length, number(count).length) - 1];

/** @param {School} school */
export const schoolHalo = ({ status }) => centred(el("div", { class: "school-halo" }, statusSymbol(status)), HALO_SIZE);

/** Lines from one place to each of the markers spiderfied around it. @param {{dx: number, dy: number}[]} spots */
export const legs = (spots) => svg("svg", { class: "fan-legs", "aria-hidden": "true", width: 1, height: 1 },
  spots.map(({ dx, dy }) => svg("line", { x2: dx, y2: dy })));

/** @param {School[]} schools @param {Words} words @returns {[string, number][]} */
export function countStatuses(schools, words) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { status } of schools) counts[status] = (counts[status] ?? 0) + 1;
  return words.statuses.filter((status) => counts[status]).map((status) => [status, counts[status]]);
}

/** @param {School} school @param {Words} words */
function schoolLabel(school, words) {
  const place = school.outcome === "approximate" ? [t("approximate place")] : [];
  return [school.name, words.level(school.level).name, words.status(school.status).name, ...place].join(", ");
}
