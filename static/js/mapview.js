/** Which part of the country the map shows, kept with the address. */

/** @typedef {import("./types.js").State} State */

const MARGIN = 8; // px
const SIGN = 24; // px; half of a marked school
const TOOLBAR = 64; // px; buttons at the lower edge of narrow screens

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
  map.on("moveend", () => {
    if (!quiet) store.follow({ at: current() });
  });

  /** @param {State} state */
  const chosenBounds = (state) => {
    const level = /** @type {const} */ (["office", "sigungu", "sido"]).find((name) => state[name].length);
    const features = level && data.arrived(level)?.features.filter((area) => state[level].includes(area.properties.code));
    return features?.length ? L.geoJSON({ type: "FeatureCollection", features }).getBounds() : L.latLngBounds(country);
  };

  return {
    /** Go where the state says; without a place in it, to the chosen regions or the whole country. @param {State} state */
    go(state) {
      const { at } = state;
      if (!at) quietly(() => map.fitBounds(chosenBounds(state), { animate: false, maxZoom: 12, ...roomBesidePanels(map) }));
      else if (JSON.stringify(at) !== JSON.stringify(current())) quietly(() => map.setView([at.lat, at.lon], at.zoom, { animate: false }));
    },
    /** Move no further than is needed to see a place beside the panels. @param {{lat: number, lon: number}} place */
    keepInSight({ lat, lon }) {
      const { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] } = roomBesidePanels(map);
      const padding = { paddingTopLeft: [left + SIGN, top + SIGN], paddingBottomRight: [right + SIGN, bottom + SIGN] };
      quietly(() => map.panInside([lat, lon], { animate: false, ...padding }));
    },
    /** @param {{lat: number, lon: number}} place @param {number} zoom */
    approach({ lat, lon }, zoom) {
      map.setView([lat, lon], Math.max(map.getZoom(), zoom), { animate: !calm });
    },
  };
}

/** @typedef {ReturnType<typeof createMapView>} MapPlace */

/** Panels lie over the map; what matters is to be seen in the part they leave free. @param {any} map */
function roomBesidePanels(map) {
  const frame = map.getContainer().getBoundingClientRect();
  const [totals, lists, key, card] = ["totals", "lists", "key", "card"].map((id) => document.getElementById(id)?.getBoundingClientRect());
  const isBeside = lists && lists.width > 0 && lists.width < frame.width * 0.6;
  if (isBeside) {
    const below = key?.height ? frame.bottom - key.top : 0;
    // A short line of totals stands in the corner, over the sea; a long one would hide the north.
    const above = totals && totals.width > 0.7 * (lists.left - frame.left) ? totals.bottom - frame.top : 0;
    return { paddingTopLeft: [MARGIN, above + MARGIN], paddingBottomRight: [frame.right - lists.left + MARGIN, below + MARGIN] };
  }
  const above = totals ? totals.bottom - frame.top : 0;
  const below = card?.height ? frame.bottom - card.top : TOOLBAR;
  return { paddingTopLeft: [MARGIN, above + MARGIN], paddingBottomRight: [MARGIN, below + MARGIN] };
}
