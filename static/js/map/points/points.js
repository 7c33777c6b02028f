/** Schools as points: grouped by regions and places, distinguished by shape and colour. */

import { attempt } from "../../data/attempt.js";
import { t } from "../../text/texts.js";
import { createOverlay, worldView } from "../overlay.js";
import { createRovingTabindex } from "../roving_tabindex.js";
import { toWorld } from "../world.js";
import { boxAround } from "./clusters.js";
import { countStatuses, groupMarker, HALO_SIZE, legs, schoolHalo, schoolMarker, MARKER_SIZE } from "./markers.js";
import { createRadiusCircles } from "./radius_circles.js";
import { createSigns } from "./signs.js";
import { spiderfy } from "./spiderfy.js";

/** @typedef {import("../../types.js").School} School */
/** @typedef {import("../overlay.js").Item & {schools: School[], size: number, level?: string, code?: string}} Marker `level` and `code` of the region whose schools it stands for */

const APART = 50; // px; schools nearer than this at the nearest zoom do not come apart
const SURROUNDINGS = 0.3; // of the view's size to each side, so that a short move finds the markers ready

/**
 * @param {any} map Leaflet map
 * @param {import("../../text/words.js").Words} words
 * @param {import("../../text/place_names.js").PlaceNames} names
 * @param {(school: School) => void} onOpen
 * @param {import("../map_view.js").MapPlace} mapView
 * @param {{data: import("../../data/data.js").Data, schools: School[]}} all every school and the regions
 */
export function createPoints(map, words, names, onOpen, mapView, { data, schools: all }) {
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
  const signs = createSigns(map, data, all);
  /** @type {School | null} */
  let selected = null;
  /** @type {string} key of the group that is spiderfied */
  let spiderfied = "";
  /** Levels whose shapes were asked for. @type {Set<string>} */
  const requested = new Set();
  let drawnZoom = NaN;
  let drawnView = worldView(map, 0);

  /** @param {import("./signs.js").SizedGroup} group @returns {Marker[]} */
  const markersOf = ({ x, y, members, size, level, code }) => {
    const schools = members.map((i) => shown[i]);
    if (schools.length === 1) return [single(schools[0], { x, y }, words)];
    const region = level && (data.region(level, code) ? names.full(level, code) : data.sigunguName(code));
    const key = `group ${level} ${code} ${region} ${level ? "" : schools[0].key} ${size} ${countStatuses(schools, words)}`;
    if (key === spiderfied) return spiderfiedMarkers(schools, { x, y }, words);
    const make = () => groupMarker(schools, words, { size, region, together: !comesApart(schools) });
    return [{ key, x, y, schools, size, level, code, make }];
  };

  /** @param {School[]} schools */
  const comesApart = (schools) => {
    const { left, top, right, bottom } = boxAround(toWorld(schools), schools.map((_, i) => i));
    return map.getZoom() < map.getMaxZoom() && Math.max(right - left, bottom - top) * 2 ** map.getMaxZoom() >= APART;
  };

  const draw = () => {
    const focused = markers.itemOf(document.activeElement);
    drawnZoom = map.getZoom();
    drawnView = worldView(map, SURROUNDINGS);
    markers.show(signs.at(drawnZoom, drawnView).flatMap(markersOf));
    updateTabStops();
    drawMarks();
    loadParts();
    if (focused && !markers.element(focused.key)) focusOn(focused.schools[0]);
  };

  /** The shapes of the parts of provinces, once their signs are drawn. */
  const loadParts = () => {
    const level = signs.missingLayer(drawnZoom);
    if (!level || requested.has(level)) return;
    requested.add(level);
    attempt(async () => {
      await data.layer(level);
      draw();
      map.fire("signschange");
    });
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
  const open = ({ key, schools, level = "", code = "" }) => {
    if (schools.length === 1) onOpen(schools[0]);
    else if (level && mapView.approachRegion(level, code, signs.opensAt(level, code))) return;
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
    /** @param {School[]} schools @param {import("../../types.js").State} state */
    show(schools, state) {
      shown = schools;
      signs.use(schools, state);
      spiderfied = "";
      draw();
    },
    /** Group by the regions that the state counts by. @param {import("../../types.js").State} state */
    regroup(state) {
      signs.use(shown, state);
      draw();
    },
    /** Mark one school, inside a group or not. @param {School | null} school */
    select(school) {
      selected = school;
      drawMarks();
    },
    /** Markers on the map: middle in px at zoom 0, size in px, and the region that one stands for. */
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
