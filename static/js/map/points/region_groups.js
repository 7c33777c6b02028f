/**
 * Signs of regions: one number for each region, its own, until its parts have room for signs of their own; then one
 * for each part, and nearer still the schools of a part by place. No sign stands for schools of two regions. Pure.
 */

import { boxAround, groupPoints } from "./clusters.js";

/** @typedef {import("../../types.js").School} School */
/** @typedef {import("../world.js").WorldPoints} WorldPoints */
/** @typedef {import("./clusters.js").WorldBox} WorldBox */
/** @typedef {"sigungu" | "office"} PartLevel */
/** @typedef {import("./clusters.js").Group & {level: string, code: string}} RegionGroup `level` and `code` are empty where it stands for a place */
/** @typedef {(level: string, code: string) => number} OpensAt zoom from which the signs of a region's parts replace its own */
/** @typedef {{level: string, code: string, members: number[]}} Region `members`: places in the list of schools */
/** @typedef {Region & {box: WorldBox}} Part */
/** @typedef {Region & {parts: Part[]}} Province */

/**
 * The provinces with their parts, as far as they have schools.
 *
 * @param {School[]} schools
 * @param {WorldPoints} points in the order of the schools
 * @param {PartLevel} level of a province's parts
 * @returns {Province[]}
 */
export function treeOf(schools, points, level) {
  return [...membersByRegion(schools, level)].map(([sido, inside]) => {
    const parts = [...inside].map(([code, members]) => ({ level, code, members, box: boxAround(points, members) }));
    return { level: "sido", code: sido, members: parts.flatMap(({ members }) => members), parts };
  });
}

/**
 * @param {Province[]} tree
 * @param {WorldPoints} points
 * @param {{opensAt: OpensAt, zoom: number, reach: number, view: WorldBox}} how `view`: schools outside it may be left out,
 *   unless they are counted in the sign of a region
 * @returns {RegionGroup[]}
 */
export function groupByRegions(tree, points, { opensAt, zoom, reach, view }) {
  return tree.flatMap((province) => {
    if (zoom < opensAt("sido", province.code)) return [regionGroup(points, province)];
    return province.parts.flatMap((part) => {
      if (zoom < opensAt(part.level, part.code)) return [regionGroup(points, part)];
      return meet(part.box, view) ? placeGroups(points, part.members, zoom, reach) : [];
    });
  });
}

/** Places in the list of schools, by province and part. @param {School[]} schools @param {PartLevel} level */
function membersByRegion(schools, level) {
  /** @type {Map<string, Map<string, number[]>>} */
  const provinces = new Map();
  for (let i = 0; i < schools.length; i += 1) {
    const { sido, [level]: code } = schools[i];
    let parts = provinces.get(sido);
    if (!parts) provinces.set(sido, (parts = new Map()));
    const members = parts.get(code);
    if (members) members.push(i);
    else parts.set(code, [i]);
  }
  return provinces;
}

/** @param {WorldPoints} points @param {Region} region @returns {RegionGroup} */
function regionGroup({ xs, ys }, { members, level, code }) {
  let [x, y] = [0, 0];
  for (const i of members) {
    x += xs[i];
    y += ys[i];
  }
  return { x: x / members.length, y: y / members.length, members, level, code };
}

/** @param {WorldPoints} points @param {number[]} members @param {number} zoom @param {number} reach @returns {RegionGroup[]} */
function placeGroups({ xs, ys }, members, zoom, reach) {
  const inside = { xs: new Float64Array(members.length), ys: new Float64Array(members.length) };
  for (let i = 0; i < members.length; i += 1) {
    inside.xs[i] = xs[members[i]];
    inside.ys[i] = ys[members[i]];
  }
  return groupPoints(inside, zoom, reach)
    .map(({ x, y, members: found }) => ({ x, y, members: found.map((i) => members[i]), level: "", code: "" }));
}

/** @param {WorldBox} one @param {WorldBox} other */
const meet = (one, other) => one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom;

/**
 * The zoom at which shapes of a size have room on the screen, in steps that the map stops at.
 *
 * @param {number} area px² at zoom 0 @param {number} room px that the side of a square of that area must have
 */
export const zoomForRoom = (area, room) => Math.ceil(4 * Math.log2(room / Math.sqrt(area))) / 4;
