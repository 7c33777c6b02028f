/** The part of the country on the map, kept in the address. */

import { bestPlace } from "./fitting.js";
import { freeBoxes, shortestWayInside } from "./free_area.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("./free_area.js").Box} Box */

const MARGIN = 8; // px
const MARKER_HALF = 24; // px; half of a marked school
const MIN_BOX = 40; // px; a free box narrower than this shows nothing
const CLOSEST_FIT = 12; // zoom
const FIT_STEP = 0.25; // zoom; what the map snaps to
/** Selector of the panels over the map. */
export const PANELS = "#search-place, #totals, .lists-place, #card, .key-place, .toolbar, .leaflet-control-zoom, .leaflet-control-attribution";

/**
 * @param {any} map Leaflet map
 * @param {import("../types.js").Bounds} country
 * @param {import("../state/store.js").Store} store
 * @param {import("../data/data.js").Data} data
 */
export function createMapView(map, country, store, data) {
  const L = /** @type {any} */ (window).L;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let quiet = false;

  /** Move without writing the place into the address: it follows from the filters. @param {() => void} move */
  const quietly = (move) => {
    quiet = true;
    move();
    quiet = false;
  };
  const current = () => {
    const { lat, lng: lon } = map.getCenter();
    return { zoom: +map.getZoom().toFixed(2), lat: +lat.toFixed(4), lon: +lon.toFixed(4) };
  };
  let size = map.getSize();
  map.on("moveend", () => {
    const isResized = !map.getSize().equals(size);
    size = map.getSize();
    // Resizing the window does not change the place.
    if (isResized) go(store.get());
    else if (!quiet) store.follow({ at: current() });
  });

  /** @param {string} level @param {string[]} codes none for all */
  const featuresOf = (level, codes) => (data.arrived(level)?.features ?? [])
    .filter((area) => !codes.length || codes.includes(area.properties.code));
  /** @param {State} state */
  const chosenFeatures = (state) => {
    const level = /** @type {const} */ (["office", "sigungu", "sido"]).find((name) => state[name].length);
    const chosen = level ? featuresOf(level, state[level]) : [];
    return chosen.length ? chosen : featuresOf("sido", []);
  };
  /** Show shapes as large as fits with no panel over them. @param {any[]} features */
  const fit = (features) => quietly(() => {
    const place = bestPlace(outlineOf(features, L), frameOf(map), panelBoxes(map),
      { margin: MARGIN, least: map.getMinZoom(), most: CLOSEST_FIT, step: FIT_STEP });
    if (place) map.setView(onEarth(place.center, L), place.zoom, { animate: false });
    else map.fitBounds(features.length ? boundsOf(features, L) : country, { animate: false, maxZoom: CLOSEST_FIT });
  });

  /** Move only as far as needed to show a thing beside the panels. @param {Box} thing @param {number} margin @returns {boolean} whether it is visible now */
  const keepInSight = (thing, margin) => {
    const free = freeAreas(map);
    const way = shortestWayInside(thing, free, margin)?.map(Math.round);
    if (way?.some(Boolean)) quietly(() => map.panBy(way.map((px) => -px), { animate: false }));
    return Boolean(way) || free.some((box) => fills(thing, box));
  };

  /** Go where the state says; without a place in it, to the chosen regions or the whole country. @param {State} state */
  const go = (state) => {
    const { at } = state;
    if (!at) fit(chosenFeatures(state));
    else if (JSON.stringify(at) !== JSON.stringify(current())) quietly(() => map.setView([at.lat, at.lon], at.zoom, { animate: false }));
  };

  return {
    go,
    /** @param {{lat: number, lon: number}} place */
    keepSchoolInSight: ({ lat, lon }) => keepInSight(onScreen(map, L.latLngBounds([[lat, lon]])), MARKER_HALF),
    /** @param {string} level @param {string} code */
    keepRegionInSight(level, code) {
      const features = code ? featuresOf(level, [code]) : [];
      if (features.length && !keepInSight(onScreen(map, boundsOf(features, L)), MARGIN)) fit(features);
    },
    /** Zoom in as far as everything inside the bounds stays visible beside the panels. @param {any} bounds */
    approachAll(bounds) {
      const corners = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => L.CRS.EPSG3857.latLngToPoint(corner, 0));
      const place = bestPlace(corners, frameOf(map), panelBoxes(map),
        { margin: MARKER_HALF, least: map.getZoom(), most: map.getMaxZoom(), step: FIT_STEP });
      if (place) map.setView(onEarth(place.center, L), place.zoom, { animate: !calm });
      else map.fitBounds(bounds, { animate: !calm });
    },
    /** @param {{lat: number, lon: number}} place @param {number} zoom */
    approach({ lat, lon }, zoom) {
      map.setView([lat, lon], Math.max(map.getZoom(), zoom), { animate: !calm });
    },
  };
}

/** @typedef {ReturnType<typeof createMapView>} MapPlace */

/** Parts of the map that can be seen, as they are at this moment. @param {any} map @returns {Box[]} */
function freeAreas(map) {
  const frame = frameOf(map);
  const free = freeBoxes(frame, panelBoxes(map))
    .filter((box) => box.right - box.left >= MIN_BOX && box.bottom - box.top >= MIN_BOX);
  return free.length ? free : [frame];
}

/** @param {any} map @returns {Box} */
function frameOf(map) {
  const { x: right, y: bottom } = map.getSize();
  return { left: 0, top: 0, right, bottom };
}

/** Boxes of the panels over the map at this moment. @param {any} map @returns {Box[]} */
function panelBoxes(map) {
  const { left: x, top: y } = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(PANELS)].map((panel) => panel.getBoundingClientRect())
    .filter((box) => box.width && box.height)
    .map((box) => ({ left: box.left - x, top: box.top - y, right: box.right - x, bottom: box.bottom - y }));
}

/** Corners of the outer rings, px of the world at zoom 0. @param {any[]} features @param {any} L */
function outlineOf(features, L) {
  const polygons = features.flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates));
  return polygons.flatMap(([outer]) => outer.map((/** @type {[number, number]} */ [lon, lat]) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0)));
}

/** @param {import("./fitting.js").Point} point px of the world at zoom 0 @param {any} L */
const onEarth = ({ x, y }, L) => L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);

/** @param {any[]} features @param {any} L */
const boundsOf = (features, L) => L.geoJSON({ type: "FeatureCollection", features }).getBounds();

/** @param {any} map @param {any} bounds @returns {Box} */
function onScreen(map, bounds) {
  const { x: left, y: top } = map.latLngToContainerPoint(bounds.getNorthWest());
  const { x: right, y: bottom } = map.latLngToContainerPoint(bounds.getSouthEast());
  return { left, top, right, bottom };
}

/** Whether a thing too large for a box lies over its middle. @param {Box} thing @param {Box} box */
function fills(thing, box) {
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return thing.left < x && x < thing.right && thing.top < y && y < thing.bottom;
}
