/** The groups of the schools that the map shows, with the place and the size of their signs at a zoom. */

import { toWorld } from "../world.js";
import { groupsWithin } from "./clusters.js";
import { leastGroupSize, groupSize, MARKER_SIZE } from "./markers.js";
import { createOpenings } from "./openings.js";
import { groupByRegions, treeOf } from "./region_groups.js";
import { spread } from "./spread.js";

/** @typedef {import("../../types.js").School} School */
/** @typedef {import("../../types.js").State} State */
/** @typedef {import("./region_groups.js").RegionGroup} RegionGroup */
/** @typedef {import("./clusters.js").WorldBox} WorldBox */
/** @typedef {RegionGroup & {size: number}} SizedGroup `x` and `y`: middle of its sign in px at zoom 0; `size` in px on the screen */

const REACH = 50; // px; schools of a region nearer than this are one group
const SMALL_UP_TO = 5.75; // zoom; on the smallest screens the whole country leaves no room for large signs

/** @param {any} map Leaflet map @param {import("../../data/data.js").Data} data @param {School[]} all every school */
export function createSigns(map, data, all) {
  const { openingsFor, shape } = createOpenings(data, all);
  let points = toWorld([]);
  /** @type {import("./region_groups.js").Province[]} */
  let tree = [];
  /** @type {import("./region_groups.js").PartLevel} */
  let part = "sigungu";
  /** @type {import("./region_groups.js").OpensAt} */
  let openings = () => 0;

  const opensAt = (/** @type {string} */ level, /** @type {string} */ code) => Math.min(openings(level, code), map.getMaxZoom());
  return {
    opensAt,
    /** @param {School[]} schools @param {State} state */
    use(schools, state) {
      part = state.by === "office" ? "office" : "sigungu";
      openings = openingsFor(part, state);
      points = toWorld(schools);
      tree = treeOf(schools, points, part);
    },
    /** Signs of all schools in a part of the map, and some beside it. @param {number} zoom @param {WorldBox} view */
    at(zoom, view) {
      const scale = 2 ** zoom;
      const groups = groupByRegions(tree, points, { opensAt, zoom, reach: REACH, view: grown(view, REACH / scale) });
      return groupsWithin(withPlaces(groups, zoom, shape), view);
    },
    /** The level whose shapes the signs at a zoom need and that has not arrived. @param {number} zoom */
    missingLayer: (zoom) => (!data.arrived(part) && tree.some(({ code }) => opensAt("sido", code) <= zoom) ? part : ""),
  };
}

/** @param {WorldBox} box @param {number} by @returns {WorldBox} */
const grown = ({ left, top, right, bottom }, by) => ({ left: left - by, top: top - by, right: right + by, bottom: bottom + by });

/**
 * Signs of regions start at the point well inside, so that they stay when a filter changes; those of places at the
 * middle of their schools.
 *
 * @param {RegionGroup[]} groups @param {number} zoom
 * @param {(level: string, code: string) => import("../shapes.js").Shape | undefined} shapeOf
 * @returns {SizedGroup[]}
 */
function withPlaces(groups, zoom, shapeOf) {
  const scale = 2 ** zoom;
  const signs = groups.map(({ x, y, members, level, code }) => {
    const count = members.length;
    const shape = level && count > 1 ? shapeOf(level, code) : undefined;
    const spots = shape ? onScreen(shape, scale) : null;
    const least = count > 1 ? leastGroupSize(count) : MARKER_SIZE;
    const size = count > 1 && zoom > SMALL_UP_TO ? groupSize(count) : least;
    const home = shape ?? { x, y };
    return { x: home.x * scale, y: home.y * scale, size, least, spots };
  });
  spread(signs);
  return groups.map((group, i) => ({ ...group, x: signs[i].x / scale, y: signs[i].y / scale, size: signs[i].size }));
}

/** @param {import("../shapes.js").Shape} shape @param {number} scale */
function onScreen(shape, scale) {
  /** @type {import("./spread.js").Point[] | undefined} */
  let places;
  return () => (places ??= shape.spots().map(({ x, y }) => ({ x: x * scale, y: y * scale })));
}
