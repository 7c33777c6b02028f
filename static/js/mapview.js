/** Which part of the country the map shows, kept with the address. */

import { areaOf, freeBoxes, shortestWayInside } from "./freearea.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./freearea.js").Box} Box */

const MARGIN = 8; // px
const SIGN = 24; // px; half of a marked school
const LEAST = 40; // px; a free box narrower than this shows nothing
const CLOSEST_FIT = 12; // zoom
/** What lies over the map. */
export const PANELS = "#totals, .lists-place, #card, .key-place, .toolbar, .leaflet-control-zoom, .leaflet-control-attribution";

/**
 * @param {any} map Leaflet map
 * @param {import("./main.js").Bounds} country
 * @param {import("./store.js").Store} store
 * @param {import("./data.js").Data} data
 */
export function createMapView(map, country, store, data) {
  const L = /** @type {any} */ (window).L;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let quiet = false;
  let isMoved = false;

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
  // A window that changes its size ends a move that nobody began.
  map.on("movestart", () => (isMoved = true));
  map.on("moveend", () => {
    if (isMoved && !quiet) store.follow({ at: current() });
    isMoved = false;
  });

  /** @param {string} level @param {string[]} codes */
  const boundsOf = (level, codes) => {
    const features = data.arrived(level)?.features.filter((area) => codes.includes(area.properties.code)) ?? [];
    return features.length ? L.geoJSON({ type: "FeatureCollection", features }).getBounds() : null;
  };
  /** @param {State} state */
  const chosenBounds = (state) => {
    const level = /** @type {const} */ (["office", "sigungu", "sido"]).find((name) => state[name].length);
    return (level && boundsOf(level, state[level])) || L.latLngBounds(country);
  };
  /** @param {any} bounds */
  const fit = (bounds) => quietly(() => map.fitBounds(bounds, { animate: false, maxZoom: CLOSEST_FIT, ...bestPadding(map, bounds) }));

  /** Move no further than is needed to see it beside the panels. @param {any} bounds @param {number} margin */
  const keepInSight = (bounds, margin) => {
    const free = freeAreas(map);
    const thing = onScreen(map, bounds);
    const way = shortestWayInside(thing, free, margin)?.map(Math.round);
    if (way?.some(Boolean)) quietly(() => map.panBy(way.map((px) => -px), { animate: false }));
    else if (!way && !free.some((box) => fills(thing, box))) fit(bounds);
  };

  return {
    /** Go where the state says; without a place in it, to the chosen regions or the whole country. @param {State} state */
    go(state) {
      const { at } = state;
      if (!at) fit(chosenBounds(state));
      else if (JSON.stringify(at) !== JSON.stringify(current())) quietly(() => map.setView([at.lat, at.lon], at.zoom, { animate: false }));
    },
    /** @param {{lat: number, lon: number}} place */
    keepSchoolInSight: ({ lat, lon }) => keepInSight(L.latLngBounds([[lat, lon]]), SIGN),
    /** @param {string} level @param {string} code */
    keepRegionInSight(level, code) {
      const bounds = boundsOf(level, [code]);
      if (bounds) keepInSight(bounds, MARGIN);
    },
    /** As near as everything inside the bounds can still be seen beside the panels. @param {any} bounds */
    approachAll(bounds) {
      map.fitBounds(bounds, { animate: !calm, ...bestPadding(map, bounds) });
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
  const { x: right, y: bottom } = map.getSize();
  const { left: x, top: y } = map.getContainer().getBoundingClientRect();
  const panels = [...document.querySelectorAll(PANELS)].map((panel) => panel.getBoundingClientRect())
    .map((box) => ({ left: box.left - x, top: box.top - y, right: box.right - x, bottom: box.bottom - y }));
  const free = freeBoxes({ left: 0, top: 0, right, bottom }, panels)
    .filter((box) => box.right - box.left >= LEAST && box.bottom - box.top >= LEAST);
  return free.length ? free : [{ left: 0, top: 0, right, bottom }];
}

/** The free part in which bounds can be shown largest, as padding for Leaflet. @param {any} map @param {any} bounds */
function bestPadding(map, bounds) {
  const { x: width, y: height } = map.getSize();
  const choices = freeAreas(map).map((box) => {
    const paddingTopLeft = [box.left + MARGIN, box.top + MARGIN];
    const paddingBottomRight = [width - box.right + MARGIN, height - box.bottom + MARGIN];
    const padding = /** @type {any} */ (window).L.point(paddingTopLeft).add(paddingBottomRight);
    const zoom = Math.min(CLOSEST_FIT, map.getBoundsZoom(bounds, false, padding));
    return { zoom, area: areaOf(box), padding: { paddingTopLeft, paddingBottomRight } };
  });
  return choices.toSorted((a, b) => b.zoom - a.zoom || b.area - a.area)[0].padding;
}

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
