/** Approximate places: the circle in which a school may lie. */

import { MARKER_SIZE } from "./markers.js";

/** @typedef {import("../../types.js").School} School */

const EQUATOR_M_PER_PX = 156543.03; // at zoom 0 (EPSG:3857)
const MAX_CIRCLES = 150;

/** @param {any} map Leaflet map */
export function createRadiusCircles(map) {
  const L = /** @type {any} */ (window).L;
  /** @type {Map<School, any>} */
  let drawn = new Map();

  /** @param {School} school */
  const draw = ({ lat, lon, radius_m: radius }) =>
    L.circle([lat, lon], { radius, interactive: false, className: "may-lie-in" }).addTo(map);

  /** Below the size of its own marker a circle would only blur it. @param {School} school */
  const isLarge = ({ lat, radius_m: radius }) =>
    Number(radius) * 2 ** map.getZoom() > MARKER_SIZE * EQUATOR_M_PER_PX * Math.cos((lat * Math.PI) / 180);

  return {
    /**
     * @param {School[]} schools approximate ones
     * @param {School | null} selected is drawn at any zoom
     * @param {number} surroundings share of the view's size to each side
     */
    show(schools, selected, surroundings) {
      const bounds = map.getBounds().pad(surroundings);
      const near = schools.filter((school) => isLarge(school) && bounds.contains([school.lat, school.lon])).slice(0, MAX_CIRCLES);
      if (selected?.radius_m && !near.includes(selected)) near.push(selected);
      const before = drawn;
      drawn = new Map(near.map((school) => [school, before.get(school) ?? draw(school)]));
      for (const [school, circle] of before) if (!drawn.has(school)) circle.remove();
      for (const [school, circle] of drawn) circle.getElement()?.classList.toggle("is-selected", school === selected);
    },
  };
}
