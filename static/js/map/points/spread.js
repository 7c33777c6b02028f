/** Signs that would lie over one another find other places: inside their own region where they may choose, else beside. Pure. */

/** @typedef {{x: number, y: number}} Point px on the screen */
/**
 * @typedef {Point & {size: number, least: number, spots: (() => Point[]) | null}} Sign `size` and `least`: its diameter,
 * and how small it may become; `spots`: places to choose from, null where it belongs to one place
 */

const GAP = 2; // px between two signs
const CELL = 64; // px; no sign is larger
const ROW = 2 ** 24; // more cells than the world is wide at any zoom
const AROUND = [-ROW - 1, -ROW, -ROW + 1, -1, 0, 1, ROW - 1, ROW, ROW + 1]; // a cell and the eight around it
const ROUNDS = 6;
const PUSHES = 24;
const AWAY = 0.05; // px of overlap that a px of distance from the wanted place is worth

/** Move and shrink signs, in place, until none lies over another, or nothing is gained any more. @param {Sign[]} signs */
export function spread(signs) {
  const index = createIndex(signs);
  for (const sign of settle(signs, index)) shrink(sign, index);
  let crowded = settle(signs, index);
  for (let round = 0; crowded.length && round < PUSHES; round += 1) {
    // A sign that was pushed may now lie over one that had room.
    crowded = crowdedOf([...new Set(crowded.flatMap((sign) => pushAway(sign, index)))], index);
  }
}

/** Move signs that may choose, and return those that still lie over others. @param {Sign[]} signs @param {ReturnType<typeof createIndex>} index */
function settle(signs, index) {
  let crowded = crowdedOf(signs, index);
  for (let round = 0; crowded.length && round < ROUNDS; round += 1) {
    const moved = crowded.filter((sign) => sign.spots && moveToBest(sign, index)).length;
    crowded = crowdedOf(signs, index);
    if (!moved) break;
  }
  return crowded;
}

/** @param {Sign[]} signs @param {ReturnType<typeof createIndex>} index */
const crowdedOf = (signs, index) => signs.filter((sign) => overlapAt(sign, sign, index) > 0);

/** @param {Sign} sign @param {ReturnType<typeof createIndex>} index @returns {boolean} whether it moved */
function moveToBest(sign, index) {
  const { x, y } = sign;
  let best = { x, y };
  let least = overlapAt(sign, sign, index);
  const home = /** @type {() => Point[]} */ (sign.spots)();
  for (const spot of home) {
    const cost = overlapAt(spot, sign, index) + AWAY * Math.hypot(spot.x - home[0].x, spot.y - home[0].y);
    if (cost < least) [best, least] = [spot, cost];
  }
  if (best.x === x && best.y === y) return false;
  index.move(sign, best);
  return true;
}

/** Give up size for the nearest neighbours, who do the same. @param {Sign} sign @param {ReturnType<typeof createIndex>} index */
function shrink(sign, index) {
  for (const other of index.cellsAround(sign).flat()) {
    if (other === sign) continue;
    const apart = Math.hypot(sign.x - other.x, sign.y - other.y) - GAP;
    const share = (2 * apart) / (sign.size + other.size);
    if (share >= 1) continue;
    for (const each of [sign, other]) each.size = Math.max(each.least, Math.floor(each.size * share));
  }
}

/** Push a sign and those that it lies over apart. @param {Sign} sign @param {ReturnType<typeof createIndex>} index @returns {Sign[]} the sign and those others */
function pushAway(sign, index) {
  const pushed = [sign];
  for (const other of index.cellsAround(sign).flat()) {
    const over = other === sign ? 0 : overlap(sign, sign, other);
    if (over <= 0) continue;
    const apart = Math.hypot(sign.x - other.x, sign.y - other.y);
    // At one place, one goes up and one down.
    const [across, down] = apart ? [(sign.x - other.x) / apart, (sign.y - other.y) / apart] : [0, -1];
    // A region's sign keeps the place that it has found inside its region.
    const share = sign.spots === other.spots || (sign.spots && other.spots) ? 0.5 : Number(!sign.spots);
    const way = over + 0.2;
    index.move(sign, { x: sign.x + across * way * share, y: sign.y + down * way * share });
    index.move(other, { x: other.x - across * way * (1 - share), y: other.y - down * way * (1 - share) });
    pushed.push(other);
  }
  return pushed;
}

/** How deep a sign would lie over others at a place, px. @param {Point} place @param {Sign} sign @param {ReturnType<typeof createIndex>} index */
function overlapAt(place, sign, index) {
  let sum = 0;
  for (const cell of index.cellsAround(place)) {
    for (const other of cell) if (other !== sign) sum += Math.max(0, overlap(place, sign, other));
  }
  return sum;
}

/** @param {Point} place @param {Sign} sign @param {Sign} other */
const overlap = (place, sign, other) => (sign.size + other.size) / 2 + GAP - Math.hypot(place.x - other.x, place.y - other.y);

/** Signs by cells of a grid. @param {Sign[]} signs */
function createIndex(signs) {
  /** @type {Map<number, Sign[]>} */
  const cells = new Map();
  const keyOf = (/** @type {Point} */ { x, y }) => Math.floor(y / CELL) * ROW + Math.floor(x / CELL);
  const enter = (/** @type {Sign} */ sign) => {
    const key = keyOf(sign);
    const there = cells.get(key);
    if (there) there.push(sign);
    else cells.set(key, [sign]);
  };
  for (const sign of signs) enter(sign);
  return {
    /** @param {Point} place @returns {Sign[][]} */
    cellsAround(place) {
      const found = [];
      const middle = keyOf(place);
      for (const step of AROUND) {
        const there = cells.get(middle + step);
        if (there?.length) found.push(there);
      }
      return found;
    },
    /** @param {Sign} sign @param {Point} place */
    move(sign, { x, y }) {
      const there = /** @type {Sign[]} */ (cells.get(keyOf(sign)));
      there.splice(there.indexOf(sign), 1);
      sign.x = x;
      sign.y = y;
      enter(sign);
    },
  };
}
