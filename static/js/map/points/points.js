/** Schools as points: grouped where markers would overlap, distinguished by shape and colour. */

import { t } from "../../text/texts.js";
import { createOverlay, worldView } from "../overlay.js";
import { createRovingTabindex } from "../roving_tabindex.js";
import { toWorld } from "../world.js";
import { boxAround, groupPoints, groupsWithin } from "./clusters.js";
import { countStatuses, groupMarker, groupSize, HALO_SIZE, legs, schoolHalo, schoolMarker, MARKER_SIZE } from "./markers.js";
import { createRadiusCircles } from "./radius_circles.js";
import { spiderfy } from "./spiderfy.js";

/** @typedef {import("../../types.js").School} School */
/** @typedef {import("../overlay.js").Item & {schools: School[], size: number}} Marker */

const REACH = 50; // px; markers nearer than this are one group
const SURROUNDINGS = 0.3; // of the view's size to each side, so that a short move finds the markers ready

/**
 * @param {any} map Leaflet map
 * @param {import("../../text/words.js").Words} words
 * @param {(school: School) => void} onOpen
 * @param {import("../map_view.js").MapPlace} mapView
 */
export function createPoints(map, words, onOpen, mapView) {
  const L = /** @type {any} */ (window).L;
  /** @type {ReturnType<typeof createOverlay<Marker>>} */
  const markers = createOverlay(map, "schools", 610);
  const updateTabStops = createRovingTabindex(markers.pane);
  markers.pane.setAttribute("role", "group");
  markers.pane.setAttribute("aria-label", t("Schools on the map. Arrow keys lead from one sign to the next."));
  const halo = createOverlay(map, "halo", 620);
  const circles = createRadiusCircles(map);
  /** @type {School[]} */
  let shown = [];
  let points = toWorld(shown);
  /** @type {Map<number, import("./clusters.js").Group[]>} zoom → groups of what is shown */
  let groupings = new Map();
  /** @type {School | null} */
  let selected = null;
  /** @type {string} key of the group that is spiderfied */
  let spiderfied = "";
  let drawnZoom = NaN;
  let drawnView = worldView(map, 0);

  const groups = () => {
    const zoom = map.getZoom();
    const known = groupings.get(zoom) ?? groupPoints(points, zoom, REACH);
    groupings.set(zoom, known);
    return known;
  };

  /** @param {import("./clusters.js").Group} group @returns {Marker[]} */
  const markersOf = ({ x, y, members }) => {
    const schools = members.map((i) => shown[i]);
    if (schools.length === 1) return [single(schools[0], { x, y }, words)];
    const key = `group ${schools[0].key} ${countStatuses(schools, words)}`;
    if (key === spiderfied) return spiderfiedMarkers(schools, { x, y }, words);
    return [{ key, x, y, schools, size: groupSize(schools.length), make: () => groupMarker(schools, words, !comesApart(schools)) }];
  };

  /** @param {School[]} schools */
  const comesApart = (schools) => {
    const { left, top, right, bottom } = boxAround(toWorld(schools), schools.map((_, i) => i));
    return map.getZoom() < map.getMaxZoom() && Math.max(right - left, bottom - top) * 2 ** map.getMaxZoom() >= REACH;
  };

  const draw = () => {
    const focused = markers.itemOf(document.activeElement);
    drawnZoom = map.getZoom();
    drawnView = worldView(map, SURROUNDINGS);
    markers.show(groupsWithin(groups(), drawnView).flatMap(markersOf));
    updateTabStops();
    drawMarks();
    if (focused && !markers.element(focused.key)) focusOn(focused.schools[0]);
  };

  const drawMarks = () => {
    circles.show(shown.filter(({ radius_m: radius }) => radius), selected, SURROUNDINGS);
    const school = selected;
    halo.show(school ? [{ ...placeOf(school), key: school.key, make: () => schoolHalo(school) }] : []);
  };

  /** Position of a school's own marker, drawn or not. @param {School} school */
  const placeOf = (school) => {
    const { xs: [x], ys: [y] } = toWorld([school]);
    const item = markers.items().find(({ key }) => key === markerKey(school));
    return { x: item?.x ?? x, y: item?.y ?? y, dx: item?.dx, dy: item?.dy };
  };

  /** Keep the focus on the map when the focused marker becomes part of a group. @param {School} school */
  const focusOn = (school) => {
    const item = markers.items().find(({ schools }) => schools.includes(school));
    (item ? markers.element(item.key) : map.getContainer()).focus({ preventScroll: true });
  };

  /** @param {Marker} marker */
  const open = ({ key, schools }) => {
    if (schools.length === 1) onOpen(schools[0]);
    else if (comesApart(schools)) mapView.approachAll(L.latLngBounds(schools.map(({ lat, lon }) => [lat, lon])));
    else {
      spiderfied = key;
      draw();
      focusOn(schools[0]);
    }
  };

  const collapse = () => {
    if (!spiderfied) return;
    spiderfied = "";
    draw();
  };

  listen(map, markers, { open, collapse, isSpiderfied: () => spiderfied !== "", mapView });
  map.on("zoomstart click", collapse);
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
      spiderfied = "";
      draw();
    },
    /** Mark one school, inside a group or not. @param {School | null} school */
    select(school) {
      selected = school;
      drawMarks();
    },
    /** Markers on the map: middle in px at zoom 0, and size in px. */
    taken: () => [...markers.items(), ...halo.items().map((item) => ({ ...item, size: HALO_SIZE }))],
  };
}

