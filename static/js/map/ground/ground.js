/**
 * The ground near in: land with a finer coast, borders down to the legal-dongs, and their names. It is drawn
 * below the areas, which then are only there to be chosen; where it cannot be loaded, they stay as they are.
 */

import { splitRegion } from "../../state/state.js";
import { stepOf } from "../choropleth.js";
import { createPieces } from "./pieces.js";

/** @typedef {import("../../state/view.js").View} View */
/** @typedef {import("./pieces.js").Piece} Piece */
/** @typedef {{key: string, name: string, level: string, feature: any}} PlaceName a name and the shape that it belongs to */

const FROM_ZOOM = 11;
const DONG_NAMES_FROM_ZOOM = 12;
const LINES = ["dong", "sigungu", "sido", "coast"]; // the most important last, over the others
const LEVEL = 390; // in the stack, below the areas
const SMOOTHING = 0.5; // px

/**
 * @param {any} map Leaflet map
 * @param {import("../../types.js").Config} config
 * @param {import("../../data/data.js").Data} data
 * @param {() => void} onChange when other names are there
 */
export function createGround(map, { urls, language }, data, onChange) {
  const L = /** @type {any} */ (window).L;
  const pane = map.createPane("ground");
  pane.style.zIndex = String(LEVEL);
  const renderer = L.svg({ pane: "ground", padding: 0.2 });
  /** @type {Map<Piece, {land: any, group: any}>} */
  const drawn = new Map();
  let stepOfSigungu = (/** @type {string} */ _code) => "none";
  /** @type {(code: string) => boolean} */
  let isChosen = () => false;
  const paint = (/** @type {Piece} */ { region: { code } }, /** @type {Element | undefined} */ land) => {
    land?.setAttribute("data-step", stepOfSigungu(code));
    land?.classList.toggle("is-selected", isChosen(code));
  };
  const paintAll = () => drawn.forEach(({ land }, piece) => paint(piece, land.getElement()));

  const settle = () => {
    map.getContainer().classList.toggle("has-ground", pieces.isWhole());
    onChange();
  };
  const pieces = createPieces(urls.pieces, {
    come(piece) {
      const layers = layersOf(piece, { pane: "ground", renderer, interactive: false, smoothFactor: SMOOTHING }, L);
      drawn.set(piece, layers);
      layers.group.addTo(map);
      paint(piece, layers.land.getElement());
      settle();
    },
    go(piece) {
      drawn.get(piece)?.group.remove();
      drawn.delete(piece);
    },
  });
  const follow = async () => {
    const shown = pieces.show(map.getZoom() >= FROM_ZOOM ? areaOf(map.getBounds()) : null);
    settle();
    await shown;
    settle();
  };
  if (urls.pieces) {
    map.on("moveend", follow);
    map.whenReady(follow);
  }

  return {
    /** Colour the land as its regions are coloured. @param {View} view */
    show({ state, rows, classes }) {
      const rowOf = rowsBySigungu(state.by, rows);
      stepOfSigungu = (code) => stepOf(rowOf(code), classes.length);
      paintAll();
    },
    /** Mark the land of the region whose card is open. @param {import("../../types.js").State} state */
    select({ region }) {
      const { level, code } = splitRegion(region);
      isChosen = level === "sido" ? (sigungu) => sigungu.startsWith(code)
        : level === "sigungu" ? (sigungu) => sigungu === code
          : (sigungu) => level === "office" && Boolean(data.region(level, code)?.sigungu?.includes(sigungu));
      paintAll();
    },
    /** Names of the sigungu and legal-dongs that are there, the larger first. @returns {PlaceName[]} */
    names() {
      if (map.getZoom() < FROM_ZOOM) return [];
      return placeNames(pieces.loaded(), language, map.getZoom() >= DONG_NAMES_FROM_ZOOM);
    },
  };
}

/** @param {any} bounds Leaflet bounds @returns {import("./pieces.js").Area} */
const areaOf = (bounds) => ({ west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() });

/** @param {Piece} piece @param {Record<string, any>} options @param {any} L */
function layersOf({ dongs, lines }, options, L) {
  const latLngs = (/** @type {any[]} */ coordinates, /** @type {number} */ depth) => L.GeoJSON.coordsToLatLngs(coordinates, depth);
  const land = L.polygon(latLngs(dongs.flatMap(({ geometry }) => geometry.coordinates), 2),
    { ...options, className: "ground-land", stroke: false, fillOpacity: 1 });
  const borders = LINES.flatMap((kind) => lines.filter(({ id }) => id === kind))
    .map(({ id, geometry }) => L.polyline(latLngs(geometry.coordinates, 1), { ...options, className: `ground-line is-${id}` }));
  return { land, group: L.layerGroup([land, ...borders]) };
}

/** The row of the region of a level in which a sigungu lies. @param {string} by @param {View["rows"]} rows */
function rowsBySigungu(by, rows) {
  if (by === "sido") return (/** @type {string} */ code) => rows?.get(code.slice(0, 2));
  if (by === "sigungu") return (/** @type {string} */ code) => rows?.get(code);
  const owners = new Map([...(rows?.values() ?? [])].flatMap((row) => (row.region.sigungu ?? []).map((code) => [code, row])));
  return (/** @type {string} */ code) => owners.get(code);
}

/** @param {Piece[]} pieces @param {string} language @param {boolean} withDongs @returns {PlaceName[]} */
function placeNames(pieces, language, withDongs) {
  return [
    ...pieces.map((piece) => sigunguName(piece, language)),
    ...(withDongs ? pieces.flatMap(({ dongs }) => dongs.map(dongName)) : []),
  ];
}

/** The name of the sigungu of a piece; of one in several pieces, each has it. @param {Piece} piece @param {string} language @returns {PlaceName} */
function sigunguName({ region, shape }, language) {
  return { key: `sigungu:${region.code}`, name: (language !== "ko" && region.name_en) || region.name, level: "sigungu", feature: shape };
}

/** @param {any} feature @returns {PlaceName} */
const dongName = (feature) => ({ key: `dong:${feature.id}`, name: feature.properties.name, level: "dong", feature });
