/** The part of the country on the map, kept in the address. Everything is placed where no panel covers it. */

import { bestPlace, FIT, isClear } from "./fitting.js";
import { shortestWayInside } from "./free_area.js";
import { frameOf, freeAreas, freeMiddle, lastFreeMiddle, panelBoxes } from "./panel_boxes.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("./free_area.js").Box} Box */
/** @typedef {{lat: number, lon: number}} Place degrees */
/** @typedef {{zoom: number, center: import("./fitting.js").Point}} WorldPlace the centre in px of the world at zoom 0 */

const MARKER_HALF = 24; // px; half of a marked school
const CLOSEST_REGION = 15; // zoom; the smallest districts are two kilometres wide
const BEYOND_COUNTRY = 0.75; // zoom; how much further out the map goes than the country needs

/**
 * @param {any} map Leaflet map
 * @param {import("../types.js").Bounds} country
 * @param {import("../state/store.js").Store} store
 * @param {import("../data/data.js").Data} data
 */
export function createMapView(map, country, store, data) {
  const L = /** @type {any} */ (window).L;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const farthest = map.getMinZoom();
  const current = () => {
    const { lat, lng: lon } = map.getCenter();
    return { zoom: +map.getZoom().toFixed(2), lat: +lat.toFixed(4), lon: +lon.toFixed(4) };
  };
  const quietly = followMoves(map, country, { current, calm, onMove: (at) => store.follow({ at }), onResize: () => go(store.get()) });
  keepMiddleWhenZooming(map, L.latLngBounds(country));

  /** @param {string} level @param {string[]} codes none for all */
  const featuresOf = (level, codes) => (data.arrived(level)?.features ?? [])
    .filter((area) => !codes.length || codes.includes(area.properties.code));
  /** @param {State} state */
  const chosenFeatures = (state) => {
    const level = chosenLevel(state);
    const chosen = level ? featuresOf(level, state[level]) : [];
    return chosen.length ? chosen : featuresOf("sido", []);
  };
  /** @param {import("./fitting.js").Point[]} outline @param {number} margin @param {number} least @param {number} most zooms */
  const placeFor = (outline, margin, least, most) =>
    bestPlace(outline, frameOf(map), panelBoxes(map), { margin, least, most, step: FIT.step });
  /** Nothing that was found to fit lies beyond where zooming out ends. @param {WorldPlace} place */
  const showPlace = ({ zoom, center }) => {
    map.options.minZoom = Math.min(map.getMinZoom(), zoom);
    map.setView(onEarth(center, L), zoom, { animate: false });
  };
  /** Show shapes as large as fits with no panel over them. @param {any[]} features */
  const fit = (features) => quietly(() => {
    const outline = outlineOf(features, L);
    // In the smallest frames the shape fills what is free to its edges.
    const place = placeFor(outline, FIT.margin, farthest, FIT.most) ?? placeFor(outline, 0, farthest, FIT.most);
    if (place) showPlace(place);
    else map.fitBounds(features.length ? boundsOf(features, L) : country, { animate: false, maxZoom: FIT.most });
  });

  /** Move only as far as needed to show a thing beside the panels. @param {Box} thing @param {number} margin @returns {boolean} whether it is visible now */
  const keepInSight = (thing, margin) => {
    const free = freeAreas(map);
    const way = shortestWayInside(thing, free, margin)?.map(Math.round);
    if (way?.some(Boolean)) quietly(() => map.panBy(way.map((px) => -px), { animate: false }));
    return Boolean(way) || free.some((box) => fills(thing, box));
  };

  /** Zooming out ends where the whole country is small in the frame. */
  const limitZoom = () => {
    map.options.minZoom = farthest;
    map.options.minZoom = Math.max(farthest, map.getBoundsZoom(country) - BEYOND_COUNTRY);
    map.fire("zoomlevelschange");
  };
  /** Go where the state says; without a place in it, to the chosen regions or the whole country. @param {State} state @param {WorldPlace | null} [place] of them, where it is known */
  const go = (state, place = null) => {
    const { at } = state;
    limitZoom();
    if (!at && place && isClear(outlineOf(chosenFeatures(state), L), place, frameOf(map), panelBoxes(map))) quietly(() => showPlace(place));
    else if (!at) fit(chosenFeatures(state));
    else quietly(() => JSON.stringify(at) !== JSON.stringify(current()) && map.setView([at.lat, at.lon], at.zoom, { animate: false }));
  };
  /** Bring a place into the middle of what is free. @param {Place} place @param {number} zoom */
  const centre = ({ lat, lon }, zoom) => {
    const { x, y } = freeMiddle(map);
    const middle = map.project([lat, lon], zoom).subtract([x, y]).add(map.getSize().divideBy(2));
    map.setView(map.unproject(middle, zoom), zoom, { animate: !calm });
  };

  /** Where the map is. @returns {WorldPlace} */
  const place = () => ({ zoom: map.getZoom(), center: L.CRS.EPSG3857.latLngToPoint(map.getCenter(), 0) });

  return {
    go,
    /** Go where the state says once layers have arrived, unless it was shown without them, and nothing has come over it. @param {State} state @param {string[]} levels */
    settle(state, levels) {
      const wasShown = state.at || !levels.includes(chosenLevel(state) ?? "");
      if (!wasShown || !isClear(outlineOf(chosenFeatures(state), L), place(), frameOf(map), panelBoxes(map))) go(state);
    },
    /** @param {Place} place */
    keepSchoolInSight: ({ lat, lon }) => keepInSight(onScreen(map, L.latLngBounds([[lat, lon]])), MARKER_HALF),
    /** @param {string} level @param {string} code */
    keepRegionInSight(level, code) {
      const features = code ? featuresOf(level, [code]) : [];
      if (features.length && !keepInSight(onScreen(map, boundsOf(features, L)), FIT.margin)) fit(features);
    },
    /** Zoom in as far as everything inside the bounds stays visible beside the panels. @param {any} bounds */
    approachAll(bounds) {
      const corners = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => L.CRS.EPSG3857.latLngToPoint(corner, 0));
      const place = placeFor(corners, MARKER_HALF, map.getZoom(), map.getMaxZoom());
      if (place) map.setView(onEarth(place.center, L), place.zoom, { animate: !calm });
      else map.fitBounds(bounds, { animate: !calm });
    },
    /** Show a region as large as fits, or so near that its parts are told apart. @param {string} level @param {string} code @param {number} least zoom */
    approachRegion(level, code, least) {
      const features = featuresOf(level, [code]);
      const place = features.length ? placeFor(outlineOf(features, L), FIT.margin, least, CLOSEST_REGION) : null;
      const [lon, lat] = features[0]?.properties.label ?? [];
      if (place) map.setView(onEarth(place.center, L), place.zoom, { animate: !calm });
      else if (features.length) centre({ lat, lon }, least);
      return features.length > 0;
    },
    /** @param {Place} place @param {number} zoom */
    approach: (place, zoom) => centre(place, Math.max(map.getZoom(), zoom)),
    /** The whole country: a place of its own in the address only where the filters lead elsewhere. */
    showCountry() {
      fit(featuresOf("sido", []));
      store.choose({ at: chosenLevel(store.get()) ? current() : null });
    },
  };
}