/** @param {School} school */
const markerKey = ({ key }) => `school ${key}`;

/** @param {School} school @param {{x: number, y: number, dx?: number, dy?: number}} place @param {import("../../text/words.js").Words} words @returns {Marker} */
const single = (school, place, words) =>
  ({ ...place, key: markerKey(school), schools: [school], size: MARKER_SIZE, make: () => schoolMarker(school, words) });

/** @param {School[]} schools @param {{x: number, y: number}} place @param {import("../../text/words.js").Words} words @returns {Marker[]} */
function spiderfiedMarkers(schools, place, words) {
  const spots = spiderfy(schools.length);
  const lines = { ...place, key: `legs ${schools[0].key} ${schools.length}`, schools: [], size: 0, make: () => legs(spots) };
  return [lines, ...schools.map((school, i) => single(school, { ...place, ...spots[i] }, words))];
}

/** @param {import("./clusters.js").WorldBox} outer @param {import("./clusters.js").WorldBox} inner */
const covers = (outer, inner) =>
  outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;

/**
 * @param {any} map
 * @param {ReturnType<typeof createOverlay<Marker>>} markers
 * @param {{open: (marker: Marker) => void, collapse: () => void, isSpiderfied: () => boolean, mapView: import("../map_view.js").MapPlace}} acts
 */
function listen(map, markers, { open, collapse, isSpiderfied, mapView }) {
  let dragged = false;
  map.on("dragstart", () => (dragged = true));
  markers.pane.addEventListener("pointerdown", () => (dragged = false));
  markers.pane.addEventListener("click", (event) => {
    const marker = markers.itemOf(event.target);
    if (!marker?.schools.length) return;
    event.stopPropagation(); // a click beside the markers closes the group
    if (!dragged || event.detail === 0) open(marker); // a key's click has no detail
  });
  markers.pane.addEventListener("dblclick", (event) => event.stopPropagation());
  markers.pane.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isSpiderfied()) return;
    event.stopPropagation();
    collapse();
  });
  markers.pane.addEventListener("focusin", ({ target }) => {
    const marker = markers.itemOf(target);
    if (!marker || !(/** @type {Element} */ (target)).matches(":focus-visible")) return;
    const { lat, lng: lon } = markers.latLng(marker);
    mapView.keepSchoolInSight({ lat, lon });
  });
}
