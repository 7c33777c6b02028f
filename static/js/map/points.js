/** Schools as points: in groups where signs would lie over one another, told apart by shape and colour. */

import { t } from "../text/texts.js";
import { boxAround, groupPoints, groupsWithin, toWorld } from "./clusters.js";
import { countStatuses, groupSign, groupSize, HALO_SIZE, legs, schoolHalo, schoolSign, SIGN_SIZE } from "./markers.js";
import { createOverlay, worldView } from "./overlay.js";
import { createCircles } from "./radius_circles.js";
import { createRoving } from "./roving_tabindex.js";
import { fanOut } from "./spiderfy.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {import("./overlay.js").Item & {schools: School[], size: number}} Sign */

const REACH = 50; // px; signs nearer than this are one group
const SURROUNDINGS = 0.3; // of the view's size to each side, so that a short move finds the signs ready

/**
 * @param {any} map Leaflet map
 * @param {import("../text/words.js").Words} words
 * @param {(school: School) => void} onOpen
 * @param {import("./map_view.js").MapPlace} mapView
 */
export function createPoints(map, words, onOpen, mapView) {
  const L = /** @type {any} */ (window).L;
  /** @type {ReturnType<typeof createOverlay<Sign>>} */
  const signs = createOverlay(map, "schools", 610);
  const rove = createRoving(signs.pane);
  signs.pane.setAttribute("role", "group");
  signs.pane.setAttribute("aria-label", t("Schools on the map. Arrow keys lead from one sign to the next."));
  const halo = createOverlay(map, "halo", 620);
  const circles = createCircles(map);
  /** @type {School[]} */
  let shown = [];
  let points = toWorld(shown);
  /** @type {Map<number, import("./clusters.js").Group[]>} zoom → groups of what is shown */
  let groupings = new Map();
  /** @type {School | null} */
  let selected = null;
  /** @type {string} key of the group that is fanned out */
  let fanned = "";
  let drawnZoom = NaN;
  let drawnView = worldView(map, 0);

  const groups = () => {
    const zoom = map.getZoom();
    const known = groupings.get(zoom) ?? groupPoints(points, zoom, REACH);
    groupings.set(zoom, known);
    return known;
  };

  /** @param {import("./clusters.js").Group} group @returns {Sign[]} */
  const signsOf = ({ x, y, members }) => {
    const schools = members.map((i) => shown[i]);
    if (schools.length === 1) return [single(schools[0], { x, y }, words)];
    const key = `group ${schools[0].key} ${countStatuses(schools, words)}`;
    if (key === fanned) return fan(schools, { x, y }, words);
    return [{ key, x, y, schools, size: groupSize(schools.length), make: () => groupSign(schools, words, !comesApart(schools)) }];
  };

  /** @param {School[]} schools */
  const comesApart = (schools) => {
    const { left, top, right, bottom } = boxAround(toWorld(schools), schools.map((_, i) => i));
    return map.getZoom() < map.getMaxZoom() && Math.max(right - left, bottom - top) * 2 ** map.getMaxZoom() >= REACH;
  };

  const draw = () => {
    const held = signs.itemOf(document.activeElement);
    drawnZoom = map.getZoom();
    drawnView = worldView(map, SURROUNDINGS);
    signs.show(groupsWithin(groups(), drawnView).flatMap(signsOf));
    rove();
    drawMarks();
    if (held && !signs.element(held.key)) focusOn(held.schools[0]);
  };

  const drawMarks = () => {
    circles.show(shown.filter(({ radius_m: radius }) => radius), selected, SURROUNDINGS);
    const school = selected;
    halo.show(school ? [{ ...placeOf(school), key: school.key, make: () => schoolHalo(school) }] : []);
  };

  /** Where a school's own sign stands or would stand. @param {School} school */
  const placeOf = (school) => {
    const { xs: [x], ys: [y] } = toWorld([school]);
    const item = signs.items().find(({ key }) => key === signKey(school));
    return { x: item?.x ?? x, y: item?.y ?? y, dx: item?.dx, dy: item?.dy };
  };

  /** Keep the place in the map of a reader whose sign has gone into another. @param {School} school */
  const focusOn = (school) => {
    const item = signs.items().find(({ schools }) => schools.includes(school));
    (item ? signs.element(item.key) : map.getContainer()).focus({ preventScroll: true });
  };

  /** @param {Sign} sign */
  const open = ({ key, schools }) => {
    if (schools.length === 1) onOpen(schools[0]);
    else if (comesApart(schools)) mapView.approachAll(L.latLngBounds(schools.map(({ lat, lon }) => [lat, lon])));
    else {
      fanned = key;
      draw();
      focusOn(schools[0]);
    }
  };

  const fold = () => {
    if (!fanned) return;
    fanned = "";
    draw();
  };

  listen(map, signs, { open, fold, isFanned: () => fanned !== "", mapView });
  map.on("zoomstart click", fold);
  map.on("moveend", () => {
    if (map.getZoom() !== drawnZoom || !covers(drawnView, worldView(map, 0))) draw();
  });
  map.on("move", () => {
    if (map.getZoom() === drawnZoom && !covers(drawnView, worldView(map, 0))) draw();
  });

  return {
    /** @param {School[]} schools */
    show(schools) {
      shown = schools;
      points = toWorld(schools);
      groupings = new Map();
      fanned = "";
      draw();
    },
    /** Mark one school, be it inside a group or not. @param {School | null} school */
    select(school) {
      selected = school;
      drawMarks();
    },
    /** Signs as they stand: middle in px at zoom 0, and size in px. */
    taken: () => [...signs.items(), ...halo.items().map((item) => ({ ...item, size: HALO_SIZE }))],
  };
}

