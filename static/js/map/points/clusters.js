/** Grouping of points whose markers would lie over one another on the screen. Pure. */

/** @typedef {import("../world.js").WorldPoints} WorldPoints */
/** @typedef {{x: number, y: number, members: number[]}} Group middle of its members in px at zoom 0, and their places in the list */
/** @typedef {{left: number, top: number, right: number, bottom: number}} WorldBox px at zoom 0 */

const ROW = 2 ** 24; // more cells than the world is wide at any zoom
const AROUND = [-ROW - 1, -ROW, -ROW + 1, -1, 0, 1, ROW - 1, ROW, ROW + 1]; // a cell and the eight around it

/**
 * Groups of which no two lie nearer to each other than `reach`; every point is in exactly one.
 *
 * The cells of a grid first, so that the work grows with the number of points alone; then near groups are
 * joined, the larger taking the smaller, as a grid by itself parts neighbours at its lines. The grid stands
 * fast in the world: moving the map changes no group.
 *
 * @param {WorldPoints} points
 * @param {number} zoom
 * @param {number} reach px on the screen
 * @returns {Group[]} members in the order of the points
 */
export function groupPoints(points, zoom, reach) {
  const cell = reach / 2 ** zoom;
  const groups = joinNear(fillCells(points, cell), cell);
  for (const { members } of groups) if (members.length > 1) members.sort((a, b) => a - b);
  return groups;
}

/** @template {Group} T @param {T[]} groups @param {WorldBox} box */
export const groupsWithin = (groups, { left, top, right, bottom }) =>
  groups.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom);

/** The box around some of the points. @param {WorldPoints} points @param {number[]} members @returns {WorldBox} */
export function boxAround({ xs, ys }, members) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const i of members) {
    box.left = Math.min(box.left, xs[i]);
    box.right = Math.max(box.right, xs[i]);
    box.top = Math.min(box.top, ys[i]);
    box.bottom = Math.max(box.bottom, ys[i]);
  }
  return box;
}

/** @param {WorldPoints} points @param {number} cell @returns {Group[]} */
function fillCells({ xs, ys }, cell) {
  /** @type {Map<number, Group>} */
  const cells = new Map();
  for (let i = 0; i < xs.length; i += 1) {
    const key = cellOf(xs[i], ys[i], cell);
    const group = cells.get(key);
    if (!group) {
      cells.set(key, { x: xs[i], y: ys[i], members: [i] });
      continue;
    }
    const count = group.members.push(i);
    group.x += (xs[i] - group.x) / count;
    group.y += (ys[i] - group.y) / count;
  }
  return [...cells.values()];
}

/**
 * Join what lies near, in place. Only the group at hand moves, and it looks round again when it has moved:
 * so at the end no two are near, though each was visited once.
 *
 * @param {Group[]} groups @param {number} cell
 */
function joinNear(groups, cell) {
  /** @type {Map<number, Group[]>} */
  const index = new Map();
  for (const group of groups) enter(index, group, cell);
  for (const group of groups.toSorted((a, b) => b.members.length - a.members.length)) {
    while (group.members.length && joinNearest(index, group, cell)) enter(index, group, cell);
  }
  return groups.filter(({ members }) => members.length);
}

/** Take in the nearest group within reach and leave the index. @param {Map<number, Group[]>} index @param {Group} group @param {number} cell */
function joinNearest(index, group, cell) {
  const nearest = findNearest(index, group, cell);
  if (!nearest) return false;
  leave(index, nearest, cell);
  leave(index, group, cell);
  absorb(group, nearest);
  return true;
}

/** @param {Map<number, Group[]>} index @param {Group} group @param {number} cell */
function findNearest(index, group, cell) {
  const middle = cellOf(group.x, group.y, cell);
  let least = cell * cell;
  let nearest = null;
  for (const step of AROUND) {
    const there = index.get(middle + step);
    if (!there) continue;
    for (const other of there) {
      const apart = (group.x - other.x) ** 2 + (group.y - other.y) ** 2;
      if (other === group || apart >= least) continue;
      least = apart;
      nearest = other;
    }
  }
  return nearest;
}

/** @param {Group} group @param {Group} other is left empty */
function absorb(group, other) {
  const share = other.members.length / (group.members.length + other.members.length);
  group.x += (other.x - group.x) * share;
  group.y += (other.y - group.y) * share;
  for (const member of other.members) group.members.push(member);
  other.members = [];
}

/** @param {Map<number, Group[]>} index @param {Group} group @param {number} cell */
function enter(index, group, cell) {
  const key = cellOf(group.x, group.y, cell);
  const there = index.get(key);
  if (there) there.push(group);
  else index.set(key, [group]);
}

/** @param {Map<number, Group[]>} index @param {Group} group @param {number} cell */
function leave(index, group, cell) {
  const there = index.get(cellOf(group.x, group.y, cell)) ?? [];
  there.splice(there.indexOf(group), 1);
}

/** @param {number} x @param {number} y @param {number} cell */
const cellOf = (x, y, cell) => Math.floor(y / cell) * ROW + Math.floor(x / cell);
