/** The groups of the schools that the map shows, with the place and the size of their signs at a zoom. */

import { toWorld } from "../world.js";
import { leastGroupSize, groupSize, MARKER_SIZE } from "./markers.js";
import { createOpenings } from "./openings.js";
import { groupByRegions } from "./region_groups.js";
import { spread } from "./spread.js";

/** @typedef {import("../../types.js").School} School */
/** @typedef {import("../../types.js").State} State */
/** @typedef {import("./region_groups.js").RegionGroup} RegionGroup */
/** @typedef {RegionGroup & {size: number}} SizedGroup `x` and `y`: middle of its sign in px at zoom 0; `size` in px on the screen */

const REACH = 50; // px; schools of a region nearer than this are one group

/** @param {any} map Leaflet map @param {import("../../data/data.js").Data} data @param {School[]} all every school */
export function createSigns(map, data, all) {
  const { openingsFor, shape } = createOpenings(data, all);
  /** @type {School[]} */
  let shown = [];
  let points = toWorld(shown);
  /** @type {import("./region_groups.js").PartLevel} */
  let part = "sigungu";
  /** @type {import("./region_groups.js").OpensAt} */
  let openings = () => 0;
  /** @type {Map<number, SizedGroup[]>} by zoom */
  let known = new Map();

  const opensAt = (/** @type {string} */ level, /** @type {string} */ code) => Math.min(openings(level, code), map.getMaxZoom());
  /** @param {number} zoom */
  const make = (zoom) => {
    const groups = groupByRegions(shown, points, { part, opensAt, zoom, reach: REACH });
    return withPlaces(groups, 2 ** zoom, shape);
  };
  return {
    opensAt,
    /** @param {School[]} schools @param {State} state */
    use(schools, state) {
      part = state.by === "office" ? "office" : "sigungu";
      openings = openingsFor(part, state);
      shown = schools;
      points = toWorld(schools);
      known = new Map();
    },
    /** Forget what was made with fewer shapes than there are now. */
    forget: () => (known = new Map()),
    /** @param {number} zoom */
    at(zoom) {
      const groups = known.get(zoom) ?? make(zoom);
      known.set(zoom, groups);
      return groups;
    },
    /** The level whose shapes the signs at a zoom need and that has not arrived. @param {number} zoom */
    missingLayer: (zoom) => (!data.arrived(part) && [...new Set(shown.map(({ sido }) => sido))].some((sido) => opensAt("sido", sido) <= zoom) ? part : ""),
  };
}

/**
 * Signs of regions start at the point well inside, so that they stay when a filter changes; those of places at the
 * middle of their schools.
 *
 * @param {RegionGroup[]} groups @param {number} scale px on the screen by px at zoom 0
 * @param {(level: string, code: string) => import("../shapes.js").Shape | undefined} shapeOf
 * @returns {SizedGroup[]}
 */
function withPlaces(groups, scale, shapeOf) {
  const signs = groups.map(({ x, y, members, level, code }) => {
    const count = members.length;
    const shape = level && count > 1 ? shapeOf(level, code) : undefined;
    const spots = shape ? () => shape.spots().map((spot) => ({ x: spot.x * scale, y: spot.y * scale })) : null;
    const [size, least] = count > 1 ? [groupSize(count), leastGroupSize(count)] : [MARKER_SIZE, MARKER_SIZE];
    return { x: (shape ?? { x }).x * scale, y: (shape ?? { y }).y * scale, size, least, spots };
  });
  spread(signs);
  return groups.map((group, i) => ({ ...group, x: signs[i].x / scale, y: signs[i].y / scale, size: signs[i].size }));
}