/** @param {School} school */
const signKey = ({ key }) => `school ${key}`;

/** @param {School} school @param {{x: number, y: number, dx?: number, dy?: number}} place @param {import("../text/words.js").Words} words @returns {Sign} */
const single = (school, place, words) =>
  ({ ...place, key: signKey(school), schools: [school], size: SIGN_SIZE, make: () => schoolSign(school, words) });

/** @param {School[]} schools @param {{x: number, y: number}} place @param {import("../text/words.js").Words} words @returns {Sign[]} */
function fan(schools, place, words) {
  const spots = fanOut(schools.length);
  const lines = { ...place, key: `legs ${schools[0].key} ${schools.length}`, schools: [], size: 0, make: () => legs(spots) };
  return [lines, ...schools.map((school, i) => single(school, { ...place, ...spots[i] }, words))];
}

/** @param {import("./clusters.js").WorldBox} outer @param {import("./clusters.js").WorldBox} inner */
const covers = (outer, inner) =>
  outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;

/**
 * @param {any} map
 * @param {ReturnType<typeof createOverlay<Sign>>} signs
 * @param {{open: (sign: Sign) => void, fold: () => void, isFanned: () => boolean, mapView: import("./map_view.js").MapPlace}} acts
 */
function listen(map, signs, { open, fold, isFanned, mapView }) {
  let dragged = false;
  map.on("dragstart", () => (dragged = true));
  signs.pane.addEventListener("pointerdown", () => (dragged = false));
  signs.pane.addEventListener("click", (event) => {
    const sign = signs.itemOf(event.target);
    if (!sign?.schools.length) return;
    event.stopPropagation(); // a click beside the signs folds them back
    if (!dragged || event.detail === 0) open(sign); // a key's click has no detail
  });
  signs.pane.addEventListener("dblclick", (event) => event.stopPropagation());
  signs.pane.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isFanned()) return;
    event.stopPropagation();
    fold();
  });
  signs.pane.addEventListener("focusin", ({ target }) => {
    const sign = signs.itemOf(target);
    if (!sign || !(/** @type {Element} */ (target)).matches(":focus-visible")) return;
    const { lat, lng: lon } = signs.latLng(sign);
    mapView.keepSchoolInSight({ lat, lon });
  });
}