/** @typedef {ReturnType<typeof createMapView>} MapPlace */

/** The narrowest level of which regions are chosen. @param {State} state */
const chosenLevel = (state) => /** @type {const} */ (["office", "sigungu", "sido"]).find((name) => state[name].length);

/**
 * Report where the reader moves the map, and lead it back where it leaves the country.
 *
 * What moves by itself follows from the filters and the window, and is no place that a reader chose. Leaflet reports
 * such a move also later, when the size has been still for a while: so a place is known by what it is, not by when
 * it is reported.
 *
 * @param {any} map @param {import("../types.js").Bounds} country
 * @param {{current: () => import("../types.js").MapView, calm: boolean, onMove: (at: import("../types.js").MapView) => void, onResize: () => void}} acts
 * @returns {(move: () => void) => void} moves the map by itself
 */
function followMoves(map, country, { current, calm, onMove, onResize }) {
  let size = map.getSize();
  let quiet = false;
  let automatic = JSON.stringify(current());
  map.on("resize", () => {
    size = map.getSize();
    onResize();
  });
  map.on("moveend", () => {
    // Leaflet reports a new size after the move that comes with it.
    if (quiet || !map.getSize().equals(size) || JSON.stringify(current()) === automatic) return;
    const way = wayBack(map, country);
    if (way) map.panBy(way, { animate: !calm });
    else onMove(current());
    automatic = "";
  });
  return (move) => {
    quiet = true;
    move();
    quiet = false;
    automatic = JSON.stringify(current());
  };
}

/** How far the middle of what is free lies outside the country, or null. @param {any} map @param {import("../types.js").Bounds} country */
function wayBack(map, [[south, west], [north, east]]) {
  const { x, y } = lastFreeMiddle(map);
  const { x: left, y: top } = map.latLngToContainerPoint([north, west]);
  const { x: right, y: bottom } = map.latLngToContainerPoint([south, east]);
  const way = [Math.min(0, Math.floor(right - x)) + Math.max(0, Math.ceil(left - x)), Math.min(0, Math.floor(bottom - y)) + Math.max(0, Math.ceil(top - y))];
  return Math.hypot(...way) > 1 ? way : null;
}

/** The middle of what is free and lies in the country: beside a small country the largest free part is sea. @param {any} map @param {any} country bounds */
function middleOfCountry(map, country) {
  const [free] = freeAreas(map);
  const land = onScreen(map, country);
  const [left, right] = [Math.max(free.left, land.left), Math.min(free.right, land.right)];
  const [top, bottom] = [Math.max(free.top, land.top), Math.min(free.bottom, land.bottom)];
  return left < right && top < bottom ? { x: (left + right) / 2, y: (top + bottom) / 2 } : freeMiddle(map);
}

/** Buttons, keys and rectangles zoom in what is free, where Leaflet takes the whole frame. @param {any} map @param {any} country bounds */
function keepMiddleWhenZooming(map, country) {
  const L = /** @type {any} */ (window).L;
  const fitBounds = map.fitBounds.bind(map);
  map.setZoom = (/** @type {number} */ zoom, /** @type {any} */ options) => {
    const { x, y } = middleOfCountry(map, country);
    const possible = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), zoom));
    return map.setZoomAround(L.point(x, y), possible, options);
  };
  map.fitBounds = (/** @type {any} */ bounds, /** @type {any} */ options) => {
    const [{ left, top, right, bottom }] = freeAreas(map);
    const { x: width, y: height } = map.getSize();
    return fitBounds(bounds, { paddingTopLeft: [left, top], paddingBottomRight: [width - right, height - bottom], ...options });
  };
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
