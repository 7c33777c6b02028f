/**
 * Signs of regions: one number for each region, its own, until its parts have room for signs of their own; then one
 * for each part, and nearer still the schools of a part by place. No sign stands for schools of two regions. Pure.
 */

import { groupPoints } from "./clusters.js";

/** @typedef {import("../../types.js").School} School */
/** @typedef {import("./clusters.js").WorldPoints} WorldPoints */
/** @typedef {"sigungu" | "office"} PartLevel */
/** @typedef {import("./clusters.js").Group & {level: string, code: string}} RegionGroup `level` and `code` are empty where it stands for a place */
/** @typedef {(level: string, code: string) => number} OpensAt zoom from which the signs of a region's parts replace its own */

/**
 * @param {School[]} schools
 * @param {WorldPoints} points in the order of the schools
 * @param {{part: PartLevel, opensAt: OpensAt, zoom: number, reach: number}} how `part`: level of a province's parts
 * @returns {RegionGroup[]}
 */
export function groupByRegions(schools, points, { part, opensAt, zoom, reach }) {
  const provinces = [...membersBy(schools, schools.keys(), "sido")];
  return provinces.flatMap(([sido, members]) => {
    if (zoom < opensAt("sido", sido)) return [regionGroup(points, members, "sido", sido)];
    return [...membersBy(schools, members, part)].flatMap(([code, inside]) =>
      (zoom < opensAt(part, code) ? [regionGroup(points, inside, part, code)] : placeGroups(points, inside, zoom, reach)));
  });
}

/** @param {School[]} schools @param {Iterable<number>} among @param {"sido" | PartLevel} level @returns {Map<string, number[]>} */
function membersBy(schools, among, level) {
  /** @type {Map<string, number[]>} */
  const members = new Map();
  for (const i of among) {
    const code = schools[i][level];
    const there = members.get(code);
    if (there) there.push(i);
    else members.set(code, [i]);
  }
  return members;
}

/** @param {WorldPoints} points @param {number[]} members @param {string} level @param {string} code @returns {RegionGroup} */
function regionGroup({ xs, ys }, members, level, code) {
  let [x, y] = [0, 0];
  for (const i of members) {
    x += xs[i];
    y += ys[i];
  }
  return { x: x / members.length, y: y / members.length, members, level, code };
}

/** @param {WorldPoints} points @param {number[]} members @param {number} zoom @param {number} reach @returns {RegionGroup[]} */
function placeGroups({ xs, ys }, members, zoom, reach) {
  const inside = { xs: Float64Array.from(members, (i) => xs[i]), ys: Float64Array.from(members, (i) => ys[i]) };
  return groupPoints(inside, zoom, reach)
    .map((group) => ({ ...group, members: group.members.map((i) => members[i]), level: "", code: "" }));
}

/**
 * The zoom at which shapes of a size have room on the screen, in steps that the map stops at.
 *
 * @param {number} area px² at zoom 0 @param {number} room px that the side of a square of that area must have
 */
export const zoomForRoom = (area, room) => Math.ceil(4 * Math.log2(room / Math.sqrt(area))) / 4;
